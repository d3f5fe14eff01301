//! Uploading files, and saying what they show.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum_extra::extract::Multipart;
use axum_extra::extract::multipart::MultipartError;

use crate::api::caller::Caller;
use crate::api::params::Params;
use crate::api::reply::json;
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::db::types::MediaId;
use crate::domain::media;

use super::entities::MediaAttachment;
use super::site::Site;

/// Below `/api`. Files may be larger than everything else that clients send.
pub(super) fn routes(app: &App) -> Router<App> {
    let megabytes = usize::from(app.core.config.media.file_megabytes) + 1;
    Router::new()
        .route("/v1/media", post(upload))
        .route("/v2/media", post(upload))
        .route("/v1/media/{id}", get(show).put(describe))
        .layer(DefaultBodyLimit::max(megabytes * 1_000_000))
}

/// `POST /api/v2/media`. The file is ready when this answers.
async fn upload(State(app): State<App>, caller: Caller, mut parts: Multipart) -> ApiResult {
    let by = caller.member("write:media")?.principal()?;
    let broken = |error: MultipartError| ApiError::new(error.status(), "The upload broke off");
    let mut file = None;
    let mut description = String::new();
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        match part.name() {
            Some("file") if file.is_none() => {
                let name = part.file_name().unwrap_or("file").to_owned();
                let mut upload = media::begin(&app.core, &by).await?;
                while let Some(bytes) = part.chunk().await.map_err(broken)? {
                    upload.push(&bytes).await?;
                }
                file = Some((upload, name));
            }
            Some("description") => description = part.text().await.map_err(broken)?,
            _ => {}
        }
    }
    let missing = || {
        ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Validation failed: File can't be blank",
        )
    };
    let (upload, name) = file.ok_or_else(missing)?;
    let media = upload.finish(&app.core, &name, &description).await?;
    let site = Site::new(&app, &caller);
    Ok(json(&MediaAttachment::own(&site, &media)))
}

/// `GET /api/v1/media/:id`, for its owner.
async fn show(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> ApiResult {
    let by = caller.member("write:media")?.principal()?;
    let media = media::mine(&app.core, &by, &[MediaId(id)]).await?.pop();
    let media = media.ok_or_else(ApiError::not_found)?;
    Ok(json(&MediaAttachment::own(&Site::new(&app, &caller), &media)))
}

/// `PUT /api/v1/media/:id`
async fn describe(State(app): State<App>, caller: Caller, Path(id): Path<i64>, params: Params) -> ApiResult {
    let by = caller.member("write:media")?.principal()?;
    let description = params.text_or_empty("description");
    let media = media::describe(&app.core, &by, MediaId(id), &description).await?;
    Ok(json(&MediaAttachment::own(&Site::new(&app, &caller), &media)))
}
