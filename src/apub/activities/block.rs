//! `Block`: a moderator keeps somebody out of a forum, or a server out of all of its forums. Without a `target` somebody wants
//! nothing of one of ours; that is between the two, so nobody passes it on.

use federation::activity::Block;
use federation::origin;
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::forums;
use crate::db::types::{ActorKind, UtcTime};
use crate::domain::messages::blocks;
use crate::domain::moderation::Why;
use crate::domain::moderation::bans::{self, NewBan, Place};

use super::super::error::{Error, Result};
use super::super::objects::PeerActor;
use super::super::objects::store::Cause;
use super::super::session::Session;
use super::sender;

pub(super) async fn receive(session: &Session, block: &Block, cause: &Cause) -> Result<()> {
    if block.target.is_none() {
        return between_people(session, block, cause, true).await;
    }
    let core = &session.core;
    let (actor, place) = place(session, block, cause).await?;
    let person = PeerActor::get(session, &block.object).await?;
    let until = block.end_time.map(UtcTime::new);
    if until.is_some_and(|until| until <= core.clock.now()) {
        return Err(Error::Ignored("the ban is over"));
    }
    let new = NewBan {
        who: person.id,
        place,
        why: Why::received(block.summary.as_deref()),
        until,
        with_posts: block.remove_data,
        uri: Some(block.head.id.to_string()),
    };
    Ok(bans::ban(core, &cause.principal(&actor), &new).await?)
}

/// Lets somebody in again, as whoever kept them out says.
pub(super) async fn undo(session: &Session, block: &Block, cause: &Cause) -> Result<()> {
    if block.target.is_none() {
        return between_people(session, block, cause, false).await;
    }
    let core = &session.core;
    let (actor, place) = place(session, block, cause).await?;
    let person = actors::find_by_uri(&mut core.db.read().await?, block.object.as_str()).await?;
    let person = person.ok_or(Error::Ignored("nobody known is meant"))?;
    Ok(bans::lift(core, &cause.principal(&actor), person.id, place).await?)
}

/// What one of ours writes to whoever blocks them does not leave this server, as a member's own block keeps it from them
/// (Mastodon sends such activities; ActivityPub, section 6.9, would rather not have them sent).
async fn between_people(session: &Session, block: &Block, cause: &Cause, is_blocked: bool) -> Result<()> {
    let core = &session.core;
    if cause.announced_by.is_some() {
        return Err(Error::Refused("a block between people was passed on"));
    }
    let actor = sender(session, &block.head.actor).await?;
    let person = actors::find_by_uri(&mut core.db.read().await?, block.object.as_str()).await?;
    let ours = person.filter(|person| person.is_local() && person.kind == ActorKind::Person);
    let ours = ours.ok_or(Error::Ignored("nobody of ours is meant"))?;
    Ok(blocks::set(core, &cause.principal(&actor), ours.id, is_blocked).await?)
}

/// Who says so, and of what: the forum that is the target, or the server whose own actor is.
async fn place(session: &Session, block: &Block, cause: &Cause) -> Result<(Actor, Place)> {
    let core = &session.core;
    let target = block.target.as_ref().ok_or(Error::Ignored("it names no place"))?;
    let actor = sender(session, &block.head.actor).await?;
    let known = actors::find_by_uri(&mut core.db.read().await?, target.as_str()).await?;
    if let Some(group) = known.as_ref().filter(|known| known.kind == ActorKind::Group) {
        let is_its = cause.announced_by.as_ref().is_none_or(|by| by.id == group.id);
        if !is_its {
            return Err(Error::Refused("announced by another forum"));
        }
        let forum = forums::find_by_actor(&mut core.db.read().await?, group.id).await?;
        let forum = forum.ok_or(Error::Ignored("the forum is not here"))?;
        return Ok((actor, Place::Forum(forum.id)));
    }
    if !is_of_server(target, &block.head.actor) || cause.announced_by.is_some() {
        return Err(Error::Ignored("it is about a place that is not known here"));
    }
    let server = actor.instance_id.ok_or(Error::Refused("it claims to be ours"))?;
    Ok((actor, Place::Server(server)))
}

/// Whether a target is the server of the one who says so: a server speaks for itself alone.
fn is_of_server(target: &Url, actor: &Url) -> bool {
    origin::same_origin(target, actor)
}
