//! What stands around every route of the server: request ids, logging, limits, security headers, error pages.

mod apart;
mod errors;
mod headers;
mod trace;

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

pub(crate) use apart::Apart;
pub use headers::content_security_policy;
pub(crate) use headers::{framing_policy, policy, street_map_policy};
pub use trace::RequestId;

use crate::app::App;
use crate::error::Failure;

/// Longest time a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The same for one that brings a file, perhaps over a bad line.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(300);
/// What such requests are.
const FILES: &[&[u8]] = &[b"multipart/form-data", b"application/offset+octet-stream"];
/// Largest body of a request, in bytes, where a route sets no other limit.
const BODY_MAX: usize = 1024 * 1024;

/// Puts them around `router`. The last one named is the outermost.
pub fn layers(app: &App, router: Router<App>) -> Router<App> {
    let compressible = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    router
        .fallback(async || Failure::not_found())
        .method_not_allowed_fallback(async || Failure::status(StatusCode::METHOD_NOT_ALLOWED))
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(give_up))
        .layer(from_fn_with_state(app.clone(), errors::as_pages))
        .layer(CompressionLayer::new().compress_when(compressible))
        .layer(from_fn_with_state(app.clone(), apart::keep_apart))
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .layer(from_fn(trace::trace))
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that catch-panic calls")]
fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let said = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    tracing::error!(panic = said, "a handler panicked: {said}");
    Failure::status(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

async fn give_up(request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let brings_file = kind.is_some_and(|kind| FILES.iter().any(|of_files| kind.as_bytes().starts_with(of_files)));
    let limit = if brings_file { UPLOAD_TIMEOUT } else { TIMEOUT };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("no answer after {} s", limit.as_secs());
            let failure = Failure {
                retry_after: Some(30),
                ..Failure::status(StatusCode::SERVICE_UNAVAILABLE)
            };
            failure.into_response()
        }
    }
}
