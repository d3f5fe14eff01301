//! Letters about seats of trainings. Sending them is somebody else's work.

use crate::app::App;
use crate::domain::trainings::seats::{SeatMatter, SeatNews};

use super::i18n::dates::{RIYADH_OFFSET_MINUTES, Stamp};
use super::i18n::{self, FluentValue, Locale};
use super::mail::{self, Letter};
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

/// The letter that tells these news. Where to meet online is on the page of the seat, and not in a letter.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn letter(app: &App, news: &SeatNews) -> askama::Result<Letter> {
    let locale: Locale = news.account.language.into();
    let until = news.seat.deadline.map_or_else(String::new, |at| {
        Stamp(at.millis()).moment(locale, RIYADH_OFFSET_MINUTES)
    });
    let more = [
        ("title", FluentValue::from(news.post.title.clone())),
        (
            "when",
            FluentValue::from(moment_words(news.starts, news.account.language)),
        ),
        ("until", FluentValue::from(until)),
        ("reason", FluentValue::from(reason(news, locale))),
    ];
    let link = app.core.config.link(&paths::seat(&news.post.id.0));
    mail::notice_with(
        &mail::chrome(app, locale),
        keys(news.matter),
        &news.actor.name,
        &link,
        &more,
    )
}

/// Why, in the organiser's words or in ours.
fn reason(news: &SeatNews, locale: Locale) -> String {
    match news.seat.refusal {
        Some(refusal) => i18n::text(locale, refusal_key(refusal)).into_owned(),
        None if news.seat.reason.is_empty() => i18n::text(locale, "seat-mail-no-reason").into_owned(),
        None => news.seat.reason.clone(),
    }
}
