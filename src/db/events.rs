//! What happened, written in the same transaction as the change, until other servers have been told.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{events, inbox_activities};
use super::types::{ActorId, EventId, InboxId, PostId, UtcTime};

/// A row of the event log. `domain::event` gives it meaning.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = events)]
pub struct EventRow {
    /// Id.
    pub id: EventId,
    /// Name of the event.
    pub kind: String,
    /// Who did it.
    pub actor_id: ActorId,
    /// The post concerned.
    pub post_id: Option<PostId>,
    /// The other actor concerned.
    pub target_id: Option<ActorId>,
    /// The received activity that caused it; none if it was done here.
    pub inbox_id: Option<InboxId>,
    /// What else is needed to tell others, such as the id of an activity that is taken back.
    pub data: serde_json::Value,
    /// When.
    pub created_at: UtcTime,
    /// When the activities that follow from it were stored.
    pub federated_at: Option<UtcTime>,
    /// Until when it waits, if it does.
    pub not_before: Option<UtcTime>,
}

/// Adds an event.
pub async fn insert(conn: &mut Conn, event: &EventRow) -> Result<()> {
    on!(conn, |c| diesel::insert_into(events::table)
        .values(event)
        .execute(c)
        .await)?;
    Ok(())
}

/// Events that other servers have not been told of and that do not wait, oldest first.
pub async fn list_open(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<EventRow>> {
    Ok(on!(conn, |c| events::table
        .filter(events::federated_at.is_null())
        .filter(events::not_before.is_null().or(events::not_before.le(now)))
        .order(events::id)
        .limit(limit)
        .select(EventRow::as_select())
        .load(c)
        .await)?)
}

/// The posts among these of which something waits to be told after `now`, with until when.
pub async fn list_held(conn: &mut Conn, ids: &[PostId], now: UtcTime) -> Result<Vec<(PostId, UtcTime)>> {
    let rows: Vec<(Option<PostId>, Option<UtcTime>)> = on!(conn, |c| events::table
        .filter(events::post_id.eq_any(ids.iter().copied().map(Some)))
        .filter(events::federated_at.is_null())
        .filter(events::not_before.is_not_null())
        .filter(events::not_before.gt(now))
        .select((events::post_id, events::not_before))
        .load(c)
        .await)?;
    Ok(rows.into_iter().filter_map(|(id, until)| Some((id?, until?))).collect())
}

/// Takes back what waits to be told of a post, if its publication does; says whether it did.
pub async fn withdraw(conn: &mut Conn, post: PostId, now: UtcTime) -> Result<bool> {
    let rows = on!(&mut *conn, |c| diesel::delete(
        events::table
            .filter(events::post_id.eq(post))
            .filter(events::kind.eq("post_published"))
            .filter(events::federated_at.is_null())
            .filter(events::not_before.is_not_null())
            .filter(events::not_before.gt(now))
    )
    .execute(c)
    .await)?;
    if rows == 0 {
        return Ok(false);
    }
    on!(conn, |c| diesel::delete(
        events::table
            .filter(events::post_id.eq(post))
            .filter(events::federated_at.is_null())
            .filter(events::not_before.is_not_null())
    )
    .execute(c)
    .await)?;
    Ok(true)
}

/// Notes that the activities of an event were stored; says whether this call was the one that did.
pub async fn set_federated(conn: &mut Conn, id: EventId, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(events::table.find(id).filter(events::federated_at.is_null()))
            .set(events::federated_at.eq(now))
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// The received activity behind an event, as it arrived; none if it is no longer kept.
pub async fn find_cause(conn: &mut Conn, id: InboxId) -> Result<Option<String>> {
    Ok(on!(conn, |c| inbox_activities::table
        .find(id)
        .select(inbox_activities::body)
        .first(c)
        .await
        .optional())?)
}

/// Forgets events that were told before `until`.
pub async fn delete_told(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        events::table.filter(events::federated_at.lt(until))
    )
    .execute(c)
    .await)?)
}
