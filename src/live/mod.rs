//! Pages that change while they are looked at: one stream of what happens to each viewer who may see it.
//!
//! The database stays the only source. A bell ([`bus`]) says that something may have changed, in this process or, through
//! Redis, in another; the [`tail`] then reads what is new and hands it to the [`hub`], which asks the visibility predicate
//! for each viewer and drops those whose sessions have ended. A bell that is lost costs two seconds, nothing else. The one
//! thing that is in no database is who looks at a conversation now ([`presence`]). Must not know: activities, and how pages
//! look.

mod bus;
mod hub;
mod presence;
mod routes;
mod tail;
mod wire;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use hub::{Hub, Joined, Notice, Watcher};
pub use presence::State;
pub use routes::routes;
pub use tail::Tail;

use crate::app::App;

/// Starts what makes pages live in this process: listening for what is new. Ends, and closes all connections, when `stop`
/// is cancelled.
pub fn spawn(app: &App, tasks: &TaskTracker, stop: &CancellationToken) {
    tasks.spawn(tail::work(app.clone(), stop.clone()));
    tasks.spawn(bus::listen(app.clone(), stop.clone()));
}

/// Starts telling other processes what happens in this one, where there is a Redis to tell them through.
pub fn spawn_bell(app: &App, tasks: &TaskTracker, stop: &CancellationToken) {
    tasks.spawn(bus::tell(app.clone(), stop.clone()));
}

/// Hands out once what is new, for tests, which have no [`spawn`].
///
/// # Errors
/// If the database fails.
pub async fn run_due(app: &App, tail: &mut Tail) -> crate::domain::Result<()> {
    tail.step(app).await
}
