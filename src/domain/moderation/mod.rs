//! What moderators do: pin and lock here, the rest in a file for each noun. Every act is written to the moderation log.

pub mod bans;
pub mod guard;
pub mod held;
pub mod hiding;
pub mod log;
pub mod moves;
mod named;
pub mod reports;
pub mod rules;
pub mod tags;
mod why;

use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, ForumId, InstanceId, LogId, PostId, PostKind};
use crate::db::{Conn, forums, moderation};

use super::error::{Error, Result};
use super::event::{self, Event};
use super::{Core, Principal, submissions};

pub use why::{Why, WhyForm};

/// Pins a topic to the top of its forum, or takes it down.
///
/// # Errors
/// [`super::Denied::NotModerator`]; [`Error::NotFound`] if it is no visible topic or case study.
pub async fn set_pinned(core: &Core, by: &Principal, topic: PostId, pinned: bool) -> Result<()> {
    core.change(async |conn| {
        let topic = require_head(conn, by, topic).await?;
        if topic.is_pinned == pinned {
            return Ok(());
        }
        posts::set_pinned(conn, topic.id, pinned).await?;
        let action = if pinned { "pin" } else { "unpin" };
        note(core, conn, by, action, topic.forum_id, Some(topic.id)).await?;
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
/// [`super::Denied::NotModerator`]; [`Error::NotFound`] if it is no visible topic or case study.
pub async fn set_locked(core: &Core, by: &Principal, topic: PostId, locked: bool) -> Result<()> {
    core.change(async |conn| {
        let topic = require_head(conn, by, topic).await?;
        if topic.is_locked == locked {
            return Ok(());
        }
        posts::set_locked(conn, topic.id, locked).await?;
        if locked {
            submissions::topic_locked(core, conn, topic.id).await?;
        }
        let action = if locked { "lock" } else { "unlock" };
        note(core, conn, by, action, topic.forum_id, Some(topic.id)).await?;
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
    let topic = posts::get_locked(conn, id).await?;
    if topic.kind != PostKind::Topic || topic.is_removed() {
        return Err(Error::NotFound);
    }
    require_keeper(conn, by, topic).await
}

/// The head of a thread that a principal may keep order in: a topic or a case study.
async fn require_head(conn: &mut Conn, by: &Principal, id: PostId) -> Result<Post> {
    let head = posts::get_locked(conn, id).await?;
    if !head.kind.is_head() || head.is_removed() {
        return Err(Error::NotFound);
    }
    require_keeper(conn, by, head).await
}

async fn require_keeper(conn: &mut Conn, by: &Principal, topic: Post) -> Result<Post> {
    let (forum, actor) = forums::get(conn, topic.forum_id.ok_or(Error::NotFound)?).await?;
    by.require_moderator(conn, &forum, &actor).await?;
    Ok(topic)
}

/// What a line of the log says besides who and what.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    /// In which forum.
    pub forum: Option<ForumId>,
    /// To which post.
    pub post: Option<PostId>,
    /// To whom.
    pub target: Option<ActorId>,
    /// To which server.
    pub server: Option<InstanceId>,
    /// Why.
    pub why: Option<Why>,
}

/// Writes a line of the moderation log and gives its id.
pub(super) async fn write_down(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    action: &str,
    about: About,
) -> Result<LogId> {
    let why = about.why.unwrap_or_default();
    let entry = moderation::LogEntry {
        id: core.ids.next(),
        actor_id: by.actor_id,
        action: action.to_owned(),
        forum_id: about.forum,
        post_id: about.post,
        instance_id: about.server,
        reason: why.words,
        created_at: core.clock.now(),
        target_id: about.target,
        category: why
            .category
            .map(|category| category.as_str().to_owned())
            .unwrap_or_default(),
    };
    moderation::insert(conn, &entry).await?;
    Ok(entry.id)
}

/// A line about a forum or a post in it.
pub(super) async fn note(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    action: &str,
    forum: Option<ForumId>,
    post: Option<PostId>,
) -> Result<()> {
    let about = About {
        forum,
        post,
        ..About::default()
    };
    write_down(core, conn, by, action, about).await.map(drop)
}

/// A line about somebody of another server.
pub(super) async fn note_about(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    action: &str,
    server: Option<InstanceId>,
) -> Result<()> {
    let about = About {
        server,
        ..About::default()
    };
    write_down(core, conn, by, action, about).await.map(drop)
}
