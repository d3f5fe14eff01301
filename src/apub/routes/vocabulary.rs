//! `/ns`: the terms of ours, for whoever wants to look them up. Every document says them inline, so nobody has to.

use axum::response::Response;
use federation::context;

use super::reply;

/// The media type of JSON-LD.
const LD_JSON: &str = "application/ld+json";

/// All terms.
pub(super) async fn terms() -> Response {
    reply::json(LD_JSON, &context::vocabulary())
}
