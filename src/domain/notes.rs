//! What people elsewhere write outside forums. A member who follows such a person finds it at home and on the person's
//! page; to answer it one goes to its own server. Members here write in forums, so notes only ever come from elsewhere.

use crate::db::posts::{self, Post};
use crate::db::timelines;
use crate::db::types::{PostId, PostKind};

use super::content::Content;
use super::error::{Error, Result};
use super::posts::{RemoteIdentity, base, finish, known_remote};
use super::topics::Shown;
use super::{Core, Principal, Viewer};

/// Notes at home.
const AT_HOME: i64 = 5;

/// A note to be kept.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// Title, plain text; empty where it has none.
    pub title: String,
    /// Body.
    pub content: Content,
    /// Where it comes from.
    pub remote: RemoteIdentity,
}

/// Keeps what somebody elsewhere wrote to the public. A note that is known already is given back as it is.
///
/// # Errors
/// [`Error::NotFound`] if it is not public; [`Error::Gone`] if it was deleted before it came.
pub async fn publish(core: &Core, by: &Principal, new: NewNote) -> Result<Post> {
    if !new.remote.is_public {
        return Err(Error::NotFound);
    }
    core.change(async |conn| {
        if let Some(known) = known_remote(conn, Some(&new.remote)).await? {
            return Ok(known);
        }
        let mut post = base(core, by, None, PostKind::Note, &new.content, Some(&new.remote));
        post.title.clone_from(&new.title);
        posts::insert(conn, &post).await?;
        finish(core, conn, by, &post, &new.content, None, None).await?;
        Ok(post)
    })
    .await
}

/// The latest notes of the people a member follows.
///
/// # Errors
/// If the database fails.
pub async fn latest(core: &Core, viewer: &Viewer) -> Result<Shown> {
    let Some(reader) = viewer.actor_id() else {
        return Ok(Shown::default());
    };
    let mut conn = core.db.read().await?;
    let rows = timelines::list_notes_of_followed(&mut conn, reader, viewer.visibilities(), AT_HOME).await?;
    Shown::load(&mut conn, viewer, rows).await
}

/// The page of a note on its own server.
///
/// # Errors
/// [`Error::NotFound`] if there is no such note or the viewer may not read it, [`Error::Gone`] if it was removed.
pub async fn page(core: &Core, viewer: &Viewer, id: PostId) -> Result<String> {
    let post = posts::get(&mut core.db.read().await?, id).await?;
    if post.kind != PostKind::Note || !viewer.may_read(&post) {
        return Err(Error::NotFound);
    }
    if post.is_removed() {
        return Err(Error::Gone);
    }
    Ok(post.url)
}
