//! Private messages: conversations here, who is in them and what is said in files of their own. Nothing here is ever joined
//! with posts. Callers that number messages or change who is in hold the conversation, see [`get_locked`].

pub mod blocks;
pub mod deliveries;
pub mod files;
pub mod members;
pub mod notices;
pub mod reported;
pub mod settings;
pub mod texts;
pub mod words;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{conversation_members, conversations};
use crate::types::{AccountId, ConversationId, UtcTime};

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = conversations)]
pub struct Conversation {
    /// Id.
    pub id: ConversationId,
    /// Between two people: both actors, the lower first. None of a group.
    pub pair_key: Option<String>,
    /// Of a group that began elsewhere: everybody in it.
    pub circle: Option<String>,
    /// What a group is called; may be empty.
    pub title: String,
    /// The number of the last message.
    pub last_number: i64,
    /// Since when.
    pub created_at: UtcTime,
}

impl Conversation {
    /// Whether it is one between two people.
    pub fn is_pair(&self) -> bool {
        self.pair_key.is_some()
    }
}

/// Adds a conversation; says whether there was none between these two.
pub async fn insert(conn: &mut Conn, new: &Conversation) -> Result<bool> {
    let rows = on!(conn, |c| diesel::insert_into(conversations::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// A conversation.
pub async fn get(conn: &mut Conn, id: ConversationId) -> Result<Conversation> {
    Ok(on!(conn, |c| conversations::table
        .find(id)
        .select(Conversation::as_select())
        .first(c)
        .await)?)
}

/// The same, held until the end of the transaction.
pub async fn get_locked(conn: &mut Conn, id: ConversationId) -> Result<Conversation> {
    // Writing is what both engines lock a row by.
    Ok(on!(conn, |c| diesel::update(conversations::table.find(id))
        .set(conversations::last_number.eq(conversations::last_number))
        .returning(Conversation::as_returning())
        .get_result(c)
        .await)?)
}

/// The conversation between two people.
pub async fn find_pair(conn: &mut Conn, key: &str) -> Result<Option<Conversation>> {
    Ok(on!(conn, |c| conversations::table
        .filter(conversations::pair_key.eq(key))
        .select(Conversation::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The newest group of exactly these, among those that began elsewhere.
pub async fn find_circle(conn: &mut Conn, circle: &str) -> Result<Option<Conversation>> {
    Ok(on!(conn, |c| conversations::table
        .filter(conversations::circle.eq(circle))
        .order(conversations::id.desc())
        .select(Conversation::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Takes the next number for a message.
pub async fn next_number(conn: &mut Conn, id: ConversationId) -> Result<i64> {
    Ok(on!(conn, |c| diesel::update(conversations::table.find(id))
        .set(conversations::last_number.eq(conversations::last_number + 1))
        .returning(conversations::last_number)
        .get_result(c)
        .await)?)
}

/// Gives a group another title.
pub async fn set_title(conn: &mut Conn, id: ConversationId, title: &str) -> Result<()> {
    on!(conn, |c| diesel::update(conversations::table.find(id))
        .set(conversations::title.eq(title))
        .execute(c)
        .await)?;
    Ok(())
}

/// Deletes a conversation with everything in it.
pub async fn delete(conn: &mut Conn, id: ConversationId) -> Result<()> {
    on!(conn, |c| diesel::delete(conversations::table.find(id)).execute(c).await)?;
    Ok(())
}

/// The conversations in which an account has a place, for its copy and for its end.
pub async fn list_all_of(conn: &mut Conn, account: AccountId) -> Result<Vec<(Conversation, members::Member)>> {
    Ok(on!(conn, |c| conversation_members::table
        .inner_join(conversations::table)
        .filter(conversation_members::account_id.eq(account))
        .order(conversation_members::conversation_id)
        .select((Conversation::as_select(), members::Member::as_select()))
        .load(c)
        .await)?)
}
