//! Second thoughts: for some seconds nobody is told of a new post, and its author can take it back as if it had never been.
//!
//! The post itself stands at once, and whoever opens the forum reads it. What waits is the telling: the event behind it
//! carries the time before which it is not read (`events.not_before`), and notices are a job of that time. Both are rows
//! of the transaction that made the post, so a killed process forgets nothing.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::posts::{self, Post};
use crate::db::types::{NotificationKind, PostId, PostKind, UtcTime};
use crate::db::{Conn, accounts, drafts as rows, events, forums, notifications as notices, queue};

use super::error::{Denied, Error, Result};
use super::media::{attaching, drafted};
use super::{Core, Principal, Viewer, drafts};

/// The job that tells people of a post.
pub const NOTICES: &str = "post_notices";

/// Until when a post that begins now can be taken back; none if it cannot.
pub(super) fn until(core: &Core, is_held: bool) -> Option<UtcTime> {
    let seconds = i64::from(core.config.composer.undo_seconds);
    (is_held && seconds > 0).then(|| core.clock.now().plus(TimeDelta::seconds(seconds)))
}

/// Puts the notices of a new post down for later.
pub(super) async fn tell_later(core: &Core, conn: &mut Conn, post: PostId, until: UtcTime) -> Result<()> {
    let payload = json!({ "post_id": post.0 });
    Ok(queue::insert(conn, core.ids.next(), NOTICES, &payload, None, until).await?)
}

/// Tells whom a post answers or names, unless it was taken back. Doing it again tells nobody twice.
///
/// # Errors
/// If the database fails.
pub async fn tell(core: &Core, id: PostId) -> Result<()> {
    core.change(async |conn| {
        let Some(post) = posts::find(conn, id).await?.filter(|post| !post.is_removed()) else {
            return Ok(());
        };
        let mentions = posts::list_mentions(conn, &[id]).await?;
        let mut mentions: Vec<_> = mentions.into_iter().map(|(_, actor)| actor).collect();
        let mut answered = match post.parent_id {
            Some(parent) => Some(posts::get(conn, parent).await?.actor_id),
            None => None,
        };
        // The job may have been run before.
        if let Some(author) = answered
            && is_told(conn, &post, author, NotificationKind::Reply).await?
        {
            mentions.retain(|actor| *actor != author);
            answered = None;
        }
        let mut open = Vec::new();
        for actor in mentions {
            if !is_told(conn, &post, actor, NotificationKind::Mention).await? {
                open.push(actor);
            }
        }
        super::posts::tell(core, conn, &post, answered, &open).await
    })
    .await
}

async fn is_told(
    conn: &mut Conn,
    post: &Post,
    actor: crate::db::types::ActorId,
    kind: NotificationKind,
) -> Result<bool> {
    match accounts::find_by_actor(conn, actor).await? {
        Some(account) => Ok(notices::exists(conn, account.id, kind, post.id).await?),
        None => Ok(false),
    }
}

/// Which of these posts the viewer can still take back, with until when.
///
/// # Errors
/// If the database fails.
pub async fn open(core: &Core, viewer: &Viewer, shown: &[Post]) -> Result<Vec<(PostId, UtcTime)>> {
    let now = core.clock.now();
    let window = TimeDelta::seconds(i64::from(core.config.composer.undo_seconds));
    let is_fresh = |post: &&Post| post.is_local && !post.is_removed() && post.published_at.plus(window) > now;
    let own = shown.iter().filter(|post| viewer.actor_id() == Some(post.actor_id));
    let ids: Vec<PostId> = own.filter(is_fresh).map(|post| post.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(events::list_held(&mut core.db.read().await?, &ids, now).await?)
}

/// Whether a post has not gone out yet. Other servers that ask for it are told that there is none.
///
/// # Errors
/// If the database fails.
pub async fn is_held(core: &Core, post: &Post) -> Result<bool> {
    let now = core.clock.now();
    let window = TimeDelta::seconds(i64::from(core.config.composer.undo_seconds));
    if !post.is_local || post.published_at.plus(window) <= now {
        return Ok(false);
    }
    let held = events::list_held(&mut core.db.read().await?, &[post.id], now).await?;
    Ok(!held.is_empty())
}

/// Takes a post back: it is gone as if it had never been, and its text is a draft again.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Denied::Answered`] if somebody built on it; [`Denied::ToldAlready`] if it has gone out.
pub async fn undo(core: &Core, by: &Principal, id: PostId) -> Result<rows::Draft> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    core.change(async |conn| {
        let (root, post) = super::posts::thread_of(conn, id).await?;
        if post.actor_id != by.actor_id {
            return Err(Error::Forbidden(Denied::NotAuthor));
        }
        if post.is_removed() {
            return Err(Error::Gone);
        }
        if root.accepted_id == Some(id) || posts::has_children(conn, id).await? {
            return Err(Error::Forbidden(Denied::Answered));
        }
        if !events::withdraw(conn, id, core.clock.now()).await? {
            return Err(Error::Forbidden(Denied::ToldAlready));
        }
        let draft = drafts::of_post(core, account, &post);
        rows::insert(conn, &draft).await?;
        drafted::of_post(conn, account, id, draft.id).await?;
        super::posts::count(conn, &post, -1).await?;
        attaching::detach(conn, id).await?;
        posts::delete(conn, id).await?;
        set_newest_again(conn, &post).await?;
        Ok(draft)
    })
    .await
}

/// The thread and the forum are as new as what is left in them.
async fn set_newest_again(conn: &mut Conn, gone: &Post) -> Result<()> {
    if gone.kind == PostKind::Reply
        && let Some(newest) = posts::find_newest(conn, gone.root_id).await?
    {
        posts::reset_newest(conn, gone.root_id, newest).await?;
    }
    if let Some(forum) = gone.forum_id {
        let newest = posts::find_newest_in(conn, forum).await?;
        forums::reset_newest(conn, forum, newest.map_or(0, |id| id.0)).await?;
    }
    Ok(())
}
