//! Activities by their ids.

use axum::extract::Path;
use axum::response::Response;

use crate::apub::documents::sent::{current, is_older};
use crate::db::{outbox, posts};
use crate::domain::Error;
use crate::error::{Failure, Result};

use super::reader::Reader;
use super::reply;

/// `/activities/{kind}/{id}`: those that stand in an outbox, for whoever may read what they are about. Word for word as they
/// were sent, unless the post was edited since; not at all once it is removed.
pub(super) async fn activity(reader: Reader, Path((kind, id)): Path<(String, String)>) -> Result<Response> {
    let core = &reader.app().core;
    let uri = core.config.link(&format!("/activities/{kind}/{id}"));
    let sent = outbox::find_by_uri(&mut core.db.read().await?, &uri).await?;
    let sent = sent.filter(|sent| sent.is_listed).ok_or_else(Failure::not_found)?;
    let post = sent.post_id.ok_or_else(Failure::not_found)?;
    let post = posts::get(&mut core.db.read().await?, post).await?;
    let (_, keep) = reader.admit(post.visibility).await?;
    if post.is_removed() {
        return Err(Error::NotFound.into());
    }
    if !is_older(&sent, &post) {
        return Ok(reply::body(sent.body, keep));
    }
    let mut now = current(core, &mut core.db.read().await?, &[sent]).await?;
    let activity = now.pop().ok_or_else(Failure::not_found)?;
    Ok(reply::body(activity.to_string(), keep))
}
