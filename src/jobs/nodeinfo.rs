//! `nodeinfo`: asks a server that we met for the first time what it runs.

use crate::app::App;
use crate::apub::nodeinfo;
use crate::domain::{Error, Result};

/// Name of the job.
pub(super) const KIND: &str = "nodeinfo";

/// Payload: `{"host": "peer.example"}`.
pub(super) async fn run(app: &App, payload: &serde_json::Value) -> Result<()> {
    let host = payload.get("host").and_then(serde_json::Value::as_str);
    nodeinfo::learn(
        app,
        host.ok_or_else(|| Error::Internal("a job names no host".to_owned()))?,
    )
    .await
}
