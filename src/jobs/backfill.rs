//! `backfill`: fetches the past of a remote forum that somebody here begins to follow.

use crate::app::App;
use crate::apub::backfill;
use crate::db::types::ForumId;
use crate::domain::{Error, Result};

/// Name of the job.
pub(super) const KIND: &str = "backfill";

/// Payload: `{"forum": 1}`.
pub(super) async fn run(app: &App, payload: &serde_json::Value) -> Result<()> {
    let forum = payload.get("forum").and_then(serde_json::Value::as_i64);
    let forum = forum.ok_or_else(|| Error::Internal("a backfill names no forum".to_owned()))?;
    backfill::forum(app, ForumId(forum)).await
}
