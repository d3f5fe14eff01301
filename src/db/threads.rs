//! The replies below a topic.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::conn::{Conn, on};
use super::posts::Post;
use super::schema::posts;
use super::types::{ActorId, PostId};
use super::{Keyset, Result};

/// The direct replies to a topic, oldest first, tombstones included; a page continues after the id in the key.
pub async fn list_branches(conn: &mut Conn, topic: PostId, page: Keyset) -> Result<Vec<Post>> {
    let after = page.after.map_or(0, |(id, _)| id);
    Ok(on!(conn, |c| posts::table
        .filter(posts::parent_id.eq(topic))
        .filter(posts::root_id.eq(topic))
        .filter(posts::id.gt(PostId(after)))
        .order(posts::id)
        .limit(page.limit)
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// Everything below these direct replies, one branch after another, oldest first, at most `limit` posts.
pub async fn list_below(conn: &mut Conn, branches: &[PostId], limit: i64) -> Result<Vec<Post>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::branch_id.eq_any(branches.iter().map(|id| Some(*id))))
        .filter(posts::depth.gt(1))
        .order((posts::branch_id, posts::id))
        .limit(limit)
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// A whole thread, oldest first, the topic itself included, at most `limit` posts.
pub async fn list_all(conn: &mut Conn, topic: PostId, page: Keyset) -> Result<Vec<Post>> {
    let after = page.after.map_or(0, |(id, _)| id);
    Ok(on!(conn, |c| posts::table
        .filter(posts::root_id.eq(topic))
        .filter(posts::id.gt(PostId(after)))
        .order(posts::id)
        .limit(page.limit)
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// What stands directly under `id`, oldest first.
pub async fn list_children(conn: &mut Conn, id: PostId, page: Keyset) -> Result<Vec<Post>> {
    let after = page.after.map_or(0, |(id, _)| id);
    Ok(on!(conn, |c| posts::table
        .filter(posts::parent_id.eq(id))
        .filter(posts::id.gt(PostId(after)))
        .order(posts::id)
        .limit(page.limit)
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// How many direct replies to `topic` came before `branch`.
pub async fn count_branches_before(conn: &mut Conn, topic: PostId, branch: PostId) -> Result<i64> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::parent_id.eq(topic))
        .filter(posts::root_id.eq(topic))
        .filter(posts::id.lt(branch))
        .count()
        .get_result(c)
        .await)?)
}

/// The newest reply of a thread that still stands and is not by `author`.
pub async fn find_newest_by_others(conn: &mut Conn, topic: PostId, author: ActorId) -> Result<Option<Post>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::root_id.eq(topic))
        .filter(posts::id.ne(topic))
        .filter(posts::actor_id.ne(author))
        .filter(posts::removed_at.is_null())
        .order(posts::id.desc())
        .limit(1)
        .select(Post::as_select())
        .first(c)
        .await
        .optional())?)
}
