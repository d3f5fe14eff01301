//! Reading: the list of conversations, and one of them. The only way in which messages reach a page or a client.

use std::collections::HashMap;

use crate::db::actors::Actor;
use crate::db::messages::deliveries::{self, Delivery};
use crate::db::messages::members::{self, Folder, Member};
use crate::db::messages::texts::{self, Message};
use crate::db::messages::{Conversation, blocks};
use crate::db::types::{ActorId, ConversationId, InstanceId, MemberState, MessageId};
use crate::db::{Conn, Keyset, actors, instances};
use crate::domain::error::{Error, Result};
use crate::domain::media::messages as files;
use crate::domain::media::messages::HangingFile;
use crate::domain::paging::cut_page;
use crate::domain::{Core, Principal};

use super::{readable, standing};

/// Conversations on one page.
pub const PER_PAGE: i64 = 20;
/// Messages on one page.
pub const MESSAGES_PER_PAGE: i64 = 50;

/// A conversation in a list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The conversation.
    pub conversation: Conversation,
    /// The member's place in it.
    pub member: Member,
    /// The others who are in it.
    pub others: Vec<Actor>,
    /// The last thing that the member may read.
    pub last: Option<Message>,
}

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// The conversations, the one with the newest message first.
    pub lines: Vec<Line>,
    /// Where the next page begins.
    pub next: Option<i64>,
    /// How many strangers' conversations wait.
    pub requests: i64,
    /// Hosts of those who are elsewhere.
    pub hosts: HashMap<InstanceId, String>,
    /// What hangs on the last messages.
    pub files: HashMap<MessageId, Vec<HangingFile>>,
}

/// A conversation as a member reads it.
#[derive(Debug, Clone)]
pub struct Thread {
    /// The conversation.
    pub conversation: Conversation,
    /// The member's place in it.
    pub member: Member,
    /// Everybody who is or was in it, the member among them.
    pub people: Vec<(Member, Actor)>,
    /// Those who wrote and are not in `people`.
    pub strangers: Vec<Actor>,
    /// The messages of this page, oldest first.
    pub messages: Vec<Message>,
    /// What hangs on them.
    pub files: HashMap<MessageId, Vec<HangingFile>>,
    /// How far they are on their way to people elsewhere.
    pub deliveries: HashMap<MessageId, Vec<Delivery>>,
    /// Below which number older ones begin.
    pub older: Option<i64>,
    /// Hosts of those who are elsewhere.
    pub hosts: HashMap<InstanceId, String>,
    /// Whether the member blocks the other one of the two.
    pub is_blocked: bool,
}

impl Thread {
    /// Somebody in it.
    pub fn person(&self, id: ActorId) -> Option<&Actor> {
        let present = self.people.iter().map(|(_, actor)| actor);
        present.chain(&self.strangers).find(|actor| actor.id == id)
    }

    /// The others who are in it now.
    pub fn others(&self) -> impl Iterator<Item = &(Member, Actor)> {
        let me = self.member.actor_id;
        let is_pair = self.conversation.is_pair();
        self.people
            .iter()
            .filter(move |(member, _)| member.actor_id != me && (is_pair || member.state != MemberState::Left))
    }

    /// How far the others have read, of those who show it to a member who shows it, too.
    pub fn read_by_others(&self) -> Option<i64> {
        if !self.member.shows_read {
            return None;
        }
        let shown = self
            .others()
            .filter(|(member, _)| member.shows_read && super::may_read(member));
        shown.map(|(member, _)| member.read_number).max()
    }
}

/// A page of a member's conversations.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, by: &Principal, folder: Folder, after: Option<i64>) -> Result<Lines> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let mut conn = core.db.read().await?;
    let page = Keyset {
        after: after.map(|id| (id, 0)),
        limit: PER_PAGE + 1,
    };
    let mut rows = members::list_folder(&mut conn, account, folder, page).await?;
    let more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| more).map(|(_, member)| member.last_message_id.0);
    let requests = members::count_requests(&mut conn, account).await?;
    let lines = lines(&mut conn, by, rows).await?;
    together(&mut conn, lines, next, requests).await
}

/// One of a member's conversations, as it stands in the list.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn one(core: &Core, by: &Principal, id: ConversationId) -> Result<Lines> {
    let mut conn = core.db.read().await?;
    let row = readable(&mut conn, by, id).await?;
    let lines = lines(&mut conn, by, vec![row]).await?;
    together(&mut conn, lines, None, 0).await
}

/// Those of these conversations that a member is in, as they stand in the list.
///
/// # Errors
/// If the database fails.
pub async fn several(core: &Core, by: &Principal, ids: &[ConversationId]) -> Result<Lines> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let mut conn = core.db.read().await?;
    let rows = members::list_among(&mut conn, account, ids).await?;
    let lines = lines(&mut conn, by, rows).await?;
    together(&mut conn, lines, None, 0).await
}

/// The conversations that stand beside an open one: the first page of what the member is in.
///
/// # Errors
/// If the database fails.
pub async fn beside(core: &Core, by: &Principal) -> Result<Lines> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let mut conn = core.db.read().await?;
    let rows = members::list_folder(&mut conn, account, Folder::Inbox, Keyset::first(PER_PAGE)).await?;
    let lines = lines(&mut conn, by, rows).await?;
    Ok(Lines {
        hosts: hosts(&mut conn, lines.iter().flat_map(|line| &line.others)).await?,
        lines,
        ..Lines::default()
    })
}

async fn together(conn: &mut Conn, lines: Vec<Line>, next: Option<i64>, requests: i64) -> Result<Lines> {
    let last: Vec<MessageId> = lines.iter().map(|line| line.member.last_message_id).collect();
    Ok(Lines {
        hosts: hosts(conn, lines.iter().flat_map(|line| &line.others)).await?,
        files: files::of(conn, &last).await?,
        lines,
        next,
        requests,
    })
}

/// The same, alone.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn line(core: &Core, by: &Principal, id: ConversationId) -> Result<Line> {
    one(core, by, id).await?.lines.pop().ok_or(Error::NotFound)
}

async fn lines(conn: &mut Conn, by: &Principal, rows: Vec<(Conversation, Member)>) -> Result<Vec<Line>> {
    let ids: Vec<ConversationId> = rows.iter().map(|(conversation, _)| conversation.id).collect();
    let last: Vec<MessageId> = rows.iter().map(|(_, member)| member.last_message_id).collect();
    let mut people: HashMap<ConversationId, Vec<Actor>> = HashMap::new();
    let pairs: Vec<ConversationId> = rows
        .iter()
        .filter(|(one, _)| one.is_pair())
        .map(|(one, _)| one.id)
        .collect();
    for (member, actor) in members::list_of(conn, &ids).await? {
        let is_there = pairs.contains(&member.conversation_id) || member.state != MemberState::Left;
        if member.actor_id != by.actor_id && is_there {
            people.entry(member.conversation_id).or_default().push(actor);
        }
    }
    let last = texts::list_by_ids(conn, &last).await?;
    let mut last: HashMap<MessageId, Message> = last.into_iter().map(|message| (message.id, message)).collect();
    let line = |(conversation, member): (Conversation, Member)| Line {
        others: people.remove(&conversation.id).unwrap_or_default(),
        last: last.remove(&member.last_message_id),
        conversation,
        member,
    };
    Ok(rows.into_iter().map(line).collect())
}

async fn hosts<'a>(conn: &mut Conn, actors: impl Iterator<Item = &'a Actor>) -> Result<HashMap<InstanceId, String>> {
    let mut ids: Vec<InstanceId> = actors.filter_map(|actor| actor.instance_id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let known = instances::list_by_ids(conn, &ids).await?;
    Ok(known.into_iter().map(|instance| (instance.id, instance.host)).collect())
}

/// Opens a conversation: its last messages, or those below a number; what waited is read by that.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs.
pub async fn open(core: &Core, by: &Principal, id: ConversationId, below: Option<i64>) -> Result<Thread> {
    let thread = thread(core, by, id, below).await?;
    let is_news = thread.member.unread > 0 || thread.member.read_number < thread.conversation.last_number;
    if is_news && below.is_none() {
        standing::mark_read(core, by, id).await?;
    }
    Ok(thread)
}

/// The same, and what waits goes on waiting.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs.
pub async fn thread(core: &Core, by: &Principal, id: ConversationId, below: Option<i64>) -> Result<Thread> {
    let mut conn = core.db.read().await?;
    let (conversation, member) = readable(&mut conn, by, id).await?;
    let people = members::list(&mut conn, id).await?;
    let reader = (by.actor_id, member.from_number);
    let mut messages = texts::list(&mut conn, id, reader, below, MESSAGES_PER_PAGE + 1).await?;
    let more = cut_page(&mut messages, MESSAGES_PER_PAGE);
    let older = messages.last().filter(|_| more).map(|message| message.number);
    messages.reverse();
    let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
    let own: Vec<MessageId> = messages
        .iter()
        .filter(|message| message.author_id == by.actor_id)
        .map(|message| message.id)
        .collect();
    let mut sent: HashMap<MessageId, Vec<Delivery>> = HashMap::new();
    if people.iter().any(|(_, actor)| !actor.is_local()) {
        for delivery in deliveries::list(&mut conn, &own).await? {
            sent.entry(delivery.message_id).or_default().push(delivery);
        }
    }
    let strangers = strangers(&mut conn, &people, &messages).await?;
    let other = people.iter().find(|(one, _)| one.actor_id != by.actor_id);
    let is_blocked = match other.filter(|_| conversation.is_pair()) {
        Some((_, actor)) => blocks::exists(&mut conn, by.actor_id, actor.id).await?,
        None => false,
    };
    Ok(Thread {
        hosts: hosts(&mut conn, people.iter().map(|(_, actor)| actor)).await?,
        files: files::of(&mut conn, &ids).await?,
        deliveries: sent,
        conversation,
        member,
        people,
        strangers,
        messages,
        older,
        is_blocked,
    })
}

async fn strangers(conn: &mut Conn, people: &[(Member, Actor)], messages: &[Message]) -> Result<Vec<Actor>> {
    let named = messages
        .iter()
        .flat_map(|message| [Some(message.author_id), message.target_id]);
    let mut ids: Vec<ActorId> = named
        .flatten()
        .filter(|id| people.iter().all(|(member, _)| member.actor_id != *id))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(actors::list_by_ids(conn, &ids).await?)
}

/// A message that a member may read, with its author.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn message(core: &Core, by: &Principal, id: MessageId) -> Result<(Message, Thread)> {
    let mut conn = core.db.read().await?;
    let message = texts::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    drop(conn);
    let thread = thread(core, by, message.conversation_id, Some(message.number + 1)).await?;
    let is_theirs = thread.messages.iter().any(|one| one.id == id);
    if !is_theirs || message.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    Ok((message, thread))
}
