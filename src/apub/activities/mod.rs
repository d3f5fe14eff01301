//! What each received activity does: one file a type. A file finds who and what is meant, holds the sender to the rules
//! of the wire, and calls the domain function that a click on a page calls too.

mod announce;
pub(super) mod answer;
mod best_answer;
mod block;
mod collection;
mod create;
mod delete;
mod flag;
mod follow;
mod join;
mod like;
mod lock;
mod moves;
mod object;
mod undo;
mod update;

use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity as LibraryActivity;
use async_trait::async_trait;
use federation::Activity;
use federation::origin;
use futures::future::{BoxFuture, ready};
use url::Url;

use crate::db::actors::Actor;
use crate::db::posts::{self, Post};

use super::documents::companion;
use super::error::{Error, Result};
use super::objects::PeerActor;
use super::objects::admission::require_policy;
use super::objects::store::{Cause, forum_of};
use super::session::{Bridge, Session};

pub(super) use announce::relay;

/// A received activity with why it came: the one type through which the library hands activities to us.
#[derive(Debug, Clone)]
pub struct Inbound {
    /// What it says.
    pub activity: Activity,
    /// Where it came from.
    pub cause: Cause,
}

#[async_trait]
impl LibraryActivity for Inbound {
    type DataType = Bridge;
    type Error = Error;

    fn id(&self) -> &Url {
        self.activity.id()
    }

    fn actor(&self) -> &Url {
        self.activity.actor()
    }

    /// Who may speak: ids in order, one origin, not ours, and a server that we still deal with.
    async fn verify(&self, data: &Data<Bridge>) -> Result<()> {
        origin::check_activity(&self.activity, data.http.policy())
            .map_err(|_| Error::Refused("activity and actor are not of one server"))?;
        if origin::authority(self.actor()).is_none_or(|host| host == data.core.config.host()) {
            return Err(Error::Refused("it claims to be ours"));
        }
        require_policy(data, self.actor()).await
    }

    async fn receive(self, data: &Data<Bridge>) -> Result<()> {
        apply(data, &self.activity, &self.cause).await
    }
}

/// Does what an activity says. Doing it twice is doing it once.
///
/// The future is boxed for each type: one that could become any of them would be as large as all of them on the stack of
/// an unoptimised build, and an Announce comes through here twice.
///
/// # Errors
/// See [`Error`].
pub fn apply<'a>(session: &'a Session, activity: &'a Activity, cause: &'a Cause) -> BoxFuture<'a, Result<()>> {
    match activity {
        Activity::Create(create) => Box::pin(create::receive(session, create, cause)),
        Activity::Update(update) => Box::pin(update::receive(session, update, cause)),
        Activity::Delete(delete) => Box::pin(delete::receive(session, delete, cause)),
        Activity::Undo(undo) => Box::pin(undo::receive(session, undo, cause)),
        Activity::Like(like) => Box::pin(like::receive(session, like, cause)),
        Activity::Announce(announce) => Box::pin(announce::receive(session, announce, cause)),
        Activity::Follow(follow) => Box::pin(follow::receive(session, follow, cause)),
        Activity::Accept(accept) => Box::pin(answer::accept(session, accept, cause)),
        Activity::Reject(reject) => Box::pin(answer::reject(session, reject, cause)),
        Activity::Add(add) => Box::pin(collection::add(session, add, cause)),
        Activity::Remove(remove) => Box::pin(collection::remove(session, remove, cause)),
        Activity::Lock(lock) => Box::pin(lock::receive(session, lock, cause)),
        Activity::ChooseAnswer(choice) => Box::pin(best_answer::receive(session, choice, cause)),
        Activity::Dislike(_) => Box::pin(ready(Err(Error::Ignored("there are no down-votes here")))),
        Activity::Block(ban) => Box::pin(block::receive(session, ban, cause)),
        Activity::Flag(report) => Box::pin(flag::receive(session, report, cause)),
        Activity::Move(moved) => Box::pin(moves::receive(session, moved, cause)),
        Activity::Join(join) => Box::pin(join::receive(session, join, cause)),
        Activity::Leave(leave) => Box::pin(join::leave(session, leave, cause)),
        Activity::TentativeAccept(perhaps) => Box::pin(answer::perhaps(session, perhaps, cause)),
        Activity::Ignore(ignore) => Box::pin(answer::ignore(session, ignore, cause)),
        Activity::Unknown(_) => Box::pin(ready(Err(Error::Ignored("an unknown type")))),
    }
}

/// The sender, as a row.
async fn sender(session: &Session, id: &Url) -> Result<Actor> {
    let actor = PeerActor::get(session, id).await?;
    if actor.is_local() {
        return Err(Error::Refused("it claims to be ours"));
    }
    if actor.deleted_at.is_some() {
        return Err(Error::Ignored("the sender is gone"));
    }
    Ok(actor)
}

/// The post `id` that an activity is about. For what a forum passes on, it has to stand in that forum.
async fn post_of(session: &Session, id: &Url, cause: &Cause) -> Result<Post> {
    let mut conn = session.core.db.read().await?;
    let meant = companion::meant(id.as_str(), &session.core.config.link(""));
    let Some(post) = posts::find_by_uri(&mut conn, meant).await? else {
        let is_ours = origin::authority(id).is_some_and(|host| host == session.core.config.host());
        let is_gone = is_ours || posts::has_grave(&mut conn, id.as_str()).await?;
        return Err(if is_gone {
            Error::Ignored("it is about something that is not here")
        } else {
            Error::missing(id)
        });
    };
    if let Some(group) = &cause.announced_by {
        let forum = forum_of(&mut conn, &post).await?;
        if forum.is_none_or(|(_, actor)| actor.id != group.id) {
            return Err(Error::Refused("it is about something in another forum"));
        }
    }
    Ok(post)
}
