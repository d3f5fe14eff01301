//! Pages about oneself and other people.

use crate::web::i18n::Locale;
use crate::web::page::{Chrome, Flash};
use crate::web::pages::{account, connect, design, home, notifications, oauth, people, settings};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, ForumLine, LANGUAGES, Pager, PersonLine, Role};

use super::verification::standing;
use super::{Pages, chrome, pager, put, viewer};

pub(super) fn personal_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let followed: Vec<ForumLine> = samples::forums()
        .into_iter()
        .map(|f| ForumLine {
            name: f.name,
            title: f.title,
            origin: f.origin,
            unread: f.unread,
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
        trainings: vec![super::calendar::card(6)],
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
            trainings: vec![],
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
        job_title: FieldView::of("مهندسة موثوقية"),
        languages: LANGUAGES
            .iter()
            .map(|(tag, name)| (*tag, *name, *tag == "ar"))
            .collect(),
        visible_to: FieldView::of("members"),
        shares: vec![
            ("shares_bio", "share-bio", false),
            ("shares_job_title", "share-job-title", true),
            ("shares_expertise", "share-expertise", false),
        ],
        ..Default::default()
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
        standing: Some(standing()),
        vouch: None,
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
        job_title: "مهندسة موثوقية".into(),
        organisations: vec![(1, "Wadi Hanifa Foods".into())],
        region: "الرياض".into(),
        sector: "صنع المنتجات الغذائية".into(),
        languages: vec![LANGUAGES[0], LANGUAGES[1]],
        is_member: true,
        origin: None,
        remote_url: None,
        since: samples::THEN,
        topics: 12,
        replies: 148,
        accepted: 37,
        is_hidden: false,
        is_me: true,
        followed: None,
        blocked: None,
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
        blocked: Some(false),
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
    use crate::web::notices::NoticeKind::{
        Accepted, Follow, Mention, Message, Reply, Vote, WatchedForum, WatchedTopic,
    };
    use crate::web::notices::{Bundle, Notice, Thread};

    let member = chrome(locale, "/notifications", Some(viewer()));
    let notice = |(id, kind)| Notice {
        id,
        kind,
        actor: PersonLine {
            name: "Faisal Al-Harbi".into(),
            handle: "faisal@jeddah.example".into(),
            origin: Some("jeddah.example".into()),
        },
        href: "/topics/2#reply-11".into(),
        subject: if kind == Follow {
            String::new()
        } else {
            samples::post().title
        },
        at: samples::LATER,
        unread: matches!(kind, Reply | Vote),
        thread: Some(if kind == Message {
            Thread::Talk(2)
        } else {
            Thread::Topic(2)
        }),
        can_mute: kind != Follow,
    };
    let of = |kinds: &[_]| Bundle {
        title: samples::post().title,
        notices: (1..).zip(kinds.iter().copied()).map(notice).collect(),
    };
    let bundles = vec![
        of(&[Reply]),
        of(&[Reply, Mention, WatchedTopic]),
        of(&[Vote, Vote, Vote]),
        of(&[Message]),
        of(&[Message, Message]),
        of(&[Accepted]),
        of(&[Follow]),
        of(&[WatchedForum]),
    ];
    let filters = || {
        [
            ("notices-all", true),
            ("notice-group-answers", false),
            ("notice-group-votes", false),
        ]
        .map(|(label, is_current)| notifications::Filter {
            label,
            href: "/notifications".into(),
            is_current,
        })
        .to_vec()
    };
    let page = notifications::NotificationsPage {
        days: vec![notifications::Day {
            at: samples::LATER,
            bundles,
        }],
        filters: filters(),
        is_narrowed: false,
        any_unread: true,
        pager: pager(),
        here: "/notifications".into(),
    };
    put(pages, "notifications", &member, &page);
    for (name, is_narrowed) in [("notifications-none", false), ("notifications-none-here", true)] {
        let page = notifications::NotificationsPage {
            days: vec![],
            is_narrowed,
            any_unread: false,
            pager: Pager::default(),
            ..page.clone()
        };
        put(pages, name, &member, &page);
    }
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
