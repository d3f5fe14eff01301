//! `Add` and `Remove`: what a forum pins, and who moderates it.

use federation::activity::{Add, Remove};
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::forums;
use crate::db::types::ActorKind;
use crate::domain::{forums as rules, moderation};

use super::super::error::{Error, Result};
use super::super::objects::PeerActor;
use super::super::objects::store::{Cause, forum_of};
use super::super::session::Session;
use super::{post_of, sender};

pub(super) async fn add(session: &Session, add: &Add, cause: &Cause) -> Result<()> {
    change(session, &add.head, &add.object, &add.target, true, cause).await
}

pub(super) async fn remove(session: &Session, remove: &Remove, cause: &Cause) -> Result<()> {
    change(session, &remove.head, &remove.object, &remove.target, false, cause).await
}

async fn change(
    session: &Session,
    head: &federation::activity::Head,
    object: &Url,
    target: &Url,
    is_in: bool,
    cause: &Cause,
) -> Result<()> {
    let core = &session.core;
    let by = cause.principal(&sender(session, &head.actor).await?);
    let group = group_of(session, head, object, cause).await?;
    if group.featured.as_deref() == Some(target.as_str()) {
        let post = post_of(session, object, cause).await?;
        let forum = forum_of(&mut core.db.read().await?, &post).await?;
        if forum.is_none_or(|(_, actor)| actor.id != group.id) {
            return Err(Error::Refused("it stands in another forum"));
        }
        return Ok(moderation::set_pinned(core, &by, post.id, is_in).await?);
    }
    if group.moderators.as_deref() == Some(target.as_str()) {
        let forum = forums::find_by_actor(&mut core.db.read().await?, group.id).await?;
        let forum = forum.ok_or(Error::Ignored("the forum is not here"))?;
        let moderator = PeerActor::get(session, object).await?;
        return Ok(rules::set_moderator(core, &by, forum.id, moderator.id, is_in).await?);
    }
    Err(Error::Ignored("a collection that is not kept"))
}

/// The forum whose collection it is: the announcing one, the one named, that of the post, or the sender itself.
async fn group_of(session: &Session, head: &federation::activity::Head, object: &Url, cause: &Cause) -> Result<Actor> {
    if let Some(group) = &cause.announced_by {
        return Ok(group.clone());
    }
    let mut conn = session.core.db.read().await?;
    for id in head.audience.iter().chain([&head.actor]) {
        let actor = actors::find_by_uri(&mut conn, id.as_str()).await?;
        if let Some(group) = actor.filter(|actor| actor.kind == ActorKind::Group) {
            return Ok(group);
        }
    }
    let post = crate::db::posts::find_by_uri(&mut conn, object.as_str()).await?;
    let post = post.ok_or(Error::Ignored("no forum is named"))?;
    let (_, group) = forum_of(&mut conn, &post)
        .await?
        .ok_or(Error::Ignored("no forum is named"))?;
    Ok(group)
}
