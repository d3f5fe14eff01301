//! One status, what stands around it, and voting for it.

use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::api::caller::Caller;
use crate::api::params::Params;
use crate::api::reply::json;
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::domain::timelines::{self, Depth, Feed};
use crate::domain::{Error, Viewer, votes};

use super::conversations;
use super::entities::{Context, Status};
use super::ids::StatusId;
use super::site::Site;

/// `GET /api/v1/statuses/:id`
pub(super) async fn get(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let viewer = caller.viewer("read:statuses")?;
    let id: StatusId = id.parse()?;
    let feed = match timelines::one(&app.core, &viewer, id.post()).await {
        Err(Error::NotFound) if viewer.actor_id().is_some() => {
            return conversations::status(&app, &caller, id.post().0).await;
        }
        other => other?,
    };
    let site = Site::new(&app, &caller);
    let post = feed.shown.posts.first().ok_or_else(ApiError::not_found)?;
    let status = match id {
        StatusId::Boost(_) if post.parent_id.is_some() => None,
        StatusId::Boost(_) => Status::boost(&site, &feed, post),
        StatusId::Post(_) => Status::post(&site, &feed, post),
    };
    Ok(json(&status.ok_or_else(ApiError::not_found)?))
}

/// `GET /api/v1/statuses/:id/context`
pub(super) async fn context(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let viewer = caller.viewer("read:statuses")?;
    let id: StatusId = id.parse()?;
    let depth = match viewer {
        Viewer::Member { .. } => Depth::MEMBER,
        Viewer::Guest | Viewer::Peer { .. } => Depth::GUEST,
    };
    let context = match timelines::context(&app.core, &viewer, id.post(), depth).await {
        Err(Error::NotFound) if viewer.actor_id().is_some() => {
            return conversations::context(&app, &caller, id.post().0).await;
        }
        other => other?,
    };
    let site = Site::new(&app, &caller);
    // The feed holds what is above, then what is below, in their order.
    let mut ancestors = Status::list(&site, &context.feed);
    let descendants = ancestors.split_off(context.above.len().min(ancestors.len()));
    Ok(json(&Context { ancestors, descendants }))
}

/// `GET /api/v1/statuses/:id/favourited_by` and `reblogged_by`: who voted is not told.
pub(super) async fn nobody(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let viewer = caller.viewer("read:statuses")?;
    let id: StatusId = id.parse()?;
    timelines::one(&app.core, &viewer, id.post()).await?;
    Ok(json::<[u8; 0]>(&[]))
}

/// `POST /api/v1/statuses/:id/favourite`
pub(super) async fn favourite(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("write:favourites")?;
    let id: StatusId = id.parse()?;
    votes::cast(&app.core, &member.principal()?, id.post(), None).await?;
    after_vote(&app, &caller, member.viewer(), id).await
}

/// `POST /api/v1/statuses/:id/unfavourite`
pub(super) async fn unfavourite(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("write:favourites")?;
    let id: StatusId = id.parse()?;
    // First of all that the member may know of the post.
    timelines::one(&app.core, &member.viewer(), id.post()).await?;
    votes::retract(&app.core, &member.principal()?, id.post()).await?;
    after_vote(&app, &caller, member.viewer(), id).await
}

async fn after_vote(app: &App, caller: &Caller, viewer: Viewer, id: StatusId) -> ApiResult {
    let feed: Feed = timelines::one(&app.core, &viewer, id.post()).await?;
    let site = Site::new(app, caller);
    let post = feed.shown.posts.first().ok_or_else(ApiError::not_found)?;
    let status = Status::post(&site, &feed, post);
    Ok(json(&status.ok_or_else(ApiError::not_found)?))
}

/// `POST /api/v1/statuses`: private messages only.
pub(super) async fn post(State(app): State<App>, caller: Caller, params: Params) -> ApiResult {
    let member = caller.member("write:statuses")?;
    if params.text("visibility").as_deref() == Some("direct") {
        return conversations::post(&app, &caller, &member, &params).await;
    }
    let words = format!(
        "Apps cannot post here yet. Please write at {}",
        app.core.config.link("/")
    );
    Err(ApiError::new(StatusCode::FORBIDDEN, words))
}
