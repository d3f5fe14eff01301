//! What each server said when it was told to forget somebody.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{actors, erasure_receipts, erasures, instances};
use crate::types::{ActorId, ErasureId, ErasureState, InstanceId, OutboxId, ReceiptState, UtcTime};

/// A receipt with the host of its server.
#[derive(Debug, Clone, Queryable)]
pub struct Receipt {
    /// Which erasure.
    pub erasure_id: ErasureId,
    /// Host of the server.
    pub host: String,
    /// What it said.
    pub state: ReceiptState,
    /// When it was told.
    pub sent_at: Option<UtcTime>,
    /// When it answered.
    pub answered_at: Option<UtcTime>,
}

/// One inbox of each server that we met somebody of.
pub async fn list_inboxes(conn: &mut Conn) -> Result<Vec<(InstanceId, String)>> {
    let rows: Vec<(Option<InstanceId>, Option<String>, Option<String>)> = on!(conn, |c| actors::table
        .filter(actors::instance_id.is_not_null())
        .filter(actors::deleted_at.is_null())
        .group_by(actors::instance_id)
        .select((
            actors::instance_id,
            diesel::dsl::min(actors::shared_inbox),
            diesel::dsl::min(actors::inbox),
        ))
        .load(c)
        .await)?;
    let inbox = |(instance, shared, own): (Option<InstanceId>, Option<String>, Option<String>)| {
        Some((instance?, shared.or(own)?))
    };
    Ok(rows.into_iter().filter_map(inbox).collect())
}

/// Opens a receipt for each of these servers.
pub async fn open(conn: &mut Conn, erasure: ErasureId, peers: &[InstanceId]) -> Result<()> {
    for peer in peers {
        on!(&mut *conn, |c| diesel::insert_into(erasure_receipts::table)
            .values((
                erasure_receipts::erasure_id.eq(erasure),
                erasure_receipts::instance_id.eq(*peer),
                erasure_receipts::state.eq(ReceiptState::Waiting),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// The message about an actor is on its way to `peers`; the other servers are not told.
pub async fn sent(
    conn: &mut Conn,
    actor: ActorId,
    activity: OutboxId,
    peers: &[InstanceId],
    now: UtcTime,
) -> Result<()> {
    let erasure: Option<ErasureId> = on!(&mut *conn, |c| erasures::table
        .filter(erasures::actor_id.eq(actor))
        .filter(erasures::state.eq(ErasureState::Telling))
        .select(erasures::id)
        .first(c)
        .await
        .optional())?;
    let Some(erasure) = erasure else { return Ok(()) };
    open(conn, erasure, peers).await?;
    on!(&mut *conn, |c| diesel::update(
        erasure_receipts::table
            .filter(erasure_receipts::erasure_id.eq(erasure))
            .filter(erasure_receipts::instance_id.eq_any(peers.iter().copied()))
    )
    .set((
        erasure_receipts::activity_id.eq(activity),
        erasure_receipts::state.eq(ReceiptState::Sent),
        erasure_receipts::sent_at.eq(now),
    ))
    .execute(c)
    .await)?;
    settle(conn, erasure, ReceiptState::Waiting, ReceiptState::Skipped).await
}

/// A server answered.
pub async fn answered(
    conn: &mut Conn,
    (activity, peer): (OutboxId, InstanceId),
    answer: ReceiptState,
    now: UtcTime,
) -> Result<()> {
    on!(conn, |c| diesel::update(
        erasure_receipts::table
            .filter(erasure_receipts::activity_id.eq(activity))
            .filter(erasure_receipts::instance_id.eq(peer))
    )
    .set((
        erasure_receipts::state.eq(answer),
        erasure_receipts::answered_at.eq(now),
    ))
    .execute(c)
    .await)?;
    Ok(())
}

/// Turns every receipt of an erasure in one state into another.
pub async fn settle(conn: &mut Conn, erasure: ErasureId, from: ReceiptState, to: ReceiptState) -> Result<()> {
    on!(conn, |c| diesel::update(
        erasure_receipts::table
            .filter(erasure_receipts::erasure_id.eq(erasure))
            .filter(erasure_receipts::state.eq(from))
    )
    .set(erasure_receipts::state.eq(to))
    .execute(c)
    .await)?;
    Ok(())
}

/// The receipts of these erasures, by host.
pub async fn list(conn: &mut Conn, erasures: &[ErasureId]) -> Result<Vec<Receipt>> {
    Ok(on!(conn, |c| erasure_receipts::table
        .inner_join(instances::table)
        .filter(erasure_receipts::erasure_id.eq_any(erasures.iter().copied()))
        .order(instances::host)
        .select((
            erasure_receipts::erasure_id,
            instances::host,
            erasure_receipts::state,
            erasure_receipts::sent_at,
            erasure_receipts::answered_at,
        ))
        .load(c)
        .await)?)
}
