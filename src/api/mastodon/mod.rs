//! The Mastodon client API, as far as reading goes: `docs/api/mastodon.md` says what is served.
//!
//! A topic is a status whose text begins with its title. A forum is a group account; the topic it announces is a boost
//! by that account, whose id is the odd number above the topic's own (see [`ids`]).

mod accounts;
mod bookmarks;
mod conversations;
mod entities;
mod ids;
mod images;
mod instance;
mod media;
mod notifications;
mod paging;
mod relationships;
mod reports;
mod search;
mod site;
mod statuses;
mod stubs;
mod timelines;

use axum::Router;
use axum::routing::{delete, get, post};

use crate::app::App;

pub(super) use images::image_routes;

/// Below `/api`.
pub(super) fn routes(app: &App) -> Router<App> {
    Router::new()
        .merge(instance_routes())
        .merge(account_routes())
        .merge(status_routes())
        .merge(media::routes(app))
        .merge(stubs::routes())
        .route("/v1/timelines/home", get(timelines::home))
        .route("/v1/timelines/public", get(timelines::public))
        .route("/v1/timelines/tag/{tag}", get(timelines::tag))
        .route("/v1/conversations", get(conversations::list))
        .route("/v1/conversations/{id}", delete(conversations::remove))
        .route("/v1/conversations/{id}/read", post(conversations::read))
        .route("/v1/notifications", get(notifications::list))
        .route("/v1/notifications/unread_count", get(notifications::unread_count))
        .route("/v1/notifications/{id}", get(notifications::get))
        .route("/v1/reports", post(reports::file))
        .route("/v2/search", get(search::all))
}

fn instance_routes() -> Router<App> {
    Router::new()
        .route("/v1/instance", get(instance::v1))
        .route("/v2/instance", get(instance::v2))
        .route("/v1/instance/peers", get(instance::peers))
        .route("/v1/instance/extended_description", get(instance::extended_description))
}

fn account_routes() -> Router<App> {
    Router::new()
        .route("/v1/accounts/verify_credentials", get(accounts::verify_credentials))
        .route("/v1/preferences", get(accounts::preferences))
        .route("/v1/accounts/lookup", get(accounts::lookup))
        .route("/v1/accounts/search", get(search::accounts))
        .route("/v1/accounts/relationships", get(relationships::list))
        .route("/v1/accounts/familiar_followers", get(relationships::familiar))
        .route("/v1/accounts/{id}", get(accounts::get))
        .route("/v1/accounts/{id}/statuses", get(accounts::statuses))
        .route("/v1/accounts/{id}/followers", get(relationships::followers))
        .route("/v1/accounts/{id}/following", get(relationships::following))
        .route("/v1/accounts/{id}/follow", post(relationships::follow))
        .route("/v1/accounts/{id}/unfollow", post(relationships::unfollow))
}

fn status_routes() -> Router<App> {
    Router::new()
        .route("/v1/statuses", post(statuses::post))
        .route("/v1/statuses/{id}", get(statuses::get))
        .route("/v1/statuses/{id}/context", get(statuses::context))
        .route("/v1/statuses/{id}/favourited_by", get(statuses::nobody))
        .route("/v1/statuses/{id}/reblogged_by", get(statuses::nobody))
        .route("/v1/statuses/{id}/favourite", post(statuses::favourite))
        .route("/v1/statuses/{id}/unfavourite", post(statuses::unfavourite))
        .route("/v1/statuses/{id}/bookmark", post(bookmarks::keep))
        .route("/v1/statuses/{id}/unbookmark", post(bookmarks::release))
        .route("/v1/bookmarks", get(bookmarks::list))
}
