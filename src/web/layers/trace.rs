//! A name for each request, and one line in the log when it is answered. No query, no header, no body: they may hold
//! tokens.

use std::fmt;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::id::random_bytes;

/// The name of a request in the log, in the `X-Request-Id` header of its answer and on error pages. Made here; what a
/// client calls its request is not taken over.
#[derive(Debug, Clone)]
pub struct RequestId(String);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The layer.
pub(super) async fn trace(mut request: Request, next: Next) -> Response {
    let id = RequestId(hex::encode(random_bytes::<6>()));
    // Only the pattern of the path: links that work once stand in some paths.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    let span = tracing::info_span!("request", id = %id, method = %request.method(), route);
    request.extensions_mut().insert(id.clone());
    let mut response = answer(request, next).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

async fn answer(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let response = next.run(request).await;
    let (status, millis) = (response.status().as_u16(), began.elapsed().as_millis());
    if status >= 500 {
        tracing::warn!(status, millis, "answered {status} in {millis} ms");
    } else {
        tracing::debug!(status, millis, "answered {status} in {millis} ms");
    }
    response
}
