//! Private messages by the ids of their objects: for the server of the one person whom an object is for, if it signs, and for
//! nobody else. Whether there is one, everybody else is not told.

use axum::extract::Path;
use axum::response::Response;

use crate::apub::documents::messages::draft;
use crate::db::{actors, instances};
use crate::domain::messages::delivery;
use crate::domain::{Error, Viewer};
use crate::error::{Failure, Result};

use super::reader::{Keep, Reader};
use super::reply;

/// `/pm/{message}/{recipient}`.
pub(super) async fn object(reader: Reader, Path((message, recipient)): Path<(String, String)>) -> Result<Response> {
    let core = &reader.app().core;
    let Viewer::Peer { instance_id, .. } = reader.viewer().await? else {
        return Err(Failure::not_found());
    };
    let uri = core.config.link(&format!("/pm/{message}/{recipient}"));
    let (letter, to) = delivery::object(core, &uri, instance_id).await?;
    let copy = letter.copies.iter().find(|copy| copy.delivery.actor_id == to);
    let copy = copy.ok_or(Error::NotFound)?;
    let mut conn = core.db.read().await?;
    let author = actors::get(&mut conn, letter.message.author_id).await?;
    let target = actors::get(&mut conn, to).await?;
    let at = instances::get(&mut conn, instance_id).await?;
    let document = draft(core, &letter, copy, &author, &target, &at)?.build().document();
    Ok(reply::body(document.to_string(), Keep::Private))
}
