//! Made-up content for the page of components and for the tests of the templates.
//!
//! Covers what breaks layouts: long names, 200-character titles, both directions in one text.

use super::view::{
    Byline, FieldError, FileView, ForumCard, ForumHead, PersonLine, PictureView, PostView, Posting, ReplyRef,
    ReplyView, Role, Scope, SendLook, SendView, Stamp, TopicKind, TopicRow, Tray, TrayItem, VoteView,
};

/// 12 March 2026, 08:30 UTC.
pub const THEN: Stamp = Stamp(1_773_304_200_000);
/// A little later.
pub const LATER: Stamp = Stamp(1_773_318_600_000);

/// A colleague with a name of ordinary length.
#[must_use]
pub fn sara() -> Byline {
    Byline {
        name: "سارة القحطاني".into(),
        handle: "sara".into(),
        role: Some(Role::Moderator),
        origin: None,
        standing: None,
        at: THEN,
        edited_at: None,
        history: String::new(),
    }
}

/// A colleague of another server.
#[must_use]
pub fn faisal() -> Byline {
    Byline {
        name: "Faisal Al-Harbi".into(),
        handle: "faisal@jeddah.example".into(),
        role: None,
        origin: Some("jeddah.example".into()),
        standing: None,
        at: LATER,
        edited_at: Some(LATER),
        history: String::new(),
    }
}

/// A colleague whose name fills a line.
#[must_use]
pub fn long_name() -> Byline {
    Byline {
        name: "المهندس عبدالرحمن بن عبدالعزيز آل عبدالوهاب الشمّري الزهراني".into(),
        handle: "abdulrahman_alshammari@industrial-cluster.jubail.example".into(),
        role: None,
        origin: Some("industrial-cluster.jubail.example".into()),
        standing: None,
        at: LATER,
        edited_at: None,
        history: String::new(),
    }
}

/// Up-votes the viewer may add to.
#[must_use]
pub const fn vote(count: u32, mine: bool) -> VoteView {
    VoteView {
        count,
        mine,
        allowed: true,
    }
}

/// Topics of every type and state.
#[must_use]
pub fn topics() -> Vec<TopicRow> {
    vec![
        TopicRow { pinned: true, kind: TopicKind::Announcement, replies: 3, votes: 12, ..topic(1, "ورشة قياس OEE في المدينة الصناعية الثانية بالرياض: التسجيل مفتوح حتى الخميس", "ar") },
        TopicRow { kind: TopicKind::Answered, replies: 14, votes: 31, ..topic(2, "اهتزاز مضخة التبريد عند 1480 دورة في الدقيقة بعد تغيير المحمل", "ar") },
        TopicRow {
            author: faisal(),
            origin: Some("jeddah.example".into()),
            unread: true,
            newer: 7,
            votes: 4,
            excerpt: "We log 15-minute kWh per line but the night shift baseline is 38 % of full load. Compressors, lighting, or standby drives: where did you look first?".into(),
            ..topic(3, "Energy baseline of a bottling line at night: what is normal?", "en")
        },
        TopicRow {
            kind: TopicKind::Discussion,
            author: long_name(),
            origin: Some("industrial-cluster.jubail.example".into()),
            replies: 128,
            votes: 1240,
            locked: true,
            ..topic(4, "تجربتنا في طباعة قطع الغيار بالتصنيع الإضافي (SLS وMJF) لخطوط التعبئة في الجبيل: متى تكون القطعة المطبوعة أرخص من المستوردة، وكيف حسبنا زمن التوقف، وما الذي فشل في الأشهر الستة الأولى من التشغيل الفعلي؟", "ar")
        },
    ]
}

/// An open question.
#[must_use]
pub fn topic(id: i64, title: &str, lang: &str) -> TopicRow {
    TopicRow {
        id,
        title: title.into(),
        lang: lang.into(),
        kind: TopicKind::Question,
        excerpt: "بعد استبدال المحمل SKF 6312 ارتفع الاهتزاز من 2.1 إلى 6.8 mm/s في الاتجاه الأفقي فقط، والمحاذاة بالليزر ضمن 0.05 مم. جرّبنا إعادة الموازنة ولم يتغير شيء.".into(),
        author: sara(),
        forum: None,
        origin: None,
        replies: 0,
        votes: 0,
        active_at: LATER,
        pinned: false,
        locked: false,
        unread: false,
        newer: 0,
    }
}

/// What somebody elsewhere wrote outside forums.
#[must_use]
pub fn note() -> TopicRow {
    TopicRow {
        kind: TopicKind::Note,
        excerpt: String::new(),
        origin: Some("jeddah.example".into()),
        ..topic(
            90,
            "Compressed air is the most expensive energy in the plant: we measured 31% leaks.",
            "en",
        )
    }
}

/// Forums of here and elsewhere.
#[must_use]
pub fn forums() -> Vec<ForumCard> {
    let card = |name: &str, title: &str, summary: &str, scope, origin: Option<&str>| ForumCard {
        name: name.into(),
        title: title.into(),
        summary: summary.into(),
        scope,
        origin: origin.map(Into::into),
        topics: 128,
        members: 342,
        active_at: Some(LATER),
        followed: name == "maintenance",
        unread: if name == "oee" { 100 } else { 3 },
    };
    vec![
        card(
            "maintenance",
            "الصيانة التنبؤية",
            "الاهتزاز والحرارة وتحليل الزيوت: كيف نعرف العطل قبل وقوعه.",
            Scope::Public,
            None,
        ),
        card(
            "oee",
            "كفاءة المعدات OEE",
            "القياس الصادق للتوفر والأداء والجودة، وما يفعله الرقم في اجتماع الصباح.",
            Scope::Network,
            None,
        ),
        card(
            "energy@jeddah.example",
            "Energy in the plant",
            "Compressed air, chillers, drives: measured savings only.",
            Scope::Public,
            Some("jeddah.example"),
        ),
        card(
            "additive",
            "التصنيع الإضافي",
            "قطع الغيار المطبوعة من المعادن والبوليمرات.",
            Scope::Instance,
            None,
        ),
    ]
}

/// The head of a forum's page.
#[must_use]
pub fn forum() -> ForumHead {
    ForumHead {
        name: "maintenance".into(),
        title: "الصيانة التنبؤية".into(),
        summary: "الاهتزاز والحرارة وتحليل الزيوت: كيف نعرف العطل قبل وقوعه، وماذا فعلنا حين لم نعرف.".into(),
        scope: Scope::Public,
        posting: Posting::Members,
        origin: None,
        address: "!maintenance@riyadh.example".into(),
        remote_url: None,
        topics: 128,
        members: 1342,
        since: THEN,
        moderators: vec![
            PersonLine {
                name: "سارة القحطاني".into(),
                handle: "sara".into(),
                origin: None,
            },
            PersonLine {
                name: "Faisal Al-Harbi".into(),
                handle: "faisal@jeddah.example".into(),
                origin: Some("jeddah.example".into()),
            },
        ],
        followed: Some(true),
        pending: false,
        may_post: true,
        needs_level: false,
        may_edit: true,
        may_moderate: true,
        banned: None,
    }
}

/// A question with everything a moderator may do to it.
#[must_use]
pub fn post() -> PostView {
    PostView {
        id: 2,
        title: "اهتزاز مضخة التبريد عند 1480 دورة في الدقيقة بعد تغيير المحمل".into(),
        lang: "ar".into(),
        kind: TopicKind::Answered,
        html: "<p>بعد استبدال المحمل <strong>SKF 6312</strong> ارتفع الاهتزاز من 2.1 إلى 6.8&nbsp;mm/s في الاتجاه الأفقي فقط، والمحاذاة بالليزر ضمن 0.05&nbsp;مم.</p>\
               <ul><li>أعدنا الموازنة في المكان: لا تغيير.</li><li>Base bolts retorqued to 180 Nm.</li><li>الطيف يُظهر 2× واضحة مع نطاقات جانبية.</li></ul>\
               <pre><code>1x  24.7 Hz   1.9 mm/s\n2x  49.3 Hz   5.8 mm/s\n3x  74.0 Hz   0.7 mm/s</code></pre>\
               <p>هل رأى أحدكم هذا النمط بعد تغيير المحمل مباشرة؟</p>".into(),
        author: Byline { edited_at: Some(LATER), history: "/posts/2/history".into(), ..sara() },
        vote: vote(31, false),
        files: files(),
        remote_url: None,
        pinned: false,
        locked: false,
        may_edit: true,
        may_delete: true,
        may_moderate: true,
        undo_until: None,
        kept: Some(true),
        sending: Vec::new(),
    }
}

/// A picture and a drawing.
#[must_use]
pub fn files() -> Vec<FileView> {
    let picture = FileView {
        href: "/media/spectrum".into(),
        name: "طيف الاهتزاز.webp".into(),
        alt: "طيف الاهتزاز: قمة عند 49.3 هرتز أعلى من كل ما سواها.".into(),
        kind: "WEBP".into(),
        kilobytes: Some(214),
        host: None,
        picture: Some(PictureView {
            src: "/media/spectrum/small".into(),
            sides: Some((1_600, 900)),
        }),
    };
    vec![
        picture,
        FileView {
            href: "https://jeddah.example/base-plate.step".into(),
            name: "base-plate.step".into(),
            alt: "Base plate as measured".into(),
            kind: "STEP".into(),
            kilobytes: None,
            host: Some("jeddah.example".into()),
            picture: None,
        },
        FileView {
            href: "/media/readings".into(),
            name: "قراءات المضخة.csv".into(),
            alt: String::new(),
            kind: "CSV".into(),
            kilobytes: Some(18),
            host: None,
            picture: None,
        },
    ]
}

/// A composer with two files, and one that was refused.
#[must_use]
pub fn tray() -> Tray {
    let item = |id, name: &str, src: Option<&str>| TrayItem {
        id,
        name: name.into(),
        alt: String::new(),
        kind: String::new(),
        kilobytes: 214,
        src: src.map(Into::into),
    };
    Tray {
        items: vec![
            item(7, "طيف الاهتزاز.webp", Some("/media/spectrum/small")),
            item(8, "قراءات المضخة.csv", None),
        ],
        refused: vec![("logo.svg".into(), FieldError::new("problem-media-type"))],
        error: None,
        image_megabytes: 10,
        file_megabytes: 40,
        most: 8,
    }
}

/// A reply anybody may write.
#[must_use]
pub fn reply(id: i64, depth: u8, author: Byline, html: &str, lang: &str) -> ReplyView {
    ReplyView {
        id,
        depth,
        replying_to: None,
        lang: lang.into(),
        html: html.into(),
        author,
        vote: vote(3, false),
        accepted: false,
        deleted: false,
        files: Vec::new(),
        hidden: None,
        remote_url: None,
        may_reply: true,
        may_accept: true,
        is_asker: true,
        may_edit: false,
        may_delete: false,
        undo_until: None,
        kept: Some(false),
        is_new: id == 14,
        sending: Vec::new(),
    }
}

/// Something sent to a forum elsewhere and not taken there.
#[must_use]
pub fn not_taken() -> SendView {
    SendView {
        key: "send-post-refused",
        look: SendLook::Failed,
        host: "jeddah.example".into(),
        why: Some("send-why-rejected"),
        words: "It has words that are not welcome in this forum.".into(),
        may_retry: false,
    }
}

/// Something on its way there, and something that did not arrive.
#[must_use]
pub fn on_its_way() -> Vec<SendView> {
    let open = SendView {
        key: "send-post-sent",
        look: SendLook::Open,
        why: None,
        words: String::new(),
        ..not_taken()
    };
    let lost = SendView {
        key: "send-post-undelivered",
        why: Some("send-why-unreachable"),
        words: String::new(),
        may_retry: true,
        ..not_taken()
    };
    vec![open, lost]
}

/// The accepted answer.
#[must_use]
pub fn answer() -> ReplyView {
    ReplyView {
        accepted: true,
        vote: vote(24, true),
        remote_url: Some("https://jeddah.example/posts/991".into()),
        ..reply(
            11,
            0,
            faisal(),
            "<p>A strong 2× right after a bearing change is almost always <em>soft foot</em> or a cocked bearing. Loosen one foot at a time with a dial gauge on it: more than 0.05 mm is your answer.</p><p>عندنا كانت 0.12 مم تحت القدم الخلفية، وبعد وضع الشرائح نزل الاهتزاز إلى 1.8&nbsp;mm/s.</p>",
            "en",
        )
    }
}

/// A thread that nests deeper than it is shown.
#[must_use]
pub fn replies() -> Vec<ReplyView> {
    vec![
        answer(),
        ReplyView {
            may_edit: true,
            may_delete: true,
            sending: on_its_way(),
            ..reply(
                12,
                1,
                sara(),
                "<p>قِسنا الآن: 0.14 مم تحت القدم الأمامية اليسرى. شكرًا، سنضع الشرائح غدًا ونعود بالنتيجة.</p>",
                "ar",
            )
        },
        reply(
            13,
            2,
            long_name(),
            "<p>انتبهوا إلى أن الشرائح الرخيصة تنضغط. استعملوا الفولاذ المقاوم للصدأ، وثلاث شرائح على الأكثر تحت كل قدم.</p>",
            "ar",
        ),
        ReplyView {
            replying_to: Some(ReplyRef {
                id: 13,
                name: "المهندس عبدالرحمن بن عبدالعزيز آل عبدالوهاب الشمّري الزهراني".into(),
            }),
            ..reply(
                14,
                2,
                faisal(),
                "<p>Agreed. We keep a pre-cut set at each motor: <code>0.05 / 0.10 / 0.25 mm</code>.</p>",
                "en",
            )
        },
        ReplyView {
            deleted: true,
            html: String::new(),
            ..reply(15, 0, sara(), "", "ar")
        },
        reply(
            16,
            0,
            long_name(),
            "<blockquote><p>الطيف يُظهر 2× واضحة</p></blockquote><p>افحصوا أيضًا الوصلة المرنة: تآكل العنصر المطاطي يعطي النمط نفسه.</p>",
            "ar",
        ),
    ]
}
