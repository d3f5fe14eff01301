//! Writing down what was delivered, for many peers in one transaction: each costs the disk one wait, however many
//! peers answered in the meantime.

use tokio::sync::{mpsc, oneshot};

use crate::apub::activities::answer;
use crate::db::Conn;
use crate::db::deliveries::{self, Cursor, Item};
use crate::db::outbox;
use crate::db::privacy::receipts;
use crate::db::types::{ReceiptState, Stream, UtcTime};
use crate::domain::submissions::{self, Refusal};
use crate::domain::{Core, Error, Result, messages};

/// Most entries of one transaction.
const GROUP_MAX: usize = 256;

/// An item that the peer will not be asked about again.
pub(super) struct Settled {
    /// Which.
    pub item: Item,
    /// Taken, refused or given up.
    pub answer: ReceiptState,
    /// Why it was not taken.
    pub refusal: Option<Refusal>,
}

/// What became of a peer's items.
pub(super) struct Entry {
    /// How far the stream is now.
    pub cursor: Cursor,
    /// Items that are settled.
    pub settled: Vec<Settled>,
    /// Those of them that staff should see, with status and reason.
    pub dead: Option<(Item, Option<i32>, String)>,
    /// Who holds the stream.
    pub worker: String,
    /// Until when they keep it; none gives it up.
    pub until: Option<UtcTime>,
}

/// Where entries are handed in. Cheap to clone; the writer ends with the last clone.
#[derive(Clone)]
pub(super) struct Ledger(mpsc::Sender<(Entry, oneshot::Sender<bool>)>);

impl Ledger {
    /// Starts the writer.
    pub(super) fn open(core: &Core) -> Self {
        let (sender, receiver) = mpsc::channel(GROUP_MAX);
        tokio::spawn(write(core.clone(), receiver));
        Self(sender)
    }

    /// Writes an entry down; says, once it is on disk, whether the worker still held the stream.
    pub(super) async fn enter(&self, entry: Entry) -> Result<bool> {
        let (done, written) = oneshot::channel();
        let gone = || Error::Unavailable("the delivery ledger is closed".to_owned());
        self.0.send((entry, done)).await.map_err(|_| gone())?;
        written.await.map_err(|_| gone())
    }
}

async fn write(core: Core, mut entries: mpsc::Receiver<(Entry, oneshot::Sender<bool>)>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    while entries.recv_many(&mut group, GROUP_MAX).await > 0 {
        let result = core
            .db
            .transaction(async |conn| {
                let mut held = Vec::with_capacity(group.len());
                for (entry, _) in &group {
                    held.push(write_one(&core, conn, entry).await?);
                }
                Ok::<_, Error>(held)
            })
            .await;
        match result {
            Ok(held) => {
                for ((_, done), held) in group.drain(..).zip(held) {
                    // A peer's task that ended meanwhile needs no answer.
                    let _ = done.send(held);
                }
            }
            Err(error) => {
                tracing::error!(%error, "deliveries could not be written down and will be repeated");
                group.clear();
            }
        }
    }
}

async fn write_one(core: &Core, conn: &mut Conn, entry: &Entry) -> Result<bool> {
    let held = deliveries::save(conn, &entry.cursor, &entry.worker, entry.until).await?;
    let now = core.clock.now();
    for Settled { item, answer, refusal } in &entry.settled {
        deliveries::delete_target(conn, item.activity_id, &item.inbox).await?;
        // Somebody may want to know what became of it: whether those were forgotten who wished to be.
        if item.kind == "Delete" {
            let to = (item.activity_id, entry.cursor.instance_id);
            receipts::answered(conn, to, *answer, now).await?;
        }
        // Nothing else is created in this stream.
        if item.kind == "Create" && entry.cursor.stream == Stream::Priority {
            messages::delivery::settled(conn, item.activity_id, *answer).await?;
        }
        if let Some(refusal) = refusal {
            not_taken(core, conn, item, refusal).await?;
        }
    }
    if let Some((item, status, error)) = entry.dead.as_ref().filter(|_| held) {
        let target = (item.activity_id, entry.cursor.instance_id, item.inbox.as_str());
        deliveries::insert_dead_letter(conn, core.ids.next(), target, *status, error, now).await?;
    }
    Ok(held)
}

/// Who sent it to a forum hears that it did not take it.
async fn not_taken(core: &Core, conn: &mut Conn, item: &Item, refusal: &Refusal) -> Result<()> {
    if answer::deed_named(&item.kind).is_none() {
        return Ok(());
    }
    let Some(sent) = outbox::find(conn, item.activity_id).await? else {
        return Ok(());
    };
    match answer::of_sent(conn, &sent).await? {
        Some(key) => submissions::not_taken(core, conn, key, &item.inbox, refusal).await,
        None => Ok(()),
    }
}
