//! Which content types carry ActivityPub.
//!
//! Uploaded files have been served back as actors because somebody fetched "any JSON". A document counts only when
//! its server calls it ActivityPub; media must never be served with these types.

use crate::context::ACTIVITY_STREAMS;

/// What we serve and post; Lemmy compares it literally.
pub const ACTIVITY_JSON: &str = "application/activity+json";

/// What we ask for when we fetch.
pub const ACCEPT: &str =
    r#"application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams""#;

/// Whether a `Content-Type` is ActivityPub: `application/activity+json`, or `application/ld+json` with the
/// ActivityStreams profile. Other parameters do not matter.
#[must_use]
pub fn is_activity_pub(content_type: &str) -> bool {
    let (essence, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    match essence.trim().to_ascii_lowercase().as_str() {
        ACTIVITY_JSON => true,
        "application/ld+json" => has_profile(parameters),
        _ => false,
    }
}

/// Whether an `Accept` header asks for ActivityPub rather than for a page. Browsers' `*/*` does not.
#[must_use]
pub fn wants_activity_pub(accept: &str) -> bool {
    accept.split(',').any(is_activity_pub)
}

/// A profile may name several, separated by spaces.
fn has_profile(parameters: &str) -> bool {
    parameters
        .split(';')
        .filter_map(|parameter| parameter.split_once('='))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("profile"))
        .any(|(_, value)| {
            value
                .trim()
                .trim_matches('"')
                .split(' ')
                .any(|profile| profile == ACTIVITY_STREAMS)
        })
}
