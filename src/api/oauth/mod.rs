//! OAuth for applications: registering, exchanging, revoking. The page where a member agrees is in `web`.

mod apps;
mod client;
mod metadata;
mod token;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(super) use metadata::metadata;

/// Below `/oauth`.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/token", post(token::issue))
        .route("/revoke", post(token::revoke))
}

/// Below `/api`.
pub(super) fn app_routes() -> Router<App> {
    Router::new()
        .route("/v1/apps", post(apps::register))
        .route("/v1/apps/verify_credentials", get(apps::verify))
}
