//! The site as an app, and browsers that are told at once.

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::pages::{installed, settings};

/// What a browser fetches to install the site. The same for everybody.
pub(super) fn app() -> Router<App> {
    Router::new()
        .route("/sw.js", get(installed::worker))
        .route("/manifest/{language}", get(installed::manifest))
        .route("/offline/{language}", get(installed::offline))
}

/// Browsers of a member that pushes go to.
pub(super) fn browsers() -> Router<App> {
    Router::new()
        .route("/settings/notifications/browsers", post(settings::add_browser))
        .route("/settings/notifications/browsers/test", post(settings::test_browsers))
        .route(
            "/settings/notifications/browsers/{id}/remove",
            post(settings::remove_browser),
        )
}
