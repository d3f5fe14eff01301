//! OAuth for applications: registering, exchanging, revoking; OpenID Connect for tools of the house. The page where a member
//! agrees is in `web`.

mod apps;
mod client;
mod metadata;
mod openid;
mod token;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(super) use metadata::metadata;
pub(super) use openid::configuration;

/// Below `/oauth`.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/token", post(token::issue))
        .route("/revoke", post(token::revoke))
        .route("/userinfo", get(openid::userinfo).post(openid::userinfo))
        .route("/jwks", get(openid::jwks))
}

/// Below `/api`.
pub(super) fn app_routes() -> Router<App> {
    Router::new()
        .route("/v1/apps", post(apps::register))
        .route("/v1/apps/verify_credentials", get(apps::verify))
}
