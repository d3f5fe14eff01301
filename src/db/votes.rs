//! Up-votes.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::votes;
use super::types::{ActorId, PostId, UtcTime};

/// Adds a vote; says whether it was new.
pub async fn insert(conn: &mut Conn, post: PostId, actor: ActorId, uri: &str, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::insert_into(votes::table)
            .values((
                votes::post_id.eq(post),
                votes::actor_id.eq(actor),
                votes::uri.eq(uri),
                votes::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Takes a vote back; the id of its Like activity if there was one.
pub async fn delete(conn: &mut Conn, post: PostId, actor: ActorId) -> Result<Option<String>> {
    Ok(on!(conn, |c| diesel::delete(votes::table.find((post, actor)))
        .returning(votes::uri)
        .get_result(c)
        .await
        .optional())?)
}

/// The vote that a Like activity made, as (post, voter).
pub async fn find_by_uri(conn: &mut Conn, uri: &str) -> Result<Option<(PostId, ActorId)>> {
    Ok(on!(conn, |c| votes::table
        .filter(votes::uri.eq(uri))
        .select((votes::post_id, votes::actor_id))
        .first(c)
        .await
        .optional())?)
}

/// How many voted for a post.
pub async fn count(conn: &mut Conn, post: PostId) -> Result<i64> {
    Ok(on!(conn, |c| votes::table
        .filter(votes::post_id.eq(post))
        .count()
        .get_result(c)
        .await)?)
}

/// Which of these posts an actor voted for.
pub async fn list_voted(conn: &mut Conn, actor: ActorId, ids: &[PostId]) -> Result<Vec<PostId>> {
    Ok(on!(conn, |c| votes::table
        .filter(votes::actor_id.eq(actor))
        .filter(votes::post_id.eq_any(ids.iter().copied()))
        .select(votes::post_id)
        .load(c)
        .await)?)
}
