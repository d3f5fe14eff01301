//! `backfill`: fetches the past of a remote forum or person that somebody here begins to follow, or what is missing of a
//! topic.

use serde_json::Value;

use crate::app::App;
use crate::apub::backfill;
use crate::db::types::{ActorId, ForumId, PostId};
use crate::domain::{Error, Result};

/// Name of the job.
pub(super) const KIND: &str = "backfill";

/// Payload: `{"forum": 1}`, `{"person": 1}` or `{"topic": 1}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<()> {
    let id = |name| payload.get(name).and_then(Value::as_i64);
    if let Some(topic) = id("topic") {
        return backfill::topic(app, PostId(topic)).await;
    }
    match (id("forum"), id("person")) {
        (Some(forum), _) => backfill::forum(app, ForumId(forum)).await,
        (None, Some(person)) => backfill::person(app, ActorId(person)).await,
        (None, None) => Err(Error::Internal("a backfill names nobody".to_owned())),
    }
}
