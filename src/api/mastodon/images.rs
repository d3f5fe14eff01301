//! The pictures of those who have none. Clients want an address, and load it across origins.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::api::layers;
use crate::app::App;

/// Path of the picture.
pub(super) const AVATAR: &str = "/avatars/original/missing.png";
/// Path of the banner.
pub(super) const HEADER: &str = "/headers/original/missing.png";

/// At the root.
pub(crate) fn image_routes() -> Router<App> {
    Router::new()
        .route(AVATAR, get(|| async { png(include_bytes!("images/avatar.png")) }))
        .route(HEADER, get(|| async { png(include_bytes!("images/header.png")) }))
        .layer(layers::cors())
}

fn png(bytes: &'static [u8]) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=604800"),
        ),
    ];
    (headers, bytes).into_response()
}
