//! `tell_watchers`: tells those who watch a forum or a topic of what is new there.

use serde_json::Value;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain::reading::watchers;
use crate::domain::{Error, Result};

/// Name of the job.
pub(super) const KIND: &str = watchers::JOB;

/// Payload: `{"post_id": 1}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<()> {
    let post = payload.get("post_id").and_then(Value::as_i64);
    let post = post.ok_or_else(|| Error::Internal("a post to be told of has no id".to_owned()))?;
    watchers::tell(&app.core, PostId(post)).await
}
