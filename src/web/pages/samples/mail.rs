//! Pages of notifications by mail.

use crate::web::i18n::Locale;
use crate::web::mail::previews;
use crate::web::pages::admin::letters::{LetterRow, LettersPage, Reason, StateTab, previews_page};
use crate::web::pages::settings::{BrowserLine, Browsers, GroupRow, NotificationSettingsPage};
use crate::web::pages::unsubscribe::UnsubscribePage;
use crate::web::samples;
use crate::web::view::{FieldError, FieldView};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn mail_pages(locale: Locale, pages: &mut Pages) {
    settings(locale, pages);
    let guest = chrome(locale, "/unsubscribe/1-answers-abc", None);
    for (name, group, is_digest, token) in [
        (
            "unsubscribe",
            Some("notice-group-answers"),
            false,
            Some("1-answers-abc"),
        ),
        ("unsubscribe-all", None, false, Some("1-all-abc")),
        ("unsubscribe-digest", None, true, Some("1-digest-abc")),
        ("unsubscribe-done", None, true, None),
    ] {
        let page = UnsubscribePage {
            group,
            is_digest,
            token: token.map(ToOwned::to_owned),
        };
        put(pages, name, &guest, &page);
    }
    let admin = chrome(locale, "/admin/letters", Some(viewer()));
    let row = |id, kind, reason| LetterRow {
        id,
        kind,
        to: "n…@factory.example".into(),
        next: (reason == Reason::None).then_some(samples::LATER),
        reason,
        tries: 3,
        queued: samples::LATER,
        sent: None,
    };
    let tab = |label, count, is_current| StateTab {
        label,
        count,
        oldest: Some(samples::LATER),
        href: "/admin/letters?state=queued".into(),
        is_current,
    };
    let page = LettersPage {
        tabs: vec![
            tab("letter-state-queued", 12, true),
            tab("letter-state-sent", 1340, false),
        ],
        letters: vec![
            row(1, "letter-kind-notices", Reason::None),
            row(2, "letter-kind-erasure-requested", Reason::Server("421".to_owned())),
            row(3, "letter-kind-digest", Reason::Ours("letter-reason-unreachable")),
        ],
        pager: pager(),
    };
    put(pages, "admin-letters", &admin, &page);
    let none = LettersPage {
        letters: vec![],
        ..page
    };
    put(pages, "admin-letters-none", &admin, &none);
    let every = previews::all(|locale| chrome(locale, "", None));
    put(pages, "admin-letter-previews", &admin, &previews_page(every));
}

fn browsers() -> Browsers {
    let line = |id, device: &str, is_current: bool| BrowserLine {
        id,
        device: device.into(),
        is_mobile: !is_current,
        added: samples::LATER,
        is_current,
    };
    Browsers {
        key: "BKey".into(),
        lines: vec![line(1, "Chrome, Android", false), line(2, "Firefox, Linux", true)],
    }
}

fn settings(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/settings/notifications", Some(viewer()));
    let row = |(name, label, help, is_fixed)| GroupRow {
        name,
        label,
        help,
        in_app: true,
        is_fixed,
        mail: "daily".into(),
        push: !is_fixed,
    };
    let groups = [
        ("answers", "notice-group-answers", "notice-group-answers-help", false),
        ("votes", "notice-group-votes", "notice-group-votes-help", false),
        (
            "trainings",
            "notice-group-trainings",
            "notice-group-trainings-help",
            false,
        ),
        (
            "moderation",
            "notice-group-moderation",
            "notice-group-moderation-help",
            true,
        ),
    ];
    let value = |value: &str| FieldView {
        value: value.into(),
        error: None,
    };
    let page = NotificationSettingsPage {
        groups: groups.map(row).to_vec(),
        is_quiet: true,
        quiet_from: value("22"),
        quiet_to: value("7"),
        rests_weekend: false,
        digest_hour: value("7"),
        news: value("weekly"),
        channels: FieldView::default(),
        email: "sara@factory.example".into(),
        is_failing: false,
        browsers: browsers(),
    };
    put(pages, "settings-notifications", &member, &page);
    let wrong = NotificationSettingsPage {
        quiet_from: FieldView::default().wrong(FieldError::new("problem-choice")),
        is_failing: true,
        ..page
    };
    put(pages, "settings-notifications-wrong", &member, &wrong);
}
