//! `Undo`: takes back what the same actor did. What never came is remembered, so that it does nothing when it comes late.

use federation::Activity;
use federation::activity::{ActivityRef, Undo};
use federation::origin;
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::types::PostKind;
use crate::db::{follows as follow_rows, posts, votes as vote_rows};
use crate::domain::moderation;
use crate::domain::moderation::hiding::{self, Given};
use crate::domain::{Error as DomainError, answers, follows, posts as writing, votes};

use super::super::error::{Error, Result};
use super::super::objects::store::Cause;
use super::super::objects::{PeerPost, body, told};
use super::super::session::Session;
use super::{block, join, post_of, sender};

pub(super) async fn receive(session: &Session, undo: &Undo, cause: &Cause) -> Result<()> {
    let actor = sender(session, &undo.head.actor).await?;
    let activity = match &undo.object {
        ActivityRef::Id(id) => return by_id(session, &actor, id, cause).await,
        ActivityRef::Embedded(activity) => activity,
    };
    if activity.actor() != &undo.head.actor {
        return Err(Error::Refused("only who did it takes it back"));
    }
    // Remembering the id of something on another server would let anybody keep it from ever coming.
    origin::check_activity(activity, session.http.policy())
        .map_err(|_| Error::Refused("what is taken back and who did it are not of one server"))?;
    let by = cause.principal(&actor);
    let core = &session.core;
    match &**activity {
        Activity::Like(like) => vote(session, &actor, &like.head.id, &like.object, cause).await,
        Activity::Follow(follow) => {
            let target = actors::find_by_uri(&mut core.db.read().await?, follow.object.as_str()).await?;
            let target = target
                .filter(Actor::is_local)
                .ok_or(Error::Ignored("nobody here is meant"))?;
            if follow_rows::find(&mut core.db.read().await?, actor.id, target.id)
                .await?
                .is_none()
            {
                writing::bury(core, follow.head.id.as_str()).await?;
            }
            Ok(follows::receive_undo(core, &by, target.id).await?)
        }
        Activity::Join(join) => seat(session, &actor, (&join.head.id, &join.object), cause).await,
        Activity::Accept(accept) => seat(session, &actor, (&accept.head.id, accept.object.id()), cause).await,
        Activity::TentativeAccept(perhaps) => {
            seat(session, &actor, (&perhaps.head.id, perhaps.object.id()), cause).await
        }
        Activity::Lock(lock) => {
            let topic = post_of(session, &lock.object, cause).await?;
            Ok(moderation::set_locked(core, &by, topic.id, false).await?)
        }
        Activity::Block(ban) => block::undo(session, ban, cause).await,
        Activity::Delete(removal) => restored(session, &actor, &removal.object, cause).await,
        Activity::ChooseAnswer(choice) => {
            let answer = post_of(session, &choice.object, cause).await?;
            let topic = posts::get(&mut core.db.read().await?, answer.root_id).await?;
            if topic.accepted_id != Some(answer.id) {
                return Ok(());
            }
            Ok(answers::clear(core, &by, topic.id).await?)
        }
        _ => Err(Error::Ignored("this is not taken back")),
    }
}

/// Somebody elsewhere comes no more, or is interested no more.
async fn seat(session: &Session, actor: &Actor, (id, training): (&Url, &Url), cause: &Cause) -> Result<()> {
    let training = join::find_training(session, training).await?;
    let training = training.ok_or(Error::Ignored("this is not taken back"))?;
    writing::bury(&session.core, id.as_str()).await?;
    join::give_back(session, actor, &training, cause).await
}

/// A removal is undone: by who keeps order where the post stands, or by the post's own server, which then shows it again.
async fn restored(session: &Session, actor: &Actor, object: &Url, cause: &Cause) -> Result<()> {
    let core = &session.core;
    let post = post_of(session, object, cause).await?;
    if !post.is_removed() {
        return Ok(());
    }
    let by = cause.principal(actor);
    match hiding::restore(core, &by, post.id).await {
        Err(DomainError::Gone) if !post.is_local => {
            let document = PeerPost::fetch(session, object).await?;
            let content = body::read(session, &document).await?;
            let title = match post.kind {
                PostKind::Reply => String::new(),
                _ => body::title(&document, &content.html, ""),
            };
            let given = Given {
                title,
                content,
                told: told(&document),
            };
            Ok(hiding::restore_with(core, &by, post.id, &given).await?)
        }
        other => Ok(other?),
    }
}

async fn vote(session: &Session, actor: &Actor, like: &Url, object: &Url, cause: &Cause) -> Result<()> {
    let core = &session.core;
    let post = match post_of(session, object, cause).await {
        Err(Error::Missing(_)) => return Ok(writing::bury(core, like.as_str()).await?),
        other => other?,
    };
    let voted = vote_rows::list_voted(&mut core.db.read().await?, actor.id, &[post.id]).await?;
    if voted.is_empty() {
        return Ok(writing::bury(core, like.as_str()).await?);
    }
    Ok(votes::retract(core, &cause.principal(actor), post.id).await?)
}

/// Only the id was sent: what it was is in our tables, if it ever did anything.
async fn by_id(session: &Session, actor: &Actor, id: &Url, cause: &Cause) -> Result<()> {
    let core = &session.core;
    let mut conn = core.db.read().await?;
    let vote = vote_rows::find_by_uri(&mut conn, id.as_str()).await?;
    let follow = follow_rows::find_by_uri(&mut conn, id.as_str()).await?;
    drop(conn);
    let by = cause.principal(actor);
    match (vote, follow) {
        (Some((post, voter)), _) if voter == actor.id => Ok(votes::retract(core, &by, post).await?),
        (_, Some(follow)) if follow.follower_id == actor.id => {
            Ok(follows::receive_undo(core, &by, follow.target_id).await?)
        }
        (None, None) if Url::parse(&actor.uri).is_ok_and(|actor| origin::same_origin(&actor, id)) => {
            Ok(writing::bury(core, id.as_str()).await?)
        }
        _ => Err(Error::Refused("only who did it takes it back")),
    }
}
