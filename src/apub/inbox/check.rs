//! What can be said against a request before anybody asks who signed it.

use axum::body::{Body, Bytes};
use federation::Activity;
use federation::activity::Announced;
use federation::origin;
use federation::parse::{self, Limits, ParseError};
use http::{HeaderMap, StatusCode, header};

use crate::app::App;
use crate::domain::instances;

use super::super::session::is_activity_json;
use super::problem::Problem;

/// Media type and coding.
pub(super) fn headers(headers: &HeaderMap) -> Result<(), Problem> {
    let value = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let plain: String = value
        .to_ascii_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    // A profile may hold blanks between addresses, which is all that dropping them changes.
    let is_profiled =
        plain.starts_with("application/ld+json;") && plain.contains("https://www.w3.org/ns/activitystreams");
    if !is_activity_json(&plain) && !is_profiled {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the media type is not that of an activity",
        ));
    }
    let coding = headers.get(header::CONTENT_ENCODING);
    if coding.is_some_and(|coding| coding != "identity") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "compressed bodies are not taken",
        ));
    }
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > Limits::COLLECTION.bytes) {
        return Err(too_large(Limits::COLLECTION.bytes));
    }
    Ok(())
}

fn too_large(limit: usize) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("the body is larger than {limit} bytes"),
    )
}

/// The body, up to what the largest kind of activity may have.
pub(super) async fn body(body: Body) -> Result<Bytes, Problem> {
    axum::body::to_bytes(body, Limits::COLLECTION.bytes)
        .await
        .map_err(|_| too_large(Limits::COLLECTION.bytes))
}

/// The activity, within limits, with ids of one origin that is not ours.
pub(super) fn activity(app: &App, body: &Bytes) -> Result<Activity, Problem> {
    let value = parse::json(body, Limits::COLLECTION).map_err(|error| match error {
        ParseError::TooLarge { limit } => too_large(limit),
        other => Problem::malformed(other.to_string()),
    })?;
    let activity = Activity::read(&value).map_err(|error| Problem::malformed(error.to_string()))?;
    let is_batch = matches!(&activity, Activity::Announce(announce) if matches!(announce.object, Announced::Batch(_)));
    if body.len() > Limits::INBOX.bytes && !is_batch {
        return Err(too_large(Limits::INBOX.bytes));
    }
    origin::check_activity(&activity, app.apub.http().policy())
        .map_err(|error| Problem::malformed(error.to_string()))?;
    Ok(activity)
}

/// The sender's host, if it is one we deal with.
pub(super) async fn sender(app: &App, activity: &Activity) -> Result<String, Problem> {
    let host = origin::authority(activity.actor()).ok_or_else(|| Problem::malformed("the actor has no host"))?;
    if host == app.core.config.host() || !instances::is_allowed(&app.core, &host).await? {
        return Err(Problem::blocked());
    }
    Ok(host)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn status(pairs: &[(http::HeaderName, &'static str)]) -> Option<StatusCode> {
        let map = pairs
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
        headers(&map.collect()).err().map(|problem| problem.status)
    }

    #[test]
    fn an_inbox_takes_activities_only_and_uncompressed() {
        let json = "application/activity+json";
        assert_eq!(status(&[(header::CONTENT_TYPE, json)]), None);
        let profiled = "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"; charset=utf-8";
        assert_eq!(status(&[(header::CONTENT_TYPE, profiled)]), None);
        let refused = Some(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(status(&[]), refused);
        assert_eq!(status(&[(header::CONTENT_TYPE, "application/json")]), refused);
        assert_eq!(
            status(&[(header::CONTENT_TYPE, json), (header::CONTENT_ENCODING, "gzip")]),
            refused
        );
        let length = (header::CONTENT_LENGTH, "104857600");
        assert_eq!(
            status(&[(header::CONTENT_TYPE, json), length]),
            Some(StatusCode::PAYLOAD_TOO_LARGE)
        );
    }
}
