//! Private messages: conversations between two people, and of groups.
//!
//! They stand apart from posts, so that no list, feed or search of posts can come upon one, and whoever reads one comes
//! through [`show`]. What is said enters through [`send::say`] alone, from here and from elsewhere: it numbers the message,
//! puts it into the lists of those who may read it, and records [`crate::domain::event::Event::MessageSent`], from which
//! the activities follow. Must not know: how messages travel, or what pages look like.

pub mod blocks;
pub mod delivery;
pub mod find;
pub(super) mod forget;
pub mod group;
pub mod presence;
pub mod receive;
pub mod remove;
pub mod report;
pub mod send;
pub mod settings;
pub mod show;
pub mod standing;
pub mod start;
mod tell;
mod welcome;

pub use send::{MessageForm, send};
pub use start::start;

use crate::db::Conn;
use crate::db::messages::members::{self, Member};
use crate::db::messages::texts::{self, Message};
use crate::db::messages::{self as rows, Conversation};
use crate::db::types::{AccountId, ConversationId, MemberState, MessageId};

use super::error::{Error, Result};
use super::principal::Principal;

/// Longest message, in characters.
pub const BODY_MAX: usize = 10_000;
/// Longest title of a group, in characters.
pub const TITLE_MAX: usize = 100;
/// Most people in a group.
pub const MEMBERS_MAX: usize = 50;
/// Conversations with people who do not know them that somebody may begin in an hour.
pub const STRANGERS_PER_HOUR: i64 = 10;
/// Most files on one message.
pub const FILES_MAX: usize = 4;

/// A conversation that somebody may read, and their place in it.
async fn readable(conn: &mut Conn, by: &Principal, id: ConversationId) -> Result<(Conversation, Member)> {
    let member = members::find(conn, id, by.actor_id).await?;
    let member = member.filter(may_read).ok_or(Error::NotFound)?;
    Ok((rows::get(conn, id).await?, member))
}

/// The same, held until the end of the transaction.
async fn readable_locked(conn: &mut Conn, by: &Principal, id: ConversationId) -> Result<(Conversation, Member)> {
    let conversation = rows::get_locked(conn, id).await?;
    let member = members::find(conn, id, by.actor_id).await?;
    Ok((conversation, member.filter(may_read).ok_or(Error::NotFound)?))
}

/// Who of ours hears that something happened in a conversation: those who may read it, and of a message that is withheld its
/// author alone.
pub(super) async fn hearers(conn: &mut Conn, id: ConversationId, message: Option<MessageId>) -> Result<Vec<AccountId>> {
    let message = match message {
        Some(message) => texts::find(conn, message).await?,
        None => None,
    };
    let alone = message
        .filter(|message| message.is_withheld)
        .map(|message| message.author_id);
    let people = members::list(conn, id).await?;
    let hearing = people
        .iter()
        .map(|(member, _)| member)
        .filter(|member| may_read(member) && alone.is_none_or(|author| author == member.actor_id));
    Ok(hearing.filter_map(|member| member.account_id).collect())
}

/// Whether somebody with this place may read a message of the conversation: what was said since they came, and of what is
/// withheld their own. Queries say the same (`db::messages::texts`).
pub(super) fn may_see(member: &Member, message: &Message) -> bool {
    may_read(member)
        && message.number > member.from_number
        && (!message.is_withheld || message.author_id == member.actor_id)
}

fn may_read(member: &Member) -> bool {
    matches!(member.state, MemberState::Accepted | MemberState::Requested)
}
