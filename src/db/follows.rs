//! Who follows whom.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::actors::Actor;
use super::conn::{Conn, on};
use super::schema::{actors, follows};
use super::types::{ActorId, FollowId, FollowState, UtcTime};
use super::{Keyset, Result};

/// A follow.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = follows)]
pub struct Follow {
    /// Id.
    pub id: FollowId,
    /// Who follows.
    pub follower_id: ActorId,
    /// Whom.
    pub target_id: ActorId,
    /// Id of the Follow activity.
    pub uri: String,
    /// Asked, in force or refused.
    pub state: FollowState,
    /// When it was asked.
    pub created_at: UtcTime,
}

/// Adds a follow, or renews the one between the two (new activity id, new state).
pub async fn upsert(conn: &mut Conn, follow: &Follow) -> Result<Follow> {
    Ok(on!(conn, |c| diesel::insert_into(follows::table)
        .values(follow)
        .on_conflict((follows::follower_id, follows::target_id))
        .do_update()
        .set((follows::uri.eq(&follow.uri), follows::state.eq(follow.state)))
        .returning(Follow::as_returning())
        .get_result(c)
        .await)?)
}

/// The follow between two actors.
pub async fn find(conn: &mut Conn, follower: ActorId, target: ActorId) -> Result<Option<Follow>> {
    Ok(on!(conn, |c| follows::table
        .filter(follows::follower_id.eq(follower))
        .filter(follows::target_id.eq(target))
        .select(Follow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The follow with this activity id.
pub async fn find_by_uri(conn: &mut Conn, uri: &str) -> Result<Option<Follow>> {
    Ok(on!(conn, |c| follows::table
        .filter(follows::uri.eq(uri))
        .select(Follow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Answers a follow.
pub async fn set_state(conn: &mut Conn, id: FollowId, state: FollowState) -> Result<()> {
    on!(conn, |c| diesel::update(follows::table.find(id))
        .set(follows::state.eq(state))
        .execute(c)
        .await)?;
    Ok(())
}

/// Ends a follow.
pub async fn delete(conn: &mut Conn, id: FollowId) -> Result<()> {
    on!(conn, |c| diesel::delete(follows::table.find(id)).execute(c).await)?;
    Ok(())
}

/// The follows of `follower` towards any of `targets`.
pub async fn list_between(conn: &mut Conn, follower: ActorId, targets: &[ActorId]) -> Result<Vec<Follow>> {
    Ok(on!(conn, |c| follows::table
        .filter(follows::follower_id.eq(follower))
        .filter(follows::target_id.eq_any(targets.iter().copied()))
        .select(Follow::as_select())
        .load(c)
        .await)?)
}

/// The accepted follows of any of `followers` towards `target`.
pub async fn list_towards(conn: &mut Conn, followers: &[ActorId], target: ActorId) -> Result<Vec<Follow>> {
    Ok(on!(conn, |c| follows::table
        .filter(follows::target_id.eq(target))
        .filter(follows::state.eq(FollowState::Accepted))
        .filter(follows::follower_id.eq_any(followers.iter().copied()))
        .select(Follow::as_select())
        .load(c)
        .await)?)
}

/// Accepted followers of `target`, newest first, keyed by follow id.
pub async fn list_followers(conn: &mut Conn, target: ActorId, page: Keyset) -> Result<Vec<(FollowId, Actor)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::follower_id)))
        .filter(follows::target_id.eq(target))
        .filter(follows::state.eq(FollowState::Accepted))
        .filter(follows::id.lt(FollowId(before)))
        .order(follows::id.desc())
        .limit(page.limit)
        .select((follows::id, Actor::as_select()))
        .load(c)
        .await)?)
}

/// Whom `follower` follows, newest first, keyed by follow id.
pub async fn list_following(conn: &mut Conn, follower: ActorId, page: Keyset) -> Result<Vec<(FollowId, Actor)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::target_id)))
        .filter(follows::follower_id.eq(follower))
        .filter(follows::state.eq(FollowState::Accepted))
        .filter(follows::id.lt(FollowId(before)))
        .order(follows::id.desc())
        .limit(page.limit)
        .select((follows::id, Actor::as_select()))
        .load(c)
        .await)?)
}

/// The inboxes of the remote followers of `target`: one row for each distinct (server, inbox).
pub async fn list_follower_inboxes(
    conn: &mut Conn,
    target: ActorId,
) -> Result<Vec<(super::types::InstanceId, String)>> {
    let rows: Vec<(Option<super::types::InstanceId>, String, Option<String>)> = on!(conn, |c| follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::follower_id)))
        .filter(follows::target_id.eq(target))
        .filter(follows::state.eq(FollowState::Accepted))
        .filter(actors::instance_id.is_not_null())
        .filter(actors::deleted_at.is_null())
        .select((actors::instance_id, actors::inbox, actors::shared_inbox))
        .load(c)
        .await)?;
    let mut inboxes: Vec<_> = rows
        .into_iter()
        .filter_map(|(instance, inbox, shared)| Some((instance?, shared.unwrap_or(inbox))))
        .collect();
    inboxes.sort_unstable();
    inboxes.dedup();
    Ok(inboxes)
}

/// Whether any local actor follows `target`.
pub async fn has_local_follower(conn: &mut Conn, target: ActorId) -> Result<bool> {
    let count: i64 = on!(conn, |c| follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::follower_id)))
        .filter(follows::target_id.eq(target))
        .filter(follows::state.ne(FollowState::Rejected))
        .filter(actors::instance_id.is_null())
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// Ends every follow by or of an actor.
pub async fn delete_all_of(conn: &mut Conn, actor: ActorId) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(follows::table.filter(follows::follower_id.eq(actor).or(follows::target_id.eq(actor))))
            .execute(c)
            .await
    })?;
    Ok(())
}
