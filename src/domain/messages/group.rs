//! Groups: who is in them, and what they are called.

use crate::db::Conn;
use crate::db::messages::members;
use crate::db::messages::{self as rows, Conversation};
use crate::db::types::{ActorId, ConversationId, MemberState, MessageKind};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::moderation::guard;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal};

use super::send::{Saying, say};
use super::{MEMBERS_MAX, TITLE_MAX, readable_locked, start, welcome};

/// Brings somebody in, who reads what is said from now on. Whoever is in it may.
///
/// # Errors
/// [`Error::NotFound`] if it is no group of theirs; [`Error::Invalid`] on `who`; [`Denied::NotWelcome`], [`Denied::Banned`];
/// [`Error::Limited`].
pub async fn add(core: &Core, by: &Principal, id: ConversationId, who: ActorId) -> Result<()> {
    core.change(async |conn| {
        guard::require_welcome_here(core, conn, by).await?;
        let group = require_group(conn, by, id).await?;
        let person = start::writable(core, conn, &[who])
            .await?
            .pop()
            .ok_or(Error::NotFound)?;
        let present = members::list(conn, id).await?;
        let known = present.iter().find(|(member, _)| member.actor_id == who);
        match known.map(|(member, _)| member.state) {
            // Whoever does not want it is not asked again, and nobody learns of it.
            Some(MemberState::Accepted | MemberState::Requested | MemberState::Declined) => return Ok(()),
            Some(MemberState::Left) | None => {}
        }
        let count = present.iter().filter(|(member, _)| member.state != MemberState::Left);
        if count.count() >= MEMBERS_MAX {
            return Err(Error::Invalid(Problems::one("who", Problem::TooMany(MEMBERS_MAX))));
        }
        let admission = welcome::admit(core, conn, by, &person, id).await?;
        // Whoever left comes back only if they say so themselves.
        let admission = match known {
            Some(_) if admission.state == MemberState::Accepted && person.is_local() => welcome::Admission {
                state: MemberState::Requested,
                ..admission
            },
            _ => admission,
        };
        start::enter(core, conn, by, &group, who, admission).await?;
        say(
            core,
            conn,
            by,
            &group,
            Saying::change(core, MessageKind::Added, Some(who), None),
        )
        .await?;
        changed(core, conn, by, id).await
    })
    .await
}

/// Gives a group another title, or takes it away.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] on `title`.
pub async fn rename(core: &Core, by: &Principal, id: ConversationId, title: &str) -> Result<()> {
    let mut problems = Problems::default();
    let title = problems.line("title", title, 0, TITLE_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        guard::require_welcome_here(core, conn, by).await?;
        let group = require_group(conn, by, id).await?;
        if group.title == title {
            return Ok(());
        }
        rows::set_title(conn, id, &title).await?;
        say(
            core,
            conn,
            by,
            &group,
            Saying::change(core, MessageKind::Renamed, None, Some(&title)),
        )
        .await?;
        changed(core, conn, by, id).await
    })
    .await
}

/// Leaves a group, of which one reads nothing any more; or takes a conversation between two off one's list, where it comes
/// back, empty, when something new is said.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn leave(core: &Core, by: &Principal, id: ConversationId) -> Result<()> {
    core.change(async |conn| {
        let (conversation, member) = readable_locked(conn, by, id).await?;
        if member.state == MemberState::Requested {
            members::set_state(conn, id, by.actor_id, MemberState::Declined).await?;
            return end_if_empty(core, conn, &conversation).await.map(drop);
        }
        let is_told = !conversation.is_pair() && member.state == MemberState::Accepted;
        if is_told {
            say(
                core,
                conn,
                by,
                &conversation,
                Saying::change(core, MessageKind::Left, None, None),
            )
            .await?;
        }
        let now = rows::get(conn, id).await?.last_number;
        let gone = members::find(conn, id, by.actor_id).await?.ok_or(Error::NotFound)?;
        members::return_to(
            conn,
            &members::Member {
                state: MemberState::Left,
                from_number: now,
                read_number: now,
                ..gone
            },
        )
        .await?;
        super::tell::read(core, conn, by, id).await?;
        if end_if_empty(core, conn, &conversation).await? {
            return Ok(());
        }
        changed(core, conn, by, id).await
    })
    .await
}

/// Destroys a group that nobody here is in any more; says whether it did.
pub(super) async fn end_if_empty(core: &Core, conn: &mut Conn, conversation: &Conversation) -> Result<bool> {
    if conversation.is_pair() {
        return Ok(false);
    }
    let left = members::list(conn, conversation.id).await?;
    if left
        .iter()
        .any(|(one, _)| one.account_id.is_some() && super::may_read(one))
    {
        return Ok(false);
    }
    super::forget::conversation(core, conn, conversation.id).await?;
    Ok(true)
}

async fn require_group(conn: &mut Conn, by: &Principal, id: ConversationId) -> Result<Conversation> {
    let (conversation, member) = readable_locked(conn, by, id).await?;
    if conversation.is_pair() {
        return Err(Error::NotFound);
    }
    if member.state == MemberState::Requested {
        return Err(Error::Forbidden(Denied::AcceptFirst));
    }
    Ok(conversation)
}

async fn changed(core: &Core, conn: &mut Conn, by: &Principal, conversation: ConversationId) -> Result<()> {
    event::record(core, conn, by, &Event::ConversationChanged { conversation }).await
}
