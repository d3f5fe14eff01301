//! Activities reach their inboxes.
//!
//! Each peer has two streams, served in order and independently: content, and short answers that must not wait behind
//! it. A worker takes due streams by lease, so several processes share the work; it serves many peers at once, each from
//! its own task, so that a slow one delays nobody. An item is struck off only after the peer took it: a crash may send
//! something twice, which peers recognise by its id, and loses nothing. Must not know: what is in the activities.

mod backoff;
mod ledger;
mod peer;
mod send;

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::db::deliveries::{self, Cursor};
use crate::domain::leases::LEASE;
use crate::domain::{Core, Result};
use crate::id::random_token;

use ledger::Ledger;

/// Peers served at the same time by one process.
const PEERS_AT_ONCE: usize = 64;
/// How often the worker looks without being woken.
const POLL: Duration = Duration::from_secs(2);

/// Delivers until `stop` is cancelled.
pub(super) async fn work(app: App, stop: CancellationToken) {
    let worker = random_token();
    let ledger = Ledger::open(&app.core);
    let mut running = FuturesUnordered::new();
    while !stop.is_cancelled() {
        match claim(&app.core, &worker, PEERS_AT_ONCE - running.len()).await {
            Ok(claimed) => {
                for cursor in claimed {
                    let turn = peer::serve(app.clone(), ledger.clone(), worker.clone(), cursor, stop.clone());
                    running.push(tokio::spawn(turn));
                }
            }
            Err(error) => tracing::error!(%error, "the delivery queue could not be read"),
        }
        tokio::select! {
            Some(_) = running.next(), if !running.is_empty() => {}
            () = app.core.wake.deliveries.notified(), if running.len() < PEERS_AT_ONCE => {}
            () = tokio::time::sleep(POLL) => {}
            () = stop.cancelled() => {}
        }
    }
    // What is on its way is waited for, so that a clean stop repeats nothing.
    while running.next().await.is_some() {}
}

/// Delivers everything that is due now, for tests and for `demo`; says how many deliveries were settled.
///
/// # Errors
/// If the database fails.
pub async fn run_due(app: &App) -> Result<usize> {
    let worker = random_token();
    let ledger = Ledger::open(&app.core);
    let mut count = 0;
    loop {
        let claimed = claim(&app.core, &worker, PEERS_AT_ONCE).await?;
        if claimed.is_empty() {
            return Ok(count);
        }
        let mut running: FuturesUnordered<_> = claimed
            .into_iter()
            .map(|cursor| {
                peer::serve(
                    app.clone(),
                    ledger.clone(),
                    worker.clone(),
                    cursor,
                    CancellationToken::new(),
                )
            })
            .collect();
        while let Some(settled) = running.next().await {
            count += settled;
        }
    }
}

/// Takes up to `limit` due streams.
async fn claim(core: &Core, worker: &str, limit: usize) -> Result<Vec<Cursor>> {
    let now = core.clock.now();
    let limit = i64::try_from(limit).unwrap_or(0);
    let due = deliveries::list_due(&mut core.db.read().await?, now, limit).await?;
    let mut claimed = Vec::with_capacity(due.len());
    if due.is_empty() {
        return Ok(claimed);
    }
    let mut conn = core.db.write().await?;
    for cursor in due {
        if deliveries::claim(&mut conn, &cursor, worker, now, now.plus(LEASE)).await? {
            claimed.push(cursor);
        }
    }
    Ok(claimed)
}
