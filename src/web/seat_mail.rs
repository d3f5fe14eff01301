//! Letters about seats of trainings. Sending them is somebody else's work.

use crate::app::App;
use crate::domain::trainings::seats::{SeatMatter, SeatNews};

use super::i18n::dates::{RIYADH_OFFSET_MINUTES, Stamp};
use super::i18n::{self, FluentValue, Locale};
use super::mail::{self, Letter};
use super::page::Chrome;
use super::paths;
use super::present::{moment_words, refusal_key};

/// Keys of subject, text, button and last line.
fn keys(matter: SeatMatter) -> [&'static str; 4] {
    match matter {
        SeatMatter::Offered => [
            "seat-mail-offered-subject",
            "seat-mail-offered-text",
            "seat-mail-offered-button",
            "seat-mail-offered-help",
        ],
        SeatMatter::Confirmed => [
            "seat-mail-confirmed-subject",
            "seat-mail-confirmed-text",
            "seat-mail-confirmed-button",
            "seat-mail-confirmed-help",
        ],
        SeatMatter::Promoted => [
            "seat-mail-promoted-subject",
            "seat-mail-promoted-text",
            "seat-mail-confirmed-button",
            "seat-mail-confirmed-help",
        ],
        SeatMatter::Removed => [
            "seat-mail-removed-subject",
            "seat-mail-removed-text",
            "seat-mail-removed-button",
            "seat-mail-removed-help",
        ],
        SeatMatter::Declined => [
            "seat-mail-declined-subject",
            "seat-mail-declined-text",
            "seat-mail-removed-button",
            "seat-mail-declined-help",
        ],
        SeatMatter::Reminder => [
            "seat-mail-reminder-subject",
            "seat-mail-reminder-text",
            "seat-mail-confirmed-button",
            "seat-mail-confirmed-help",
        ],
    }
}

/// What a letter is about.
#[derive(Debug, Clone)]
pub struct About {
    /// Title of the training.
    pub title: String,
    /// When it begins, in words.
    pub when: String,
    /// Until when a seat is held, in words; may be empty.
    pub until: String,
    /// Why, in words.
    pub reason: String,
    /// Where to go on.
    pub link: String,
}

/// The letter that tells these news. Where to meet online is on the page of the seat, and not in a letter.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn letter(app: &App, news: &SeatNews) -> askama::Result<Letter> {
    let locale: Locale = news.account.language.into();
    let about = About {
        title: news.post.title.clone(),
        when: moment_words(news.starts, news.account.language),
        until: news.seat.deadline.map_or_else(String::new, |at| {
            Stamp(at.millis()).moment(locale, RIYADH_OFFSET_MINUTES)
        }),
        reason: reason(news, locale),
        link: app.core.config.link(&paths::seat(&news.post.id.0)),
    };
    seat(&mail::chrome(app, locale), news.matter, &news.actor.name, &about)
}

/// The letter to the member `name` about a seat.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn seat(chrome: &Chrome, matter: SeatMatter, name: &str, about: &About) -> askama::Result<Letter> {
    let more = [
        ("title", FluentValue::from(about.title.clone())),
        ("when", FluentValue::from(about.when.clone())),
        ("until", FluentValue::from(about.until.clone())),
        ("reason", FluentValue::from(about.reason.clone())),
    ];
    mail::notice_with(chrome, keys(matter), name, &about.link, &more)
}

/// Why, in the organiser's words or in ours.
fn reason(news: &SeatNews, locale: Locale) -> String {
    match news.seat.refusal {
        Some(refusal) => i18n::text(locale, refusal_key(refusal)).into_owned(),
        None if news.seat.reason.is_empty() => i18n::text(locale, "seat-mail-no-reason").into_owned(),
        None => news.seat.reason.clone(),
    }
}
