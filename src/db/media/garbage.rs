//! Objects that no row names any more, until the store has deleted them.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{media, media_garbage as garbage};
use crate::types::UtcTime;

/// Notes that an object is to go, unless a file still names it.
pub async fn add(conn: &mut Conn, hash: &str) -> Result<()> {
    let named: i64 = on!(&mut *conn, |c| media::table
        .filter(media::hash.eq(hash))
        .count()
        .get_result(c)
        .await)?;
    if named > 0 {
        return Ok(());
    }
    on!(conn, |c| diesel::insert_into(garbage::table)
        .values(garbage::hash.eq(hash))
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Takes an object back that is wanted again. Says whether it may be relied on: not while somebody is deleting it.
pub async fn revive(conn: &mut Conn, hash: &str) -> Result<bool> {
    on!(&mut *conn, |c| diesel::delete(
        garbage::table
            .filter(garbage::hash.eq(hash))
            .filter(garbage::claimed_at.is_null())
    )
    .execute(c)
    .await)?;
    let left: i64 = on!(conn, |c| garbage::table
        .filter(garbage::hash.eq(hash))
        .count()
        .get_result(c)
        .await)?;
    Ok(left == 0)
}

/// Claims some objects to be deleted, and gives those that were claimed before and are still there.
pub async fn claim(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<String>> {
    let hashes: Vec<String> = on!(&mut *conn, |c| garbage::table
        .order(garbage::hash)
        .limit(limit)
        .select(garbage::hash)
        .load(c)
        .await)?;
    Ok(on!(conn, |c| diesel::update(
        garbage::table.filter(garbage::hash.eq_any(&hashes))
    )
    .set(garbage::claimed_at.eq(now))
    .returning(garbage::hash)
    .get_results(c)
    .await)?)
}

/// Forgets an object that is gone.
pub async fn forget(conn: &mut Conn, hash: &str) -> Result<()> {
    on!(conn, |c| diesel::delete(garbage::table.find(hash)).execute(c).await)?;
    Ok(())
}
