//! Asking for a copy of one's data, and fetching it.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::ExportId;
use crate::domain::{Error, export};
use crate::error::Result;
use crate::web::forms::Path;
use crate::web::page::Flash;
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

/// POST `/settings/privacy/export`.
pub(crate) async fn ask_export(State(app): State<App>, member: Member) -> Result<Redirect> {
    export::ask(&app.core, &member.principal).await?;
    let next = member.visitor.go(paths::SETTINGS_PRIVACY);
    Ok(next.saying(Flash::EXPORT_REQUESTED))
}

/// GET `/settings/privacy/exports/{id}`: for its owner alone, and kept by no cache.
pub(crate) async fn download_export(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Response> {
    let file = export::file(&app.core, &member.principal, ExportId(id)).await?;
    let bytes = tokio::fs::read(&file)
        .await
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    let name = format!(
        "attachment; filename=\"majlis-{}.zip\"",
        member.signed_in.actor.username
    );
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
