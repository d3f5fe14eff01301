//! Taking posts away: by their authors, whose words are destroyed, or by moderators, for whom they are kept for a while.

use crate::db::posts::{self, Post};
use crate::db::types::{PostId, PostKind, RemovedBy};
use crate::db::{Conn, events, forums};

use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::media::attaching;
use super::moderation::{Why, hiding, reports, tags};
use super::posts::{count, thread_of};
use super::{Core, Principal, cases, search, similar, submissions, trainings};

/// Takes a post away: by its author, or by a moderator of its forum. Its place in the thread stays. Removing what is
/// removed does nothing, except that an author who takes back what moderators hid has the kept text destroyed.
///
/// # Errors
/// [`Denied::NotAuthor`] if the principal is neither.
pub async fn remove(core: &Core, by: &Principal, id: PostId) -> Result<()> {
    remove_because(core, by, id, Why::default()).await
}

/// The same, and moderators say why.
///
/// # Errors
/// See [`remove`].
pub async fn remove_because(core: &Core, by: &Principal, id: PostId, why: Why) -> Result<()> {
    core.change(async |conn| {
        let (_, post) = thread_of(conn, id).await?;
        if post.is_removed() {
            if post.actor_id == by.actor_id {
                hiding::destroy(core, conn, by, &post).await?;
            }
            return Ok(());
        }
        if !is_removable_by(conn, by, &post).await? {
            return Err(Error::Forbidden(Denied::NotAuthor));
        }
        take_away(core, conn, by, &post, &why, Telling::OfIt).await
    })
    .await
}

/// How other servers hear that a post is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// They are told of it.
    OfIt,
    /// They are told of something that says so, too: a ban with everything written.
    OfMore,
}

/// Takes away a post that stands. What a moderator takes is kept for a while.
pub(super) async fn take_away(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    post: &Post,
    why: &Why,
    telling: Telling,
) -> Result<()> {
    let by_moderator = post.actor_id != by.actor_id;
    let removed_by = if by_moderator {
        hiding::keep(core, conn, post, why).await?;
        RemovedBy::Moderator
    } else {
        RemovedBy::Author
    };
    if !posts::set_removed(conn, post.id, removed_by, core.clock.now()).await? {
        return Ok(());
    }
    count(conn, post, -1).await?;
    if by_moderator {
        hiding::tell(core, conn, by, post, why).await?;
        if post.kind == PostKind::Training {
            trainings::hidden(core, conn, post).await?;
        }
    } else {
        attaching::clear(core, conn, post.id).await?;
        tags::forget(conn, post.id).await?;
        cases::gone(conn, post.id).await?;
        if post.kind == PostKind::Training {
            trainings::withdrawn(core, conn, post).await?;
            trainings::gone(conn, post.id).await?;
        }
    }
    reports::settle(core, conn, by, post).await?;
    similar::forget(conn, post.id).await?;
    search::forget(conn, post.id).await?;
    submissions::forget(conn, post.id).await?;
    // Nobody elsewhere has to forget what nobody elsewhere has heard of.
    let is_unheard = events::withdraw(conn, post.id, core.clock.now()).await?;
    if telling == Telling::OfMore || is_unheard {
        return Ok(());
    }
    let event = Event::PostRemoved {
        post: post.id,
        by_moderator,
        reason: if by_moderator { why.line() } else { String::new() },
    };
    event::record(core, conn, by, &event).await
}

/// Whether a principal may take this post away: its author, who moderates its forum and, outside forums, our staff.
///
/// # Errors
/// If the database fails.
pub async fn may_remove(core: &Core, by: &Principal, post: &Post) -> Result<bool> {
    is_removable_by(&mut core.db.read().await?, by, post).await
}

async fn is_removable_by(conn: &mut Conn, by: &Principal, post: &Post) -> Result<bool> {
    if post.actor_id == by.actor_id {
        return Ok(true);
    }
    let Some(forum) = post.forum_id else {
        return Ok(by.is_staff());
    };
    let (forum, actor) = forums::get(conn, forum).await?;
    by.moderates(conn, &forum, &actor).await
}
