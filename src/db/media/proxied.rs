//! Pictures of other servers that are kept for a while.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::proxied_media as proxied;
use crate::types::UtcTime;

/// Notes that a picture is kept; `hash` is that of its address.
pub async fn upsert(conn: &mut Conn, hash: &str, size: i64, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::insert_into(proxied::table)
        .values((
            proxied::hash.eq(hash),
            proxied::size.eq(size),
            proxied::fetched_at.eq(now)
        ))
        .on_conflict(proxied::hash)
        .do_update()
        .set((proxied::size.eq(size), proxied::fetched_at.eq(now)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Whether a picture is kept.
pub async fn is_known(conn: &mut Conn, hash: &str) -> Result<bool> {
    let count: i64 = on!(conn, |c| proxied::table.find(hash).count().get_result(c).await)?;
    Ok(count > 0)
}

/// All of them, oldest first: hash, size, when they were fetched.
pub async fn list(conn: &mut Conn) -> Result<Vec<(String, i64, UtcTime)>> {
    Ok(on!(conn, |c| proxied::table
        .order((proxied::fetched_at, proxied::hash))
        .select((proxied::hash, proxied::size, proxied::fetched_at))
        .load(c)
        .await)?)
}

/// Forgets one.
pub async fn delete(conn: &mut Conn, hash: &str) -> Result<()> {
    on!(conn, |c| diesel::delete(proxied::table.find(hash)).execute(c).await)?;
    Ok(())
}
