//! Writes to who has to hear of a seat: it is held for them, they have it, it was taken away or refused, it is tomorrow.

use serde_json::Value;

use crate::app::App;
use crate::db::types::{AccountId, SeatId};
use crate::domain::trainings::seats::{self, SeatMatter, SeatNews};
use crate::domain::{Error, Result};
use crate::mail::Envelope;
use crate::web::seat_mail;

/// Payload: `{"account_id": 1, "seat_id": 2, "version": 3, "matter": "offered"}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let number = |name: &str| payload.get(name).and_then(Value::as_i64);
    let (Some(to), Some(seat), Some(version), Some(matter)) = (
        number("account_id").map(AccountId),
        number("seat_id").map(SeatId),
        number("version"),
        payload.get("matter").and_then(Value::as_str),
    ) else {
        return Err(Error::Internal("the job does not say what to write".to_owned()));
    };
    let matter = SeatMatter::read(matter)?;
    let Some(news) = seats::letter_news(&app.core, to, (seat, version), matter).await? else {
        return Ok(None);
    };
    let SeatNews { account, actor, .. } = &news;
    super::outgoing(account, actor, seat_mail::letter(app, &news))
}
