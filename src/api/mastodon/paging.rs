//! Pages of a list: the window a client asks for, and the `Link` header to the next and the previous one.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Serialize;

use crate::api::ApiError;
use crate::api::params::Params;
use crate::api::reply::{Id, json};
use crate::app::App;
use crate::db::Keyset;
use crate::db::timelines::Window;
use crate::db::types::PostId;

const CURSORS: [&str; 3] = ["max_id", "since_id", "min_id"];

/// What page a client asks for.
#[derive(Debug, Clone)]
pub(super) struct Paging {
    max: Option<i64>,
    since: Option<i64>,
    min: Option<i64>,
    limit: Option<i64>,
    /// Address of the list without cursors.
    address: String,
}

impl Paging {
    /// The window with at most `most` rows, 20 if the client does not say (or `most`, if that is less).
    ///
    /// Cursors lose their lowest bit: a boost and its post are one row.
    pub(super) fn window(&self, usual: i64, most: i64) -> Window {
        let row = |cursor: Option<i64>| cursor.map(|id| PostId(id & !1));
        Window {
            max: row(self.max),
            since: row(self.since),
            min: row(self.min),
            limit: self.limit(usual, most),
        }
    }

    /// The page of a list that is keyed by something else than the ids it shows, downwards only.
    pub(super) fn keyset(&self, usual: i64, most: i64) -> Keyset {
        Keyset {
            after: self.max.map(|id| (id, id)),
            limit: self.limit(usual, most),
        }
    }

    fn limit(&self, usual: i64, most: i64) -> i64 {
        self.limit.filter(|limit| *limit > 0).unwrap_or(usual).min(most)
    }

    /// The page as an answer; `ends` are the keys of its first and its last row, none for an empty page.
    pub(super) fn answer<T: Serialize>(&self, rows: &[T], ends: Option<(Id, Id)>) -> Response {
        let mut response = json(rows);
        if let Some((first, last)) = ends {
            let separator = if self.address.contains('?') { '&' } else { '?' };
            let address = &self.address;
            let link = format!(
                "<{address}{separator}max_id={last}>; rel=\"next\", <{address}{separator}min_id={first}>; rel=\"prev\""
            );
            if let Ok(link) = HeaderValue::from_str(&link) {
                response.headers_mut().insert(header::LINK, link);
            }
        }
        response
    }
}

impl FromRequestParts<App> for Paging {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let query = parts.uri.query().unwrap_or_default();
        let params = Params::from_query(query);
        let mut kept = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            if !CURSORS.contains(&name.as_ref()) {
                kept.append_pair(&name, &value);
            }
        }
        let (path, kept) = (format!("/api{}", parts.uri.path()), kept.finish());
        let address = if kept.is_empty() {
            app.core.config.link(&path)
        } else {
            app.core.config.link(&format!("{path}?{kept}"))
        };
        Ok(Self {
            max: params.parsed("max_id"),
            since: params.parsed("since_id"),
            min: params.parsed("min_id"),
            limit: params.parsed("limit"),
            address,
        })
    }
}
