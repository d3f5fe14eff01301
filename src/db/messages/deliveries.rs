//! What became of messages on their way to people elsewhere.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{message_deliveries as deliveries, messages};
use crate::types::{ActorId, ConversationId, InstanceId, MessageId, MessageState, OutboxId};

use super::texts::Message;

/// A message on its way to one person.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = deliveries)]
pub struct Delivery {
    /// Which.
    pub message_id: MessageId,
    /// To whom.
    pub actor_id: ActorId,
    /// On which server.
    pub instance_id: InstanceId,
    /// Id of the object that is theirs alone.
    pub uri: String,
    /// How far it is.
    pub state: MessageState,
    /// The activity that carries it.
    pub outbox_id: Option<OutboxId>,
}

/// Adds some.
pub async fn insert(conn: &mut Conn, rows: &[Delivery]) -> Result<()> {
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(deliveries::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// Those of these messages.
pub async fn list(conn: &mut Conn, messages: &[MessageId]) -> Result<Vec<Delivery>> {
    if messages.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| deliveries::table
        .filter(deliveries::message_id.eq_any(messages.iter().copied()))
        .order((deliveries::message_id, deliveries::actor_id))
        .select(Delivery::as_select())
        .load(c)
        .await)?)
}

/// The object with this id, with the message that it carries.
pub async fn find_by_uri(conn: &mut Conn, uri: &str) -> Result<Option<(Delivery, Message)>> {
    Ok(on!(conn, |c| deliveries::table
        .inner_join(messages::table)
        .filter(deliveries::uri.eq(uri))
        .select((Delivery::as_select(), Message::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// The last object of a conversation that somebody got before a message, with its number.
pub async fn find_last(
    conn: &mut Conn,
    conversation: ConversationId,
    to: ActorId,
    before: i64,
) -> Result<Option<(String, i64)>> {
    Ok(on!(conn, |c| deliveries::table
        .inner_join(messages::table)
        .filter(messages::conversation_id.eq(conversation))
        .filter(messages::number.lt(before))
        .filter(deliveries::actor_id.eq(to))
        .order(messages::number.desc())
        .select((deliveries::uri, messages::number))
        .first(c)
        .await
        .optional())?)
}

/// Notes which activity carries it, or that nothing does.
pub async fn set_outbox(
    conn: &mut Conn,
    message: MessageId,
    actor: ActorId,
    outbox: Option<OutboxId>,
    state: MessageState,
) -> Result<()> {
    on!(conn, |c| diesel::update(deliveries::table.find((message, actor)))
        .set((deliveries::outbox_id.eq(outbox), deliveries::state.eq(state)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Notes what became of what an activity carried.
pub async fn settle(conn: &mut Conn, outbox: OutboxId, state: MessageState) -> Result<()> {
    on!(conn, |c| diesel::update(
        deliveries::table
            .filter(deliveries::outbox_id.eq(outbox))
            .filter(deliveries::state.eq(MessageState::Sent))
    )
    .set(deliveries::state.eq(state))
    .execute(c)
    .await)?;
    Ok(())
}

/// Nothing that is on its way to a server will arrive.
pub async fn lose(conn: &mut Conn, instance: InstanceId) -> Result<()> {
    on!(conn, |c| diesel::update(
        deliveries::table
            .filter(deliveries::instance_id.eq(instance))
            .filter(deliveries::state.eq(MessageState::Sent))
            .filter(deliveries::outbox_id.is_not_null())
    )
    .set(deliveries::state.eq(MessageState::Lost))
    .execute(c)
    .await)?;
    Ok(())
}
