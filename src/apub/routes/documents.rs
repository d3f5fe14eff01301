//! Actors and posts.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::apub::documents::companion;
use crate::apub::documents::posts::{Posts, tombstone};
use crate::db::posts;
use crate::db::types::{ActorKind, PostId, PostKind};
use crate::domain::actors::INSTANCE_USERNAME;
use crate::domain::{Error, undo};
use crate::error::{Failure, Result};

use super::reader::{Keep, Reader};
use super::reply;

/// The instance itself. Never asks for a signature: this key verifies ours.
pub(super) async fn application(State(app): State<App>) -> Result<Response> {
    let known = app.apub.documents().get(&app.core, INSTANCE_USERNAME).await?;
    Ok(reply::body(known.body.clone(), Keep::Shared))
}

/// The instance as Lemmy looks for it, at the front door. The id is that of the document, so it is led there.
pub(super) async fn application_at_front(app: &App) -> Result<Response> {
    let known = app.apub.documents().get(&app.core, INSTANCE_USERNAME).await?;
    Ok(Redirect::to(&known.actor.uri).into_response())
}

/// A member.
pub(super) async fn person(reader: &Reader, name: &str) -> Result<Response> {
    actor(reader, name, |kind| {
        matches!(kind, ActorKind::Person | ActorKind::Service | ActorKind::Organization)
    })
    .await
}

/// A forum.
pub(super) async fn forum(reader: &Reader, name: &str) -> Result<Response> {
    actor(reader, name, |kind| kind == ActorKind::Group).await
}

async fn actor(reader: &Reader, name: &str, fits: impl Fn(ActorKind) -> bool) -> Result<Response> {
    let app = reader.app();
    let known = app.apub.documents().get(&app.core, name).await?;
    if !fits(known.actor.kind) {
        return Err(Failure::not_found());
    }
    let (_, keep) = reader.admit(known.visibility).await?;
    Ok(reply::body(known.body.clone(), keep))
}

/// `/trainings/{id}/page`: the companion of a training, for servers that take no events.
pub(super) async fn companion(reader: Reader, Path(id): Path<i64>) -> Result<Response> {
    let core = &reader.app().core;
    let post = posts::get(&mut core.db.read().await?, PostId(id)).await?;
    let (_, keep) = reader.admit(post.visibility).await?;
    if !post.is_local || post.kind != PostKind::Training {
        return Err(Error::NotFound.into());
    }
    if post.is_removed() {
        let mut left = tombstone(&post)?;
        left.id = companion::id(&post)?;
        return Ok(reply::gone(left.build(), keep));
    }
    let mut conn = core.db.read().await?;
    let loaded = Posts::load(&mut conn, std::slice::from_ref(&post)).await?;
    Ok(reply::document(loaded.companion(core, &post)?, keep))
}

/// A topic or reply, found under `path`: its document, its tombstone, or the way to where it lives.
pub(super) async fn post(reader: &Reader, id: &str, path: &str) -> Result<Response> {
    let core = &reader.app().core;
    let id: PostId = id.parse().map_err(|_| Failure::not_found())?;
    let post = posts::get(&mut core.db.read().await?, id).await?;
    let (_, keep) = reader.admit(post.visibility).await?;
    if !post.is_local {
        return Ok(Redirect::to(&post.uri).into_response());
    }
    if post.uri != core.config.link(path) {
        return Err(Error::NotFound.into());
    }
    if undo::is_held(core, &post).await? {
        return Err(Error::NotFound.into());
    }
    if post.is_removed() {
        return Ok(reply::gone(tombstone(&post)?.build(), keep));
    }
    let mut conn = core.db.read().await?;
    let loaded = Posts::load(&mut conn, std::slice::from_ref(&post)).await?;
    Ok(reply::document(loaded.wire(core, &post)?, keep))
}
