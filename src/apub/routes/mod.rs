//! What other servers read: documents, collections, discovery.
//!
//! Documents live at the addresses of the pages that show the same thing, and [`mod@negotiate`] tells the two apart by the
//! `Accept` header; everything else has addresses of its own. Who may see what is decided by `domain::visibility`, for a
//! guest first and, where that is not enough, for the server that signed the request. Must not know: what pages look like.

mod activities;
mod collections;
mod discovery;
mod documents;
mod messages;
mod negotiate;
mod nodeinfo;
mod pages;
mod reader;
mod reply;
mod vocabulary;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use negotiate::{negotiate, wants_activity};

/// The routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/actor", get(documents::application))
        .route("/actor/outbox", get(collections::application_outbox))
        .route("/u/{name}", get(pages::person))
        .route("/u/{name}/{collection}", get(collections::of_person))
        .route("/g/{name}", get(pages::forum))
        .route("/g/{name}/{collection}", get(collections::of_forum))
        .route("/topics/{id}/context", get(collections::context))
        .route("/topics/{id}/replies", get(collections::replies))
        .route("/cases/{id}/context", get(collections::context))
        .route("/cases/{id}/replies", get(collections::replies))
        .route("/trainings/{id}/context", get(collections::context))
        .route("/trainings/{id}/replies", get(collections::replies))
        .route("/trainings/{id}/page", get(documents::companion))
        .route("/replies/{id}/replies", get(collections::replies))
        .route("/pm/{message}/{recipient}", get(messages::object))
        .route("/ns", get(vocabulary::terms))
        .route("/activities/{kind}/{id}", get(activities::activity))
        .route("/.well-known/webfinger", get(discovery::webfinger))
        .route("/.well-known/host-meta", get(discovery::host_meta))
        .route("/.well-known/host-meta.json", get(discovery::host_meta_json))
        .route("/.well-known/nodeinfo", get(nodeinfo::links))
        .route("/nodeinfo/{version}", get(nodeinfo::document))
}
