//! The bridge to the fediverse: actors and posts as ActivityPub documents, inbox, outbox and delivery.
//!
//! The only module that knows `federation` and `activitypub_federation`. It renders no HTML and decides no rule: received
//! activities end in the same `domain` functions as clicks on a page.

use axum::Router;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::domain::Core;

/// What talking to other servers needs. Cheap to clone.
#[derive(Clone)]
pub struct Federation {}

impl Federation {
    /// Sets it up for this instance.
    ///
    /// # Errors
    /// If the outbound client cannot be built.
    pub async fn new(_core: &Core) -> anyhow::Result<Self> {
        Ok(Self {})
    }
}

/// Routes that other servers read and write.
pub fn routes(_app: &App) -> Router<App> {
    Router::new()
}

/// Starts the workers: received activities, events to activities, delivery.
pub fn spawn_workers(_app: &App, _tasks: &TaskTracker, _stop: &CancellationToken) {}
