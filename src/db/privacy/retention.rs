//! Destroying what is over, and writing down how much it was.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{account_tokens, accounts, actors, dead_letters, notifications, retention_runs};
use crate::types::{AccountId, AccountState, ActorId, NotificationId, RetentionRunId, UtcTime};

/// What a rule destroyed at one time.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = retention_runs)]
pub struct Run {
    /// Id.
    pub id: RetentionRunId,
    /// Which rule.
    pub rule: String,
    /// How many.
    pub destroyed: i64,
    /// When.
    pub ran_at: UtcTime,
}

/// Writes a run down.
pub async fn insert_run(conn: &mut Conn, run: &Run) -> Result<()> {
    on!(conn, |c| diesel::insert_into(retention_runs::table)
        .values(run)
        .execute(c)
        .await)?;
    Ok(())
}

/// The newest runs.
pub async fn list_runs(conn: &mut Conn, limit: i64) -> Result<Vec<Run>> {
    Ok(on!(conn, |c| retention_runs::table
        .order(retention_runs::id.desc())
        .limit(limit)
        .select(Run::as_select())
        .load(c)
        .await)?)
}

/// Deletes one-time links that were used or are over.
pub async fn tokens(conn: &mut Conn, now: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        account_tokens::table.filter(
            account_tokens::expires_at
                .lt(now)
                .or(account_tokens::used_at.is_not_null())
        )
    )
    .execute(c)
    .await)?)
}

/// Deletes notifications that were read before `until`, those made before the id `before` only.
pub async fn notifications(conn: &mut Conn, until: UtcTime, before: NotificationId) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        notifications::table
            .filter(notifications::id.lt(before))
            .filter(notifications::read_at.lt(until))
    )
    .execute(c)
    .await)?)
}

/// Deletes accounts that were made before `until` and never confirmed, and frees their names.
pub async fn unconfirmed(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    let over: Vec<(AccountId, ActorId)> = on!(&mut *conn, |c| accounts::table
        .filter(accounts::state.eq(AccountState::Pending))
        .filter(accounts::created_at.lt(until))
        .select((accounts::id, accounts::actor_id))
        .load(c)
        .await)?;
    for (account, actor) in &over {
        on!(&mut *conn, |c| diesel::delete(accounts::table.find(*account))
            .execute(c)
            .await)?;
        on!(&mut *conn, |c| diesel::delete(actors::table.find(*actor))
            .execute(c)
            .await)?;
    }
    Ok(over.len())
}

/// Deletes what servers would not take, if that was before `until`.
pub async fn dead_letters(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        dead_letters::table.filter(dead_letters::created_at.lt(until))
    )
    .execute(c)
    .await)?)
}
