//! Answers in JSON, and the scalar forms that clients insist on.

use std::fmt;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::{Serialize, Serializer};

use crate::db::types::UtcTime;

/// `value` as a JSON answer. Never empty: clients fail on an empty body.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Response {
    let (status, body) = match serde_json::to_vec(value) {
        Ok(body) => (StatusCode::OK, body),
        Err(error) => {
            tracing::error!(%error, "an answer cannot be written");
            let words = br#"{"error":"Something went wrong on our end"}"#;
            (StatusCode::INTERNAL_SERVER_ERROR, words.to_vec())
        }
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// An id: a number here, a string in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Id(pub i64);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A moment with exactly three fraction digits and `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time(pub UtcTime);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.utc().format("%Y-%m-%dT%H:%M:%S%.3fZ"))
    }
}

/// The midnight before a moment, for the age of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day(pub UtcTime);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.utc().format("%Y-%m-%dT00:00:00.000Z"))
    }
}
