//! JSON for applications: the Mastodon client API and OAuth.
//!
//! Everything below `/api` and `/oauth` answers JSON, unknown paths and errors included; the one page a person sees,
//! `/oauth/authorize`, belongs to `web`. Callers are known by their bearer token alone: cookies are never looked at, so
//! nothing here needs protection against forged requests.

mod caller;
mod error;
mod layers;
mod mastodon;
mod oauth;
mod params;
mod reply;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use error::{ApiError, ApiResult};

/// Routes of the client APIs.
pub fn routes(app: &App) -> Router<App> {
    let api = mastodon::routes(app)
        .merge(oauth::app_routes())
        .fallback(not_found)
        .method_not_allowed_fallback(not_found);
    let oauth = oauth::routes()
        .fallback(not_found)
        .method_not_allowed_fallback(not_found);
    let limits = layers::Limits::new(app);
    Router::new()
        .nest_service("/api", layers::around(app, &limits, api))
        .nest_service("/oauth", layers::around(app, &limits, oauth))
        .route(
            "/.well-known/oauth-authorization-server",
            // OPTIONS is named so that the router's own answer to unknown methods does not come before the layer's.
            get(oauth::metadata).options(not_found).layer(layers::cors()),
        )
        .route(
            "/.well-known/openid-configuration",
            get(oauth::configuration).options(not_found).layer(layers::cors()),
        )
        .merge(mastodon::image_routes())
}

async fn not_found() -> ApiError {
    ApiError::not_found()
}
