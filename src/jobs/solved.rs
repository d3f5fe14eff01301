//! `tell_solved`: tells those who have the same problem that a question has its answer.

use serde_json::Value;

use crate::app::App;
use crate::db::types::{ActorId, PostId};
use crate::domain::questions::solved;
use crate::domain::{Error, Result};

/// Name of the job.
pub(super) const KIND: &str = solved::JOB;

/// Payload: `{"answer_id": 1, "actor_id": 1}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<()> {
    let number = |name: &str| payload.get(name).and_then(Value::as_i64);
    let (Some(answer), Some(by)) = (number("answer_id"), number("actor_id")) else {
        return Err(Error::Internal("an answer to be told of has no id".to_owned()));
    };
    solved::tell(&app.core, PostId(answer), ActorId(by)).await
}
