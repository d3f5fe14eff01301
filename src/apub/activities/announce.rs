//! `Announce`: a forum passes on what it accepted. Its signature proves that the forum said so, and no more: see
//! [`super::object`] for what is fetched from its origin all the same. Boosts by people are not kept.

use federation::activity::{Announce, Announced, Relayed};
use federation::{Activity, origin};
use url::Url;

use crate::db::actors::Actor;
use crate::db::types::{ActorKind, Deed};
use crate::db::{follows, posts};
use crate::domain::submissions;

use super::super::error::{Error, Result};
use super::super::objects::admission;
use super::super::objects::store::{self, Cause, forum_of};
use super::super::objects::{PeerPost, post::Found};
use super::super::session::Session;
use super::answer::{deed_of, require_place};
use super::{apply, sender};

pub(super) async fn receive(session: &Session, announce: &Announce, cause: &Cause) -> Result<()> {
    if cause.announced_by.is_some() {
        return Err(Error::Refused("an announcement inside another"));
    }
    let group = sender(session, &announce.head.actor).await?;
    if group.kind != ActorKind::Group {
        return Err(Error::Ignored("boosts are not kept"));
    }
    match relay(session, &group, &announce.object, cause).await {
        // What a forum says of its own affairs is worth waiting for only if somebody reads it.
        Err(Error::Missing(_)) if !is_followed(session, &group).await? => {
            Err(Error::Ignored("nobody here follows the forum"))
        }
        other => other,
    }
}

async fn is_followed(session: &Session, group: &Actor) -> Result<bool> {
    Ok(follows::has_local_follower(&mut session.core.db.read().await?, group.id).await?)
}

/// Does what a forum passes on.
///
/// # Errors
/// See [`Error`]. Of a batch, parts that say nothing to us are left out; when one fails that may work later, the whole
/// batch is tried again, which changes nothing for the others.
pub(in super::super) async fn relay(
    session: &Session,
    group: &Actor,
    announced: &Announced,
    cause: &Cause,
) -> Result<()> {
    let cause = Cause {
        announced_by: Some(group.clone()),
        ..cause.clone()
    };
    match announced {
        Announced::Id(id) => post(session, group, id, &cause).await,
        Announced::Object(object) => {
            let id = object.id.as_ref().ok_or(Error::Ignored("an object without an id"))?;
            post(session, group, id, &cause).await
        }
        Announced::Activity(relayed) => one(session, group, relayed, &cause).await,
        Announced::Batch(items) => {
            let mut passing = Ok(());
            for item in items {
                match one(session, group, item, &cause).await {
                    Err(error) if error.is_ours() => passing = Err(error),
                    Err(error) => {
                        tracing::debug!(%error, id = %item.activity.id(), "a part of a batch was left out");
                    }
                    Ok(()) => {}
                }
            }
            passing
        }
    }
}

/// A post by its id: confirmed if it is here, fetched if somebody here follows the forum.
async fn post(session: &Session, group: &Actor, id: &Url, cause: &Cause) -> Result<()> {
    let core = &session.core;
    if confirmed(session, group, id).await? {
        return Ok(());
    }
    let is_ours = origin::authority(id).is_some_and(|host| host == core.config.host());
    let is_read = cause.is_wanted || is_followed(session, group).await?;
    if is_ours || !is_read {
        return Err(Error::Ignored("nobody here follows the forum"));
    }
    match PeerPost::get(session, id).await? {
        Found::Stored(_) => Ok(()),
        Found::Fetched(document) => store::content(session, &document, cause).await.map(drop),
    }
}

/// Notes that the forum passed on a post that is here; says whether it is.
async fn confirmed(session: &Session, group: &Actor, id: &Url) -> Result<bool> {
    let core = &session.core;
    let mut conn = core.db.read().await?;
    let Some(post) = posts::find_by_uri(&mut conn, id.as_str()).await? else {
        return Ok(false);
    };
    let forum = forum_of(&mut conn, &post).await?;
    drop(conn);
    if forum.is_none_or(|(_, actor)| actor.id != group.id) {
        return Err(Error::Refused("announced by another forum than its own"));
    }
    if post.announced_at.is_none() {
        submissions::confirm(core, (post.id, post.actor_id, Deed::Post)).await?;
    }
    Ok(true)
}

async fn one(session: &Session, group: &Actor, relayed: &Relayed, cause: &Cause) -> Result<()> {
    let activity = &*relayed.activity;
    origin::check_activity(activity, session.http.policy())
        .map_err(|_| Error::Refused("the inner activity and its actor are not of one server"))?;
    if origin::authority(activity.actor()).is_some_and(|host| host == session.core.config.host()) {
        return own(session, group, activity).await;
    }
    admission::require_policy(session, activity.actor()).await?;
    match activity {
        Activity::Create(_)
        | Activity::Update(_)
        | Activity::Delete(_)
        | Activity::Undo(_)
        | Activity::Like(_)
        | Activity::Dislike(_)
        | Activity::Add(_)
        | Activity::Remove(_)
        | Activity::Lock(_)
        | Activity::ChooseAnswer(_)
        | Activity::Move(_)
        | Activity::Block(_) => apply(session, activity, cause).await,
        _ => Err(Error::Refused("this is not for a forum to pass on")),
    }
}

/// What our own people did comes back from the forum: it has been done here, and now it is confirmed.
async fn own(session: &Session, group: &Actor, activity: &Activity) -> Result<()> {
    let (object, deed) = match activity {
        Activity::Create(create) => (create.object.id(), Deed::Post),
        Activity::Update(update) => (update.object.id(), Deed::Post),
        Activity::Like(like) => (Some(&like.object), Deed::Vote),
        Activity::ChooseAnswer(choice) => (Some(&choice.object), Deed::Answer),
        _ => return Ok(()),
    };
    let Some(object) = object else { return Ok(()) };
    if deed == Deed::Post {
        confirmed(session, group, object).await?;
        return Ok(());
    }
    let key = deed_of(session, activity.actor(), object, deed).await?;
    let Some(key) = key else { return Ok(()) };
    require_place(session, group, key.0).await?;
    Ok(submissions::confirm(&session.core, key).await?)
}
