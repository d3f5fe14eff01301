//! What moderators do to topics: pin and lock. Every act is written to the moderation log.

use crate::db::posts::{self, Post};
use crate::db::types::{ForumId, InstanceId, PostId, PostKind};
use crate::db::{Conn, forums, moderation};

use super::error::{Error, Result};
use super::event::{self, Event};
use super::{Core, Principal};

/// Pins a topic to the top of its forum, or takes it down.
///
/// # Errors
/// [`super::Denied::NotModerator`]; [`Error::NotFound`] if it is no visible topic.
pub async fn set_pinned(core: &Core, by: &Principal, topic: PostId, pinned: bool) -> Result<()> {
    core.change(async |conn| {
        let topic = require_topic(conn, by, topic).await?;
        if topic.is_pinned == pinned {
            return Ok(());
        }
        posts::set_pinned(conn, topic.id, pinned).await?;
        let action = if pinned { "pin" } else { "unpin" };
        log(core, conn, by, action, topic.forum_id, Some(topic.id)).await?;
        event::record(
            core,
            conn,
            by,
            &Event::TopicPinned {
                topic: topic.id,
                pinned,
            },
        )
        .await
    })
    .await
}

/// Closes a topic to new replies, or opens it again.
///
/// # Errors
/// [`super::Denied::NotModerator`]; [`Error::NotFound`] if it is no visible topic.
pub async fn set_locked(core: &Core, by: &Principal, topic: PostId, locked: bool) -> Result<()> {
    core.change(async |conn| {
        let topic = require_topic(conn, by, topic).await?;
        if topic.is_locked == locked {
            return Ok(());
        }
        posts::set_locked(conn, topic.id, locked).await?;
        let action = if locked { "lock" } else { "unlock" };
        log(core, conn, by, action, topic.forum_id, Some(topic.id)).await?;
        event::record(
            core,
            conn,
            by,
            &Event::TopicLocked {
                topic: topic.id,
                locked,
            },
        )
        .await
    })
    .await
}

async fn require_topic(conn: &mut Conn, by: &Principal, id: PostId) -> Result<Post> {
    let topic = posts::get(conn, id).await?;
    if topic.kind != PostKind::Topic || topic.is_removed() {
        return Err(Error::NotFound);
    }
    let (forum, actor) = forums::get(conn, topic.forum_id.ok_or(Error::NotFound)?).await?;
    by.require_moderator(conn, &forum, &actor).await?;
    Ok(topic)
}

/// Writes a line of the moderation log about a forum or a post in it.
pub(super) async fn log(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    action: &str,
    forum: Option<ForumId>,
    post: Option<PostId>,
) -> Result<()> {
    let entry = moderation::LogEntry {
        forum_id: forum,
        post_id: post,
        ..entry(core, by, action)
    };
    Ok(moderation::insert(conn, &entry).await?)
}

/// The same about somebody of another server.
pub(super) async fn log_about(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    action: &str,
    server: Option<InstanceId>,
) -> Result<()> {
    let entry = moderation::LogEntry {
        instance_id: server,
        ..entry(core, by, action)
    };
    Ok(moderation::insert(conn, &entry).await?)
}

fn entry(core: &Core, by: &Principal, action: &str) -> moderation::LogEntry {
    moderation::LogEntry {
        id: core.ids.next(),
        actor_id: by.actor_id,
        action: action.to_owned(),
        forum_id: None,
        post_id: None,
        instance_id: None,
        reason: String::new(),
        created_at: core.clock.now(),
    }
}
