//! The one mapping from what went wrong to what a client is told.
//!
//! A [`Failure`] is a status and safe words' name; the cause stays in the log, under the request's id. As a response it
//! is `application/problem+json` (RFC 9457, FEP-c180), and it travels along in the response's extensions, so that the
//! HTML and JSON layers can say the same in their own form.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::domain::validate::Problems;
use crate::domain::{Denied, Error};

/// The answer of a handler.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// What a client is told when something went wrong.
#[derive(Debug, Clone)]
pub struct Failure {
    /// HTTP status.
    pub status: StatusCode,
    /// Why a principal may not; with 401 and 403.
    pub denied: Option<Denied>,
    /// What is wrong with the fields; with 422. Handlers of forms show them beside the fields instead.
    pub problems: Problems,
    /// Seconds to wait; with 429 and 503.
    pub retry_after: Option<u64>,
}

impl Failure {
    /// Just a status.
    pub fn status(status: StatusCode) -> Self {
        Self {
            status,
            denied: None,
            problems: Problems::default(),
            retry_after: None,
        }
    }

    /// 404.
    pub fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND)
    }

    /// The name of the words that explain it: `error-404`, or that of the reason.
    pub fn key(&self) -> String {
        self.denied.map_or_else(
            || format!("error-{}", self.status.as_u16()),
            |denied| denied.key().to_owned(),
        )
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Gone => Self::status(StatusCode::GONE),
            Error::Forbidden(denied) => {
                let status = if denied == Denied::SignIn {
                    StatusCode::UNAUTHORIZED
                } else {
                    StatusCode::FORBIDDEN
                };
                Self {
                    denied: Some(denied),
                    ..Self::status(status)
                }
            }
            Error::Invalid(problems) => Self {
                problems,
                ..Self::status(StatusCode::UNPROCESSABLE_ENTITY)
            },
            Error::Limited(seconds) => Self {
                retry_after: Some(seconds),
                ..Self::status(StatusCode::TOO_MANY_REQUESTS)
            },
            Error::Conflict(with) => {
                tracing::warn!(with, "two changes met");
                Self {
                    retry_after: Some(1),
                    ..Self::status(StatusCode::SERVICE_UNAVAILABLE)
                }
            }
            Error::Unavailable(cause) => {
                tracing::error!(cause, "something we need does not answer");
                Self {
                    retry_after: Some(30),
                    ..Self::status(StatusCode::SERVICE_UNAVAILABLE)
                }
            }
            Error::Held => Self::status(StatusCode::ACCEPTED),
            Error::Internal(cause) => {
                tracing::error!(cause, "internal error");
                Self::status(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

impl From<crate::db::Error> for Failure {
    fn from(error: crate::db::Error) -> Self {
        Error::from(error).into()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
        });
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}
