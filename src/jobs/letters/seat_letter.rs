//! Writes to who has to hear of a seat in time: it is held for them, or was taken away.

use serde_json::Value;

use crate::app::App;
use crate::db::types::{AccountId, SeatId, SeatState};
use crate::domain::trainings::seats;
use crate::domain::{Error, Result};
use crate::mail::Envelope;
use crate::web::i18n::dates::{RIYADH_OFFSET_MINUTES, Stamp};
use crate::web::i18n::{FluentValue, Locale};
use crate::web::mail::{self, Letter};
use crate::web::paths;

/// What the queue calls it.
pub(super) const KIND: &str = seats::LETTER_JOB;

/// Keys of subject, text, button and last line.
const OFFERED: [&str; 4] = [
    "seat-mail-offered-subject",
    "seat-mail-offered-text",
    "seat-mail-offered-button",
    "seat-mail-offered-help",
];
/// The same of a seat that was taken away.
const REMOVED: [&str; 4] = [
    "seat-mail-removed-subject",
    "seat-mail-removed-text",
    "seat-mail-removed-button",
    "seat-mail-removed-help",
];

/// Payload: `{"account_id": 1, "seat_id": 2, "version": 3}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let number = |name: &str| payload.get(name).and_then(Value::as_i64);
    let (Some(to), Some(seat), Some(version)) = (
        number("account_id").map(AccountId),
        number("seat_id").map(SeatId),
        number("version"),
    ) else {
        return Err(Error::Internal("the job does not say what to write".to_owned()));
    };
    let Some(news) = seats::letter_news(&app.core, to, seat, version).await? else {
        return Ok(None);
    };
    let letter = letter(app, &news);
    super::outgoing(&news.account, &news.actor, letter)
}

fn letter(app: &App, news: &seats::SeatNews) -> askama::Result<Letter> {
    let locale: Locale = news.account.language.into();
    let keys = if news.seat.state == SeatState::Offered {
        OFFERED
    } else {
        REMOVED
    };
    let until = news.seat.deadline.map_or_else(String::new, |at| {
        Stamp(at.millis()).moment(locale, RIYADH_OFFSET_MINUTES)
    });
    let more = [
        ("title", FluentValue::from(news.post.title.clone())),
        ("until", FluentValue::from(until)),
        ("reason", FluentValue::from(news.seat.reason.clone())),
    ];
    let link = app.core.config.link(&paths::seat(&news.post.id.0));
    mail::notice_with(&mail::chrome(app, locale), keys, &news.actor.name, &link, &more)
}
