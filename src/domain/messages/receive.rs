//! Messages from elsewhere. What comes belongs to the conversation of what it answers, else to the one of everybody it is
//! addressed to. Of what somebody here does not want nothing is kept.

use crate::db::Conn;
use crate::db::actors::Actor;
use crate::db::messages::texts::{self, Message};
use crate::db::messages::{self as rows, Conversation, blocks, deliveries, members};
use crate::db::types::{ActorId, MemberState, MessageId, MessageKind, UtcTime};
use crate::db::{accounts, actors, posts};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::guard;
use crate::domain::{Core, Principal};

use super::MEMBERS_MAX;
use super::remove;
use super::send::{Saying, say};
use super::start;

/// A message that came.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Its id.
    pub uri: String,
    /// Id of what it answers.
    pub in_reply_to: Option<String>,
    /// Whom it is addressed to, those elsewhere that we know included.
    pub to: Vec<ActorId>,
    /// What it says.
    pub content: Content,
    /// When it was sent.
    pub sent_at: UtcTime,
}

/// Takes a message. One that came before is given back as it is.
///
/// # Errors
/// [`Error::NotFound`] if it is for nobody here; [`Error::Gone`] if it was deleted before it came; [`Denied::Banned`];
/// [`Denied::NotWelcome`] if nobody it is for wants it; [`Error::Limited`].
pub async fn take(core: &Core, by: &Principal, new: &NewMessage) -> Result<Message> {
    core.change(async |conn| {
        if let Some(known) = texts::find_by_uri(conn, &new.uri).await? {
            return Ok(known);
        }
        if posts::has_grave(conn, &new.uri).await? {
            return Err(Error::Gone);
        }
        guard::require_welcome_here(core, conn, by).await?;
        let (conversation, answered) = place(core, conn, by, new).await?;
        require_reader(conn, by, &conversation).await?;
        let saying = Saying {
            kind: MessageKind::Text,
            content: new.content.clone(),
            target: None,
            uri: Some(new.uri.clone()),
            in_reply_to: answered,
            sent_at: new.sent_at.min(core.clock.now()),
        };
        say(core, conn, by, &conversation, saying).await
    })
    .await
}

/// Where it belongs, and what it answers there.
async fn place(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    new: &NewMessage,
) -> Result<(Conversation, Option<MessageId>)> {
    let people = actors::list_by_ids(conn, &new.to).await?;
    let here: Vec<&Actor> = people.iter().filter(|actor| actor.is_local()).collect();
    if here.is_empty() {
        return Err(Error::NotFound);
    }
    if let Some(answered) = answered(conn, by, new).await?
        && belongs(conn, by, &here, &answered).await?
    {
        let conversation = rows::get_locked(conn, answered.conversation_id).await?;
        return Ok((conversation, Some(answered.id)));
    }
    let conversation = match people.as_slice() {
        [other] => start::pair(core, conn, by, other).await?,
        _ => circle(core, conn, by, &people).await?,
    };
    Ok((conversation, None))
}

/// The message that it answers. An object of ours is answered only by whom it was made for.
async fn answered(conn: &mut Conn, by: &Principal, new: &NewMessage) -> Result<Option<Message>> {
    let Some(uri) = &new.in_reply_to else { return Ok(None) };
    if let Some((delivery, message)) = deliveries::find_by_uri(conn, uri).await? {
        return Ok((delivery.actor_id == by.actor_id).then_some(message));
    }
    Ok(texts::find_by_uri(conn, uri).await?)
}

/// Whether somebody may go on in the conversation of a message, for these people.
async fn belongs(conn: &mut Conn, by: &Principal, here: &[&Actor], answered: &Message) -> Result<bool> {
    let people = members::list(conn, answered.conversation_id).await?;
    let state = |id: ActorId| {
        let found = people.iter().find(|(member, _)| member.actor_id == id);
        found.map(|(member, _)| member.state)
    };
    let is_in = state(by.actor_id) == Some(MemberState::Accepted);
    let for_them = here
        .iter()
        .all(|actor| state(actor.id).is_some_and(|state| state != MemberState::Left));
    Ok(is_in && for_them)
}

/// The group of exactly these, begun now if there is none.
async fn circle(core: &Core, conn: &mut Conn, by: &Principal, people: &[Actor]) -> Result<Conversation> {
    let mut ids: Vec<i64> = people.iter().map(|actor| actor.id.0).chain([by.actor_id.0]).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MEMBERS_MAX {
        return Err(Error::Forbidden(Denied::NotWelcome));
    }
    let named: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let circle = named.join(",");
    if let Some(known) = rows::find_circle(conn, &circle).await? {
        return Ok(rows::get_locked(conn, known.id).await?);
    }
    start::group(core, conn, by, people, "", Some(&circle)).await
}

/// That somebody here reads it: what nobody wants is not kept.
async fn require_reader(conn: &mut Conn, by: &Principal, conversation: &Conversation) -> Result<()> {
    let people = members::list(conn, conversation.id).await?;
    for (member, actor) in &people {
        let Some(account) = member.account_id else { continue };
        let account = accounts::get(conn, account).await?;
        let is_in_use = account.state == crate::db::types::AccountState::Active;
        let may_return = conversation.is_pair() && member.state == MemberState::Left;
        let wants = super::may_read(member) || may_return;
        let is_blocked = conversation.is_pair() && blocks::exists(conn, actor.id, by.actor_id).await?;
        if is_in_use && wants && !is_blocked {
            return Ok(());
        }
    }
    Err(Error::Forbidden(Denied::NotWelcome))
}

/// A message by its id, for activities about it.
///
/// # Errors
/// If the database fails.
pub async fn find(core: &Core, uri: &str) -> Result<Option<Message>> {
    Ok(texts::find_by_uri(&mut core.db.read().await?, uri).await?)
}

/// Deletes a message as its author, or their server, wishes.
///
/// # Errors
/// [`Denied::NotAuthor`].
pub async fn delete(core: &Core, by: &Principal, message: &Message) -> Result<()> {
    if message.author_id != by.actor_id {
        return Err(Error::Forbidden(Denied::NotAuthor));
    }
    core.change(async |conn| remove::wipe(core, conn, by, message).await)
        .await
}
