//! The privacy log: append-only.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{accounts, actors, privacy_log};
use crate::types::{AccountId, PrivacyLogId, UtcTime};

/// A line of the log.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = privacy_log)]
pub struct Line {
    /// Id.
    pub id: PrivacyLogId,
    /// Which of the staff; none for the software itself, and for those who are gone.
    pub account_id: Option<AccountId>,
    /// What.
    pub action: String,
    /// To which record.
    pub subject_id: Option<i64>,
    /// When.
    pub created_at: UtcTime,
}

/// Adds a line.
pub async fn insert(conn: &mut Conn, line: &Line) -> Result<()> {
    on!(conn, |c| diesel::insert_into(privacy_log::table)
        .values(line)
        .execute(c)
        .await)?;
    Ok(())
}

/// The newest lines, with the display name of who did it.
pub async fn list(conn: &mut Conn, limit: i64) -> Result<Vec<(Line, Option<String>)>> {
    Ok(on!(conn, |c| privacy_log::table
        .left_join(accounts::table.inner_join(actors::table))
        .order(privacy_log::id.desc())
        .limit(limit)
        .select((Line::as_select(), actors::name.nullable()))
        .load(c)
        .await)?)
}
