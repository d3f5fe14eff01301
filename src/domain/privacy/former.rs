//! Former members: the one nameless author of posts whose writers are gone, and names that nobody else gets.

use crate::db::actors::{self, Actor};
use crate::db::privacy::erasures;
use crate::db::types::ActorKind;
use crate::db::{Conn, actors as rows};
use crate::domain::error::{Error, Result};
use crate::domain::{Core, actors as people};

/// Name in the address of the nameless author. Nobody can register it: it has a dot.
pub const USERNAME: &str = "former.member";
/// Its display name, where the language of the reader is not known.
pub const NAME: &str = "عضو سابق · Former member";

/// Whether an actor is the nameless author of this instance.
pub fn is_former(actor: &Actor) -> bool {
    actor.is_local() && actor.username == USERNAME
}

/// The nameless author, made when the first member goes.
///
/// # Errors
/// If the database fails.
pub(super) async fn author(core: &Core) -> Result<Actor> {
    if let Some(actor) = actors::find_by_handle(&mut core.db.read().await?, None, USERNAME).await? {
        return Ok(actor);
    }
    let keys = people::generate_keys(core).await?;
    let path = format!("/u/{USERNAME}");
    let mut new = people::local(core, ActorKind::Service, USERNAME, NAME, &path, keys);
    new.is_discoverable = false;
    match rows::insert(&mut core.db.write().await?, &new).await {
        // Two went at once.
        Err(crate::db::Error::Conflict(_)) => actors::find_by_handle(&mut core.db.read().await?, None, USERNAME)
            .await?
            .ok_or(Error::NotFound),
        other => Ok(other?),
    }
}

/// Whether a name belonged to somebody who was erased.
///
/// # Errors
/// If the database fails.
pub async fn is_reserved(core: &Core, conn: &mut Conn, username: &str) -> Result<bool> {
    Ok(erasures::is_reserved(conn, &hash(core, username)).await?)
}

/// What is kept of a name: enough to know it again, too little to read it.
pub(super) fn hash(core: &Core, username: &str) -> String {
    core.secrets.mac("reserved-name", &username.to_ascii_lowercase())
}
