//! What is said.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{conversation_members, messages};
use crate::types::{ActorId, ConversationId, MessageId, MessageKind, UtcTime};

/// Something said, or that happened in a group.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = messages)]
pub struct Message {
    /// Id.
    pub id: MessageId,
    /// In which conversation.
    pub conversation_id: ConversationId,
    /// Its place there, from 1.
    pub number: i64,
    /// What it is.
    pub kind: MessageKind,
    /// Who said or did it.
    pub author_id: ActorId,
    /// To whom it happened.
    pub target_id: Option<ActorId>,
    /// ActivityPub id.
    pub uri: String,
    /// What it answers.
    pub in_reply_to_id: Option<MessageId>,
    /// Markdown, if it was written as such; of a group that got another title, that title.
    pub source: Option<String>,
    /// Safe HTML.
    pub html: String,
    /// The first words.
    pub excerpt: String,
    /// It is its author's alone to see: whom it is for does not want it.
    pub is_withheld: bool,
    /// When it was said.
    pub sent_at: UtcTime,
    /// When its author changed it.
    pub edited_at: Option<UtcTime>,
    /// When its author deleted it.
    pub deleted_at: Option<UtcTime>,
}

/// What somebody may read of a conversation: what comes after `from`, and of what is withheld their own.
macro_rules! readable {
    ($reader:expr, $from:expr) => {
        messages::number
            .gt($from)
            .and(messages::is_withheld.eq(false).or(messages::author_id.eq($reader)))
    };
}

/// Adds a message; says whether its id was new.
pub async fn insert(conn: &mut Conn, new: &Message) -> Result<bool> {
    let rows = on!(conn, |c| diesel::insert_into(messages::table)
        .values(new)
        .on_conflict(messages::uri)
        .do_nothing()
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// A message.
pub async fn find(conn: &mut Conn, id: MessageId) -> Result<Option<Message>> {
    Ok(on!(conn, |c| messages::table
        .find(id)
        .select(Message::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The message with this ActivityPub id.
pub async fn find_by_uri(conn: &mut Conn, uri: &str) -> Result<Option<Message>> {
    Ok(on!(conn, |c| messages::table
        .filter(messages::uri.eq(uri))
        .select(Message::as_select())
        .first(c)
        .await
        .optional())?)
}

/// A page of what `reader` may read after number `from`, below number `below`, newest first.
pub async fn list(
    conn: &mut Conn,
    conversation: ConversationId,
    (reader, from): (ActorId, i64),
    below: Option<i64>,
    limit: i64,
) -> Result<Vec<Message>> {
    Ok(on!(conn, |c| messages::table
        .filter(messages::conversation_id.eq(conversation))
        .filter(readable!(reader, from))
        .filter(messages::number.lt(below.unwrap_or(i64::MAX)))
        .order(messages::number.desc())
        .limit(limit)
        .select(Message::as_select())
        .load(c)
        .await)?)
}

/// These messages, in no order. Whoever asks has to know that they may be read.
pub async fn list_by_ids(conn: &mut Conn, ids: &[MessageId]) -> Result<Vec<Message>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| messages::table
        .filter(messages::id.eq_any(ids.iter().copied()))
        .select(Message::as_select())
        .load(c)
        .await)?)
}

/// The last thing that somebody said in a conversation before a message: its id, with its number.
pub async fn find_last_by(
    conn: &mut Conn,
    conversation: ConversationId,
    author: ActorId,
    before: i64,
) -> Result<Option<(String, i64)>> {
    Ok(on!(conn, |c| messages::table
        .filter(messages::conversation_id.eq(conversation))
        .filter(messages::number.lt(before))
        .filter(messages::author_id.eq(author))
        .filter(messages::kind.eq(MessageKind::Text))
        .filter(messages::deleted_at.is_null())
        .order(messages::number.desc())
        .select((messages::uri, messages::number))
        .first(c)
        .await
        .optional())?)
}

/// Every message of a conversation, for its end.
pub async fn list_ids(conn: &mut Conn, conversation: ConversationId) -> Result<Vec<MessageId>> {
    Ok(on!(conn, |c| messages::table
        .filter(messages::conversation_id.eq(conversation))
        .select(messages::id)
        .load(c)
        .await)?)
}

/// What somebody wrote, oldest first, for their copy.
pub async fn list_by_author(conn: &mut Conn, author: ActorId) -> Result<Vec<Message>> {
    Ok(on!(conn, |c| messages::table
        .filter(messages::author_id.eq(author))
        .filter(messages::kind.eq(MessageKind::Text))
        .filter(messages::deleted_at.is_null())
        .order(messages::id)
        .select(Message::as_select())
        .load(c)
        .await)?)
}

/// What others wrote in conversations that somebody had a place in, and that holds this pattern.
pub async fn list_with(conn: &mut Conn, actor: ActorId, pattern: &str) -> Result<Vec<Message>> {
    Ok(on!(conn, |c| messages::table
        .filter(
            messages::conversation_id.eq_any(
                conversation_members::table
                    .filter(conversation_members::actor_id.eq(actor))
                    .select(conversation_members::conversation_id)
            )
        )
        .filter(messages::html.like(pattern).escape('!'))
        .select(Message::as_select())
        .load(c)
        .await)?)
}

/// Puts other words into the place of a text, without a word of it.
pub async fn set_words(
    conn: &mut Conn,
    id: MessageId,
    (source, html, excerpt): (Option<&str>, &str, &str),
) -> Result<()> {
    on!(conn, |c| diesel::update(messages::table.find(id))
        .set((
            messages::source.eq(source),
            messages::html.eq(html),
            messages::excerpt.eq(excerpt),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Changes a text.
pub async fn set_text(
    conn: &mut Conn,
    id: MessageId,
    (source, html, excerpt): (Option<&str>, &str, &str),
    at: UtcTime,
) -> Result<()> {
    on!(conn, |c| diesel::update(messages::table.find(id))
        .set((
            messages::source.eq(source),
            messages::html.eq(html),
            messages::excerpt.eq(excerpt),
            messages::edited_at.eq(at),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Destroys the text of a message; its place stays. Says whether it still stood.
pub async fn wipe(conn: &mut Conn, id: MessageId, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        messages::table.find(id).filter(messages::deleted_at.is_null())
    )
    .set((
        messages::source.eq(None::<String>),
        messages::html.eq(""),
        messages::excerpt.eq(""),
        messages::deleted_at.eq(now),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// The same with everything that somebody wrote.
pub async fn wipe_all_of(conn: &mut Conn, author: ActorId, now: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::update(
        messages::table
            .filter(messages::author_id.eq(author))
            .filter(messages::deleted_at.is_null())
    )
    .set((
        messages::source.eq(None::<String>),
        messages::html.eq(""),
        messages::excerpt.eq(""),
        messages::deleted_at.eq(now),
    ))
    .execute(c)
    .await)?)
}
