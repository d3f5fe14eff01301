//! Private messages.

use crate::web::i18n::Locale;
use crate::web::pages::messages::{
    BlockedLine, ChoiceLine, ConversationLine, ConversationPage, DeliveryLine, Entry, HitLine, MemberLine, MessageForm,
    MessageSettingsPage, MessagesPage, NewMessagePage, ReportMessagesPage, Said, Shelf,
};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, Pager, PersonLine};

use super::directory::said;
use super::{Pages, chrome, pager, put, viewer};

pub(super) fn message_pages(locale: Locale, pages: &mut Pages) {
    lists(locale, pages);
    threads(locale, pages);
    forms(locale, pages);
}

fn someone(name: &str, handle: &str, origin: Option<&str>) -> PersonLine {
    PersonLine {
        name: name.into(),
        handle: handle.into(),
        origin: origin.map(Into::into),
    }
}

fn line(id: i64, name: &str, excerpt: &str) -> ConversationLine {
    ConversationLine {
        id,
        name: name.into(),
        is_group: id == 2,
        origin: (id == 3).then(|| "social.jubail.example".into()),
        excerpt: excerpt.into(),
        is_mine: id == 2,
        at: Some(samples::THEN),
        unread: u32::from(id == 1) * 3,
        is_open: id == 3,
    }
}

fn some(locale: Locale) -> Vec<ConversationLine> {
    vec![
        line(
            1,
            "نورة العتيبي",
            said(locale, "هل وصلتك قطع المضخة؟", "Did the parts for the pump arrive?"),
        ),
        line(
            2,
            said(locale, "فريق الاهتزازات", "Vibration team"),
            said(locale, "أرفقت القراءات كلها", "I attached all the readings"),
        ),
        line(3, "Kim Andersson-Featherstonehaugh-Wolverhampton", "See you on Sunday"),
    ]
}

fn lists(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let list = MessagesPage {
        shelf: Shelf::Inbox,
        requests: 2,
        lines: some(locale),
        pager: pager(),
        ..MessagesPage::default()
    };
    put(pages, "messages", &member("/messages"), &list);
    let requests = MessagesPage {
        shelf: Shelf::Requests,
        ..list.clone()
    };
    put(pages, "messages-requests", &member("/messages"), &requests);
    let empty = MessagesPage::default();
    put(pages, "messages-empty", &member("/messages"), &empty);
    let muted = MessagesPage {
        shelf: Shelf::Muted,
        ..MessagesPage::default()
    };
    put(pages, "messages-muted", &member("/messages"), &muted);
    let found = MessagesPage {
        q: "pump".into(),
        hits: vec![HitLine {
            conversation: 1,
            name: "نورة العتيبي".into(),
            excerpt: said(locale, "هل وصلتك قطع المضخة؟", "Did the parts for the pump arrive?").into(),
            at: samples::THEN,
        }],
        pager: Pager::default(),
        ..MessagesPage::default()
    };
    put(pages, "messages-found", &member("/messages"), &found);
    let none = MessagesPage { hits: vec![], ..found };
    put(pages, "messages-not-found", &member("/messages"), &none);
}

fn message(id: i64, author: PersonLine, is_mine: bool, html: Option<&str>) -> Said {
    Said {
        id,
        author,
        is_mine,
        html: html.map(Into::into),
        files: vec![],
        at: samples::THEN,
        is_edited: false,
        deliveries: vec![],
        is_read: false,
    }
}

fn threads(locale: Locale, pages: &mut Pages) {
    let kim = || someone("Kim", "kim@social.jubail.example", Some("social.jubail.example"));
    let sara = || someone("سارة القحطاني", "sara", None);
    let delivery = |key, is_bad| DeliveryLine {
        key,
        name: "Kim".into(),
        host: "social.jubail.example".into(),
        is_bad,
    };
    let own = |id, key, is_bad| Said {
        deliveries: vec![delivery(key, is_bad)],
        ..message(id, sara(), true, Some("<p dir=\"auto\">أرسلت لك القراءات.</p>"))
    };
    let entries = vec![
        Entry::Said(Box::new(Said {
            is_edited: true,
            files: samples::files(),
            ..message(4, kim(), false, Some("<p dir=\"auto\">Bearing 6205, drive end.</p>"))
        })),
        Entry::Said(Box::new(own(5, "message-state-delivered", false))),
        Entry::Said(Box::new(own(6, "message-state-refused", true))),
        Entry::Said(Box::new(own(7, "message-state-lost", true))),
        Entry::Said(Box::new(Said {
            is_read: true,
            ..own(8, "message-state-sent", false)
        })),
        Entry::Said(Box::new(message(9, someone("", "", None), false, None))),
    ];
    let member = |person, is_me| MemberLine {
        person,
        is_invited: false,
        is_me,
    };
    let pair = ConversationPage {
        id: 3,
        name: "Kim".into(),
        other: "kim@social.jubail.example".into(),
        members: vec![member(sara(), true), member(kim(), false)],
        servers: vec!["social.jubail.example".into()],
        entries,
        older: Some("?below=4".into()),
        lines: some(locale),
        form: MessageForm {
            body: FieldView::of("…").wrong(FieldError::new("problem-required")),
            files: samples::tray(),
        },
        ..ConversationPage::default()
    };
    let at = |path| chrome(locale, path, Some(viewer()));
    put(pages, "conversation", &at("/messages/3"), &pair);
    let request = ConversationPage {
        is_request: true,
        newest: Some("#write".into()),
        older: None,
        ..pair.clone()
    };
    put(pages, "conversation-request", &at("/messages/3"), &request);
    let blocked = ConversationPage {
        is_blocked: true,
        is_muted: true,
        shows_read: true,
        ..pair.clone()
    };
    put(pages, "conversation-blocked", &at("/messages/3"), &blocked);
    let happened = |key, what: &str| Entry::Happened {
        key,
        name: "سارة القحطاني".into(),
        what: what.into(),
        at: samples::THEN,
    };
    let group = ConversationPage {
        name: said(locale, "فريق الاهتزازات", "Vibration team").into(),
        title: FieldView::of(said(locale, "فريق الاهتزازات", "Vibration team")),
        is_group: true,
        is_scattered: true,
        other: String::new(),
        members: vec![
            member(sara(), true),
            member(kim(), false),
            MemberLine {
                is_invited: true,
                ..member(someone("فيصل", "faisal", None), false)
            },
            member(someone("", "", None), false),
        ],
        entries: vec![
            happened("message-renamed", "فريق الاهتزازات"),
            happened("message-added", "Kim"),
            happened("message-left", ""),
            happened("message-untitled", ""),
        ],
        refusal: Some(FieldError::new("denied-alone")),
        ..pair.clone()
    };
    put(pages, "conversation-group", &at("/messages/2"), &group);
    let alone = ConversationPage {
        is_alone: true,
        name: String::new(),
        members: vec![],
        entries: vec![],
        ..group
    };
    put(pages, "conversation-alone", &at("/messages/2"), &alone);
}

fn forms(locale: Locale, pages: &mut Pages) {
    let at = |path| chrome(locale, path, Some(viewer()));
    let new = NewMessagePage {
        to: FieldView::of("nobody").wrong(FieldError::new("problem-person")),
        refusal: Some(FieldError::new("denied-not-welcome")),
        ..NewMessagePage::default()
    };
    put(pages, "message-new", &at("/messages/new"), &new);
    let report = ReportMessagesPage {
        id: 3,
        name: "Kim".into(),
        choices: vec![ChoiceLine {
            id: 4,
            name: "Kim".into(),
            excerpt: "Buy cheap pumps".into(),
            at: samples::THEN,
            is_chosen: true,
        }],
        chosen: FieldView::default().wrong(FieldError::new("problem-required")),
        older: Some("?below=4".into()),
        category: FieldView::default().wrong(FieldError::new("problem-choice")),
        words: FieldView::default(),
    };
    put(pages, "message-report", &at("/messages/3/report"), &report);
    let none = ReportMessagesPage {
        choices: vec![],
        ..report
    };
    put(pages, "message-report-none", &at("/messages/3/report"), &none);
    let settings = MessageSettingsPage {
        from_whom: FieldView::of("known"),
        shows_read: true,
        shows_presence: true,
        blocked: vec![BlockedLine {
            person: someone("Kim", "kim@social.jubail.example", Some("social.jubail.example")),
            since: samples::THEN,
        }],
    };
    put(pages, "settings-messages", &at("/settings/messages"), &settings);
}
