//! One request: sign, post, and judge the answer.

use axum::body::Bytes;
use chrono::TimeDelta;
use federation::signature::Scheme;
use http::{HeaderValue, Method, StatusCode, header};
use url::Url;

use crate::app::App;
use crate::apub::http::Answer;
use crate::apub::session::ACTIVITY_JSON;
use crate::db::actors;
use crate::db::deliveries::Item;
use crate::db::types::SignatureScheme;
use crate::domain::Error;

use super::backoff;

/// How a delivery ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The peer has it.
    Taken,
    /// The peer will never take this one; nothing is wrong with the peer.
    Refused {
        /// The answer's status.
        status: u16,
        /// The reason that it gave; may be empty.
        words: String,
    },
    /// Try again later. With a status if the peer answered at all.
    Later {
        /// The answer's status.
        status: Option<u16>,
        /// What went wrong.
        error: String,
        /// How long the peer asks us to wait.
        after: Option<TimeDelta>,
    },
    /// Nobody is there any more.
    Gone,
    /// We cannot even send it; a fault of ours.
    Broken(String),
}

/// Posts an item, signed with the scheme the peer took last; if it is not believed, once with the other one. Says which
/// scheme the answer belongs to.
pub(super) async fn send(app: &App, item: &Item, scheme: SignatureScheme) -> (Outcome, SignatureScheme) {
    let first = attempt(app, item, scheme).await;
    if !matches!(first, Outcome::Refused { status: 401, .. }) {
        return (first, scheme);
    }
    let other = match scheme {
        SignatureScheme::Cavage => SignatureScheme::Rfc9421,
        SignatureScheme::Rfc9421 => SignatureScheme::Cavage,
    };
    match attempt(app, item, other).await {
        Outcome::Taken => (Outcome::Taken, other),
        second => (second, scheme),
    }
}

async fn attempt(app: &App, item: &Item, scheme: SignatureScheme) -> Outcome {
    let Ok(mut url) = Url::parse(&item.inbox) else {
        return Outcome::Broken("the inbox is no address".to_owned());
    };
    // One redirect, and only one that keeps method, body and host.
    for _ in 0..2 {
        let answer = match post(app, item, &url, scheme).await {
            Ok(answer) => answer,
            Err(outcome) => return outcome,
        };
        match redirect(&answer, &url) {
            Some(next) => url = next,
            None => return judge(&answer, app.core.clock.now()),
        }
    }
    Outcome::Later {
        status: Some(308),
        error: "redirected twice".to_owned(),
        after: None,
    }
}

async fn post(app: &App, item: &Item, url: &Url, scheme: SignatureScheme) -> Result<Answer, Outcome> {
    let broken = |error: String| Outcome::Broken(error);
    let network = |error: String| Outcome::Later {
        status: None,
        error,
        after: None,
    };
    let mut conn = app.core.db.read().await.map_err(|error| network(error.to_string()))?;
    let actor = actors::get(&mut conn, item.actor_id)
        .await
        .map_err(|error| ours(error.into()))?;
    drop(conn);
    let keys = app.apub.keys();
    let signer = keys
        .signer(&app.core, &actor)
        .await
        .map_err(|error| broken(error.to_string()))?;
    let wire_scheme = match scheme {
        SignatureScheme::Cavage => Scheme::Cavage,
        SignatureScheme::Rfc9421 => Scheme::Rfc9421,
    };
    let (body, now) = (item.body.as_bytes(), app.core.clock.now());
    let mut headers = signer
        .headers(wire_scheme, &Method::POST, url, Some(body), now)
        .map_err(|error| broken(error.to_string()))?;
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(ACTIVITY_JSON));
    let body = Bytes::copy_from_slice(body);
    app.apub
        .http()
        .post(url, headers, body)
        .await
        .map_err(|error| network(error.to_string()))
}

/// Trouble on our side: what we do not have will not come back, everything else passes.
fn ours(error: Error) -> Outcome {
    match error {
        Error::NotFound | Error::Gone => Outcome::Broken(error.to_string()),
        passing => Outcome::Later {
            status: None,
            error: passing.to_string(),
            after: None,
        },
    }
}

fn redirect(answer: &Answer, from: &Url) -> Option<Url> {
    if !matches!(
        answer.status,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT
    ) {
        return None;
    }
    let location = answer.headers.get(header::LOCATION)?.to_str().ok()?;
    let next = from.join(location).ok()?;
    federation::origin::same_origin(&next, from).then_some(next)
}

/// What a status means for the activity and for the peer.
fn judge(answer: &Answer, now: crate::db::types::UtcTime) -> Outcome {
    let status = answer.status.as_u16();
    match status {
        200..=299 => Outcome::Taken,
        410 => Outcome::Gone,
        408 | 425 | 429 => later(answer, now),
        400..=499 | 501 => Outcome::Refused {
            status,
            words: reason(answer),
        },
        _ => later(answer, now),
    }
}

/// Why a peer refuses, if its answer says so in plain words: as JSON (Lemmy, Mastodon) or as short text.
fn reason(answer: &Answer) -> String {
    let kind = answer.content_type();
    if kind.contains("json") {
        let document: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let said = ["error_description", "message", "error", "detail"].iter();
        let mut said = said.filter_map(|key| document[*key].as_str());
        return said.next().unwrap_or_default().to_owned();
    }
    if kind.starts_with("text/plain") {
        return String::from_utf8_lossy(&answer.body).into_owned();
    }
    String::new()
}

fn later(answer: &Answer, now: crate::db::types::UtcTime) -> Outcome {
    let asked = answer
        .headers
        .get(header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok());
    Outcome::Later {
        status: Some(answer.status.as_u16()),
        error: format!("status {}", answer.status.as_u16()),
        after: asked.and_then(|value| backoff::retry_after(value, now)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::UtcTime;

    fn answer(status: u16, headers: &[(header::HeaderName, &'static str)]) -> Answer {
        Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: headers
                .iter()
                .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
                .collect(),
            url: Url::parse("https://peer.example/inbox").unwrap(),
            body: Bytes::new(),
        }
    }

    #[test]
    fn each_status_means_what_the_table_says() {
        let now = UtcTime::from_millis(0);
        for status in [200, 201, 202, 204] {
            assert_eq!(judge(&answer(status, &[]), now), Outcome::Taken);
        }
        for status in [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 501] {
            let outcome = judge(&answer(status, &[]), now);
            assert!(
                matches!(outcome, Outcome::Refused { status: s, .. } if s == status),
                "{status}"
            );
        }
        for status in [301, 302, 303, 408, 425, 429, 500, 502, 503, 504] {
            let outcome = judge(&answer(status, &[]), now);
            assert!(
                matches!(outcome, Outcome::Later { status: Some(s), .. } if s == status),
                "{status}"
            );
        }
        assert_eq!(judge(&answer(410, &[]), now), Outcome::Gone);
    }

    #[test]
    fn a_reason_is_read_where_it_is_meant_for_people() {
        let said = |kind, body: &'static str| {
            let mut answer = answer(400, &[(header::CONTENT_TYPE, kind)]);
            answer.body = Bytes::from_static(body.as_bytes());
            reason(&answer)
        };
        assert_eq!(
            said("application/json", r#"{"error":"post_is_locked"}"#),
            "post_is_locked"
        );
        assert_eq!(said("text/plain; charset=utf-8", "No."), "No.");
        assert_eq!(said("text/html", "<h1>Bad</h1>"), "");
        assert_eq!(said("application/json", "[]"), "");
    }

    #[test]
    fn trouble_with_our_database_costs_no_activity() {
        let busy = Error::Unavailable("the database is busy".to_owned());
        assert!(matches!(ours(busy), Outcome::Later { status: None, .. }));
        assert!(matches!(ours(Error::NotFound), Outcome::Broken(_)));
    }

    #[test]
    fn a_redirect_is_followed_on_the_same_origin_only() {
        let from = Url::parse("https://peer.example/inbox").unwrap();
        let to = |status, location| redirect(&answer(status, &[(header::LOCATION, location)]), &from);
        assert_eq!(to(308, "/new").unwrap().as_str(), "https://peer.example/new");
        assert_eq!(to(307, "https://evil.example/inbox"), None);
        assert_eq!(to(307, "http://peer.example/inbox"), None);
        assert_eq!(to(302, "/new"), None);
    }
}
