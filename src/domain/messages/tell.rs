//! Telling members of messages: one notification for each conversation, however much is said. It names who wrote and holds
//! no word of what was written. Of strangers' requests and of muted conversations nobody is told.

use crate::db::Conn;
use crate::db::actors::Actor;
use crate::db::messages::members::Member;
use crate::db::messages::notices;
use crate::db::messages::texts::Message;
use crate::db::notifications::Notification;
use crate::db::types::{ActorId, ConversationId, MemberState, NotificationKind};
use crate::domain::error::Result;
use crate::domain::{Core, Principal, notifications};

/// Tells those of `readers` who want to hear of it.
pub(super) async fn of(
    core: &Core,
    conn: &mut Conn,
    message: &Message,
    people: &[(Member, Actor)],
    readers: &[ActorId],
) -> Result<()> {
    for (member, _) in people {
        let Some(account) = member.account_id else { continue };
        let hears = readers.contains(&member.actor_id)
            && member.actor_id != message.author_id
            && matches!(member.state, MemberState::Accepted | MemberState::Left)
            && !member.is_muted;
        if !hears {
            continue;
        }
        let before = notices::list_unread(conn, account, message.conversation_id).await?;
        let waited = notices::delete(conn, &before).await?;
        let notification = Notification {
            id: core.ids.next(),
            account_id: account,
            kind: NotificationKind::Message,
            actor_id: message.author_id,
            post_id: None,
            read_at: None,
            log_id: None,
        };
        notifications::put_instead(core, conn, &notification, waited).await?;
        notices::insert(conn, notification.id, message.conversation_id).await?;
    }
    Ok(())
}

/// Whoever has opened a conversation has read what they were told of it.
pub(super) async fn read(core: &Core, conn: &mut Conn, by: &Principal, conversation: ConversationId) -> Result<()> {
    let Some(account) = by.account_id else { return Ok(()) };
    let told = notices::list_unread(conn, account, conversation).await?;
    Ok(notices::set_read(conn, &told, core.clock.now()).await?)
}
