//! Saying something.

use crate::db::Conn;
use crate::db::actors::Actor;
use crate::db::messages::deliveries::{self, Delivery};
use crate::db::messages::members::{self, Member};
use crate::db::messages::texts::{self, Message};
use crate::db::messages::{self as rows, Conversation, blocks, words};
use crate::db::types::{ActorId, ConversationId, MemberState, MessageId, MessageKind, MessageState, UtcTime};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::media::NewAttachment;
use crate::domain::media::messages as files;
use crate::domain::moderation::guard;
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal, fold, text};

use super::{BODY_MAX, FILES_MAX, tell};

/// A message as typed.
#[derive(Debug, Clone, Default)]
pub struct MessageForm {
    /// Markdown.
    pub body: String,
    /// Files of the author's.
    pub files: Vec<NewAttachment>,
}

/// Something that is about to be said.
pub(super) struct Saying {
    pub(super) kind: MessageKind,
    pub(super) content: Content,
    pub(super) target: Option<ActorId>,
    /// Of what came from elsewhere: its id.
    pub(super) uri: Option<String>,
    pub(super) in_reply_to: Option<MessageId>,
    pub(super) sent_at: UtcTime,
}

impl Saying {
    /// Something said here and now.
    pub(super) fn text(core: &Core, content: Content) -> Self {
        Self {
            kind: MessageKind::Text,
            content,
            target: None,
            uri: None,
            in_reply_to: None,
            sent_at: core.clock.now(),
        }
    }

    /// Something that happened to a group.
    pub(super) fn change(core: &Core, kind: MessageKind, target: Option<ActorId>, title: Option<&str>) -> Self {
        let content = Content {
            source: title.map(str::to_owned),
            ..Content::default()
        };
        Self {
            kind,
            target,
            ..Self::text(core, content)
        }
    }
}

/// What a form comes to.
///
/// # Errors
/// [`Error::Invalid`] on `body` or `files`.
pub(super) async fn checked(core: &Core, form: &MessageForm) -> Result<Content> {
    let mut problems = Problems::default();
    let least = usize::from(form.files.is_empty());
    let body = problems.block("body", &form.body, least, BODY_MAX);
    if form.files.len() > FILES_MAX {
        problems.add("files", crate::domain::validate::Problem::TooMany(FILES_MAX));
    }
    problems.into_result(())?;
    Ok(Content::written(core, &body, "").await?.with(form.files.clone()))
}

/// Says something in a conversation. Whoever was asked into it accepts by that.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] if it is not theirs; [`Denied::YouBlock`], [`Denied::Banned`], [`Denied::Alone`].
pub async fn send(core: &Core, by: &Principal, id: ConversationId, form: &MessageForm) -> Result<Message> {
    let content = checked(core, form).await?;
    core.change(async |conn| {
        guard::require_welcome_here(core, conn, by).await?;
        let conversation = rows::get_locked(conn, id).await?;
        require_voice(conn, by, &conversation).await?;
        say(core, conn, by, &conversation, Saying::text(core, content.clone())).await
    })
    .await
}

/// That somebody may speak in a conversation. Between two, whoever went or did not want it may always come back.
pub(super) async fn require_voice(conn: &mut Conn, by: &Principal, conversation: &Conversation) -> Result<()> {
    let member = members::find(conn, conversation.id, by.actor_id).await?;
    let member = member.ok_or(Error::NotFound)?;
    let may_return = conversation.is_pair();
    match member.state {
        MemberState::Accepted => {}
        MemberState::Declined | MemberState::Left if !may_return => return Err(Error::NotFound),
        _ => members::set_state(conn, conversation.id, by.actor_id, MemberState::Accepted).await?,
    }
    let others = members::list(conn, conversation.id).await?;
    let others: Vec<&(Member, Actor)> = others.iter().filter(|(one, _)| one.actor_id != by.actor_id).collect();
    if conversation.is_pair() {
        for (_, other) in &others {
            if blocks::exists(conn, by.actor_id, other.id).await? {
                return Err(Error::Forbidden(Denied::YouBlock));
            }
        }
    }
    let is_there = |(one, actor): &&(Member, Actor)| {
        actor.deleted_at.is_none() && (conversation.is_pair() || one.state != MemberState::Left)
    };
    if others.iter().any(is_there) {
        Ok(())
    } else {
        Err(Error::Forbidden(Denied::Alone))
    }
}

/// Adds a message to a conversation that the caller holds, for everybody who may read it.
pub(super) async fn say(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    conversation: &Conversation,
    saying: Saying,
) -> Result<Message> {
    let people = members::list(conn, conversation.id).await?;
    let audience = audience(conn, by, conversation, &people).await?;
    let number = rows::next_number(conn, conversation.id).await?;
    let id: MessageId = core.ids.next();
    let message = Message {
        id,
        conversation_id: conversation.id,
        number,
        kind: saying.kind,
        author_id: by.actor_id,
        target_id: saying.target,
        uri: saying.uri.unwrap_or_else(|| core.config.link(&format!("/pm/{id}"))),
        in_reply_to_id: saying.in_reply_to,
        source: saying.content.source.clone(),
        html: saying.content.html.clone(),
        excerpt: saying.content.excerpt.clone(),
        is_withheld: audience.is_withheld,
        sent_at: saying.sent_at,
        edited_at: None,
        deleted_at: None,
    };
    if !texts::insert(conn, &message).await? {
        return Err(Error::Conflict("the same message".to_owned()));
    }
    for returning in &audience.returning {
        let back = Member {
            state: MemberState::Accepted,
            from_number: number - 1,
            read_number: number - 1,
            ..returning.clone()
        };
        members::return_to(conn, &back).await?;
    }
    let names = match &saying.content.attachments {
        Some(wanted) => files::hang(conn, by, id, wanted).await?,
        None => Vec::new(),
    };
    index(conn, &message, &names).await?;
    members::add_message(conn, conversation.id, &audience.readers, (id, number, by.actor_id)).await?;
    if message.kind == MessageKind::Text {
        post(core, conn, by, &message, &people, &audience).await?;
        tell::of(core, conn, &message, &people, &audience.readers).await?;
    }
    let event = Event::MessageSent {
        conversation: conversation.id,
        message: id,
    };
    event::record(core, conn, by, &event).await?;
    Ok(message)
}

/// Who gets a message.
struct Audience {
    /// Who may read it here, its author among them.
    readers: Vec<ActorId>,
    /// Those of a pair who had taken it off their list, and have it there again.
    returning: Vec<Member>,
    /// Whom it is for does not want it, which its author is not told.
    is_withheld: bool,
}

async fn audience(
    conn: &mut Conn,
    by: &Principal,
    conversation: &Conversation,
    people: &[(Member, Actor)],
) -> Result<Audience> {
    let mut audience = Audience {
        readers: Vec::new(),
        returning: Vec::new(),
        is_withheld: false,
    };
    for (member, actor) in people {
        let is_author = member.actor_id == by.actor_id;
        if !is_author && conversation.is_pair() {
            let is_blocked = blocks::exists(conn, actor.id, by.actor_id).await?;
            if is_blocked || member.state == MemberState::Declined {
                audience.is_withheld = true;
                continue;
            }
            if member.state == MemberState::Left && member.account_id.is_some() {
                audience.returning.push(member.clone());
                audience.readers.push(member.actor_id);
                continue;
            }
        }
        if is_author || super::may_read(member) {
            audience.readers.push(member.actor_id);
        }
    }
    Ok(audience)
}

/// Notes to whom elsewhere a message of ours goes. One that is withheld goes nowhere, and its author is told what they would be
/// told if the other server had taken it and kept it from its reader.
async fn post(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    message: &Message,
    people: &[(Member, Actor)],
    audience: &Audience,
) -> Result<()> {
    if !by.is_local() {
        return Ok(());
    }
    let state = match audience.is_withheld {
        true => MessageState::Delivered,
        false => MessageState::Sent,
    };
    let is_elsewhere = |(member, actor): &&(Member, Actor)| {
        member.state == MemberState::Accepted && !actor.is_local() && actor.deleted_at.is_none()
    };
    let rows: Vec<Delivery> = people
        .iter()
        .filter(is_elsewhere)
        .filter_map(|(_, actor)| {
            Some(Delivery {
                message_id: message.id,
                actor_id: actor.id,
                instance_id: actor.instance_id?,
                uri: core.config.link(&format!("/pm/{}/{}", message.id, actor.id)),
                state,
                outbox_id: None,
            })
        })
        .collect();
    Ok(deliveries::insert(conn, &rows).await?)
}

/// Puts the words of a message, and of the names of its files, into the index.
pub(super) async fn index(conn: &mut Conn, message: &Message, names: &[String]) -> Result<()> {
    let plain = text::plain(&message.html);
    let texts = std::iter::once(plain.as_str()).chain(names.iter().map(String::as_str));
    let found = fold::index_words(texts);
    Ok(words::set(conn, message.conversation_id, message.id, &found).await?)
}
