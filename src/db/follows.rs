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

/// Adds a follow, or renews the one between the two with the new activity id and state. One that holds already keeps
/// both. Gives the follow as it is now, and whether anything changed.
pub async fn upsert(conn: &mut Conn, follow: &Follow) -> Result<(Follow, bool)> {
    let made = on!(&mut *conn, |c| diesel::insert_into(follows::table)
        .values(follow)
        .on_conflict((follows::follower_id, follows::target_id))
        .do_nothing()
        .execute(c)
        .await)?;
    let between = follows::table
        .filter(follows::follower_id.eq(follow.follower_id))
        .filter(follows::target_id.eq(follow.target_id));
    let renewed = if made > 0 {
        0
    } else {
        on!(&mut *conn, |c| diesel::update(
            between.filter(follows::state.ne(FollowState::Accepted))
        )
        .set((follows::uri.eq(&follow.uri), follows::state.eq(follow.state)))
        .execute(c)
        .await)?
    };
    let now = on!(conn, |c| between.select(Follow::as_select()).first(c).await)?;
    Ok((now, made + renewed > 0))
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

/// Gives the activity id of a follow that holds, as its follower's server names it now.
pub async fn set_uri(conn: &mut Conn, id: FollowId, uri: &str) -> Result<()> {
    on!(conn, |c| diesel::update(follows::table.find(id))
        .set(follows::uri.eq(uri))
        .execute(c)
        .await)?;
    Ok(())
}

/// Answers a follow that is in the state `from`; says whether it still was.
pub async fn set_state(conn: &mut Conn, id: FollowId, from: FollowState, to: FollowState) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        follows::table.find(id).filter(follows::state.eq(from))
    )
    .set(follows::state.eq(to))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Ends a follow and gives the state it was in, if it was still there.
pub async fn delete(conn: &mut Conn, id: FollowId) -> Result<Option<FollowState>> {
    Ok(on!(conn, |c| diesel::delete(follows::table.find(id))
        .returning(follows::state)
        .get_result(c)
        .await
        .optional())?)
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

/// The follows of `target` from servers outside the trusted network.
pub async fn list_outside(conn: &mut Conn, target: ActorId) -> Result<Vec<Follow>> {
    use super::schema::instances;
    Ok(on!(conn, |c| follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::follower_id)))
        .inner_join(instances::table.on(instances::id.nullable().eq(actors::instance_id)))
        .filter(follows::target_id.eq(target))
        .filter(instances::is_trusted.eq(false))
        .select(Follow::as_select())
        .load(c)
        .await)?)
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

/// Ends every follow by or of an actor and gives those that there were.
pub async fn delete_all_of(conn: &mut Conn, actor: ActorId) -> Result<Vec<Follow>> {
    Ok(on!(conn, |c| {
        diesel::delete(follows::table.filter(follows::follower_id.eq(actor).or(follows::target_id.eq(actor))))
            .returning(Follow::as_returning())
            .get_results(c)
            .await
    })?)
}
