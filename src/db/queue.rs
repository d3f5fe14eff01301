//! Background jobs, and short exclusive claims.
//!
//! A worker claims a job by writing a lease on it, which it renews; a job whose worker died is free again when the lease ends.
//! Claiming is one conditional update, so it is the same on both engines. What becomes of a job is written by who holds it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{jobs, leases};
use super::types::{JobId, UtcTime};

/// A background job.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = jobs)]
pub struct JobRow {
    /// Id.
    pub id: JobId,
    /// Which job.
    pub kind: String,
    /// Its arguments.
    pub payload: serde_json::Value,
    /// How often it was tried.
    pub attempts: i32,
    /// Not before.
    pub run_at: UtcTime,
}

/// Adds a job. With a `dedup_key`, nothing happens if such a job waits already.
pub async fn insert(
    conn: &mut Conn,
    id: JobId,
    kind: &str,
    payload: &serde_json::Value,
    dedup_key: Option<&str>,
    run_at: UtcTime,
) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(jobs::table)
            .values((
                jobs::id.eq(id),
                jobs::kind.eq(kind),
                jobs::payload.eq(payload),
                jobs::dedup_key.eq(dedup_key),
                jobs::run_at.eq(run_at),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Claims the next due job of one of these kinds for `worker` until `lease_until`.
pub async fn claim(
    conn: &mut Conn,
    kinds: &[&str],
    worker: &str,
    now: UtcTime,
    lease_until: UtcTime,
) -> Result<Option<JobRow>> {
    let due: Vec<JobId> = on!(&mut *conn, |c| jobs::table
        .filter(jobs::failed_at.is_null())
        .filter(jobs::kind.eq_any(kinds.iter().copied()))
        .filter(jobs::run_at.le(now))
        .filter(jobs::lease_until.is_null().or(jobs::lease_until.lt(now)))
        .order((jobs::run_at, jobs::id))
        .limit(5)
        .select(jobs::id)
        .load(c)
        .await)?;
    for id in due {
        let claimed = on!(&mut *conn, |c| diesel::update(
            jobs::table
                .find(id)
                .filter(jobs::lease_until.is_null().or(jobs::lease_until.lt(now))),
        )
        .set((
            jobs::lease.eq(worker),
            jobs::lease_until.eq(lease_until),
            jobs::attempts.eq(jobs::attempts + 1)
        ))
        .returning(JobRow::as_returning())
        .get_result(c)
        .await
        .optional())?;
        if claimed.is_some() {
            return Ok(claimed);
        }
    }
    Ok(None)
}

/// A job and the worker that claimed it.
pub type Held<'a> = (JobId, &'a str);

/// Keeps a job until `until`; says whether the worker still held it.
pub async fn renew(conn: &mut Conn, (id, worker): Held<'_>, until: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(jobs::table.find(id).filter(jobs::lease.eq(worker)))
            .set(jobs::lease_until.eq(until))
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Forgets a job that is done; says whether the worker still held it.
pub async fn delete(conn: &mut Conn, (id, worker): Held<'_>) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::delete(jobs::table.find(id).filter(jobs::lease.eq(worker)))
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Puts a job back, to be tried again at `run_at`; says whether the worker still held it.
pub async fn retry(conn: &mut Conn, (id, worker): Held<'_>, run_at: UtcTime, error: &str) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(jobs::table.find(id).filter(jobs::lease.eq(worker)))
            .set((
                jobs::run_at.eq(run_at),
                jobs::error.eq(error),
                jobs::lease.eq(None::<String>),
                jobs::lease_until.eq(None::<UtcTime>),
            ))
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Gives a job up; it stays for staff to see. Says whether the worker still held it.
pub async fn fail(conn: &mut Conn, (id, worker): Held<'_>, now: UtcTime, error: &str) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(jobs::table.find(id).filter(jobs::lease.eq(worker)))
            .set((
                jobs::failed_at.eq(now),
                jobs::error.eq(error),
                jobs::dedup_key.eq(None::<String>),
            ))
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Takes or renews the lease `name` for `holder`; says whether `holder` has it now.
pub async fn acquire_lease(conn: &mut Conn, name: &str, holder: &str, now: UtcTime, until: UtcTime) -> Result<bool> {
    on!(&mut *conn, |c| {
        diesel::insert_into(leases::table)
            .values((
                leases::name.eq(name),
                leases::holder.eq(holder),
                leases::expires_at.eq(until),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    let rows = on!(conn, |c| {
        diesel::update(
            leases::table
                .find(name)
                .filter(leases::holder.eq(holder).or(leases::expires_at.lt(now))),
        )
        .set((leases::holder.eq(holder), leases::expires_at.eq(until)))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Gives the lease `name` back, if `holder` has it.
pub async fn release_lease(conn: &mut Conn, name: &str, holder: &str) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(leases::table.find(name).filter(leases::holder.eq(holder)))
            .execute(c)
            .await
    })?;
    Ok(())
}
