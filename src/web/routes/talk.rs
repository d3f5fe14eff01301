//! What is said to members: private messages, notifications, and letters.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::pages::{admin, messages, notifications, settings};

/// Notifications, how one is told of them, and letters.
pub(super) fn notices() -> Router<App> {
    Router::new()
        .route("/notifications/read", post(notifications::read_some))
        .route("/notifications/{id}/mute", post(notifications::mute))
        .route(
            "/settings/notifications",
            get(settings::notifications).post(settings::save_notifications),
        )
        .route("/settings/notifications/address", post(settings::address_works))
        .route("/admin/letters", get(admin::letters::index))
        .route("/admin/letters/preview", get(admin::letters::preview))
        .route("/admin/letters/preview/{name}", get(admin::letters::look))
        .route("/admin/letters/{id}", post(admin::letters::change))
}

/// Private messages. A form may bring files.
pub(super) fn private(app: &App) -> Router<App> {
    let megabytes = usize::from(app.core.config.media.file_megabytes) * (crate::domain::messages::FILES_MAX + 1);
    Router::new()
        .route("/messages", get(messages::index))
        .route("/messages/new", get(messages::ask).post(messages::begin))
        .route("/messages/{id}", get(messages::show).post(messages::send))
        .route("/messages/{id}/act", post(messages::act))
        .route("/messages/{id}/members", post(messages::add_member))
        .route("/messages/{id}/title", post(messages::rename))
        .route("/messages/{id}/delete/{message}", post(messages::delete))
        .route("/messages/{id}/report", get(messages::choose).post(messages::file))
        .route("/@{handle}/block", post(messages::block))
        .route(
            "/settings/messages",
            get(messages::show_settings).post(messages::save_settings),
        )
        .layer(DefaultBodyLimit::max(megabytes * 1_000_000))
}
