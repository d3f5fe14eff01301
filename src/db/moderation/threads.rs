//! Threads that are moved, split and merged: where their posts stand.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::posts::Post;
use crate::schema::posts;
use crate::types::{ForumId, PostId, PostKind, TopicKind, Visibility};

/// Where a post stands.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = posts)]
#[diesel(treat_none_as_null = true)]
pub struct Stand {
    /// See [`Post`].
    pub kind: PostKind,
    /// See [`Post`].
    pub topic_kind: Option<TopicKind>,
    /// See [`Post`].
    pub title: String,
    /// See [`Post`].
    pub forum_id: Option<ForumId>,
    /// See [`Post`].
    pub root_id: PostId,
    /// See [`Post`].
    pub branch_id: Option<PostId>,
    /// See [`Post`].
    pub parent_id: Option<PostId>,
    /// See [`Post`].
    pub depth: i32,
    /// See [`Post`].
    pub visibility: Visibility,
    /// See [`Post`].
    pub is_pinned: bool,
    /// See [`Post`].
    pub accepted_id: Option<PostId>,
    /// See [`Post`].
    pub reply_count: i64,
    /// See [`Post`].
    pub last_post_id: PostId,
}

impl Stand {
    /// Where it stands now.
    pub fn of(post: &Post) -> Self {
        Self {
            kind: post.kind,
            topic_kind: post.topic_kind,
            title: post.title.clone(),
            forum_id: post.forum_id,
            root_id: post.root_id,
            branch_id: post.branch_id,
            parent_id: post.parent_id,
            depth: post.depth,
            visibility: post.visibility,
            is_pinned: post.is_pinned,
            accepted_id: post.accepted_id,
            reply_count: post.reply_count,
            last_post_id: post.last_post_id,
        }
    }
}

/// A whole thread, oldest first, the topic included.
pub async fn list_thread(conn: &mut Conn, topic: PostId, limit: i64) -> Result<Vec<Post>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::root_id.eq(topic))
        .order(posts::id)
        .limit(limit)
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// Puts a post somewhere else.
pub async fn set_stand(conn: &mut Conn, id: PostId, stand: &Stand) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.find(id))
        .set(stand)
        .execute(c)
        .await)?;
    Ok(())
}

/// Puts a whole thread into another forum.
pub async fn set_forum(conn: &mut Conn, topic: PostId, forum: ForumId) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.filter(posts::root_id.eq(topic)))
        .set(posts::forum_id.eq(forum))
        .execute(c)
        .await)?;
    Ok(())
}

/// Gives what more people may read of a thread to these readers only.
pub async fn narrow(conn: &mut Conn, topic: PostId, to: Visibility) -> Result<()> {
    let wider = Visibility::ALL.iter().copied().filter(|one| one.rank() < to.rank());
    let wider: Vec<Visibility> = wider.collect();
    on!(conn, |c| diesel::update(
        posts::table
            .filter(posts::root_id.eq(topic))
            .filter(posts::visibility.eq_any(wider.iter().copied()))
    )
    .set(posts::visibility.eq(to))
    .execute(c)
    .await)?;
    Ok(())
}
