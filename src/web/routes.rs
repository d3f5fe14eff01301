//! Every path of the site, in one place.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::app::App;

use super::pages::health;
use super::pages::{compose, connect, forums as forum_pages, home, tags, topics};
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
    Router::new().merge(people()).merge(forums())
}

/// Coming in, being a member, running the instance.
fn people() -> Router<App> {
    Router::new().route("/about", get(async || "about"))
}

/// Reading and writing in forums.
fn forums() -> Router<App> {
    Router::new()
        .route("/", get(home::show::start))
        .route("/home", get(home::show::show))
        .route("/forums", get(forum_pages::index::index))
        .route("/forums/{name}", get(forum_pages::show::show))
        .route("/forums/{name}/follow", post(forum_pages::show::follow))
        .route(
            "/forums/{name}/new",
            get(compose::new::show).post(compose::new::publish),
        )
        .route("/topics/{id}", get(topics::show::show))
        .route("/topics/{id}/replies", post(topics::reply::publish))
        .route("/replies/{id}", get(topics::show::reply))
        .route("/posts/{id}/edit", get(compose::edit::show).post(compose::edit::save))
        .route(
            "/posts/{id}/delete",
            get(topics::delete::ask).post(topics::delete::delete),
        )
        .route("/posts/{id}/vote", post(topics::acts::vote))
        .route("/posts/{id}/accept", post(topics::acts::accept))
        .route("/posts/{id}/pin", post(topics::acts::pin))
        .route("/posts/{id}/lock", post(topics::acts::lock))
        .route("/tags/{tag}", get(tags::show))
        .route("/connect", get(connect::show::show))
}
