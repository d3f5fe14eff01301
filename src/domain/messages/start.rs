//! Beginning a conversation. Between two people there is one, found again however often it is begun.

use crate::db::Conn;
use crate::db::actors::{self, Actor};
use crate::db::messages::members::{self, Member};
use crate::db::messages::texts::Message;
use crate::db::messages::{self as rows, Conversation, settings};
use crate::db::types::{ActorId, ActorKind, ConversationId, MemberState, MessageId};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::guard;
use crate::domain::privacy::former;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, instances};

use super::send::{MessageForm, Saying, checked, require_voice, say};
use super::welcome;
use super::{MEMBERS_MAX, TITLE_MAX};

/// Writes to somebody, or begins a group with several people; `title` is what a group is called.
///
/// # Errors
/// [`Error::Invalid`] on `to`, `title`, `body` or `files`; [`Denied::NotWelcome`], [`Denied::YouBlock`], [`Denied::Banned`],
/// [`Denied::Blocked`]; [`Error::Limited`] for whoever has just written to many who do not know them.
pub async fn start(core: &Core, by: &Principal, to: &[ActorId], title: &str, form: &MessageForm) -> Result<Message> {
    let mut problems = Problems::default();
    let title = problems.line("title", title, 0, TITLE_MAX);
    let mut to: Vec<ActorId> = to.iter().copied().filter(|id| *id != by.actor_id).collect();
    to.sort_unstable();
    to.dedup();
    if to.is_empty() {
        problems.add("to", Problem::Required);
    }
    if to.len() >= MEMBERS_MAX {
        problems.add("to", Problem::TooMany(MEMBERS_MAX - 1));
    }
    let content = match checked(core, form).await {
        Ok(content) => content,
        Err(Error::Invalid(others)) => {
            others.iter().for_each(|(field, problem)| problems.add(field, problem));
            return Err(Error::Invalid(problems));
        }
        Err(other) => return Err(other),
    };
    problems.into_result(())?;
    core.change(async |conn| {
        guard::require_welcome_here(core, conn, by).await?;
        let people = writable(core, conn, &to).await?;
        let conversation = match people.as_slice() {
            [other] => pair(core, conn, by, other).await?,
            _ => group(core, conn, by, &people, &title, None).await?,
        };
        require_voice(conn, by, &conversation).await?;
        say(core, conn, by, &conversation, Saying::text(core, content.clone())).await
    })
    .await
}

/// The conversation between somebody and another one, if there is one that they may open.
///
/// # Errors
/// If the database fails.
pub async fn known(core: &Core, by: &Principal, other: ActorId) -> Result<Option<ConversationId>> {
    let mut conn = core.db.read().await?;
    let Some(pair) = rows::find_pair(&mut conn, &key(by.actor_id, other)).await? else {
        return Ok(None);
    };
    let member = members::find(&mut conn, pair.id, by.actor_id).await?;
    Ok(member.filter(super::may_read).map(|_| pair.id))
}

/// People whom one can write to.
pub(super) async fn writable(core: &Core, conn: &mut Conn, ids: &[ActorId]) -> Result<Vec<Actor>> {
    let people = actors::list_by_ids(conn, ids).await?;
    let is_person = |actor: &Actor| {
        let is_somebody = !matches!(actor.kind, ActorKind::Group | ActorKind::Application);
        is_somebody && actor.deleted_at.is_none() && !former::is_former(actor)
    };
    if people.len() != ids.len() || !people.iter().all(is_person) {
        return Err(Error::NotFound);
    }
    let servers: Vec<_> = people.iter().filter_map(|actor| actor.instance_id).collect();
    let reached = instances::reachable(core, conn, &servers).await?;
    if servers
        .iter()
        .any(|id| reached.iter().all(|instance| instance.id != *id))
    {
        return Err(Error::Forbidden(Denied::Blocked));
    }
    Ok(people)
}

/// What keeps the conversation between two people one.
pub(super) fn key(one: ActorId, other: ActorId) -> String {
    format!("{}:{}", one.min(other), one.max(other))
}

/// The conversation between two people, begun now if there is none.
pub(super) async fn pair(core: &Core, conn: &mut Conn, by: &Principal, other: &Actor) -> Result<Conversation> {
    let key = key(by.actor_id, other.id);
    if let Some(known) = rows::find_pair(conn, &key).await? {
        return Ok(rows::get_locked(conn, known.id).await?);
    }
    let conversation = Conversation {
        id: core.ids.next(),
        pair_key: Some(key.clone()),
        circle: None,
        title: String::new(),
        last_number: 0,
        created_at: core.clock.now(),
    };
    let admission = welcome::admit(core, conn, by, other, conversation.id).await?;
    if !rows::insert(conn, &conversation).await? {
        // Both began it at the same moment.
        let known = rows::find_pair(conn, &key).await?.ok_or(Error::NotFound)?;
        return Ok(rows::get_locked(conn, known.id).await?);
    }
    enter_self(core, conn, by, &conversation).await?;
    enter(core, conn, by, &conversation, other.id, admission).await?;
    Ok(conversation)
}

/// A group, begun now. Of what began elsewhere, `circle` names everybody.
pub(super) async fn group(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    people: &[Actor],
    title: &str,
    circle: Option<&str>,
) -> Result<Conversation> {
    let conversation = Conversation {
        id: core.ids.next(),
        pair_key: None,
        circle: circle.map(str::to_owned),
        title: title.to_owned(),
        last_number: 0,
        created_at: core.clock.now(),
    };
    rows::insert(conn, &conversation).await?;
    enter_self(core, conn, by, &conversation).await?;
    for person in people {
        match welcome::admit(core, conn, by, person, conversation.id).await {
            Ok(admission) => enter(core, conn, by, &conversation, person.id, admission).await?,
            // What came from elsewhere came also to others: those who want it get it.
            Err(Error::Forbidden(Denied::NotWelcome) | Error::NotFound) if circle.is_some() => {}
            Err(other) => return Err(other),
        }
    }
    Ok(conversation)
}

/// Whoever begins a conversation is in it.
async fn enter_self(core: &Core, conn: &mut Conn, by: &Principal, conversation: &Conversation) -> Result<()> {
    let shows_read = match by.account_id {
        Some(account) => settings::get(conn, account).await?.shows_read,
        None => false,
    };
    let admission = welcome::Admission {
        account: by.account_id,
        state: MemberState::Accepted,
        shows_read,
    };
    enter(core, conn, by, conversation, by.actor_id, admission).await
}

/// Gives somebody a place, who reads what is said from now on.
pub(super) async fn enter(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    conversation: &Conversation,
    who: ActorId,
    admission: welcome::Admission,
) -> Result<()> {
    let member = Member {
        conversation_id: conversation.id,
        actor_id: who,
        account_id: admission.account,
        state: admission.state,
        invited_by: (who != by.actor_id).then_some(by.actor_id),
        is_muted: false,
        shows_read: admission.shows_read,
        from_number: conversation.last_number,
        read_number: conversation.last_number,
        unread: 0,
        last_message_id: MessageId(0),
        created_at: core.clock.now(),
    };
    if !members::insert(conn, &member).await? {
        members::return_to(conn, &member).await?;
    }
    Ok(())
}
