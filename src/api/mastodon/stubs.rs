//! Lists that clients ask for on every page and that are empty here: lists, filters, bookmarks and the like do not exist
//! yet, and an empty answer is the truth.

use axum::Router;
use axum::routing::{MethodRouter, get};
use serde_json::json as object;

use crate::api::ApiResult;
use crate::api::caller::Caller;
use crate::api::reply::json;
use crate::app::App;

/// Below `/api`.
pub(super) fn routes() -> Router<App> {
    let open = [
        "/v1/custom_emojis",
        "/v1/instance/rules",
        "/v1/instance/activity",
        "/v1/trends",
        "/v1/trends/tags",
        "/v1/trends/statuses",
        "/v1/trends/links",
        "/v1/directory",
        "/v1/accounts/{id}/featured_tags",
    ];
    let private = [
        ("/v1/lists", "read:lists"),
        ("/v1/filters", "read:filters"),
        ("/v2/filters", "read:filters"),
        ("/v1/favourites", "read:favourites"),
        ("/v1/announcements", "read:statuses"),
        ("/v1/followed_tags", "read:follows"),
        ("/v1/featured_tags", "read:accounts"),
        ("/v1/follow_requests", "read:follows"),
        ("/v1/blocks", "read:blocks"),
        ("/v1/mutes", "read:mutes"),
        ("/v1/domain_blocks", "read:blocks"),
        ("/v1/scheduled_statuses", "read:statuses"),
        ("/v1/endorsements", "read:accounts"),
        ("/v2/suggestions", "read:accounts"),
        ("/v1/accounts/{id}/lists", "read:lists"),
    ];
    let router = open
        .into_iter()
        .fold(Router::new(), |router, path| router.route(path, get(empty)));
    private
        .into_iter()
        .fold(router, |router, (path, scope)| router.route(path, empty_for(scope)))
        .route("/v1/markers", get(no_markers))
}

async fn empty() -> ApiResult {
    Ok(json::<[u8; 0]>(&[]))
}

fn empty_for(scope: &'static str) -> MethodRouter<App> {
    get(move |caller: Caller| async move {
        caller.member(scope)?;
        empty().await
    })
}

/// `GET /api/v1/markers`: places of reading are not kept.
async fn no_markers(caller: Caller) -> ApiResult {
    caller.member("read:statuses")?;
    Ok(json(&object!({})))
}
