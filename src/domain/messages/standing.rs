//! Where a member stands in a conversation: asked or in it, muted, how far they have read.

use crate::db::messages::members;
use crate::db::types::{ConversationId, MemberState};
use crate::domain::error::{Error, Result};
use crate::domain::{Core, Principal};

use super::{group, readable, readable_locked, tell};

/// Takes a stranger's conversation up.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn accept(core: &Core, by: &Principal, id: ConversationId) -> Result<()> {
    core.change(async |conn| {
        readable_locked(conn, by, id).await?;
        Ok(members::set_state(conn, id, by.actor_id, MemberState::Accepted).await?)
    })
    .await
}

/// Does not want a stranger's conversation. Whoever asked is not told, and nothing more of it comes.
///
/// # Errors
/// [`Error::NotFound`] if it is no request.
pub async fn decline(core: &Core, by: &Principal, id: ConversationId) -> Result<()> {
    core.change(async |conn| {
        let (conversation, member) = readable_locked(conn, by, id).await?;
        if member.state != MemberState::Requested {
            return Err(Error::NotFound);
        }
        members::set_state(conn, id, by.actor_id, MemberState::Declined).await?;
        group::end_if_empty(core, conn, &conversation).await.map(drop)
    })
    .await
}

/// Hears nothing of a conversation, or hears of it again.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn set_muted(core: &Core, by: &Principal, id: ConversationId, is_muted: bool) -> Result<()> {
    core.change(async |conn| {
        readable(conn, by, id).await?;
        Ok(members::set_muted(conn, id, by.actor_id, is_muted).await?)
    })
    .await
}

/// Shows the others how far one has read, or does not. Who does not show it does not see it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn set_shows_read(core: &Core, by: &Principal, id: ConversationId, shows: bool) -> Result<()> {
    core.change(async |conn| {
        readable(conn, by, id).await?;
        Ok(members::set_shows_read(conn, id, by.actor_id, shows).await?)
    })
    .await
}

/// Everything of a conversation is read; says whether that is news.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn mark_read(core: &Core, by: &Principal, id: ConversationId) -> Result<bool> {
    core.change(async |conn| {
        let (conversation, _) = readable(conn, by, id).await?;
        let is_news = members::set_read(conn, id, by.actor_id, conversation.last_number).await?;
        tell::read(core, conn, by, id).await?;
        Ok(is_news)
    })
    .await
}
