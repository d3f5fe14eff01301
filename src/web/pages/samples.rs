//! Every page with made-up content, rendered: what the tests of the templates look at.

use std::sync::Arc;

use askama::Template;

use crate::web::{
    i18n::{Locale, dates::RIYADH_OFFSET_MINUTES},
    page::{self, Chrome, Flash, Site, Theme, Viewer},
    pages::{
        account, admin, compose, connect, design, errors, forums, home, notifications, oauth, people, settings, tags,
        topics,
    },
    samples,
    view::{
        FieldError, FieldView, ForumLine, IndexTab, Pager, PersonLine, Posting, ReplyForm, Role, Scope, Sort, Stamp,
        TopicTab,
    },
};

/// The surroundings of a page at `path`.
pub(crate) fn chrome(locale: Locale, path: &str, viewer: Option<Viewer>) -> Chrome {
    let name = if locale == Locale::Ar {
        "تجمّع الرياض الصناعي"
    } else {
        "Riyadh Industrial Cluster"
    };
    Chrome {
        locale,
        site: Arc::new(Site {
            name: name.into(),
            tagline: String::new(),
            host: "riyadh.example".into(),
            registration_open: true,
            development: true,
        }),
        viewer,
        csrf: "token".into(),
        path: path.into(),
        query: String::new(),
        flash: None,
        theme: Theme::Auto,
        request_id: "01jb3k9q".into(),
        now: Stamp(samples::LATER.0 + 3 * 60_000),
        offset_minutes: RIYADH_OFFSET_MINUTES,
    }
}

/// A member who runs the instance.
pub(crate) fn viewer() -> Viewer {
    Viewer {
        name: "سارة القحطاني".into(),
        handle: "sara".into(),
        is_admin: true,
        unread: 4,
    }
}

/// Every page in one language, under a short name.
pub(crate) fn all(locale: Locale) -> Vec<(&'static str, String)> {
    let mut pages = Vec::new();
    guest_pages(locale, &mut pages);
    forum_pages(locale, &mut pages);
    composer_pages(locale, &mut pages);
    personal_pages(locale, &mut pages);
    admin_pages(locale, &mut pages);
    error_pages(locale, &mut pages);
    pages
}

type Pages = Vec<(&'static str, String)>;

fn put<T: Template>(pages: &mut Pages, name: &'static str, chrome: &Chrome, template: &T) {
    pages.push((
        name,
        page::render(template, chrome).unwrap_or_else(|error| format!("{name}: {error}")),
    ));
}

fn pager() -> Pager {
    Pager {
        previous: None,
        next: Some("?after=123".into()),
    }
}

fn landing() -> home::LandingPage {
    home::LandingPage {
        figures: home::Figures { members: 1342, topics: 486, answered: 291, peers: 7 },
        showcase: Some(home::Showcase {
            id: 2,
            title: samples::post().title,
            lang: "ar".into(),
            asker: samples::sara(),
            answer: "ظهور 2× بعد تغيير المحمل مباشرة يعني غالبًا قدمًا رخوة. أرخِ كل قدم على حدة مع ساعة قياس: أكثر من 0.05 مم هو الجواب.".into(),
            answerer: samples::faisal(),
        }),
        unanswered: samples::topics().into_iter().skip(2).take(1).chain([samples::topic(7, "كيف تحسبون زمن التبديل السريع SMED على خط تعبئة بثلاث ورديات؟", "ar")]).collect(),
        forums: samples::forums().into_iter().take(3).collect(),
        peers: vec!["jeddah.example".into(), "industrial-cluster.jubail.example".into(), "dammam.example".into()],
    }
}

fn guest_pages(locale: Locale, pages: &mut Pages) {
    let guest = |path| chrome(locale, path, None);
    put(pages, "landing", &guest("/"), &landing());
    let quiet = home::LandingPage {
        showcase: None,
        unanswered: vec![],
        forums: vec![],
        peers: vec![],
        ..landing()
    };
    put(pages, "landing-empty", &guest("/"), &quiet);
    put(pages, "sign-in", &guest("/sign-in"), &account::SignInPage::default());
    let refused = account::SignInPage {
        email: FieldView::of("sara@factory.example"),
        error: Some(FieldError::new("problem-credentials")),
        next: "/topics/2".into(),
    };
    put(pages, "sign-in-wrong", &guest("/sign-in"), &refused);
    put(
        pages,
        "register",
        &guest("/register"),
        &account::RegisterPage::default(),
    );
    let wrong = account::RegisterPage {
        display_name: FieldView::of("سارة القحطاني"),
        username: FieldView::of("سارة").wrong(FieldError::new("problem-username")),
        email: FieldView::of("sara at riyadh").wrong(FieldError::new("problem-email")),
        password: FieldView::default().wrong(FieldError::with_limit("problem-too-short", 10)),
    };
    put(pages, "register-wrong", &guest("/register"), &wrong);
    put(
        pages,
        "check-mail",
        &guest("/register"),
        &account::CheckMailPage {
            email: "sara@factory.example".into(),
        },
    );
    put(
        pages,
        "confirm",
        &guest("/confirm"),
        &account::ConfirmPage {
            outcome: account::Confirmation::Ask { token: "abc".into() },
        },
    );
    put(
        pages,
        "confirm-expired",
        &guest("/confirm"),
        &account::ConfirmPage {
            outcome: account::Confirmation::Expired,
        },
    );
    put(
        pages,
        "setup",
        &guest("/setup"),
        &account::SetupPage {
            token: "abc".into(),
            ..Default::default()
        },
    );
}

fn topic_page() -> topics::TopicPage {
    topics::TopicPage {
        forum: samples::forum(),
        topic: samples::post(),
        accepted: Some(samples::answer()),
        accepted_by: Some("سارة القحطاني".into()),
        replies: samples::replies(),
        reply_count: 6,
        pager: pager(),
        may_reply: true,
        form: ReplyForm {
            lang: "ar".into(),
            ..Default::default()
        },
    }
}

fn forum_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let index = forums::ForumIndexPage {
        tab: IndexTab::Local,
        forums: samples::forums(),
        pager: pager(),
    };
    put(pages, "forums", &member("/forums"), &index);
    for (name, tab) in [
        ("forums-none", IndexTab::Local),
        ("forums-followed", IndexTab::Followed),
        ("forums-discover", IndexTab::Discover),
    ] {
        put(
            pages,
            name,
            &member("/forums"),
            &forums::ForumIndexPage {
                tab,
                forums: vec![],
                pager: Pager::default(),
            },
        );
    }
    let forum = forums::ForumPage {
        forum: samples::forum(),
        tab: TopicTab::All,
        sort: Sort::Active,
        topics: samples::topics(),
        pager: pager(),
    };
    put(pages, "forum", &member("/forums/maintenance"), &forum);
    put(
        pages,
        "forum-guest",
        &chrome(locale, "/forums/maintenance", None),
        &forum,
    );
    put(
        pages,
        "forum-empty",
        &member("/forums/maintenance"),
        &forums::ForumPage {
            topics: vec![],
            ..forum.clone()
        },
    );
    put(
        pages,
        "forum-unanswered",
        &member("/forums/maintenance"),
        &forums::ForumPage {
            topics: vec![],
            sort: Sort::Unanswered,
            ..forum
        },
    );

    put(pages, "topic", &member("/topics/2"), &topic_page());
    let mut guest = topics::TopicPage {
        may_reply: false,
        ..topic_page()
    };
    guest.topic.vote.allowed = false;
    guest.topic.may_edit = false;
    guest.topic.may_delete = false;
    guest.topic.may_moderate = false;
    put(pages, "topic-guest", &chrome(locale, "/topics/2", None), &guest);
    let mut locked = topics::TopicPage {
        replies: vec![],
        accepted: None,
        reply_count: 0,
        may_reply: false,
        ..topic_page()
    };
    locked.topic.locked = true;
    put(pages, "topic-locked", &member("/topics/2"), &locked);
    let form = ReplyForm {
        parent: Some(12),
        body: FieldView::default().wrong(FieldError::new("problem-required")),
        lang: "ar".into(),
        preview_html: Some("<p>معاينة</p>".into()),
    };
    put(
        pages,
        "topic-wrong-reply",
        &member("/topics/2"),
        &topics::TopicPage { form, ..topic_page() },
    );
    let delete = topics::DeletePostPage {
        id: 2,
        title: samples::post().title,
        is_reply: true,
        excerpt: "انتبهوا إلى أن الشرائح الرخيصة تنضغط.".into(),
        replies: 3,
        back: "/topics/2".into(),
    };
    put(pages, "delete", &member("/posts/2/delete"), &delete);
    put(
        pages,
        "delete-topic",
        &member("/posts/2/delete"),
        &topics::DeletePostPage {
            is_reply: false,
            replies: 0,
            ..delete
        },
    );
}

fn composer_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let compose = compose::NewTopicPage {
        forum: samples::forum(),
        kind: FieldView::of("question"),
        may_announce: true,
        title: FieldView::default(),
        body: FieldView::default(),
        language: FieldView::of("ar"),
        preview_html: None,
    };
    put(pages, "compose", &member("/forums/maintenance/new"), &compose);
    let wrong = compose::NewTopicPage {
        title: FieldView::of("اهتزاز").wrong(FieldError::with_limit("problem-too-short", 10)),
        body: FieldView::of("بعد استبدال المحمل **SKF 6312** ارتفع الاهتزاز.")
            .wrong(FieldError::with_limit("problem-too-short", 30)),
        preview_html: Some("<p>بعد استبدال المحمل <strong>SKF 6312</strong> ارتفع الاهتزاز.</p>".into()),
        ..compose
    };
    put(pages, "compose-wrong", &member("/forums/maintenance/new"), &wrong);
    let edit = compose::EditPostPage {
        id: 2,
        title: Some(FieldView::of(samples::post().title)),
        topic_title: samples::post().title,
        body: FieldView::of("بعد استبدال المحمل"),
        language: FieldView::of("ar"),
        preview_html: None,
        back: "/topics/2".into(),
    };
    put(pages, "edit", &member("/posts/2/edit"), &edit);
    put(
        pages,
        "edit-reply",
        &member("/posts/2/edit"),
        &compose::EditPostPage { title: None, ..edit },
    );
    let kept = compose::KeptPage {
        reason: "denied-locked".into(),
        is_signed_out: true,
        title: samples::post().title,
        body: "أرخِ كل قدم على حدة مع ساعة قياس.".into(),
        back: "/topics/2".into(),
        next: "%2Ftopics%2F2".into(),
    };
    put(pages, "kept", &chrome(locale, "/topics/2/replies", None), &kept);
    let tag = tags::TagPage {
        tag: "صيانة_تنبؤية".into(),
        topics: samples::topics(),
        pager: pager(),
    };
    put(pages, "tag", &chrome(locale, "/tags/x", None), &tag);
    put(
        pages,
        "tag-empty",
        &chrome(locale, "/tags/x", None),
        &tags::TagPage { topics: vec![], ..tag },
    );
}

fn personal_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let followed: Vec<ForumLine> = samples::forums()
        .into_iter()
        .map(|f| ForumLine {
            name: f.name,
            title: f.title,
            origin: f.origin,
        })
        .collect();
    let mut mixed = samples::topics();
    for (topic, forum) in mixed.iter_mut().zip(followed.iter().cycle()) {
        topic.forum = Some(forum.clone());
    }
    let home = home::HomePage {
        topics: mixed,
        pager: pager(),
        followed,
        unanswered: samples::topics().into_iter().skip(2).collect(),
        notes: vec![samples::note()],
    };
    put(
        pages,
        "home",
        &Chrome {
            flash: Some(Flash::PUBLISHED),
            ..member("/")
        },
        &home,
    );
    put(
        pages,
        "home-quiet",
        &member("/"),
        &home::HomePage {
            topics: vec![],
            ..home.clone()
        },
    );
    put(
        pages,
        "home-new",
        &member("/"),
        &home::HomePage {
            topics: vec![],
            followed: vec![],
            unanswered: vec![],
            notes: vec![],
            pager: Pager::default(),
        },
    );
    profile_pages(locale, pages);

    let settings = settings::ProfileSettingsPage {
        display_name: FieldView::of("سارة القحطاني"),
        bio: FieldView::of("مهندسة موثوقية"),
        expertise: FieldView::of("تحليل الاهتزازات، OEE، PLC"),
        locale: FieldView::of("ar"),
    };
    put(pages, "settings", &member("/settings/profile"), &settings);
    let session = |id, device: &str, is_mobile| settings::SessionLine {
        id,
        device: device.into(),
        is_mobile,
        created_at: samples::THEN,
        seen_at: samples::LATER,
        is_current: id == 1,
    };
    let sessions = vec![
        session(1, "Firefox, Windows", false),
        session(2, "Safari, iPhone", true),
    ];
    put(
        pages,
        "sessions",
        &member("/settings/sessions"),
        &settings::SessionsPage { sessions },
    );
    password_pages(locale, pages);
    notice_pages(locale, pages);
    connect_pages(locale, pages);

    let app = oauth::AuthorizePage {
        app: "Toot".into(),
        website: "https://toot.example".into(),
        redirect_host: "toot.example".into(),
        permissions: vec![
            oauth::Permission::Read,
            oauth::Permission::Write,
            oauth::Permission::Follow,
            oauth::Permission::Push,
            oauth::Permission::Profile,
        ],
        hidden: vec![("client_id".into(), "1".into())],
    };
    put(pages, "authorize", &member("/oauth/authorize"), &app);
    put(
        pages,
        "code",
        &member("/oauth/authorize"),
        &oauth::CodePage {
            app: "toot".into(),
            code: "r4nQ8-VYc2m-77xKp".into(),
        },
    );
    put(pages, "design", &member("/design"), &design::DesignPage::sample());
}

fn profile_pages(locale: Locale, pages: &mut Pages) {
    let profile = people::ProfilePage {
        name: "سارة القحطاني".into(),
        handle: "sara".into(),
        address: "@sara@riyadh.example".into(),
        role: Role::Moderator,
        bio_html: "<p>مهندسة موثوقية في مصنع أغذية بالرياض. أقيس الاهتزازات منذ عشر سنوات وأكتب عمّا فشل قبل ما نجح.</p>"
            .into(),
        expertise: vec![
            "تحليل الاهتزازات".into(),
            "OEE".into(),
            "Root cause analysis".into(),
            "التزييت".into(),
        ],
        origin: None,
        remote_url: None,
        since: samples::THEN,
        topics: 12,
        replies: 148,
        accepted: 37,
        is_me: true,
        followed: None,
        tab: people::ProfileTab::Topics,
        posts: samples::topics(),
        pager: pager(),
    };
    put(pages, "profile", &chrome(locale, "/@sara", Some(viewer())), &profile);
    let name = samples::long_name();
    let remote = people::ProfilePage {
        name: name.name,
        address: format!("@{}", name.handle),
        handle: name.handle,
        origin: name.origin,
        role: Role::Member,
        remote_url: Some("https://jubail.example/@a".into()),
        is_me: false,
        followed: Some(false),
        posts: vec![],
        tab: people::ProfileTab::Replies,
        pager: Pager::default(),
        ..profile
    };
    put(pages, "profile-remote", &chrome(locale, "/@a", Some(viewer())), &remote);
}

fn password_pages(locale: Locale, pages: &mut Pages) {
    let (guest, member) = (
        |path| chrome(locale, path, None),
        |path| chrome(locale, path, Some(viewer())),
    );
    let page = account::ForgotPasswordPage::default();
    put(pages, "forgot-password", &guest("/forgot-password"), &page);
    let weak = FieldView::default().wrong(FieldError::new("problem-weak-password"));
    for (name, token, password) in [
        ("reset-password", Some("abc".to_owned()), FieldView::default()),
        ("reset-password-wrong", Some("abc".to_owned()), weak),
        ("reset-password-expired", None, FieldView::default()),
    ] {
        let page = account::ResetPasswordPage { token, password };
        put(pages, name, &guest("/reset-password/abc"), &page);
    }
    let page = settings::PasswordPage {
        current: FieldView::default().wrong(FieldError::new("problem-present-password")),
        password: FieldView::default(),
    };
    put(pages, "settings-password-wrong", &member("/settings/password"), &page);
}

fn notice_pages(locale: Locale, pages: &mut Pages) {
    use notifications::NoticeKind::{Accepted, Follow, Mention, Reply};

    let member = chrome(locale, "/notifications", Some(viewer()));
    let faisal = PersonLine {
        name: "Faisal Al-Harbi".into(),
        handle: "faisal@jeddah.example".into(),
        origin: Some("jeddah.example".into()),
    };
    let notices = [Reply, Accepted, Mention, Follow]
        .into_iter()
        .map(|kind| notifications::Notice {
            kind,
            actor: faisal.clone(),
            href: "/topics/2#reply-11".into(),
            subject: if kind == Follow {
                String::new()
            } else {
                samples::post().title
            },
            at: samples::LATER,
            unread: matches!(kind, Reply | Accepted),
        })
        .collect();
    put(
        pages,
        "notifications",
        &member,
        &notifications::NotificationsPage {
            notices,
            any_unread: true,
            pager: pager(),
        },
    );
    let none = notifications::NotificationsPage {
        notices: vec![],
        any_unread: false,
        pager: Pager::default(),
    };
    put(pages, "notifications-none", &member, &none);
}

fn connect_pages(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/connect", Some(viewer()));
    put(pages, "connect", &member, &connect::ConnectPage::default());
    let found = connect::Found {
        kind: connect::FoundKind::Forum,
        title: "Energy in the plant".into(),
        name: "energy@jeddah.example".into(),
        summary: vec!["Compressed air, chillers, drives: measured savings only.".into()],
        host: "jeddah.example".into(),
        remote_url: "https://jeddah.example/forums/energy".into(),
        members: Some(342),
        posts: Some(1208),
        latest: vec![connect::FoundPost {
            title: "Energy baseline of a bottling line at night: what is normal?".into(),
            url: "https://jeddah.example/topics/991".into(),
            excerpt: "We log 15-minute kWh per line but the night shift baseline is 38 % of full load.".into(),
            author: "faisal".into(),
            at: Some(samples::LATER),
        }],
        followed: false,
        pending: false,
    };
    let page = connect::ConnectPage {
        address: FieldView::of("!energy@jeddah.example"),
        found: Some(found.clone()),
    };
    put(pages, "connect-found", &member, &page);
    let person = connect::Found {
        kind: connect::FoundKind::Person,
        latest: vec![],
        pending: true,
        ..found
    };
    put(
        pages,
        "connect-person",
        &member,
        &connect::ConnectPage {
            address: FieldView::of("@faisal@jeddah.example"),
            found: Some(person),
        },
    );
    let wrong = FieldView::of("jeddah").wrong(FieldError::new("problem-address"));
    put(
        pages,
        "connect-wrong",
        &member,
        &connect::ConnectPage {
            address: wrong,
            found: None,
        },
    );
}

fn admin_pages(locale: Locale, pages: &mut Pages) {
    let admin = |path| chrome(locale, path, Some(viewer()));
    put(
        pages,
        "admin-forums",
        &admin("/admin/forums"),
        &admin::AdminForumsPage {
            forums: samples::forums(),
        },
    );
    put(
        pages,
        "admin-forums-none",
        &admin("/admin/forums"),
        &admin::AdminForumsPage { forums: vec![] },
    );
    let form = admin::AdminForumPage {
        scope: FieldView::of(Scope::Public.tag()),
        posting: FieldView::of(Posting::Members.tag()),
        username: FieldView::of("Energy").wrong(FieldError::new("problem-username")),
        name_ar: FieldView::of("الطاقة في المصنع"),
        ..Default::default()
    };
    put(pages, "admin-forum-new", &admin("/admin/forums/new"), &form);
    let edit = admin::AdminForumPage {
        editing: Some("energy".into()),
        username: FieldView::of("energy"),
        moderators: vec![crate::web::view::PersonLine {
            name: "سارة القحطاني".into(),
            handle: "sara".into(),
            origin: None,
        }],
        ..form
    };
    put(pages, "admin-forum-edit", &admin("/admin/forums/energy"), &edit);

    let peer = |host: &str, software: &str, state, policy, queued| admin::PeerRow {
        host: host.into(),
        software: software.into(),
        state,
        policy,
        trusted: policy == admin::PeerPolicy::Allowed,
        queued,
        refused: queued / 400,
        error: if queued > 1000 {
            "503 Service Unavailable".into()
        } else {
            String::new()
        },
        retry_at: (queued > 1000).then_some(samples::LATER),
        delivered_at: Some(samples::LATER),
        received_at: (queued == 0).then_some(samples::THEN),
    };
    let peers = vec![
        peer(
            "jeddah.example",
            "majlis 0.1.0",
            admin::PeerState::Healthy,
            admin::PeerPolicy::Allowed,
            0,
        ),
        peer(
            "industrial-cluster.jubail.example",
            "lemmy 0.19.20",
            admin::PeerState::Failing,
            admin::PeerPolicy::Undecided,
            1208,
        ),
        peer(
            "spam.example",
            "",
            admin::PeerState::Dormant,
            admin::PeerPolicy::Blocked,
            12,
        ),
    ];
    let federation = admin::AdminFederationPage {
        mode: admin::FederationMode::AllowList,
        peers,
        host: FieldView::default(),
        note: FieldView::default(),
        trusted: false,
    };
    put(pages, "federation", &admin("/admin/federation"), &federation);
    let none = admin::AdminFederationPage {
        mode: admin::FederationMode::Open,
        peers: vec![],
        host: FieldView::of("https://x/").wrong(FieldError::new("problem-host")),
        note: FieldView::default(),
        trusted: true,
    };
    put(pages, "federation-none", &admin("/admin/federation"), &none);
}

fn error_pages(locale: Locale, pages: &mut Pages) {
    const NAMES: [&str; 10] = [
        "error-400",
        "error-401",
        "error-403",
        "error-404",
        "error-410",
        "error-413",
        "error-422",
        "error-429",
        "error-500",
        "error-503",
    ];
    for (name, status) in NAMES.into_iter().zip(errors::STATUSES) {
        let page = errors::ErrorPage {
            retry_after: (status == 429).then_some(40),
            ..errors::ErrorPage::new(status)
        };
        put(pages, name, &chrome(locale, "/nowhere", None), &page);
    }
}
