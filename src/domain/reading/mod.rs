//! How far members have read, and what is new for them since.
//!
//! Of a topic that a member has opened, its newest post that was shown to them is known; everything after it is new. Of
//! others, what happened lately is new: within a month, and since the member is here.

pub mod bookmarks;
pub mod levels;
pub mod loads;
pub mod quote;
pub mod sectors;
pub mod watchers;

use std::collections::HashMap;

use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::reading::positions::{self, Within};
use crate::db::reading::unread;
use crate::db::types::{AccountId, ForumId, PostId, PostKind};
use crate::id::first_at;

use super::error::{Error, Result};
use super::forums::ForumView;
use super::topics::Thread;
use super::{Core, Principal, Viewer, topics};

/// How far back a topic that was never opened counts as new.
const RECENT: TimeDelta = TimeDelta::days(30);

/// Counts end here: what is shown beyond is "more than".
pub const MOST: i64 = unread::MOST;

/// What is new of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The member never opened it.
    Topic,
    /// So many replies since they did, at most [`MOST`].
    Replies(i64),
}

/// The id from which on a topic that was never opened counts as new.
fn since(core: &Core, account: AccountId) -> i64 {
    account.0.max(first_at(core.clock.now().plus(-RECENT)))
}

/// What is new of these topics for the viewer; nothing for guests.
///
/// # Errors
/// If the database fails.
pub async fn news(core: &Core, conn: &mut Conn, viewer: &Viewer, rows: &[Post]) -> Result<HashMap<PostId, News>> {
    let Some(account) = viewer.account_id() else {
        return Ok(HashMap::new());
    };
    let latest: HashMap<PostId, i64> = rows
        .iter()
        .filter(|post| post.kind == PostKind::Topic)
        .map(|post| (post.id, post.last_post_id.0))
        .collect();
    let ids: Vec<PostId> = latest.keys().copied().collect();
    let since = since(core, account);
    let found = unread::of_topics(conn, account, &ids, viewer.visibilities()).await?;
    Ok(found
        .into_iter()
        .filter_map(|read| {
            let newest = *latest.get(&read.topic)?;
            let news = if read.last > 0 {
                (read.newer > 0).then_some(News::Replies(read.newer))
            } else {
                (newest > since.max(read.forum)).then_some(News::Topic)
            };
            Some((read.topic, news?))
        })
        .collect())
}

/// How many topics of each of these forums hold something new for the viewer, at most [`MOST`].
///
/// # Errors
/// If the database fails.
pub async fn in_forums(core: &Core, viewer: &Viewer, forums: &[ForumId]) -> Result<HashMap<ForumId, i64>> {
    let Some(account) = viewer.account_id() else {
        return Ok(HashMap::new());
    };
    let mut conn = core.db.read().await?;
    let since = since(core, account);
    let found = unread::in_forums(&mut conn, account, forums, viewer.visibilities(), since).await?;
    Ok(found.into_iter().filter(|(_, count)| *count > 0).collect())
}

/// Notes that the viewer sees a page of a topic, and gives the newest post that they saw before; none if they never did, or
/// are a guest. Writes only if it is further than before.
///
/// # Errors
/// If the database fails.
pub async fn visit(core: &Core, viewer: &Viewer, thread: &Thread) -> Result<Option<PostId>> {
    let Some(account) = viewer.account_id().filter(|_| viewer.may_read(&thread.topic)) else {
        return Ok(None);
    };
    let before = positions::find(&mut core.db.read().await?, account, thread.topic.id).await?;
    let now = shown_up_to(thread);
    if before.is_none_or(|before| before < now) {
        core.change(async |conn| Ok(positions::advance(conn, account, Within::Topic(thread.topic.id), now).await?))
            .await?;
    }
    Ok(before)
}

/// The newest post that a page of a thread shows. Pages follow direct replies; what is below them may be younger, and counts
/// as seen with the last page.
fn shown_up_to(thread: &Thread) -> PostId {
    thread.next.map_or(thread.topic.last_post_id, PostId)
}

/// The first post of a topic that the viewer has not seen; the topic itself if there is none, or they never opened it.
///
/// # Errors
/// [`Error::NotFound`], also where the viewer may not read it.
pub async fn first_unread(core: &Core, viewer: &Viewer, topic: PostId) -> Result<PostId> {
    let topic = topics::post(core, viewer, topic).await?;
    let Some(account) = viewer.account_id() else {
        return Ok(topic.id);
    };
    let mut conn = core.db.read().await?;
    let Some(last) = positions::find(&mut conn, account, topic.id).await? else {
        return Ok(topic.id);
    };
    let forum = match topic.forum_id {
        Some(forum) => positions::find_of_forum(&mut conn, account, forum).await?,
        None => None,
    };
    let last = forum.map_or(last, |forum| forum.max(last));
    let first = positions::first_after(&mut conn, topic.id, last, viewer.visibilities()).await?;
    Ok(first.unwrap_or(topic.id))
}

/// Calls everything in a forum read.
///
/// # Errors
/// [`Error::NotFound`] if the member may not know of the forum.
pub async fn mark_forum(core: &Core, by: &Principal, forum: &ForumView) -> Result<()> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::NotFound)?;
    let account = by.account_id.filter(|_| viewer.may_enter(forum.forum.scope));
    let account = account.ok_or(Error::NotFound)?;
    let last = PostId(forum.forum.last_post_id);
    core.change(async |conn| Ok(positions::advance(conn, account, Within::Forum(forum.forum.id), last).await?))
        .await
}
