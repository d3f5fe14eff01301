//! Lists of posts that cut across forums: public, local, home, and of one author.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::literals::{IsLocal, IsNoReply, IsNote, IsReply, IsTopic, Readable};
use super::posts::Post;
use super::schema::{follows, forums, post_tags, posts};
use super::types::{ActorId, FollowState, ForumId, PostId, Visibility};

/// A window of ids, newest first, as the Mastodon API pages.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Only ids below this.
    pub max: Option<PostId>,
    /// Only ids above this, newest of them first.
    pub since: Option<PostId>,
    /// Only ids above this, the page directly above it.
    pub min: Option<PostId>,
    /// At most so many rows.
    pub limit: i64,
}

impl Window {
    fn below(&self) -> PostId {
        self.max.unwrap_or(PostId(i64::MAX))
    }

    fn above(&self) -> PostId {
        self.min.or(self.since).unwrap_or(PostId(0))
    }

    /// The exclusive bounds as plain numbers, for lists of other things: (below, above).
    pub(super) fn bounds(&self) -> (i64, i64) {
        (self.below().0, self.above().0)
    }

    /// The page above a cursor is read upwards and then turned round.
    fn settle(&self, mut posts: Vec<Post>) -> Vec<Post> {
        if self.min.is_some() {
            posts.reverse();
        }
        posts
    }
}

/// A query of posts cut to a window and to what the reader may see; a macro because diesel's bounds on a generic query are
/// longer than the code.
macro_rules! windowed {
    ($posts:expr, $shown:expr, $window:expr) => {{
        let query = $posts
            .filter(posts::removed_at.is_null())
            .filter(Readable($shown))
            .filter(posts::id.lt($window.below()))
            .filter(posts::id.gt($window.above()))
            .select(Post::as_select())
            .limit($window.limit)
            .into_boxed();
        if $window.min.is_some() {
            query.order(posts::id.asc())
        } else {
            query.order(posts::id.desc())
        }
    }};
}

/// Where posts come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Anywhere.
    Any,
    /// Written here.
    Local,
    /// Written elsewhere.
    Remote,
}

/// Topics and notes of everybody, newest first.
pub async fn list_public(conn: &mut Conn, shown: &[Visibility], origin: Origin, window: Window) -> Result<Vec<Post>> {
    let rows = on!(conn, |c| {
        let mut query = windowed!(posts::table.filter(IsNoReply), shown, window);
        if origin != Origin::Any {
            query = query.filter(posts::is_local.eq(origin == Origin::Local));
        }
        query.load(c).await
    })?;
    Ok(window.settle(rows))
}

/// What `reader` follows: topics of followed forums, posts of followed people and own posts, newest first.
pub async fn list_home(conn: &mut Conn, reader: ActorId, shown: &[Visibility], window: Window) -> Result<Vec<Post>> {
    let rows = on!(conn, |c| {
        let followed = follows::table
            .filter(follows::follower_id.eq(reader))
            .filter(follows::state.eq(FollowState::Accepted))
            .select(follows::target_id);
        let followed_forums = forums::table
            .filter(forums::actor_id.eq_any(followed))
            .select(forums::id);
        let query = windowed!(
            posts::table.filter(
                IsNoReply
                    .and(posts::forum_id.eq_any(followed_forums.nullable()))
                    .or(posts::actor_id.eq_any(followed))
                    .or(posts::actor_id.eq(reader)),
            ),
            shown,
            window
        );
        query.load(c).await
    })?;
    Ok(window.settle(rows))
}

/// The latest notes of the people whom `reader` follows, newest first.
pub async fn list_notes_of_followed(
    conn: &mut Conn,
    reader: ActorId,
    shown: &[Visibility],
    limit: i64,
) -> Result<Vec<Post>> {
    Ok(on!(conn, |c| {
        // Asked for each note, not the other way round: so the notes are walked in the order of their index.
        let is_followed = follows::table
            .filter(follows::target_id.eq(posts::actor_id))
            .filter(follows::follower_id.eq(reader))
            .filter(follows::state.eq(FollowState::Accepted));
        posts::table
            .filter(IsNote)
            .filter(exists(is_followed))
            .filter(posts::removed_at.is_null())
            .filter(Readable(shown))
            .order(posts::id.desc())
            .limit(limit)
            .select(Post::as_select())
            .load(c)
            .await
    })?)
}

/// What an author wrote, newest first.
pub async fn list_by_author(
    conn: &mut Conn,
    author: ActorId,
    shown: &[Visibility],
    skip_replies: bool,
    window: Window,
) -> Result<Vec<Post>> {
    let rows = on!(conn, |c| {
        let mut query = windowed!(posts::table.filter(posts::actor_id.eq(author)), shown, window);
        if skip_replies {
            query = query.filter(IsNoReply);
        }
        query.load(c).await
    })?;
    Ok(window.settle(rows))
}

/// The topics of a forum, newest first.
pub async fn list_in_forum(conn: &mut Conn, forum: ForumId, shown: &[Visibility], window: Window) -> Result<Vec<Post>> {
    let rows = on!(conn, |c| {
        let query = windowed!(
            posts::table.filter(posts::forum_id.eq(forum)).filter(IsTopic),
            shown,
            window
        );
        query.load(c).await
    })?;
    Ok(window.settle(rows))
}

/// Which tagged posts are wanted; tags are folded.
#[derive(Debug, Clone, Default)]
pub struct TagFilter {
    /// At least one of these.
    pub any: Vec<String>,
    /// And each of these.
    pub all: Vec<String>,
    /// And none of these.
    pub none: Vec<String>,
    /// Only of this author.
    pub author: Option<ActorId>,
}

/// Posts with tags, newest first.
pub async fn list_tagged(
    conn: &mut Conn,
    tags: &TagFilter,
    shown: &[Visibility],
    origin: Origin,
    window: Window,
) -> Result<Vec<Post>> {
    let rows = on!(conn, |c| {
        let any = post_tags::table
            .filter(post_tags::tag.eq_any(&tags.any))
            .select(post_tags::post_id);
        let none = post_tags::table
            .filter(post_tags::tag.eq_any(&tags.none))
            .select(post_tags::post_id);
        let mut query = windowed!(
            posts::table
                .filter(posts::id.eq_any(any))
                .filter(posts::id.ne_all(none)),
            shown,
            window
        );
        for tag in &tags.all {
            let tagged = post_tags::table
                .filter(post_tags::tag.eq(tag))
                .select(post_tags::post_id);
            query = query.filter(posts::id.eq_any(tagged));
        }
        if let Some(author) = tags.author {
            query = query.filter(posts::actor_id.eq(author));
        }
        if origin != Origin::Any {
            query = query.filter(posts::is_local.eq(origin == Origin::Local));
        }
        query.load(c).await
    })?;
    Ok(window.settle(rows))
}

/// How many topics and how many replies that everybody may read were written here.
pub async fn count_local(conn: &mut Conn) -> Result<(i64, i64)> {
    let topics: i64 = on!(&mut *conn, |c| posts::table
        .filter(IsLocal)
        .filter(Readable(&[Visibility::Public]))
        .filter(IsNoReply)
        .filter(posts::removed_at.is_null())
        .count()
        .get_result(c)
        .await)?;
    let replies: i64 = on!(conn, |c| posts::table
        .filter(IsLocal)
        .filter(Readable(&[Visibility::Public]))
        .filter(IsReply)
        .filter(posts::removed_at.is_null())
        .count()
        .get_result(c)
        .await)?;
    Ok((topics, replies))
}
