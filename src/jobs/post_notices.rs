//! Tells whom a new post answers and names, once its author has had their second thoughts.

use serde_json::Value;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain::{Error, Result, undo};

/// What the queue calls it.
pub(super) const KIND: &str = undo::NOTICES;

/// Payload: `{"post_id": 1}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<()> {
    let Some(post) = payload.get("post_id").and_then(Value::as_i64) else {
        return Err(Error::Internal("the job does not name a post".to_owned()));
    };
    undo::tell(&app.core, PostId(post)).await
}
