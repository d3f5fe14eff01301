//! What a sender is told when its activity is refused: RFC 9457 problem details, with FEP-c180's types where one fits.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use crate::db;
use crate::domain;

/// Namespace of FEP-c180.
const C180: &str = "https://w3id.org/fep/c180#";

/// A refusal.
#[derive(Debug)]
pub(super) struct Problem {
    /// Status.
    pub status: StatusCode,
    kind: Option<&'static str>,
    /// What the sender's operators should read. Says nothing of our tables.
    pub detail: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            kind: None,
            detail: detail.into(),
        }
    }

    /// 400: the body cannot be read.
    pub(super) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 401: the signature proves nothing.
    pub(super) fn unsigned(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail)
    }

    /// 401: signed by somebody else than the actor.
    pub(super) fn other_signer() -> Self {
        Self {
            kind: Some("principal-actor-mismatch"),
            ..Self::unsigned("the signature is not the actor's")
        }
    }

    /// 403: not from this server.
    pub(super) fn blocked() -> Self {
        Self {
            kind: Some("actor-not-authorized"),
            ..Self::new(StatusCode::FORBIDDEN, "this server does not federate with the sender's")
        }
    }

    /// 503: send it again later.
    pub(super) fn later(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }
}

impl From<domain::Error> for Problem {
    fn from(error: domain::Error) -> Self {
        tracing::error!(%error, "an activity could not be taken");
        Self::later("try again later")
    }
}

impl From<db::Error> for Problem {
    fn from(error: db::Error) -> Self {
        domain::Error::from(error).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let kind = self
            .kind
            .map_or_else(|| "about:blank".to_owned(), |kind| format!("{C180}{kind}"));
        let body = json!({
            "type": kind,
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    }
}
