//! Searches of the library that members keep.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::saved_searches;
use crate::types::{AccountId, PostId, SavedSearchId, UtcTime};

/// A search that a member keeps.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_searches)]
pub struct SavedSearch {
    /// Id.
    pub id: SavedSearchId,
    /// Whose.
    pub account_id: AccountId,
    /// What they call it.
    pub name: String,
    /// What it looks for, as the library's address says it.
    pub query: String,
    /// The newest case study that they were told of, or that was there before.
    pub seen_id: PostId,
    /// How many came since they last looked.
    pub fresh: i64,
    /// When it was last looked for them.
    pub checked_at: UtcTime,
    /// When they began to keep it.
    pub created_at: UtcTime,
}

/// Keeps one.
pub async fn insert(conn: &mut Conn, row: &SavedSearch) -> Result<()> {
    on!(conn, |c| diesel::insert_into(saved_searches::table)
        .values(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// Those of a member by name, at most `limit`.
pub async fn list(conn: &mut Conn, account: AccountId, limit: i64) -> Result<Vec<SavedSearch>> {
    Ok(on!(conn, |c| saved_searches::table
        .filter(saved_searches::account_id.eq(account))
        .order(saved_searches::name)
        .limit(limit)
        .select(SavedSearch::as_select())
        .load(c)
        .await)?)
}

/// One of a member's.
pub async fn find(conn: &mut Conn, account: AccountId, id: SavedSearchId) -> Result<Option<SavedSearch>> {
    Ok(on!(conn, |c| saved_searches::table
        .find(id)
        .filter(saved_searches::account_id.eq(account))
        .select(SavedSearch::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Calls one of a member's otherwise; says whether it is there.
pub async fn rename(conn: &mut Conn, account: AccountId, id: SavedSearchId, name: &str) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        saved_searches::table
            .find(id)
            .filter(saved_searches::account_id.eq(account))
    )
    .set(saved_searches::name.eq(name))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Keeps one of a member's no longer.
pub async fn delete(conn: &mut Conn, account: AccountId, id: SavedSearchId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        saved_searches::table
            .find(id)
            .filter(saved_searches::account_id.eq(account))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// The member looked at what is new.
pub async fn set_looked(conn: &mut Conn, account: AccountId, id: SavedSearchId) -> Result<()> {
    on!(conn, |c| diesel::update(
        saved_searches::table
            .find(id)
            .filter(saved_searches::account_id.eq(account))
    )
    .set(saved_searches::fresh.eq(0))
    .execute(c)
    .await)?;
    Ok(())
}

/// Writes down that it was looked for a member at `now`, what was newest then and how much was new; says whether nobody else
/// was faster.
pub async fn set_checked(
    conn: &mut Conn,
    row: &SavedSearch,
    (newest, fresh): (PostId, i64),
    now: UtcTime,
) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            saved_searches::table
                .find(row.id)
                .filter(saved_searches::checked_at.eq(row.checked_at)),
        )
        .set((
            saved_searches::seen_id.eq(newest),
            saved_searches::fresh.eq(saved_searches::fresh + fresh),
            saved_searches::checked_at.eq(now),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Members after `after` who keep searches, in order.
pub async fn list_keepers(conn: &mut Conn, after: AccountId, limit: i64) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| saved_searches::table
        .filter(saved_searches::account_id.gt(after))
        .select(saved_searches::account_id)
        .distinct()
        .order(saved_searches::account_id)
        .limit(limit)
        .load(c)
        .await)?)
}
