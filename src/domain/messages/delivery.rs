//! How far messages are on their way to people elsewhere, as the bridge to other servers finds out.

use crate::db::Conn;
use crate::db::messages::deliveries::{self, Delivery};
use crate::db::messages::members;
use crate::db::messages::texts::{self, Message};
use crate::db::messages::{self as rows, Conversation};
use crate::db::types::{ActorId, InstanceId, MessageId, MessageState, OutboxId, ReceiptState};
use crate::db::{actors::Actor, outbox};
use crate::domain::Core;
use crate::domain::error::{Error, Result};
use crate::domain::media::messages as files;
use crate::domain::media::messages::HangingFile;

/// What telling people elsewhere of a message needs.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The message.
    pub message: Message,
    /// Its conversation.
    pub conversation: Conversation,
    /// Everybody in it.
    pub people: Vec<Actor>,
    /// What hangs on it.
    pub files: Vec<HangingFile>,
    /// To whom it goes.
    pub copies: Vec<PersonalCopy>,
}

/// A message as one person elsewhere gets it.
#[derive(Debug, Clone)]
pub struct PersonalCopy {
    /// To whom, and how far it is.
    pub delivery: Delivery,
    /// What it answers: the last thing of the conversation that they wrote or got.
    pub answers: Option<String>,
    /// They got nothing of this conversation before.
    pub is_first: bool,
}

/// A message with where it goes; none if it is gone, or goes nowhere because it is not wanted.
///
/// # Errors
/// If the database fails.
pub async fn letter(conn: &mut Conn, id: MessageId) -> Result<Option<Letter>> {
    let found = texts::find(conn, id).await?;
    let Some(message) = found.filter(|message| !message.is_withheld) else {
        return Ok(None);
    };
    let deliveries = deliveries::list(conn, &[id]).await?;
    if deliveries.is_empty() {
        return Ok(None);
    }
    let mut copies = Vec::with_capacity(deliveries.len());
    for delivery in deliveries {
        copies.push(copy(conn, &message, delivery).await?);
    }
    let people = members::list(conn, message.conversation_id).await?;
    Ok(Some(Letter {
        conversation: rows::get(conn, message.conversation_id).await?,
        people: people
            .into_iter()
            .filter(|(member, _)| super::may_read(member))
            .map(|(_, actor)| actor)
            .collect(),
        files: files::of(conn, &[id]).await?.remove(&id).unwrap_or_default(),
        copies,
        message,
    }))
}

async fn copy(conn: &mut Conn, message: &Message, delivery: Delivery) -> Result<PersonalCopy> {
    let (conversation, to, number) = (message.conversation_id, delivery.actor_id, message.number);
    let got = deliveries::find_last(conn, conversation, to, number).await?;
    let said = texts::find_last_by(conn, conversation, to, number).await?;
    let is_first = got.is_none();
    let last = [got, said].into_iter().flatten().max_by_key(|(_, number)| *number);
    Ok(PersonalCopy {
        delivery,
        answers: last.map(|(uri, _)| uri),
        is_first,
    })
}

/// The object of ours with this id, for the server of the one person it is for.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and for what is not there.
pub async fn object(core: &Core, uri: &str, reader: InstanceId) -> Result<(Letter, ActorId)> {
    let mut conn = core.db.read().await?;
    let found = deliveries::find_by_uri(&mut conn, uri).await?;
    let (delivery, message) = found.ok_or(Error::NotFound)?;
    if delivery.instance_id != reader || message.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    let letter = letter(&mut conn, message.id).await?.ok_or(Error::NotFound)?;
    Ok((letter, delivery.actor_id))
}

/// Notes which activity carries a message to somebody; `is_sent` is false where we do not deal with their server.
///
/// # Errors
/// If the database fails.
pub async fn carried(conn: &mut Conn, message: MessageId, to: ActorId, by: OutboxId, is_sent: bool) -> Result<()> {
    let state = if is_sent {
        MessageState::Sent
    } else {
        MessageState::Lost
    };
    Ok(deliveries::set_outbox(conn, message, to, Some(by), state).await?)
}

/// What became of an activity that carried a message. It need not be sent again, so its text is forgotten.
///
/// # Errors
/// If the database fails.
pub async fn settled(conn: &mut Conn, activity: OutboxId, answer: ReceiptState) -> Result<()> {
    let state = match answer {
        ReceiptState::Accepted => MessageState::Delivered,
        ReceiptState::Refused => MessageState::Refused,
        _ => MessageState::Lost,
    };
    deliveries::settle(conn, activity, state).await?;
    Ok(outbox::forget_body(conn, activity).await?)
}

/// Nothing that waits for a server will arrive.
///
/// # Errors
/// If the database fails.
pub async fn server_lost(conn: &mut Conn, server: InstanceId) -> Result<()> {
    Ok(deliveries::lose(conn, server).await?)
}
