//! Posts as a stream: public, home, of one author, of one forum, with a tag; and one post between those above and below
//! it. What applications read.

mod feed;
mod thread;

pub use feed::{Feed, Parent};
pub use thread::{Context, Depth, context};

use std::collections::HashSet;

use crate::db::posts::{self, Post};
use crate::db::timelines::{self, Origin, TagFilter, Window};
use crate::db::types::{ActorId, FollowState, ForumId, PostId};
use crate::db::{Conn, follows, topics as topic_rows};

use super::error::{Error, Result};
use super::{Core, Viewer, text};

/// Topics of everybody, newest first.
///
/// # Errors
/// If the database fails.
pub async fn public(core: &Core, viewer: &Viewer, origin: Origin, window: Window) -> Result<Feed> {
    let mut conn = core.db.read().await?;
    let rows = timelines::list_public(&mut conn, viewer.visibilities(), origin, window).await?;
    Feed::load(&mut conn, viewer, rows).await
}

/// What a member follows. Topics that reached them through a forum are marked as announced by it.
///
/// # Errors
/// If the database fails.
pub async fn home(core: &Core, viewer: &Viewer, reader: ActorId, window: Window) -> Result<Feed> {
    let mut conn = core.db.read().await?;
    let rows = timelines::list_home(&mut conn, reader, viewer.visibilities(), window).await?;
    let mut feed = Feed::load(&mut conn, viewer, rows).await?;
    let followed = followed_forums(&mut conn, reader, &feed).await?;
    feed.announced = feed
        .shown
        .posts
        .iter()
        .filter(|post| post.actor_id != reader && post.parent_id.is_none())
        .filter(|post| post.forum_id.is_some_and(|forum| followed.contains(&forum)))
        .map(|post| post.id)
        .collect();
    Ok(feed)
}

async fn followed_forums(conn: &mut Conn, reader: ActorId, feed: &Feed) -> Result<HashSet<ForumId>> {
    let actors: Vec<ActorId> = feed.shown.forums.values().map(|(_, actor)| actor.id).collect();
    let followed: HashSet<ActorId> = follows::list_between(conn, reader, &actors)
        .await?
        .into_iter()
        .filter(|follow| follow.state == FollowState::Accepted)
        .map(|follow| follow.target_id)
        .collect();
    Ok(feed
        .shown
        .forums
        .values()
        .filter(|(_, actor)| followed.contains(&actor.id))
        .map(|(forum, _)| forum.id)
        .collect())
}

/// What an author wrote, newest first.
///
/// # Errors
/// If the database fails.
pub async fn by_author(
    core: &Core,
    viewer: &Viewer,
    author: ActorId,
    skip_replies: bool,
    window: Window,
) -> Result<Feed> {
    let mut conn = core.db.read().await?;
    let rows = timelines::list_by_author(&mut conn, author, viewer.visibilities(), skip_replies, window).await?;
    Feed::load(&mut conn, viewer, rows).await
}

/// The topics of a forum, newest first, marked as announced by it.
///
/// # Errors
/// If the database fails.
pub async fn in_forum(core: &Core, viewer: &Viewer, forum: ForumId, window: Window) -> Result<Feed> {
    let mut conn = core.db.read().await?;
    let rows = timelines::list_in_forum(&mut conn, forum, viewer.visibilities(), window).await?;
    Ok(Feed::load(&mut conn, viewer, rows).await?.all_announced())
}

/// The pinned topics of a forum, newest first, marked as announced by it.
///
/// # Errors
/// If the database fails.
pub async fn pinned(core: &Core, viewer: &Viewer, forum: ForumId) -> Result<Feed> {
    let mut conn = core.db.read().await?;
    let rows = topic_rows::list_pinned(&mut conn, forum, viewer.visibilities()).await?;
    Ok(Feed::load(&mut conn, viewer, rows).await?.all_announced())
}

/// Posts with tags, newest first. Tags are taken as typed.
///
/// # Errors
/// If the database fails.
pub async fn tagged(core: &Core, viewer: &Viewer, tags: &TagFilter, origin: Origin, window: Window) -> Result<Feed> {
    let fold = |tags: &[String]| tags.iter().map(|tag| text::fold_tag(tag)).collect();
    let folded = TagFilter {
        any: fold(&tags.any),
        all: fold(&tags.all),
        none: fold(&tags.none),
        author: tags.author,
    };
    let mut conn = core.db.read().await?;
    let rows = timelines::list_tagged(&mut conn, &folded, viewer.visibilities(), origin, window).await?;
    Feed::load(&mut conn, viewer, rows).await
}

/// These posts, as far as the viewer may read them and they still stand.
///
/// # Errors
/// If the database fails.
pub async fn of_posts(core: &Core, viewer: &Viewer, mut rows: Vec<Post>) -> Result<Feed> {
    rows.retain(|post| viewer.may_read(post) && !post.is_removed());
    Feed::load(&mut core.db.read().await?, viewer, rows).await
}

/// One post.
///
/// # Errors
/// [`Error::NotFound`], also where it was removed or the viewer may not read it.
pub async fn one(core: &Core, viewer: &Viewer, id: PostId) -> Result<Feed> {
    let mut conn = core.db.read().await?;
    let post = readable(&mut conn, viewer, id).await?;
    Feed::load(&mut conn, viewer, vec![post]).await
}

async fn readable(conn: &mut Conn, viewer: &Viewer, id: PostId) -> Result<Post> {
    posts::find(conn, id)
        .await?
        .filter(|post| viewer.may_read(post) && !post.is_removed())
        .ok_or(Error::NotFound)
}

/// The post with this address: its ActivityPub id, or its page if it was written here.
///
/// # Errors
/// If the database fails.
pub async fn find_by_address(core: &Core, viewer: &Viewer, address: &str) -> Result<Option<PostId>> {
    let mut conn = core.db.read().await?;
    let found = match own_id(core, address) {
        Some(id) => posts::find(&mut conn, id).await?,
        None => posts::find_by_uri(&mut conn, address).await?,
    };
    Ok(found
        .filter(|post| viewer.may_read(post) && !post.is_removed())
        .map(|post| post.id))
}

/// The id in an address of ours, such as `/topics/1` or `/replies/1`.
fn own_id(core: &Core, address: &str) -> Option<PostId> {
    let path = address.strip_prefix(&core.config.base())?;
    let rest = path
        .strip_prefix("/topics/")
        .or_else(|| path.strip_prefix("/replies/"))?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}
