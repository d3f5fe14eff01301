//! What the letters that are looked at tell: people, a factory, a topic and a training that never were.

use crate::db::types::{Language, UtcTime};
use crate::domain::letters::LetterKind;
use crate::domain::notifications::matrix::Group;
use crate::domain::notifications::unsubscribe::Topic;
use crate::domain::organisations::News;
use crate::domain::privacy::erasure::Farewell;
use crate::domain::trainings::changes::Change;
use crate::domain::trainings::seats::SeatMatter;
use crate::domain::verification;
use crate::web::i18n::Locale;
use crate::web::notices::{Bundle, Notice, NoticeKind, Thread};
use crate::web::notices_mail::{self, Leave, Words};
use crate::web::page::Chrome;
use crate::web::verification_mail::About;
use crate::web::view::{PersonLine, Stamp};
use crate::web::{mail, organisation_mail, seat_mail, training_mail, verification_mail};

use super::super::Letter;

type Sample = (String, askama::Result<Letter>);

const LINK: &str = "https://majlis.example/…";

/// Names of the language of a letter.
struct Cast {
    noura: &'static str,
    faisal: &'static str,
    factory: &'static str,
    topic: &'static str,
    training: &'static str,
    reason: &'static str,
}

const ENGLISH: Cast = Cast {
    noura: "Noura",
    faisal: "Faisal Al-Harbi",
    factory: "Gulf Pumps Factory",
    topic: "Impellers wear after the change of water",
    training: "PLC basics for maintenance",
    reason: "The hall is closed that week.",
};
const ARABIC: Cast = Cast {
    noura: "نورة",
    faisal: "فيصل الحربي",
    factory: "مصنع الخليج للمضخات",
    topic: "تآكل في دفّاعات المضخات بعد تغيير المياه",
    training: "أساسيات المتحكمات المنطقية للصيانة",
    reason: "القاعة مغلقة في ذلك الأسبوع.",
};

const fn cast(locale: Locale) -> &'static Cast {
    match locale {
        Locale::Ar => &ARABIC,
        Locale::En => &ENGLISH,
    }
}

/// The letters of a kind, each with its name in addresses. A new kind does not compile without its own.
pub(super) fn of(kind: LetterKind, chrome: &Chrome) -> Vec<Sample> {
    let cast = cast(chrome.locale);
    let who = cast.noura;
    let then = UtcTime::from_millis(chrome.now.0);
    match kind {
        LetterKind::Notices => notices(chrome, cast),
        LetterKind::Digest => vec![one("digest", digest(chrome, cast))],
        LetterKind::ConfirmMail => vec![
            one("confirm", mail::confirm_address(chrome, who, LINK)),
            one("exists", mail::account_exists(chrome, who, "noura", LINK)),
        ],
        LetterKind::ResetPassword => vec![one("reset", mail::reset_password(chrome, who, LINK))],
        LetterKind::PasswordChanged => vec![one("password-changed", mail::password_changed(chrome, who, LINK))],
        LetterKind::EmailChange => vec![
            one("email-confirm", mail::notice(chrome, mail::EMAIL_CONFIRM, who, LINK)),
            one("email-changed", mail::notice(chrome, mail::EMAIL_CHANGED, who, LINK)),
        ],
        LetterKind::Security => security(chrome, who),
        LetterKind::IdentityLinked => vec![one("identity-linked", mail::identity_linked(chrome, who, LINK))],
        LetterKind::Invitation => {
            let letter =
                organisation_mail::invitation(chrome, "noura@factory.example", cast.factory, cast.faisal, LINK);
            vec![one("invitation", letter)]
        }
        LetterKind::OrganisationNews => News::ALL
            .into_iter()
            .map(|news| organisation(chrome, cast, news))
            .collect(),
        LetterKind::Verification => {
            let all = verification::Letter::ALL.into_iter();
            all.map(|letter| verification(chrome, cast, letter)).collect()
        }
        LetterKind::Seat => SeatMatter::ALL
            .into_iter()
            .map(|matter| seat(chrome, cast, matter))
            .collect(),
        LetterKind::Training => training(chrome, cast),
        LetterKind::ErasureRequested => vec![one(
            "erasure-requested",
            mail::erasure_requested(chrome, who, then, LINK),
        )],
        LetterKind::ErasureDone => {
            let farewell = Farewell {
                email: String::new(),
                name: who.to_owned(),
                language: Language::from(chrome.locale),
                accepted: 3,
                total: 4,
            };
            vec![one("erasure-done", mail::erasure_done(chrome, &farewell, LINK))]
        }
        LetterKind::ExportReady => vec![one("export-ready", mail::export_ready(chrome, who, then, LINK))],
        LetterKind::RequestAnswered => vec![one("request-answered", mail::request_answered(chrome, who, LINK))],
    }
}

fn one(name: &str, letter: askama::Result<Letter>) -> Sample {
    (name.to_owned(), letter)
}

fn security(chrome: &Chrome, who: &str) -> Vec<Sample> {
    let plain = |name, keys| one(name, mail::notice(chrome, keys, who, LINK));
    let with = |name, keys, value| one(name, mail::notice_with(chrome, keys, who, LINK, &[value]));
    vec![
        plain("factor-on", mail::FACTOR_ON),
        plain("factor-off", mail::FACTOR_OFF),
        with("passkey-added", mail::PASSKEY_ADDED, ("name", "YubiKey".into())),
        with("passkey-removed", mail::PASSKEY_REMOVED, ("name", "YubiKey".into())),
        plain("codes-renewed", mail::CODES_RENEWED),
        with("recovery-used", mail::RECOVERY_USED, ("n", 7.into())),
        with("locked", mail::LOCKED, ("n", 15.into())),
        with("new-browser", mail::NEW_BROWSER, ("device", "Firefox, Windows".into())),
    ]
}

fn organisation(chrome: &Chrome, cast: &Cast, news: News) -> Sample {
    let letter = organisation_mail::news(chrome, news, cast.noura, cast.factory, cast.faisal, LINK);
    (named("organisation", news.as_str()), letter)
}

fn verification(chrome: &Chrome, cast: &Cast, letter: verification::Letter) -> Sample {
    let about = About {
        subject: cast.factory,
        until: Some(chrome.now.0),
        waiting: 3,
        link: LINK,
    };
    let name = named("verification", letter.as_str());
    (
        name,
        verification_mail::verification(chrome, letter, cast.noura, &about),
    )
}

fn seat(chrome: &Chrome, cast: &Cast, matter: SeatMatter) -> Sample {
    let when = chrome.now.moment(chrome.locale, chrome.offset_minutes);
    let about = seat_mail::About {
        title: cast.training.to_owned(),
        when: when.clone(),
        until: when,
        reason: cast.reason.to_owned(),
        link: LINK.to_owned(),
    };
    let letter = seat_mail::seat(chrome, matter, cast.noura, &about);
    (named("seat", matter.as_str()), letter)
}

fn training(chrome: &Chrome, cast: &Cast) -> Vec<Sample> {
    let about = training_mail::About {
        title: cast.training,
        when: &chrome.now.moment(chrome.locale, chrome.offset_minutes),
        reason: cast.reason,
    };
    let letter = |changes: &[Change]| training_mail::changed(chrome, changes, &about, cast.noura, LINK);
    vec![
        one("training-changed", letter(&[Change::Day, Change::Place])),
        one("training-cancelled", letter(&[Change::Cancelled])),
    ]
}

/// A name for addresses.
fn named(group: &str, name: &str) -> String {
    format!("{group}-{}", name.replace('_', "-"))
}

fn notices(chrome: &Chrome, cast: &Cast) -> Vec<Sample> {
    let letter = |bundle: Bundle, group| notices_mail::notices(chrome, &words(cast, &[bundle], Topic::Group(group)));
    let of = |kind, count| many(chrome, cast, kind, count);
    vec![
        one("notice-reply", letter(of(NoticeKind::Reply, 1), Group::Answers)),
        one("notice-thread", letter(of(NoticeKind::Reply, 7), Group::Answers)),
        one("notice-votes", letter(of(NoticeKind::Vote, 4), Group::Votes)),
        one("notice-message", letter(message(chrome, cast), Group::Messages)),
    ]
}

fn digest(chrome: &Chrome, cast: &Cast) -> askama::Result<Letter> {
    let bundles = [
        many(chrome, cast, NoticeKind::Reply, 3),
        many(chrome, cast, NoticeKind::Vote, 4),
    ];
    notices_mail::digest(chrome, &words(cast, &bundles, Topic::Digest))
}

fn words<'a>(cast: &Cast, bundles: &'a [Bundle], topic: Topic) -> Words<'a> {
    Words {
        name: cast.noura,
        bundles,
        news: &[],
        leave: Leave { link: LINK, topic },
        settings: LINK,
        base: "https://majlis.example",
    }
}

fn many(chrome: &Chrome, cast: &Cast, kind: NoticeKind, count: i64) -> Bundle {
    Bundle {
        title: cast.topic.to_owned(),
        notices: (0..count).map(|id| notice(chrome, cast, kind, id)).collect(),
    }
}

/// Private: it names who wrote, and no word of what was written.
fn message(chrome: &Chrome, cast: &Cast) -> Bundle {
    let notice = Notice {
        href: "/messages/1".to_owned(),
        subject: String::new(),
        thread: Some(Thread::Talk(1)),
        can_mute: false,
        ..notice(chrome, cast, NoticeKind::Message, 0)
    };
    Bundle {
        title: String::new(),
        notices: vec![notice],
    }
}

fn notice(chrome: &Chrome, cast: &Cast, kind: NoticeKind, id: i64) -> Notice {
    Notice {
        id,
        kind,
        actor: PersonLine {
            name: cast.faisal.to_owned(),
            handle: "faisal".to_owned(),
            origin: None,
        },
        href: "/topics/1".to_owned(),
        subject: cast.topic.to_owned(),
        at: Stamp(chrome.now.0),
        unread: true,
        thread: Some(Thread::Topic(1)),
        can_mute: true,
    }
}
