//! What a member keeps. Folders and notes are for our pages; applications know neither.

use axum::extract::{Path, State};

use crate::api::caller::Caller;
use crate::api::reply::{Id, json};
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::domain::reading::bookmarks;
use crate::domain::{Viewer, timelines};

use super::entities::Status;
use super::ids::StatusId;
use super::paging::Paging;
use super::site::Site;

/// `POST /api/v1/statuses/:id/bookmark`
pub(super) async fn keep(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("write:bookmarks")?;
    let id: StatusId = id.parse()?;
    bookmarks::keep(&app.core, &member.principal()?, id.post()).await?;
    after(&app, &caller, member.viewer(), id).await
}

/// `POST /api/v1/statuses/:id/unbookmark`
pub(super) async fn release(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("write:bookmarks")?;
    let id: StatusId = id.parse()?;
    // First of all that the member may know of the post.
    timelines::one(&app.core, &member.viewer(), id.post()).await?;
    bookmarks::release(&app.core, &member.principal()?, id.post()).await?;
    after(&app, &caller, member.viewer(), id).await
}

async fn after(app: &App, caller: &Caller, viewer: Viewer, id: StatusId) -> ApiResult {
    let feed = timelines::one(&app.core, &viewer, id.post()).await?;
    let site = Site::new(app, caller);
    let post = feed.shown.posts.first().ok_or_else(ApiError::not_found)?;
    let status = Status::post(&site, &feed, post);
    Ok(json(&status.ok_or_else(ApiError::not_found)?))
}

/// `GET /api/v1/bookmarks`, paged by the ids of the bookmarks.
pub(super) async fn list(State(app): State<App>, caller: Caller, paging: Paging) -> ApiResult {
    let member = caller.member("read:bookmarks")?;
    let (ids, feed) = bookmarks::window(&app.core, &member.principal()?, paging.window(20, 40)).await?;
    let site = Site::new(&app, &caller);
    let statuses = Status::list(&site, &feed);
    let ends = ids.first().zip(ids.last());
    Ok(paging.answer(&statuses, ends.map(|(first, last)| (Id(first.0), Id(last.0)))))
}
