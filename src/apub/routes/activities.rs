//! Activities by their ids.

use axum::extract::Path;
use axum::response::Response;

use crate::db::types::Visibility;
use crate::db::{outbox, posts};
use crate::error::{Failure, Result};

use super::reader::Reader;
use super::reply;

/// `/activities/{kind}/{id}`: those that are addressed to everybody, word for word as they were sent.
pub(super) async fn activity(reader: Reader, Path((kind, id)): Path<(String, String)>) -> Result<Response> {
    let core = &reader.app().core;
    let uri = core.config.link(&format!("/activities/{kind}/{id}"));
    let sent = outbox::find_by_uri(&mut core.db.read().await?, &uri).await?;
    let sent = sent.filter(|sent| sent.is_listed).ok_or_else(Failure::not_found)?;
    let visibility = match sent.post_id {
        Some(post) => posts::get(&mut core.db.read().await?, post).await?.visibility,
        None => Visibility::Public,
    };
    let (_, keep) = reader.admit(visibility).await?;
    Ok(reply::body(sent.body, keep))
}
