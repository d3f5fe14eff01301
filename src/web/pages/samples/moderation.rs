//! Pages that keep order.

use crate::web::i18n::Locale;
use crate::web::pages::{moderation, topics};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, PersonLine, SelectOption, SendLine};

use super::{Pages, chrome, pager, put, viewer};

fn faisal() -> PersonLine {
    PersonLine {
        name: "Faisal Al-Harbi".into(),
        handle: "faisal@jeddah.example".into(),
        origin: Some("jeddah.example".into()),
    }
}

fn report() -> moderation::ReportLine {
    moderation::ReportLine {
        id: 7,
        category: "category-spam",
        words: "إعلان متكرر عن مضخات مستعملة".into(),
        subject: "Faisal Al-Harbi".into(),
        excerpt: "Cheap pumps for sale".into(),
        forum: "الصيانة التنبؤية".into(),
        handler: "سارة القحطاني".into(),
        state: "report-taken",
        at: samples::THEN,
    }
}

pub(super) fn moderation_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let wrong = || FieldView::default().wrong(FieldError::new("problem-choice"));
    let asked = moderation::ReportPage {
        action: "/posts/2/report".into(),
        back: "/topics/2".into(),
        name: "Faisal Al-Harbi".into(),
        excerpt: "Cheap pumps for sale".into(),
        host: Some("jeddah.example".into()),
        category: wrong(),
        ..Default::default()
    };
    put(pages, "report", &member("/posts/2/report"), &asked);
    let hide = moderation::HidePage {
        id: 2,
        back: "/topics/2".into(),
        title: samples::post().title,
        html: samples::post().html,
        files: samples::files(),
        hidden_for: "category-spam",
        category: wrong(),
        ..Default::default()
    };
    put(pages, "hide", &member("/posts/2/hide"), &hide);
    let hidden = moderation::HidePage {
        is_hidden: true,
        is_kept: true,
        hidden_words: "إعلان".into(),
        ..hide.clone()
    };
    put(pages, "hidden", &member("/posts/2/hide"), &hidden);
    let wiped = moderation::HidePage {
        is_kept: false,
        ..hidden
    };
    put(pages, "hidden-wiped", &member("/posts/2/hide"), &wiped);
    let gone = topics::HiddenTopicPage {
        id: 2,
        category: "category-off-topic",
        words: "Belongs to the market".into(),
        may_open: true,
    };
    put(pages, "topic-hidden", &member("/topics/2"), &gone);
    let option = |value: &str, name: &str| SelectOption {
        value: value.into(),
        name: name.into(),
    };
    let arrange = moderation::ArrangePage {
        id: 2,
        subject: samples::post().title,
        back: "/topics/2".into(),
        tags: FieldView::of("اهتزاز pumps"),
        forums: vec![option("4", "الطاقة")],
        into: FieldView::of("x").wrong(FieldError::new("problem-address")),
        ..Default::default()
    };
    put(pages, "arrange", &member("/posts/2/arrange"), &arrange);
    let split = moderation::ArrangePage {
        is_reply: true,
        title: FieldView::default().wrong(FieldError::new("problem-required")),
        ..arrange
    };
    put(pages, "arrange-reply", &member("/posts/12/arrange"), &split);
    let ban = moderation::BanPage {
        person: Some(faisal()),
        handle: "faisal@jeddah.example".into(),
        bans: vec![moderation::BanLine {
            forum: "4".into(),
            title: "الطاقة".into(),
            reason: "Advertising".into(),
            since: samples::THEN,
            until: Some(samples::LATER),
        }],
        forums: vec![option("4", "الطاقة")],
        may_everywhere: true,
        category: wrong(),
        ..Default::default()
    };
    put(pages, "ban", &member("/@faisal@jeddah.example/ban"), &ban);
    queues(locale, pages);
    let line = |by: &str| moderation::LogLine {
        action: "log-remove",
        category: "category-spam",
        words: "إعلان".into(),
        by: by.into(),
        target: String::new(),
        subject: "Cheap pumps for sale".into(),
        href: "/topics/2".into(),
        forum: "الصيانة التنبؤية".into(),
        at: samples::THEN,
    };
    let log = moderation::LogPage {
        forum: Some(("maintenance".into(), "الصيانة التنبؤية".into())),
        address: "/forums/maintenance/log".into(),
        lines: vec![line("")],
        actions: vec![("remove", "log-remove")],
        pager: pager(),
        ..Default::default()
    };
    put(pages, "log", &chrome(locale, "/forums/maintenance/log", None), &log);
    let full = moderation::LogPage {
        forum: None,
        is_full: true,
        is_staff: true,
        lines: vec![line("سارة القحطاني")],
        ..log
    };
    put(pages, "log-staff", &member("/moderation/log"), &full);
    let rules = moderation::RulesPage {
        forum: Some(("maintenance".into(), "الصيانة التنبؤية".into())),
        address: "/forums/maintenance/rules".into(),
        slow_seconds: FieldView::of("60"),
        holds_first: true,
        words: vec![moderation::WordLine {
            id: 1,
            phrase: "مجانا".into(),
            action: "word-hold",
        }],
        banned: vec![faisal()],
        phrase: FieldView::default().wrong(FieldError::new("problem-required")),
        ..Default::default()
    };
    put(pages, "forum-rules", &member("/forums/maintenance/rules"), &rules);
    let words = moderation::RulesPage {
        forum: None,
        is_staff: true,
        ..rules
    };
    put(pages, "words", &member("/moderation/words"), &words);
}

fn queues(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let queue = moderation::QueuePage {
        reports: vec![report()],
        pager: pager(),
        is_staff: true,
        ..Default::default()
    };
    put(pages, "moderation", &member("/moderation"), &queue);
    let none = moderation::QueuePage {
        is_closed: true,
        ..Default::default()
    };
    put(pages, "moderation-none", &member("/moderation"), &none);
    let case = moderation::CasePage {
        line: report(),
        subject: faisal(),
        reporter: Some(faisal()),
        post: Some(2),
        place: "/topics/2".into(),
        html: samples::post().html,
        files: samples::files(),
        messages: vec![(samples::post().html, samples::THEN)],
        is_gone: false,
        history: (3, 1),
        is_open: false,
        is_mine: true,
        is_closed: false,
        note: FieldView::of("x").wrong(FieldError::new("problem-required")),
    };
    put(pages, "moderation-report", &member("/moderation/reports/7"), &case);
    let held = moderation::HeldLine {
        id: 3,
        title: String::new(),
        html: "<p>مرحبا</p>".into(),
        source: "مرحبا".into(),
        files: samples::files(),
        author: Some(faisal()),
        forum: "الصيانة التنبؤية".into(),
        cause: "held-word",
        words: "مجانا".into(),
        at: samples::THEN,
    };
    let page = moderation::HeldPage {
        posts: vec![held.clone()],
        reason: Some((3, FieldView::default().wrong(FieldError::new("problem-required")))),
        is_staff: true,
        ..Default::default()
    };
    put(pages, "held", &member("/moderation/held"), &page);
    let none = moderation::HeldPage::default();
    put(pages, "held-none", &member("/moderation/held"), &none);
    let refused = moderation::HeldLine {
        cause: "held-refused",
        ..held
    };
    let line = |state| SendLine {
        post: 12,
        href: "/replies/12".into(),
        title: "قِسنا الآن: 0.14 مم تحت القدم الأمامية اليسرى.".into(),
        state,
        at: samples::LATER,
    };
    let sent = samples::on_its_way().into_iter().chain([samples::not_taken()]);
    let page = moderation::WaitingPage {
        posts: vec![refused],
        sent: sent.map(line).collect(),
    };
    put(pages, "waiting", &member("/waiting"), &page);
    put(
        pages,
        "waiting-none",
        &member("/waiting"),
        &moderation::WaitingPage::default(),
    );
}
