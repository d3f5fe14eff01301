//! Every path of the site, in one place.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use crate::app::App;

use super::pages::health;
use super::{assets, csrf, preferences};

/// Routes of the pages. Whatever is named in [`pages`] is guarded against forged forms.
pub fn routes(app: &App) -> Router<App> {
    let pages = pages()
        .route_layer(from_fn_with_state(app.clone(), preferences::remember))
        .route_layer(from_fn_with_state(app.clone(), csrf::protect));
    Router::new()
        .merge(pages)
        .merge(assets::routes())
        .route("/health", get(health::show))
}

fn pages() -> Router<App> {
    Router::new().merge(people())
}

/// Coming in, being a member, running the instance.
fn people() -> Router<App> {
    Router::new().route("/about", get(async || "about"))
}
