//! `Create`: a topic, a reply, or a private message.

use federation::activity::Create;
use federation::objects::ContentDocument;

use crate::db::types::ForumId;
use crate::db::{forums, posts};
use crate::domain::{Denied, Error as DomainError, submissions};

use super::super::error::{Error, Result};
use super::super::objects::message;
use super::super::objects::store::{self, Cause};
use super::super::session::Session;
use super::{object, sender};

pub(super) async fn receive(session: &Session, create: &Create, cause: &Cause) -> Result<()> {
    let document = object::content(session, &create.object, &create.head.actor, cause).await?;
    if let Some(people) = message::addressees(session, &document, &create.head.recipients).await? {
        return message::take(session, &document, &people, cause).await;
    }
    let cause = Cause {
        recipients: Some(create.head.recipients.clone()),
        ..cause.clone()
    };
    match store::content(session, &document, &cause).await {
        Ok(_) => Ok(()),
        Err(Error::Domain(DomainError::Forbidden(denied))) if cause.announced_by.is_none() => {
            turn_down(session, create, &document, denied).await?;
            Err(Error::Domain(DomainError::Forbidden(denied)))
        }
        Err(error) => Err(error),
    }
}

/// Tells the author's server why a forum of ours does not take it.
async fn turn_down(session: &Session, create: &Create, document: &ContentDocument, denied: Denied) -> Result<()> {
    let Some(forum) = forum_of(session, create, document).await? else {
        return Ok(());
    };
    let author = sender(session, &create.head.actor).await?;
    let place = (forum, author.id);
    Ok(submissions::answer_denied(&session.core, place, create.head.id.as_str(), denied).await?)
}

/// The forum of ours that it was meant for: that of what it answers, or the first that it names.
async fn forum_of(session: &Session, create: &Create, document: &ContentDocument) -> Result<Option<ForumId>> {
    let mut conn = session.core.db.read().await?;
    if let Some(parent) = &document.in_reply_to {
        let parent = posts::find_by_uri(&mut conn, parent.as_str()).await?;
        return Ok(parent.and_then(|post| post.forum_id));
    }
    let named = document
        .audience
        .iter()
        .chain(&create.head.audience)
        .chain(document.recipients.all())
        .chain(create.head.recipients.all());
    for id in named.take(40) {
        let Some(actor) = crate::db::actors::find_by_uri(&mut conn, id.as_str()).await? else {
            continue;
        };
        if let Some(forum) = forums::find_by_actor(&mut conn, actor.id)
            .await?
            .filter(|forum| forum.is_local)
        {
            return Ok(Some(forum.id));
        }
    }
    Ok(None)
}
