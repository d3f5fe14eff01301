//! What every use-case needs: database, clock, ids, secret, configuration, and the bell that wakes the workers.

use std::sync::Arc;

use tokio::sync::{Notify, watch};

use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Conn, Db};
use crate::id::Ids;
use crate::media::Store;
use crate::secrets::Secrets;

use super::Result;
use super::cases::Catalogue;

/// Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Core {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Ids.
    pub ids: Ids,
    /// The instance's secret.
    pub secrets: Secrets,
    /// Where the bytes of files live.
    pub media: Store,
    /// What the operator set.
    pub config: Arc<Config>,
    /// The library of case studies, in memory.
    pub catalogue: Arc<Catalogue>,
    /// Rung after a transaction that left work for a background worker of this process.
    pub wake: Wake,
}

/// Bells for background workers. A missed ring costs only the workers' polling interval.
#[derive(Clone, Default)]
pub struct Wake {
    /// Events to be turned into activities.
    pub events: Arc<Notify>,
    /// Activities to be delivered.
    pub deliveries: Arc<Notify>,
    /// Received activities to be applied.
    pub inbox: Arc<Notify>,
    /// Jobs to be run.
    pub jobs: Arc<Notify>,
    /// Pages that are looked at; many may listen, so it counts rather than wakes one.
    pub live: Arc<watch::Sender<u64>>,
}

impl Wake {
    /// Says that those who look at pages may have something to hear.
    pub fn ring_live(&self) {
        self.live.send_modify(|rings| *rings = rings.wrapping_add(1));
    }
}

impl Core {
    /// Puts the parts together.
    pub fn new(db: Db, clock: Clock, secrets: Secrets, media: Store, config: Arc<Config>) -> Self {
        Self {
            db,
            ids: Ids::new(clock.clone()),
            clock,
            secrets,
            media,
            config,
            catalogue: Arc::default(),
            wake: Wake::default(),
        }
    }

    /// Runs a change in one transaction and, once it is committed, rings for what follows from it.
    ///
    /// # Errors
    /// Whatever `work` returns, after rolling back; database errors at begin and commit.
    pub async fn change<R, F>(&self, work: F) -> Result<R>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<R>,
    {
        let result = self.db.transaction(work).await?;
        self.wake.events.notify_one();
        self.wake.jobs.notify_one();
        self.wake.ring_live();
        Ok(result)
    }
}
