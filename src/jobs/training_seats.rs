//! Moves the waiting list of a training when the time to confirm a seat is over, and looks after what follows its end.

use serde_json::Value;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain::trainings::seats;
use crate::domain::{Error, Result};

/// What the queue calls it.
pub(super) const KIND: &str = seats::JOB;

/// What the queue calls the job that issues certificates and asks for evaluations when a training is over.
pub(super) const OVER: &str = seats::OVER_JOB;

/// What the queue calls the job that reminds of a training.
pub(super) const REMINDER: &str = seats::REMINDER_JOB;

/// The same payload as that of the others.
pub(super) async fn remind(app: &App, payload: &Value) -> Result<()> {
    seats::remind(&app.core, training(payload)?).await
}

/// What the queue calls the job that tells others how many seats are left.
pub(super) const COUNTS: &str = seats::COUNTS_JOB;

/// The same payload as that of the others.
pub(super) async fn counts(app: &App, payload: &Value) -> Result<()> {
    seats::tell_counts(&app.core, training(payload)?).await
}

/// The same payload as that of the other.
pub(super) async fn over(app: &App, payload: &Value) -> Result<()> {
    seats::come_over(&app.core, training(payload)?).await
}

/// Payload: `{"training": 1}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<()> {
    seats::come_due(&app.core, training(payload)?).await
}

fn training(payload: &Value) -> Result<PostId> {
    let number = payload.get("training").and_then(Value::as_i64);
    number
        .map(PostId)
        .ok_or_else(|| Error::Internal("the job does not say which training".to_owned()))
}
