//! `Join`, `Leave` and the ways of others to say the same: a seat at a training of ours, or an interest in it (Friendica accepts,
//! tentatively accepts and rejects the event itself).

use federation::Activity;
use federation::activity::{ActivityRef, Join, Leave};
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::posts::{self, Post};
use crate::db::trainings::seats as rows;
use crate::db::types::PostKind;
use crate::domain::trainings::seats::{self, Asked, Wish};
use crate::domain::{Error as DomainError, text};

use super::super::error::{Error, Result};
use super::super::objects::store::Cause;
use super::super::session::Session;
use super::{post_of, sender};

pub(super) async fn receive(session: &Session, join: &Join, cause: &Cause) -> Result<()> {
    let attendee = sender(session, &join.head.actor).await?;
    let training = training(session, &join.object, cause).await?;
    let message = text::plain(join.message.as_deref().unwrap_or_default());
    let wish = Wish {
        message: text::cut(&message, seats::MESSAGE_MAX),
        interested_only: false,
        join_uri: Some(join.head.id.to_string()),
    };
    ask(session, &attendee, &training, &wish, cause).await
}

pub(super) async fn leave(session: &Session, leave: &Leave, cause: &Cause) -> Result<()> {
    let attendee = sender(session, &leave.head.actor).await?;
    let training = training(session, &leave.object, cause).await?;
    give_back(session, &attendee, &training, cause).await
}

/// The training of ours with this id.
async fn training(session: &Session, id: &Url, cause: &Cause) -> Result<Post> {
    let post = post_of(session, id, cause).await?;
    if post.is_local && post.kind == PostKind::Training {
        Ok(post)
    } else {
        Err(Error::Ignored(
            "it asks for a seat at something that is no training of ours",
        ))
    }
}

/// The same, if it is one.
pub(super) async fn find_training(session: &Session, id: &Url) -> Result<Option<Post>> {
    let post = posts::find_by_uri(&mut session.core.db.read().await?, id.as_str()).await?;
    Ok(post.filter(|post| post.is_local && post.kind == PostKind::Training))
}

/// Asks for what somebody elsewhere wants, and has their server be told what became of it.
pub(super) async fn ask(
    session: &Session,
    attendee: &Actor,
    training: &Post,
    wish: &Wish,
    cause: &Cause,
) -> Result<()> {
    let core = &session.core;
    let uri = wish.join_uri.as_deref().unwrap_or_default();
    if posts::has_grave(&mut core.db.read().await?, uri).await? {
        return Err(Error::Ignored("it was taken back before it came"));
    }
    let by = cause.principal(attendee);
    match seats::join(core, &by, training.id, wish).await {
        Ok(_) if wish.interested_only => Ok(()),
        // Also where they had it already: our former answer may have been lost.
        Ok(_) => Ok(seats::answer(core, &by, training.id).await?),
        Err(DomainError::Forbidden(denied)) => Ok(seats::turn_down(core, &by, training.id, uri, denied).await?),
        Err(other) => Err(other.into()),
    }
}

/// Gives back what somebody elsewhere has. Who has nothing has given it back before.
pub(super) async fn give_back(session: &Session, attendee: &Actor, training: &Post, cause: &Cause) -> Result<()> {
    match seats::leave(&session.core, &cause.principal(attendee), training.id).await {
        Err(DomainError::NotFound) => Ok(()),
        other => Ok(other?),
    }
}

/// The wish that an activity of Friendica carries.
pub(super) fn wish(id: &Url, interested_only: bool) -> Wish {
    Wish {
        interested_only,
        join_uri: Some(id.to_string()),
        ..Wish::default()
    }
}

/// Which wish of a member of ours is answered, if it is one: by its id, or by who asked for a seat of what.
pub(super) async fn asked(session: &Session, object: &ActivityRef) -> Result<Option<Asked>> {
    let mut conn = session.core.db.read().await?;
    let uri = object.id().to_string();
    if rows::find_by_join(&mut conn, &uri).await?.is_some() {
        return Ok(Some(Asked { uri, pair: None }));
    }
    let ActivityRef::Embedded(activity) = object else {
        return Ok(None);
    };
    let Activity::Join(join) = &**activity else {
        return Ok(None);
    };
    let attendee = actors::find_by_uri(&mut conn, join.head.actor.as_str()).await?;
    let training = posts::find_by_uri(&mut conn, join.object.as_str()).await?;
    let pair = attendee.filter(Actor::is_local).zip(training);
    Ok(pair.map(|(attendee, training)| Asked {
        uri,
        pair: Some((attendee.id, training.id)),
    }))
}
