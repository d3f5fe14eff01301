//! Who decides on verifications, besides the admins.

use crate::db::accounts;
use crate::db::actors::{self, Actor};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Error, Principal, Result};

/// Those who decide, by name.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<Actor>> {
    by.require_admin()?;
    let people = accounts::list_verifiers(&mut core.db.read().await?).await?;
    Ok(people.into_iter().map(|(_, actor)| actor).collect())
}

/// Appoints or dismisses the member called `username`.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`] on `verifier` if nobody here is called so.
pub async fn set(core: &Core, by: &Principal, username: &str, appointed: bool) -> Result<()> {
    by.require_admin()?;
    let unknown = || Error::Invalid(Problems::one("verifier", Problem::Address));
    let name = username.trim().trim_start_matches('@').to_owned();
    core.change(async |conn| {
        let actor = actors::find_by_handle(conn, None, &name).await?.ok_or_else(unknown)?;
        let account = accounts::find_by_actor(conn, actor.id).await?.ok_or_else(unknown)?;
        accounts::set_verifier(conn, account.id, appointed).await?;
        let action = if appointed {
            "appoint-verifier"
        } else {
            "dismiss-verifier"
        };
        crate::domain::moderation::note_about(core, conn, by, action, None).await
    })
    .await
}
