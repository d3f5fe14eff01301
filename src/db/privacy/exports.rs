//! Copies of their data that members asked for.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::exports;
use crate::types::{AccountId, ExportId, ExportState, UtcTime};

/// A copy.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exports)]
pub struct Export {
    /// Id.
    pub id: ExportId,
    /// Whose.
    pub account_id: AccountId,
    /// Life.
    pub state: ExportState,
    /// Its file, by name.
    pub file: Option<String>,
    /// Bytes.
    pub size: i64,
    /// When it was asked for.
    pub requested_at: UtcTime,
    /// When it was made.
    pub ready_at: Option<UtcTime>,
    /// Until when it can be fetched.
    pub expires_at: Option<UtcTime>,
}

/// Adds a copy to be made; says whether none was waiting.
pub async fn insert(conn: &mut Conn, export: &Export) -> Result<bool> {
    let rows = on!(conn, |c| diesel::insert_into(exports::table)
        .values(export)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// A copy of this account.
pub async fn get(conn: &mut Conn, account: AccountId, id: ExportId) -> Result<Export> {
    Ok(on!(conn, |c| exports::table
        .find(id)
        .filter(exports::account_id.eq(account))
        .select(Export::as_select())
        .first(c)
        .await)?)
}

/// The copies of an account, newest first.
pub async fn list(conn: &mut Conn, account: AccountId, limit: i64) -> Result<Vec<Export>> {
    Ok(on!(conn, |c| exports::table
        .filter(exports::account_id.eq(account))
        .order(exports::id.desc())
        .limit(limit)
        .select(Export::as_select())
        .load(c)
        .await)?)
}

/// Names the file of a copy before it is written, so that it can always be found and deleted.
pub async fn set_file(conn: &mut Conn, id: ExportId, file: &str) -> Result<()> {
    on!(conn, |c| diesel::update(exports::table.find(id))
        .set(exports::file.eq(file))
        .execute(c)
        .await)?;
    Ok(())
}

/// A copy was made; says whether it was still waited for.
pub async fn set_ready(
    conn: &mut Conn,
    id: ExportId,
    (file, size): (&str, i64),
    now: UtcTime,
    until: UtcTime,
) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        exports::table.find(id).filter(exports::state.eq(ExportState::Waiting))
    )
    .set((
        exports::state.eq(ExportState::Ready),
        exports::file.eq(file),
        exports::size.eq(size),
        exports::ready_at.eq(now),
        exports::expires_at.eq(until),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Marks copies whose time is over, and gives their files.
pub async fn expire(conn: &mut Conn, now: UtcTime) -> Result<Vec<String>> {
    let over: Vec<(ExportId, Option<String>)> = on!(&mut *conn, |c| exports::table
        .filter(exports::state.eq(ExportState::Ready))
        .filter(exports::expires_at.le(now))
        .select((exports::id, exports::file))
        .load(c)
        .await)?;
    for (id, _) in &over {
        on!(&mut *conn, |c| diesel::update(exports::table.find(*id))
            .set((
                exports::state.eq(ExportState::Expired),
                exports::file.eq(None::<String>)
            ))
            .execute(c)
            .await)?;
    }
    Ok(over.into_iter().filter_map(|(_, file)| file).collect())
}

/// Every file that belongs to a copy.
pub async fn list_files(conn: &mut Conn) -> Result<Vec<String>> {
    let files: Vec<Option<String>> = on!(conn, |c| exports::table
        .filter(exports::file.is_not_null())
        .select(exports::file)
        .load(c)
        .await)?;
    Ok(files.into_iter().flatten().collect())
}

/// How many copies were asked for in each state, for staff.
pub async fn count(conn: &mut Conn) -> Result<Vec<(ExportState, i64)>> {
    Ok(on!(conn, |c| exports::table
        .group_by(exports::state)
        .select((exports::state, diesel::dsl::count_star()))
        .load(c)
        .await)?)
}
