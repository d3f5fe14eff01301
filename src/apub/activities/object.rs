//! The content that a Create or Update carries, as its own author's word. An embedded copy counts only from the author's
//! server; any other is fetched from its origin.

use federation::Reference;
use federation::objects::ContentDocument;
use federation::origin;
use url::Url;

use super::super::error::{Error, Result};
use super::super::objects::PeerPost;
use super::super::objects::store::Cause;
use super::super::session::Session;

/// The document that `actor` sent or that a forum passed on in its name.
///
/// # Errors
/// [`Error::Refused`] if it is another's; whatever fetching says.
pub(super) async fn content(
    session: &Session,
    object: &Reference,
    actor: &Url,
    cause: &Cause,
) -> Result<ContentDocument> {
    let id = object.id().ok_or(Error::Ignored("an object without an id"))?;
    let document = match object.embedded() {
        Some(embedded) if is_trusted(id, actor, cause) => ContentDocument::read(&embedded.value)?,
        _ => PeerPost::fetch(session, id).await?,
    };
    if document.attributed_to != *actor {
        return Err(Error::Refused("the object is another's"));
    }
    if !origin::same_origin(&document.id, actor) {
        return Err(Error::Refused("the object is on another server than its author"));
    }
    Ok(document)
}

/// Whether the embedded copy came from the object's own server: signed by the author, or by a forum on that server.
fn is_trusted(id: &Url, actor: &Url, cause: &Cause) -> bool {
    match &cause.announced_by {
        None => origin::same_origin(id, actor),
        Some(group) => Url::parse(&group.uri).is_ok_and(|group| origin::same_origin(id, &group)),
    }
}
