//! Wanting no messages of somebody. Whoever is blocked is not told: what they write looks sent, and is kept for them alone.

use crate::db::actors::{self, Actor};
use crate::db::messages::{self as rows, blocks, members};
use crate::db::types::{ActorId, MemberState, UtcTime};
use crate::domain::error::{Error, Result};
use crate::domain::{Core, Principal};

use super::start::key;

/// People on the page of settings.
const SHOWN: i64 = 500;

/// Blocks somebody, or lets them write again. What they wrote meanwhile does not come afterwards.
///
/// # Errors
/// [`Error::NotFound`] if there is nobody, or it is the member themselves.
pub async fn set(core: &Core, by: &Principal, who: ActorId, is_blocked: bool) -> Result<()> {
    if who == by.actor_id {
        return Err(Error::NotFound);
    }
    core.change(async |conn| {
        actors::get(conn, who).await?;
        if is_blocked {
            return Ok(blocks::insert(conn, by.actor_id, who, core.clock.now()).await?);
        }
        blocks::delete(conn, by.actor_id, who).await?;
        let Some(pair) = rows::find_pair(conn, &key(by.actor_id, who)).await? else {
            return Ok(());
        };
        // What was begun while the block held comes as a stranger's does.
        let member = members::find(conn, pair.id, by.actor_id).await?;
        if member.is_some_and(|member| member.state == MemberState::Declined) {
            members::set_state(conn, pair.id, by.actor_id, MemberState::Requested).await?;
        }
        Ok(())
    })
    .await
}

/// Whom a member blocks, with since when.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<(Actor, UtcTime)>> {
    Ok(blocks::list(&mut core.db.read().await?, by.actor_id, SHOWN).await?)
}

/// Whether a member blocks somebody.
///
/// # Errors
/// If the database fails.
pub async fn is_blocked(core: &Core, by: ActorId, who: ActorId) -> Result<bool> {
    Ok(blocks::exists(&mut core.db.read().await?, by, who).await?)
}
