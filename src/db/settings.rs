//! What staff set while the server runs.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::settings;
use super::types::UtcTime;

/// The value under `key`.
pub async fn find(conn: &mut Conn, key: &str) -> Result<Option<serde_json::Value>> {
    Ok(on!(conn, |c| settings::table
        .find(key)
        .select(settings::value)
        .first(c)
        .await
        .optional())?)
}

/// Sets the value under `key`.
pub async fn set(conn: &mut Conn, key: &str, value: &serde_json::Value, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(settings::table)
            .values((
                settings::key.eq(key),
                settings::value.eq(value),
                settings::updated_at.eq(now),
            ))
            .on_conflict(settings::key)
            .do_update()
            .set((settings::value.eq(value), settings::updated_at.eq(now)))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Sets the value under `key` if there is none, and gives the one that counts.
pub async fn find_or_set(
    conn: &mut Conn,
    key: &str,
    value: &serde_json::Value,
    now: UtcTime,
) -> Result<serde_json::Value> {
    on!(&mut *conn, |c| {
        diesel::insert_into(settings::table)
            .values((
                settings::key.eq(key),
                settings::value.eq(value),
                settings::updated_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    find(conn, key).await?.ok_or(super::Error::NotFound)
}
