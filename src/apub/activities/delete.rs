//! `Delete`: by who wrote it, by its server, or by a moderator of its forum. What we never saw is remembered, so that a
//! late Create does not bring it back.

use federation::activity::Delete;
use federation::origin;
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::messages::texts::Message;
use crate::db::posts::{self, Post};
use crate::db::timelines::{self, Window};
use crate::db::types::Visibility;
use crate::domain::moderation::{Why, hiding};
use crate::domain::posts as writing;
use crate::domain::{Principal, actors as people, messages};

use super::super::error::{Error, Result};
use super::super::objects::PeerPost;
use super::super::objects::store::{Cause, forum_of};
use super::super::session::Session;
use super::sender;

pub(super) async fn receive(session: &Session, delete: &Delete, cause: &Cause) -> Result<()> {
    let core = &session.core;
    if delete.object == delete.head.actor {
        return actor(session, &delete.object, cause).await;
    }
    if let Some(message) = messages::receive::find(core, delete.object.as_str()).await? {
        return private(session, delete, &message, cause).await;
    }
    let known = posts::find_by_uri(&mut core.db.read().await?, delete.object.as_str()).await?;
    let Some(post) = known else {
        return unseen(session, delete, cause).await;
    };
    if post.is_removed() && !is_by_author(session, delete, &post).await? {
        return Ok(());
    }
    let by = right(session, delete, &post, cause).await?;
    let why = Why::received(delete.summary.as_deref());
    Ok(writing::remove_because(core, &by, post.id, why).await?)
}

/// A private message is taken back by who wrote it, or by their server.
async fn private(session: &Session, delete: &Delete, message: &Message, cause: &Cause) -> Result<()> {
    let core = &session.core;
    let author = actors::get(&mut core.db.read().await?, message.author_id).await?;
    let is_theirs = author.uri == delete.head.actor.as_str() || origin::same_origin(&delete.object, &delete.head.actor);
    if author.is_local() || cause.announced_by.is_some() || !is_theirs {
        return Err(Error::Refused("a private message is taken back by its author"));
    }
    Ok(messages::receive::delete(core, &cause.principal(&author), message).await?)
}

/// Whether it is the author's own wish, which goes beyond that of moderators: what they hid is kept for a while.
async fn is_by_author(session: &Session, delete: &Delete, post: &Post) -> Result<bool> {
    let author = actors::get(&mut session.core.db.read().await?, post.actor_id).await?;
    Ok(delete.head.actor.as_str() == author.uri)
}

/// As whom the post is removed: its author, or a moderator.
async fn right(session: &Session, delete: &Delete, post: &Post, cause: &Cause) -> Result<Principal> {
    let author = actors::get(&mut session.core.db.read().await?, post.actor_id).await?;
    let Some(group) = &cause.announced_by else {
        // A server answers for what it wrote: also its staff may delete.
        if !post.is_local && origin::same_origin(&delete.object, &delete.head.actor) {
            return Ok(cause.principal(&author));
        }
        return Ok(cause.principal(&sender(session, &delete.head.actor).await?));
    };
    let forum = forum_of(&mut session.core.db.read().await?, post).await?;
    if forum.is_none_or(|(_, actor)| actor.id != group.id) {
        return Err(Error::Refused("announced by another forum than its own"));
    }
    let by_author = delete.head.actor.as_str() == author.uri;
    if by_author && is_gone(session, &delete.object, group).await {
        return Ok(cause.principal(&author));
    }
    // A forum may always take something down; whether the author wished it too is not proven.
    if by_author {
        return Ok(cause.principal(group));
    }
    Ok(cause.principal(&sender(session, &delete.head.actor).await?))
}

/// Whether the object's own server says it is gone; the forum's word is enough for objects on its own server.
async fn is_gone(session: &Session, id: &Url, group: &Actor) -> bool {
    if is_near(id, group) {
        return true;
    }
    // A tombstone is no content and does not read as such.
    PeerPost::fetch(session, id)
        .await
        .is_err_and(|error| !error.is_passing())
}

fn is_near(id: &Url, group: &Actor) -> bool {
    Url::parse(&group.uri).is_ok_and(|group| origin::same_origin(id, &group))
}

/// The same on stronger proof, for what we never saw: a server that only refuses to show a post has not lost it.
async fn is_surely_gone(session: &Session, id: &Url, group: &Actor) -> bool {
    is_near(id, group) || PeerPost::fetch(session, id).await.is_err_and(|error| error.is_gone())
}

async fn unseen(session: &Session, delete: &Delete, cause: &Cause) -> Result<()> {
    let is_proven = match &cause.announced_by {
        None => origin::same_origin(&delete.object, &delete.head.actor),
        // A Delete may overtake the Create that the forum passed on before.
        Some(group) => is_surely_gone(session, &delete.object, group).await,
    };
    if is_proven {
        return Ok(writing::bury(&session.core, delete.object.as_str()).await?);
    }
    Err(Error::Ignored("it was not here"))
}

/// Whoever is gone takes their words along; their places in the threads stay.
async fn actor(session: &Session, id: &Url, cause: &Cause) -> Result<()> {
    let core = &session.core;
    if cause.announced_by.is_some() {
        return Err(Error::Refused("an actor is deleted by itself"));
    }
    let Some(actor) = actors::find_by_uri(&mut core.db.read().await?, id.as_str()).await? else {
        return Ok(());
    };
    if actor.is_local() {
        return Err(Error::Refused("it claims to be ours"));
    }
    remove_posts(session, &actor, cause).await?;
    Ok(people::remove_remote(core, actor.id).await?)
}

async fn remove_posts(session: &Session, author: &Actor, cause: &Cause) -> Result<()> {
    let core = &session.core;
    let by = cause.principal(author);
    loop {
        let window = Window {
            max: None,
            since: None,
            min: None,
            limit: 50,
        };
        let mut conn = core.db.read().await?;
        let page = timelines::list_by_author(&mut conn, author.id, Visibility::ALL, false, window).await?;
        drop(conn);
        if page.is_empty() {
            break;
        }
        for post in page {
            writing::remove(core, &by, post.id).await?;
        }
    }
    for post in hiding::kept_of(core, author.id).await? {
        writing::remove(core, &by, post).await?;
    }
    Ok(())
}
