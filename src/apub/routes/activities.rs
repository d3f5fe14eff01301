//! Activities by their ids.

use axum::extract::Path;
use axum::response::Response;

use crate::db::outbox;
use crate::db::types::Visibility;
use crate::error::{Failure, Result};

use super::reader::Reader;
use super::reply;

/// `/activities/{kind}/{id}`: those that are addressed to everybody, word for word as they were sent.
pub(super) async fn activity(reader: Reader, Path((kind, id)): Path<(String, String)>) -> Result<Response> {
    let core = &reader.app().core;
    let uri = core.config.link(&format!("/activities/{kind}/{id}"));
    let sent = outbox::find_by_uri(&mut core.db.read().await?, &uri).await?;
    let sent = sent.filter(|sent| sent.is_public).ok_or_else(Failure::not_found)?;
    let (_, keep) = reader.admit(Visibility::Public).await?;
    Ok(reply::body(sent.body, keep))
}
