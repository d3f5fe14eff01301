//! `Accept`, `Reject`, `TentativeAccept` and `Ignore`: the answer to a follow of ours, to a wish for a seat, or to what a member of
//! ours sent to a forum; of an event of ours, what somebody elsewhere thinks of coming.

use chrono::DateTime;
use federation::Activity;
use federation::activity::{Accept, ActivityRef, Ignore, Reject, TentativeAccept};
use serde_json::json;
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::follows::{self as rows, Follow};
use crate::db::submissions::Key;
use crate::db::trainings::Access;
use crate::db::types::{ActorKind, Deed, JobId, PostId, Refusal as NoSeat, UtcTime};
use crate::db::{forums, outbox, posts, queue};
use crate::domain::submissions::{self, Refusal};
use crate::domain::trainings::seats::{self, Answer, Asked};
use crate::domain::{follows, text};

use super::super::error::{Error, Result};
use super::super::objects::store::{Cause, forum_of};
use super::super::session::Session;
use super::{join, sender};

pub(super) async fn accept(session: &Session, accept: &Accept, cause: &Cause) -> Result<()> {
    let answerer = sender(session, &accept.head.actor).await?;
    if let Some(training) = join::find_training(session, accept.object.id()).await? {
        let wish = join::wish(&accept.head.id, false);
        return join::ask(session, &answerer, &training, &wish, cause).await;
    }
    if let Some(asked) = join::asked(session, &accept.object).await? {
        let (online_link, directions) = accept.access.clone().unwrap_or_default();
        let access = Access {
            online_link,
            directions,
        };
        return seat(session, &answerer, cause, (&asked, &Answer::Accepted(access))).await;
    }
    if let Some(key) = submitted(session, &accept.object).await? {
        require_place(session, &answerer, key.0).await?;
        return Ok(submissions::confirm(&session.core, key).await?);
    }
    let follow = meant(session, &answerer, &accept.object).await?;
    follows::receive_answer(&session.core, &cause.principal(&answerer), &follow.uri, true).await?;
    ask_for_history(session, &answerer).await
}

pub(super) async fn reject(session: &Session, reject: &Reject, cause: &Cause) -> Result<()> {
    let answerer = sender(session, &reject.head.actor).await?;
    if let Some(training) = join::find_training(session, reject.object.id()).await? {
        return join::give_back(session, &answerer, &training, cause).await;
    }
    if let Some(asked) = join::asked(session, &reject.object).await? {
        let words = text::plain(reject.summary.as_deref().unwrap_or_default());
        let code = reject.refusal.as_deref().and_then(|code| code.parse().ok());
        return seat(session, &answerer, cause, (&asked, &Answer::Refused(words, code))).await;
    }
    if let Some(key) = submitted(session, &reject.object).await? {
        require_place(session, &answerer, key.0).await?;
        let words = text::plain(reject.summary.as_deref().unwrap_or_default());
        return Ok(submissions::refuse(&session.core, key, &Refusal::said(&words)).await?);
    }
    let follow = meant(session, &answerer, &reject.object).await?;
    follows::receive_answer(&session.core, &cause.principal(&answerer), &follow.uri, false).await?;
    Ok(())
}

/// Somebody elsewhere is interested in a training of ours; or the organiser elsewhere has a member wait.
pub(super) async fn perhaps(session: &Session, perhaps: &TentativeAccept, cause: &Cause) -> Result<()> {
    let answerer = sender(session, &perhaps.head.actor).await?;
    if let Some(training) = join::find_training(session, perhaps.object.id()).await? {
        let wish = join::wish(&perhaps.head.id, true);
        return join::ask(session, &answerer, &training, &wish, cause).await;
    }
    let asked = join::asked(session, &perhaps.object).await?;
    let asked = asked.ok_or(Error::Ignored("it answers nothing of ours"))?;
    let until = perhaps
        .held_until
        .as_deref()
        .and_then(|at| DateTime::parse_from_rfc3339(at).ok());
    let answer = until.map_or(Answer::Perhaps, |at| Answer::Held(UtcTime::new(at.to_utc())));
    seat(session, &answerer, cause, (&asked, &answer)).await
}

/// A server elsewhere gives no seats by asking.
pub(super) async fn ignore(session: &Session, ignore: &Ignore, cause: &Cause) -> Result<()> {
    let answerer = sender(session, &ignore.head.actor).await?;
    let asked = join::asked(session, &ignore.object).await?;
    let asked = asked.ok_or(Error::Ignored("it answers nothing of ours"))?;
    let refused = Answer::Refused(String::new(), Some(NoSeat::Elsewhere));
    seat(session, &answerer, cause, (&asked, &refused)).await
}

async fn seat(session: &Session, answerer: &Actor, cause: &Cause, (asked, answer): (&Asked, &Answer)) -> Result<()> {
    Ok(seats::answered(&session.core, &cause.principal(answerer), asked, answer).await?)
}

/// What is answered, if it is something that a member of ours sent: by the id of the activity, or of the post in it.
async fn submitted(session: &Session, object: &ActivityRef) -> Result<Option<Key>> {
    let mut conn = session.core.db.read().await?;
    if let Some(sent) = outbox::find_by_uri(&mut conn, object.id().as_str()).await? {
        return Ok(of_sent(&mut conn, &sent).await?);
    }
    let post = posts::find_by_uri(&mut conn, object.id().as_str()).await?;
    drop(conn);
    if let Some(post) = post.filter(|post| post.is_local) {
        return Ok(Some((post.id, post.actor_id, Deed::Post)));
    }
    // Whoever does not keep ids sends along what they answer.
    let ActivityRef::Embedded(activity) = object else {
        return Ok(None);
    };
    let (object, deed) = match &**activity {
        Activity::Create(create) => (create.object.id(), Deed::Post),
        Activity::Like(like) => (Some(&like.object), Deed::Vote),
        Activity::ChooseAnswer(choice) => (Some(&choice.object), Deed::Answer),
        _ => return Ok(None),
    };
    match object {
        Some(object) => deed_of(session, activity.actor(), object, deed).await,
        None => Ok(None),
    }
}

/// What an activity of ours did, if it is one that forums confirm.
pub(in super::super) async fn of_sent(
    conn: &mut crate::db::Conn,
    sent: &outbox::OutboxActivity,
) -> crate::db::Result<Option<Key>> {
    let (Some(post), Some(deed)) = (sent.post_id, deed_named(&sent.kind)) else {
        return Ok(None);
    };
    let post = match deed {
        Deed::Answer => posts::get(conn, post).await?.accepted_id,
        Deed::Post | Deed::Vote => Some(post),
    };
    Ok(post.map(|post| (post, sent.actor_id, deed)))
}

/// What activities of this type do.
pub(in super::super) fn deed_named(kind: &str) -> Option<Deed> {
    match kind {
        "Create" => Some(Deed::Post),
        "Like" => Some(Deed::Vote),
        "ChooseAnswer" => Some(Deed::Answer),
        _ => None,
    }
}

/// What one of ours did to `object`.
pub(super) async fn deed_of(session: &Session, actor: &Url, object: &Url, deed: Deed) -> Result<Option<Key>> {
    let mut conn = session.core.db.read().await?;
    let actor = actors::find_by_uri(&mut conn, actor.as_str()).await?;
    let post = posts::find_by_uri(&mut conn, object.as_str()).await?;
    let (Some(actor), Some(post)) = (actor.filter(Actor::is_local), post) else {
        return Ok(None);
    };
    Ok((deed != Deed::Post || post.actor_id == actor.id).then_some((post.id, actor.id, deed)))
}

/// That somebody speaks for the forum in which a post stands: the forum itself, or its server.
pub(super) async fn require_place(session: &Session, answerer: &Actor, post: PostId) -> Result<()> {
    let mut conn = session.core.db.read().await?;
    let post = posts::get(&mut conn, post).await?;
    let forum = forum_of(&mut conn, &post).await?;
    let speaks = forum.is_some_and(|(_, group)| {
        let is_server = answerer.kind == ActorKind::Application && answerer.instance_id == group.instance_id;
        group.id == answerer.id || is_server
    });
    if speaks {
        Ok(())
    } else {
        Err(Error::Refused("it speaks for another forum than that of the post"))
    }
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
