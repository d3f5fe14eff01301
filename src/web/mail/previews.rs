//! Every letter with made-up content, for those who run the instance.

use crate::db::types::UtcTime;
use crate::domain::notifications::matrix::Group;
use crate::domain::notifications::unsubscribe::Topic;
use crate::domain::organisations::News;
use crate::web::i18n::Locale;
use crate::web::notices::{Bundle, Notice, NoticeKind};
use crate::web::notices_mail::{self, Leave, Words};
use crate::web::organisation_mail;
use crate::web::page::Chrome;
use crate::web::view::{PersonLine, Stamp};

use super::{
    CODES_RENEWED, EMAIL_CHANGED, EMAIL_CONFIRM, FACTOR_OFF, FACTOR_ON, LOCKED, Letter, NEW_BROWSER, PASSKEY_ADDED,
    PASSKEY_REMOVED, RECOVERY_USED,
};

/// A letter in each language.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its name in addresses.
    pub name: &'static str,
    /// The letter.
    pub in_languages: Vec<(Locale, Letter)>,
}

const LINK: &str = "https://majlis.example/…";

/// Every letter; `chrome` is what stands around it.
pub fn all(chrome: impl Fn(Locale) -> Chrome) -> Vec<Preview> {
    let chromes: Vec<Chrome> = Locale::ALL.into_iter().map(chrome).collect();
    NAMES
        .iter()
        .map(|name| {
            let letters = chromes
                .iter()
                .filter_map(|chrome| Some((chrome.locale, one(chrome, name)?)));
            Preview {
                name,
                in_languages: letters.collect(),
            }
        })
        .collect()
}

const NAMES: [&str; 24] = [
    "confirm",
    "exists",
    "reset",
    "password-changed",
    "identity-linked",
    "email-confirm",
    "email-changed",
    "factor-on",
    "factor-off",
    "passkey-added",
    "passkey-removed",
    "codes-renewed",
    "recovery-used",
    "locked",
    "new-browser",
    "erasure-requested",
    "export-ready",
    "request-answered",
    "invitation",
    "organisation-asked",
    "notice-reply",
    "notice-thread",
    "notice-votes",
    "digest",
];

fn one(chrome: &Chrome, name: &str) -> Option<Letter> {
    let who = if chrome.locale == Locale::Ar {
        "نورة"
    } else {
        "Noura"
    };
    let company = if chrome.locale == Locale::Ar {
        "مصنع الخليج للمضخات"
    } else {
        "Gulf Pumps Factory"
    };
    let then = UtcTime::from_millis(chrome.now.0);
    let letter = match name {
        "confirm" => super::confirm_address(chrome, who, LINK),
        "exists" => super::account_exists(chrome, who, "noura", LINK),
        "reset" => super::reset_password(chrome, who, LINK),
        "password-changed" => super::password_changed(chrome, who, LINK),
        "identity-linked" => super::identity_linked(chrome, who, LINK),
        "email-confirm" => super::notice(chrome, EMAIL_CONFIRM, who, LINK),
        "email-changed" => super::notice(chrome, EMAIL_CHANGED, who, LINK),
        "factor-on" => super::notice(chrome, FACTOR_ON, who, LINK),
        "factor-off" => super::notice(chrome, FACTOR_OFF, who, LINK),
        "passkey-added" => super::notice_with(chrome, PASSKEY_ADDED, who, LINK, &[("name", "YubiKey".into())]),
        "passkey-removed" => super::notice_with(chrome, PASSKEY_REMOVED, who, LINK, &[("name", "YubiKey".into())]),
        "codes-renewed" => super::notice(chrome, CODES_RENEWED, who, LINK),
        "recovery-used" => super::notice_with(chrome, RECOVERY_USED, who, LINK, &[("n", 7.into())]),
        "locked" => super::notice_with(chrome, LOCKED, who, LINK, &[("n", 15.into())]),
        "new-browser" => super::notice_with(chrome, NEW_BROWSER, who, LINK, &[("device", "Firefox, Windows".into())]),
        "erasure-requested" => super::erasure_requested(chrome, who, then, LINK),
        "export-ready" => super::export_ready(chrome, who, then, LINK),
        "request-answered" => super::request_answered(chrome, who, LINK),
        "invitation" => organisation_mail::invitation(chrome, "noura@factory.example", company, who, LINK),
        "organisation-asked" => organisation_mail::news(chrome, News::Asked, who, company, who, LINK),
        "notice-reply" => {
            notices_mail::notices(chrome, &words(who, &[replies(chrome, 1)], Topic::Group(Group::Answers)))
        }
        "notice-thread" => {
            notices_mail::notices(chrome, &words(who, &[replies(chrome, 7)], Topic::Group(Group::Answers)))
        }
        "notice-votes" => notices_mail::notices(chrome, &words(who, &[votes(chrome)], Topic::Group(Group::Votes))),
        "digest" => notices_mail::digest(chrome, &words(who, &[replies(chrome, 3), votes(chrome)], Topic::Digest)),
        _ => return None,
    };
    letter.ok()
}

fn words<'a>(name: &'a str, bundles: &'a [Bundle], topic: Topic) -> Words<'a> {
    Words {
        name,
        bundles,
        news: &[],
        leave: Leave { link: LINK, topic },
        settings: LINK,
        base: "https://majlis.example",
    }
}

fn replies(chrome: &Chrome, count: i64) -> Bundle {
    many(chrome, NoticeKind::Reply, count)
}

fn votes(chrome: &Chrome) -> Bundle {
    many(chrome, NoticeKind::Vote, 4)
}

fn many(chrome: &Chrome, kind: NoticeKind, count: i64) -> Bundle {
    let (name, title) = if chrome.locale == Locale::Ar {
        ("فيصل الحربي", "تآكل في دفّاعات المضخات بعد تغيير المياه")
    } else {
        ("Faisal Al-Harbi", "Impellers wear after the change of water")
    };
    let notice = |id| Notice {
        id,
        kind,
        actor: PersonLine {
            name: name.to_owned(),
            handle: "faisal".to_owned(),
            origin: None,
        },
        href: "/topics/1".to_owned(),
        subject: title.to_owned(),
        at: Stamp(chrome.now.0),
        unread: true,
        thread: Some(1),
        can_mute: true,
    };
    Bundle {
        title: title.to_owned(),
        notices: (0..count).map(notice).collect(),
    }
}
