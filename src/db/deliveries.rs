//! Who still has to get which activity, how far each peer has been served, and what peers would not take.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{dead_letters, delivery_cursors, delivery_targets, outbox_activities};
use super::types::{ActorId, DeadLetterId, InstanceId, OutboxId, PeerState, SignatureScheme, Stream, UtcTime};

/// An inbox that still has to get an activity; the row goes when it has.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = delivery_targets)]
pub struct Target {
    /// What.
    pub activity_id: OutboxId,
    /// To which server.
    pub instance_id: InstanceId,
    /// In which of its streams.
    pub stream: Stream,
    /// Address to post to.
    pub inbox: String,
}

/// How far a peer has been served in one stream.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = delivery_cursors)]
pub struct Cursor {
    /// The peer.
    pub instance_id: InstanceId,
    /// The stream.
    pub stream: Stream,
    /// Health.
    pub state: PeerState,
    /// The signature scheme it took last.
    pub scheme: SignatureScheme,
    /// The last activity it took.
    pub last_id: OutboxId,
    /// Failures in a row.
    pub fail_count: i32,
    /// Failures of the item at the head that came with an answer.
    pub item_fail_count: i32,
    /// Since when it fails.
    pub failing_since: Option<UtcTime>,
    /// When it last took something.
    pub succeeded_at: Option<UtcTime>,
    /// Not before.
    pub run_at: UtcTime,
    /// What went wrong last.
    pub error: Option<String>,
}

/// The next thing to deliver.
#[derive(Debug, Clone, Queryable)]
pub struct Item {
    /// The activity.
    pub activity_id: OutboxId,
    /// Address to post to.
    pub inbox: String,
    /// Who signs.
    pub actor_id: ActorId,
    /// What to post.
    pub body: String,
    /// ActivityStreams type.
    pub kind: String,
}

/// What waits for one server.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Waiting {
    /// The server.
    pub instance_id: InstanceId,
    /// Deliveries.
    pub count: i64,
    /// The oldest of them.
    pub oldest: Option<OutboxId>,
}

/// Adds inboxes that have to get an activity, and the cursors of peers that never had one.
pub async fn insert_targets(conn: &mut Conn, targets: &[Target], now: UtcTime) -> Result<()> {
    for target in targets {
        on!(&mut *conn, |c| diesel::insert_into(delivery_targets::table)
            .values(target)
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
        on!(&mut *conn, |c| diesel::insert_into(delivery_cursors::table)
            .values((
                delivery_cursors::instance_id.eq(target.instance_id),
                delivery_cursors::stream.eq(target.stream),
                delivery_cursors::run_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// Streams that have something to deliver, are due and that no worker holds, the longest waiting first.
pub async fn list_due(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<Cursor>> {
    Ok(on!(conn, |c| delivery_cursors::table
        .filter(delivery_cursors::run_at.le(now))
        .filter(delivery_cursors::state.ne(PeerState::Dead))
        .filter(
            delivery_cursors::lease_until
                .is_null()
                .or(delivery_cursors::lease_until.lt(now))
        )
        .filter(diesel::dsl::exists(
            delivery_targets::table
                .filter(delivery_targets::instance_id.eq(delivery_cursors::instance_id))
                .filter(delivery_targets::stream.eq(delivery_cursors::stream))
        ))
        .order((delivery_cursors::run_at, delivery_cursors::instance_id))
        .limit(limit)
        .select(Cursor::as_select())
        .load(c)
        .await)?)
}

/// Takes a stream for `worker` until `until`; says whether it was free.
pub async fn claim(conn: &mut Conn, cursor: &Cursor, worker: &str, now: UtcTime, until: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        delivery_cursors::table
            .find((cursor.instance_id, cursor.stream))
            .filter(
                delivery_cursors::lease_until
                    .is_null()
                    .or(delivery_cursors::lease_until.lt(now))
            )
    )
    .set((
        delivery_cursors::lease.eq(worker),
        delivery_cursors::lease_until.eq(until)
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Keeps a stream until `until`; says whether `worker` still held it.
pub async fn renew(
    conn: &mut Conn,
    (instance, stream): (InstanceId, Stream),
    worker: &str,
    until: UtcTime,
) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        delivery_cursors::table
            .find((instance, stream))
            .filter(delivery_cursors::lease.eq(worker))
    )
    .set(delivery_cursors::lease_until.eq(until))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Writes down how far a stream is, if `worker` still holds it; keeps it until `until`, or gives it up. Says whether it
/// held.
pub async fn save(conn: &mut Conn, cursor: &Cursor, worker: &str, until: Option<UtcTime>) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        delivery_cursors::table
            .find((cursor.instance_id, cursor.stream))
            .filter(delivery_cursors::lease.eq(worker))
    )
    .set((
        delivery_cursors::state.eq(cursor.state),
        delivery_cursors::scheme.eq(cursor.scheme),
        delivery_cursors::last_id.eq(cursor.last_id),
        delivery_cursors::fail_count.eq(cursor.fail_count),
        delivery_cursors::item_fail_count.eq(cursor.item_fail_count),
        delivery_cursors::failing_since.eq(cursor.failing_since),
        delivery_cursors::succeeded_at.eq(cursor.succeeded_at),
        delivery_cursors::run_at.eq(cursor.run_at),
        delivery_cursors::error.eq(cursor.error.as_deref()),
        delivery_cursors::lease.eq(until.map(|_| worker)),
        delivery_cursors::lease_until.eq(until),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// What a stream delivers next, in order.
pub async fn list_items(conn: &mut Conn, instance: InstanceId, stream: Stream, limit: i64) -> Result<Vec<Item>> {
    Ok(on!(conn, |c| delivery_targets::table
        .inner_join(outbox_activities::table)
        .filter(delivery_targets::instance_id.eq(instance))
        .filter(delivery_targets::stream.eq(stream))
        .order((delivery_targets::activity_id, delivery_targets::inbox))
        .limit(limit)
        .select((
            delivery_targets::activity_id,
            delivery_targets::inbox,
            outbox_activities::actor_id,
            outbox_activities::body,
            outbox_activities::kind,
        ))
        .load(c)
        .await)?)
}

/// Strikes an inbox off: it has the activity, or will never get it.
pub async fn delete_target(conn: &mut Conn, activity: OutboxId, inbox: &str) -> Result<()> {
    on!(conn, |c| diesel::delete(
        delivery_targets::table.find((activity, inbox))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Drops everything that waits for a server.
pub async fn delete_targets_of(conn: &mut Conn, instance: InstanceId) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        delivery_targets::table.filter(delivery_targets::instance_id.eq(instance))
    )
    .execute(c)
    .await)?)
}

/// The streams of these servers.
pub async fn list_cursors_of(conn: &mut Conn, instances: &[InstanceId]) -> Result<Vec<Cursor>> {
    Ok(on!(conn, |c| delivery_cursors::table
        .filter(delivery_cursors::instance_id.eq_any(instances.iter().copied()))
        .select(Cursor::as_select())
        .load(c)
        .await)?)
}

/// Every stream.
pub async fn list_cursors(conn: &mut Conn) -> Result<Vec<Cursor>> {
    Ok(on!(conn, |c| delivery_cursors::table
        .order((delivery_cursors::instance_id, delivery_cursors::stream))
        .select(Cursor::as_select())
        .load(c)
        .await)?)
}

/// Makes the streams of a server that are in one of `states` due at once, as if they had never failed.
pub async fn revive(conn: &mut Conn, instance: InstanceId, states: &[PeerState], now: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::update(
        delivery_cursors::table
            .filter(delivery_cursors::instance_id.eq(instance))
            .filter(delivery_cursors::state.eq_any(states.iter().copied()))
    )
    .set((
        delivery_cursors::state.eq(PeerState::Ok),
        delivery_cursors::fail_count.eq(0),
        delivery_cursors::failing_since.eq(None::<UtcTime>),
        delivery_cursors::run_at.eq(now),
    ))
    .execute(c)
    .await)?)
}

/// Marks a server as gone.
pub async fn set_dead(conn: &mut Conn, instance: InstanceId) -> Result<()> {
    on!(conn, |c| diesel::update(
        delivery_cursors::table.filter(delivery_cursors::instance_id.eq(instance))
    )
    .set(delivery_cursors::state.eq(PeerState::Dead))
    .execute(c)
    .await)?;
    Ok(())
}

/// What waits, for each server.
pub async fn count_waiting(conn: &mut Conn) -> Result<Vec<Waiting>> {
    Ok(on!(conn, |c| delivery_targets::table
        .group_by(delivery_targets::instance_id)
        .select((
            delivery_targets::instance_id,
            diesel::dsl::count_star(),
            diesel::dsl::min(delivery_targets::activity_id),
        ))
        .load(c)
        .await)?)
}

/// How many activities each server would not take.
pub async fn count_dead_letters(conn: &mut Conn) -> Result<Vec<(InstanceId, i64)>> {
    Ok(on!(conn, |c| dead_letters::table
        .group_by(dead_letters::instance_id)
        .select((dead_letters::instance_id, diesel::dsl::count_star()))
        .load(c)
        .await)?)
}

/// Keeps an activity that a peer would not take, for staff to see.
pub async fn insert_dead_letter(
    conn: &mut Conn,
    id: DeadLetterId,
    target: (OutboxId, InstanceId, &str),
    status: Option<i32>,
    error: &str,
    now: UtcTime,
) -> Result<()> {
    let (activity, instance, inbox) = target;
    on!(conn, |c| diesel::insert_into(dead_letters::table)
        .values((
            dead_letters::id.eq(id),
            dead_letters::activity_id.eq(activity),
            dead_letters::instance_id.eq(instance),
            dead_letters::inbox.eq(inbox),
            dead_letters::status.eq(status),
            dead_letters::error.eq(error),
            dead_letters::created_at.eq(now),
        ))
        .execute(c)
        .await)?;
    Ok(())
}
