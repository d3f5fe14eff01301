//! The durable log of received activities. Requests that arrive while a commit is on its way to the disk share the next
//! one, so that a burst costs a few waits for the disk and not one each. Nobody is answered before.

use tokio::sync::{mpsc, oneshot};

use crate::db::inbox::{self, InboxRow};
use crate::domain::{Core, Error, Result};

use super::problem::Problem;

/// Most activities in one commit.
const BATCH: usize = 256;
/// Most requests that wait; more are told to come back.
const WAITING: usize = 2_048;

type Entry = (InboxRow, oneshot::Sender<bool>);

/// The way into the log. Cheap to clone; the writer ends when the last clone is gone.
#[derive(Clone)]
pub struct InboxLog(mpsc::Sender<Entry>);

impl InboxLog {
    /// Starts the writer.
    pub fn start(core: &Core) -> Self {
        let (sender, entries) = mpsc::channel(WAITING);
        tokio::spawn(write(core.clone(), entries));
        Self(sender)
    }

    /// Appends an activity and returns when it is on disk. One that is there already changes nothing.
    pub(super) async fn append(&self, row: InboxRow) -> Result<(), Problem> {
        let busy = || Problem::later("the inbox is busy");
        let (done, written) = oneshot::channel();
        self.0.try_send((row, done)).map_err(|_| busy())?;
        match written.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(busy()),
        }
    }
}

async fn write(core: Core, mut entries: mpsc::Receiver<Entry>) {
    let mut batch: Vec<Entry> = Vec::with_capacity(BATCH);
    while entries.recv_many(&mut batch, BATCH).await > 0 {
        let (rows, waiting): (Vec<InboxRow>, Vec<_>) = batch.drain(..).unzip();
        let result = commit(&core, &rows).await;
        if let Err(error) = &result {
            tracing::error!(%error, count = rows.len(), "received activities could not be stored");
        }
        for done in waiting {
            // Whoever gave up waiting will send it again.
            let _ = done.send(result.is_ok());
        }
        core.wake.inbox.notify_one();
    }
}

async fn commit(core: &Core, rows: &[InboxRow]) -> Result<(), Error> {
    core.db
        .transaction(async |conn| {
            for row in rows {
                inbox::insert(conn, row).await?;
            }
            Ok(())
        })
        .await
}
