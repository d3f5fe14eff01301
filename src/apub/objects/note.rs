//! What people write outside forums, kept for those who follow them.

use federation::objects::ContentDocument;

use crate::db::actors::Actor;
use crate::db::follows;
use crate::db::posts::Post;
use crate::domain::notes::{self, NewNote};
use crate::domain::text;

use super::super::error::{Error, Result};
use super::super::session::Session;
use super::store::{Cause, identity};
use super::{admission, body};

/// Stores what `author` wrote to the public outside any forum, if somebody here follows them. What stands in a forum
/// comes by that forum or not at all: it decides what belongs to it.
pub(super) async fn store(
    session: &Session,
    document: &ContentDocument,
    author: &Actor,
    cause: &Cause,
) -> Result<Post> {
    let core = &session.core;
    if document.audience.is_some() || cause.announced_by.is_some() {
        return Err(Error::Ignored("it is in no forum that somebody here reads"));
    }
    let is_public = admission::is_public(document, author, None, cause)?;
    if !is_public || !follows::has_local_follower(&mut core.db.read().await?, author.id).await? {
        return Err(Error::Ignored(
            "it is in no forum and by nobody that somebody here follows",
        ));
    }
    let new = NewNote {
        title: title(document),
        content: body::read(session, document).await?,
        remote: identity(session, document, true),
    };
    Ok(notes::publish(core, &cause.principal(author), new).await?)
}

/// The title of a note, which most have not.
pub(super) fn title(document: &ContentDocument) -> String {
    let name = document.name.as_deref().unwrap_or_default();
    text::cut(&body::one_line(name), text::TITLE_MAX)
}
