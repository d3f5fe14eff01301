//! Answers: media types, caching, who may read them from a script.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use federation::build::Wire;
use http::{HeaderValue, StatusCode, header};
use serde_json::Value;

use crate::apub::session::ACTIVITY_JSON;

use super::reader::Keep;

/// The media type of WebFinger answers.
pub(super) const JRD_JSON: &str = "application/jrd+json";

/// A document.
pub(super) fn document(wire: Wire, keep: Keep) -> Response {
    body(wire.document().to_string(), keep)
}

/// A document that is text already.
pub(super) fn body(text: impl Into<Body>, keep: Keep) -> Response {
    kept(media(ACTIVITY_JSON, text), keep)
}

/// What is left of a document.
pub(super) fn gone(wire: Wire, keep: Keep) -> Response {
    let mut response = document(wire, keep);
    *response.status_mut() = StatusCode::GONE;
    response
}

/// A discovery document: for everybody, scripts in browsers included.
pub(super) fn discovery(media_type: &'static str, text: impl Into<Body>) -> Response {
    let mut response = kept(media(media_type, text), Keep::Shared);
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.remove(header::VARY);
    response
}

/// A JSON discovery document.
pub(super) fn json(media_type: &'static str, value: &Value) -> Response {
    discovery(media_type, value.to_string())
}

fn media(media_type: &'static str, text: impl Into<Body>) -> Response {
    (
        [(header::CONTENT_TYPE, HeaderValue::from_static(media_type))],
        text.into(),
    )
        .into_response()
}

/// Says how long an answer may be kept, and what it depends on.
pub(super) fn kept(mut response: Response, keep: Keep) -> Response {
    let (control, vary) = match keep {
        Keep::Shared => ("public, max-age=60", "Accept"),
        Keep::Private => ("private, max-age=60", "Accept, Signature"),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(control));
    headers.insert(header::VARY, HeaderValue::from_static(vary));
    response
}
