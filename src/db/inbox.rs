//! Activities as other servers sent them, from the moment they were accepted until they are old. `domain` never reads it:
//! what an activity does is in the tables it changes.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::literals::{IsParked, IsQueued};
use super::schema::inbox_activities as inbox;
use super::types::{InboxId, InboxState, UtcTime};

/// A received activity.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = inbox)]
pub struct InboxRow {
    /// Id; sorts by arrival.
    pub id: InboxId,
    /// The activity's id.
    pub uri: String,
    /// Host of the sender. Activities of one host are applied in order.
    pub host: String,
    /// The sender's id.
    pub actor_uri: String,
    /// Its type, for people who look into the table.
    pub kind: String,
    /// The JSON, byte for byte.
    pub body: String,
    /// What became of it.
    pub state: InboxState,
    /// Attempts to apply it that have to be repeated.
    pub attempts: i32,
    /// Not before.
    pub run_at: UtcTime,
    /// Why it was not applied.
    pub error: Option<String>,
    /// When it came.
    pub received_at: UtcTime,
}

/// Adds an activity; says whether it was new.
pub async fn insert(conn: &mut Conn, row: &InboxRow) -> Result<bool> {
    let rows = on!(conn, |c| diesel::insert_into(inbox::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// Whether an activity with this id came before.
pub async fn exists(conn: &mut Conn, uri: &str) -> Result<bool> {
    let count: i64 = on!(conn, |c| inbox::table
        .filter(inbox::uri.eq(uri))
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// The activity with this id.
pub async fn find_by_uri(conn: &mut Conn, uri: &str) -> Result<Option<InboxRow>> {
    Ok(on!(conn, |c| inbox::table
        .filter(inbox::uri.eq(uri))
        .select(InboxRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The next `limit` hosts after `after`, by name, with something to apply now.
pub async fn list_due_hosts(conn: &mut Conn, after: &str, now: UtcTime, limit: i64) -> Result<Vec<String>> {
    let mut hosts: Vec<String> = on!(&mut *conn, |c| inbox::table
        .filter(IsQueued)
        .filter(inbox::host.gt(after))
        .select(inbox::host)
        .distinct()
        .order(inbox::host)
        .limit(limit)
        .load(c)
        .await)?;
    let parked: Vec<String> = on!(conn, |c| inbox::table
        .filter(IsParked)
        .filter(inbox::run_at.le(now))
        .filter(inbox::host.gt(after))
        .select(inbox::host)
        .distinct()
        .order(inbox::host)
        .limit(limit)
        .load(c)
        .await)?;
    hosts.extend(parked);
    hosts.sort_unstable();
    hosts.dedup();
    Ok(hosts)
}

/// What is to be applied now of one host, in order of arrival.
pub async fn list_due(conn: &mut Conn, host: &str, now: UtcTime, limit: i64) -> Result<Vec<InboxRow>> {
    let due = IsQueued.or(IsParked.and(inbox::run_at.le(now)));
    Ok(on!(conn, |c| inbox::table
        .filter(inbox::host.eq(host))
        .filter(due)
        .order(inbox::id)
        .limit(limit)
        .select(InboxRow::as_select())
        .load(c)
        .await)?)
}

/// Notes what became of an activity.
pub async fn settle(
    conn: &mut Conn,
    id: InboxId,
    state: InboxState,
    attempts: i32,
    run_at: UtcTime,
    error: Option<&str>,
) -> Result<()> {
    on!(conn, |c| {
        diesel::update(inbox::table.find(id))
            .set((
                inbox::state.eq(state),
                inbox::attempts.eq(attempts),
                inbox::run_at.eq(run_at),
                inbox::error.eq(error),
            ))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Forgets what an activity said: it was private, and is where it belongs or nowhere. That it came is kept, to know it again.
pub async fn forget_body(conn: &mut Conn, id: InboxId) -> Result<()> {
    on!(conn, |c| diesel::update(inbox::table.find(id))
        .set(inbox::body.eq("{}"))
        .execute(c)
        .await)?;
    Ok(())
}

/// Forgets what was applied or given up and came before `until`.
pub async fn delete_settled(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        inbox::table.filter(inbox::received_at.lt(until)).filter(
            inbox::state
                .eq(InboxState::Done)
                .or(inbox::state.eq(InboxState::Failed))
        )
    )
    .execute(c)
    .await)?)
}
