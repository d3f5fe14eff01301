//! `Update`: a new version of an actor or a post. One that comes before its Create does the Create's work.

use activitypub_federation::traits::Object;
use federation::activity::Update;
use federation::objects::{ActorDocument, ActorKind, ContentDocument};
use federation::{Reference, lenient};
use url::Url;

use crate::db::posts::{self, Post};
use crate::db::types::UtcTime;
use crate::domain::{Error as DomainError, answers};

use super::super::error::{Error, Result};
use super::super::objects::message;
use super::super::objects::store::{self, Cause};
use super::super::objects::{PeerActor, PeerPost};
use super::super::session::Session;
use super::{object, sender};

pub(super) async fn receive(session: &Session, update: &Update, cause: &Cause) -> Result<()> {
    if is_actor(&update.object) {
        return actor(session, update, cause).await;
    }
    let actor = &update.head.actor;
    let document = object::content(session, &update.object, actor, cause).await?;
    let at = update.head.published.map(UtcTime::new);
    if message::edit(session, &document, cause, at).await? {
        return Ok(());
    }
    if let Some(people) = message::addressees(session, &document, &update.head.recipients).await? {
        return message::take(session, &document, &people, cause).await;
    }
    let cause = Cause {
        recipients: Some(update.head.recipients.clone()),
        ..cause.clone()
    };
    let known = posts::find_by_uri(&mut session.core.db.read().await?, document.id.as_str()).await?;
    let Some(post) = known else {
        let post = store::content(session, &document, &cause).await?;
        return best_answer(session, &post, &document, &cause).await;
    };
    match store::edit(session, &post, &document, &cause, at).await {
        // Deleted things stay deleted.
        Err(Error::Domain(DomainError::Gone)) => return Err(Error::Ignored("it was deleted")),
        other => other?,
    }
    best_answer(session, &post, &document, &cause).await
}

fn is_actor(object: &Reference) -> bool {
    object
        .embedded()
        .is_some_and(|embedded| lenient::first_kind(&embedded.value, ActorKind::from_name).is_some())
}

/// An actor about itself; what somebody else (a moderator) says of a forum is only a reason to look.
async fn actor(session: &Session, update: &Update, cause: &Cause) -> Result<()> {
    let id = update.object.id().ok_or(Error::Ignored("an actor without an id"))?;
    let own = *id == update.head.actor && cause.announced_by.is_none();
    if let Some(embedded) = update.object.embedded().filter(|_| own) {
        let document = ActorDocument::read(&embedded.value)?;
        PeerActor::verify(&document, id, session).await?;
        PeerActor::from_json(document, session).await?;
        return Ok(());
    }
    let is_group = cause
        .announced_by
        .as_ref()
        .is_some_and(|group| group.uri == id.as_str());
    if !own && !is_group {
        return Err(Error::Refused("an actor is updated by itself"));
    }
    PeerActor::renew(session, id).await?;
    Ok(())
}

/// The best answer as the topic's own document names it (FEP-free practice: `acceptedAnswer` on the topic).
async fn best_answer(session: &Session, post: &Post, document: &ContentDocument, cause: &Cause) -> Result<()> {
    let core = &session.core;
    if post.is_local || post.kind == crate::db::types::PostKind::Reply {
        return Ok(());
    }
    let by = cause.principal(&sender(session, &document.attributed_to).await?);
    let now = posts::get(&mut core.db.read().await?, post.id).await?.accepted_id;
    match &document.accepted_answer {
        Some(answer) => {
            let answer = answer_of(session, answer, cause).await?;
            if now != Some(answer.id) && answer.root_id == post.id {
                answers::accept(core, &by, answer.id).await?;
            }
            Ok(())
        }
        // Only who says that it is a question can say that it has no answer; others do not know either term.
        None if now.is_some() && document.is_question => Ok(answers::clear(core, &by, post.id).await?),
        None => Ok(()),
    }
}

async fn answer_of(session: &Session, answer: &Url, cause: &Cause) -> Result<Post> {
    let known = posts::find_by_uri(&mut session.core.db.read().await?, answer.as_str()).await?;
    if let Some(post) = known {
        return Ok(post);
    }
    let document = PeerPost::fetch(session, answer).await?;
    let cause = Cause {
        recipients: None,
        ..cause.clone()
    };
    store::content(session, &document, &cause).await
}
