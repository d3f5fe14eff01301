//! The bridge to the fediverse: actors and posts as ActivityPub documents, inbox, outbox and delivery.
//!
//! The only module that knows `federation` and `activitypub_federation`. It renders no HTML and decides no rule: received
//! activities end in the same `domain` functions as clicks on a page.
//!
//! - [`http`]: the one outbound client; [`keys`]: keys in use; [`session`]: the library's configuration
//! - [`fetch`], [`webfinger`], [`nodeinfo`]: reading other servers; [`resolve`]: what a typed address names;
//!   [`backfill`]: the past of a forum
//! - [`inbox`]: from the wire to the log and on; [`activities`]: what each does; [`objects`]: remote actors and posts
//! - [`documents`]: our rows as documents; [`mod@routes`]: who may read them where
//! - [`outbox`]: what happened becomes activities; [`delivery`]: activities reach their inboxes

pub mod activities;
pub mod backfill;
pub mod delivery;
pub mod documents;
pub mod error;
pub mod fetch;
pub mod http;
pub mod inbox;
pub mod keys;
pub mod nodeinfo;
pub mod objects;
pub mod outbox;
pub mod resolve;
pub mod routes;
pub mod session;
pub mod webfinger;

use activitypub_federation::config::FederationConfig;
use axum::Router;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::domain::Core;

pub use error::{Error, Result};
pub use routes::negotiate;
pub use session::{Bridge, Session};

/// What talking to other servers needs. Cheap to clone.
#[derive(Clone)]
pub struct Federation {
    bridge: Bridge,
    config: FederationConfig<Bridge>,
    documents: documents::Cache,
    inbox: inbox::InboxLog,
}

impl Federation {
    /// Sets it up for this instance.
    ///
    /// # Errors
    /// If the outbound client cannot be built.
    pub async fn new(core: &Core) -> anyhow::Result<Self> {
        let bridge = Bridge {
            core: core.clone(),
            http: http::Client::new(&core.config)?,
            keys: keys::Keys::default(),
        };
        let config = session::configure(&bridge).await?;
        Ok(Self {
            bridge,
            config,
            documents: documents::Cache::default(),
            inbox: inbox::InboxLog::start(core),
        })
    }

    /// The outbound client.
    pub fn http(&self) -> &http::Client {
        &self.bridge.http
    }

    /// Keys in use.
    pub fn keys(&self) -> &keys::Keys {
        &self.bridge.keys
    }

    /// Documents of our actors, ready to be served.
    pub fn documents(&self) -> &documents::Cache {
        &self.documents
    }

    /// The log of received activities.
    pub fn inbox(&self) -> &inbox::InboxLog {
        &self.inbox
    }

    /// A new piece of work with its own budget of fetches.
    pub fn session(&self) -> Session {
        self.config.to_request_data()
    }
}

/// Routes that other servers read and write.
pub fn routes(_app: &App) -> Router<App> {
    inbox::routes().merge(routes::routes())
}

/// Starts the workers: received activities, events to activities, delivery.
pub fn spawn_workers(app: &App, tasks: &TaskTracker, stop: &CancellationToken) {
    tasks.spawn(outbox::work(app.clone(), stop.clone()));
    tasks.spawn(delivery::work(app.clone(), stop.clone()));
    inbox::spawn(app, tasks, stop);
}
