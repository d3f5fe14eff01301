//! JSON for applications: the Mastodon client API and OAuth.

use axum::Router;

use crate::app::App;

/// Routes of the client APIs.
pub fn routes(_app: &App) -> Router<App> {
    Router::new()
}
