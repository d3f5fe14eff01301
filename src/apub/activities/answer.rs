//! `Accept` and `Reject`: the answer to a follow of ours.

use federation::Activity;
use federation::activity::{Accept, ActivityRef, Reject};
use serde_json::json;

use crate::db::actors::{self, Actor};
use crate::db::follows::{self as rows, Follow};
use crate::db::types::JobId;
use crate::db::{forums, queue};
use crate::domain::follows;

use super::super::error::{Error, Result};
use super::super::objects::store::Cause;
use super::super::session::Session;
use super::sender;

pub(super) async fn accept(session: &Session, accept: &Accept, cause: &Cause) -> Result<()> {
    let answerer = sender(session, &accept.head.actor).await?;
    let follow = meant(session, &answerer, &accept.object).await?;
    follows::receive_answer(&session.core, &cause.principal(&answerer), &follow.uri, true).await?;
    ask_for_history(session, &answerer).await
}

pub(super) async fn reject(session: &Session, reject: &Reject, cause: &Cause) -> Result<()> {
    let answerer = sender(session, &reject.head.actor).await?;
    let follow = meant(session, &answerer, &reject.object).await?;
    follows::receive_answer(&session.core, &cause.principal(&answerer), &follow.uri, false).await?;
    Ok(())
}

/// The follow that is answered: by its id, or by who follows whom if the id was not kept.
async fn meant(session: &Session, answerer: &Actor, object: &ActivityRef) -> Result<Follow> {
    let mut conn = session.core.db.read().await?;
    if let Some(follow) = rows::find_by_uri(&mut conn, object.id().as_str()).await? {
        return Ok(follow);
    }
    let ActivityRef::Embedded(activity) = object else {
        return Err(Error::Ignored("it answers nothing of ours"));
    };
    let Activity::Follow(follow) = &**activity else {
        return Err(Error::Ignored("it answers no follow"));
    };
    let follower = actors::find_by_uri(&mut conn, follow.head.actor.as_str()).await?;
    let follower = follower
        .filter(Actor::is_local)
        .ok_or(Error::Ignored("it answers nothing of ours"))?;
    rows::find(&mut conn, follower.id, answerer.id)
        .await?
        .ok_or(Error::Ignored("it answers nothing of ours"))
}

/// Somebody here begins to follow a forum or a person: what was written there lately is fetched, later.
async fn ask_for_history(session: &Session, target: &Actor) -> Result<()> {
    let core = &session.core;
    let forum = forums::find_by_actor(&mut core.db.read().await?, target.id).await?;
    let (key, payload) = match forum {
        Some(forum) => (format!("backfill:{}", forum.id), json!({ "forum": forum.id.0 })),
        None => (
            format!("backfill-person:{}", target.id),
            json!({ "person": target.id.0 }),
        ),
    };
    let id: JobId = core.ids.next();
    let mut conn = core.db.write().await?;
    queue::insert(&mut conn, id, "backfill", &payload, Some(&key), core.clock.now()).await?;
    core.wake.jobs.notify_one();
    Ok(())
}
