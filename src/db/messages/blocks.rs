//! Who wants no messages of whom.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::actors::Actor;
use crate::conn::{Conn, on};
use crate::schema::{actors, person_blocks as blocks};
use crate::types::{ActorId, UtcTime};

/// Blocks somebody; once is enough.
pub async fn insert(conn: &mut Conn, blocker: ActorId, blocked: ActorId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::insert_into(blocks::table)
        .values((
            blocks::blocker_id.eq(blocker),
            blocks::blocked_id.eq(blocked),
            blocks::created_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Blocks somebody no longer.
pub async fn delete(conn: &mut Conn, blocker: ActorId, blocked: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(blocks::table.find((blocker, blocked)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Which of `others` block somebody.
pub async fn list_blockers(conn: &mut Conn, of: ActorId, others: &[ActorId]) -> Result<Vec<ActorId>> {
    Ok(on!(conn, |c| blocks::table
        .filter(blocks::blocked_id.eq(of))
        .filter(blocks::blocker_id.eq_any(others.iter().copied()))
        .select(blocks::blocker_id)
        .load(c)
        .await)?)
}

/// Who of these people blocks whom of them.
pub async fn list_among(conn: &mut Conn, people: &[ActorId]) -> Result<Vec<(ActorId, ActorId)>> {
    Ok(on!(conn, |c| blocks::table
        .filter(blocks::blocker_id.eq_any(people.iter().copied()))
        .filter(blocks::blocked_id.eq_any(people.iter().copied()))
        .select((blocks::blocker_id, blocks::blocked_id))
        .load(c)
        .await)?)
}

/// Whether `blocker` blocks `blocked`.
pub async fn exists(conn: &mut Conn, blocker: ActorId, blocked: ActorId) -> Result<bool> {
    Ok(!list_blockers(conn, blocked, &[blocker]).await?.is_empty())
}

/// Whom somebody blocks, at most `limit`, with since when.
pub async fn list(conn: &mut Conn, blocker: ActorId, limit: i64) -> Result<Vec<(Actor, UtcTime)>> {
    Ok(on!(conn, |c| blocks::table
        .inner_join(actors::table)
        .filter(blocks::blocker_id.eq(blocker))
        .order(blocks::blocked_id)
        .limit(limit)
        .select((Actor::as_select(), blocks::created_at))
        .load(c)
        .await)?)
}

/// Forgets whom somebody blocks, and who blocks them.
pub async fn delete_of(conn: &mut Conn, actor: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        blocks::table.filter(blocks::blocker_id.eq(actor).or(blocks::blocked_id.eq(actor)))
    )
    .execute(c)
    .await)?;
    Ok(())
}
