//! Other servers.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::instances;
use super::types::{InstanceId, InstancePolicy, UtcTime};

/// Another server.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = instances)]
pub struct Instance {
    /// Id.
    pub id: InstanceId,
    /// Canonical host, with the port where it is not the scheme's own (development networks only).
    pub host: String,
    /// Whether we deal with it.
    pub policy: InstancePolicy,
    /// Whether forums of network scope reach it.
    pub is_trusted: bool,
    /// Its software as NodeInfo names it.
    pub software: Option<String>,
    /// The version of that software.
    pub software_version: Option<String>,
    /// A note by our staff.
    pub note: String,
    /// When it last sent us something properly signed.
    pub seen_at: Option<UtcTime>,
    /// When we first met it.
    pub created_at: UtcTime,
}

/// The row of `host`, made if it is new.
pub async fn find_or_insert(conn: &mut Conn, id: InstanceId, host: &str, now: UtcTime) -> Result<Instance> {
    on!(&mut *conn, |c| {
        diesel::insert_into(instances::table)
            .values((
                instances::id.eq(id),
                instances::host.eq(host),
                instances::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    Ok(on!(conn, |c| instances::table
        .filter(instances::host.eq(host))
        .select(Instance::as_select())
        .first(c)
        .await)?)
}

/// The row of `host`, if we ever met it.
pub async fn find_by_host(conn: &mut Conn, host: &str) -> Result<Option<Instance>> {
    Ok(on!(conn, |c| instances::table
        .filter(instances::host.eq(host))
        .select(Instance::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The row with this id.
pub async fn get(conn: &mut Conn, id: InstanceId) -> Result<Instance> {
    Ok(on!(conn, |c| instances::table
        .find(id)
        .select(Instance::as_select())
        .first(c)
        .await)?)
}

/// The rows with these ids, in no order.
pub async fn list_by_ids(conn: &mut Conn, ids: &[InstanceId]) -> Result<Vec<Instance>> {
    Ok(on!(conn, |c| instances::table
        .filter(instances::id.eq_any(ids.iter().copied()))
        .select(Instance::as_select())
        .load(c)
        .await)?)
}

/// All servers we met, by name.
pub async fn list(conn: &mut Conn) -> Result<Vec<Instance>> {
    Ok(on!(conn, |c| instances::table
        .order(instances::host)
        .select(Instance::as_select())
        .load(c)
        .await)?)
}

/// The hosts we never deal with.
pub async fn list_blocked(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(on!(conn, |c| instances::table
        .filter(instances::policy.eq(InstancePolicy::Blocked))
        .select(instances::host)
        .load(c)
        .await)?)
}

/// Sets what we do with a server.
pub async fn set_policy(
    conn: &mut Conn,
    id: InstanceId,
    policy: InstancePolicy,
    is_trusted: bool,
    note: &str,
) -> Result<()> {
    on!(conn, |c| {
        diesel::update(instances::table.find(id))
            .set((
                instances::policy.eq(policy),
                instances::is_trusted.eq(is_trusted),
                instances::note.eq(note),
            ))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Notes that a server spoke to us.
pub async fn set_seen(conn: &mut Conn, id: InstanceId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::update(instances::table.find(id))
        .set(instances::seen_at.eq(now))
        .execute(c)
        .await)?;
    Ok(())
}

/// Notes what a server runs.
pub async fn set_software(conn: &mut Conn, id: InstanceId, name: &str, version: &str) -> Result<()> {
    on!(conn, |c| {
        diesel::update(instances::table.find(id))
            .set((instances::software.eq(name), instances::software_version.eq(version)))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// How many other servers we know.
pub async fn count(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, |c| instances::table.count().get_result(c).await)?)
}
