//! One peer's turn: its next items, one after another, until it fails or there is nothing left for now.

use std::sync::atomic::{AtomicBool, Ordering};

use http::HeaderMap;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::app::App;
use crate::db::actors;
use crate::db::deliveries::{self, Cursor, Item};
use crate::db::instances::{self, Instance};
use crate::db::types::{InstanceId, PeerState, ReceiptState, SendCause, SignatureScheme, Stream};
use crate::domain::actors as domain_actors;
use crate::domain::leases::{self, LEASE};
use crate::domain::submissions::{self, Refusal};
use crate::domain::{Result, instances as policy, messages};
use crate::id::random_bytes;

use super::backoff;
use super::ledger::{Entry, Ledger, Settled};
use super::send::{Outcome, send};

/// Items of one turn.
const ITEMS: i64 = 50;
/// Answers of failure to the same item after which it is given up and the next one gets its chance.
const ITEM_FAILURES_MAX: i32 = 8;
/// What was delivered is written down at least this often, in milliseconds, and the lease renewed with it.
const WRITE_AFTER: i64 = 5_000;

/// Serves one stream that this worker has claimed; says how many items were settled.
pub(super) async fn serve(app: App, ledger: Ledger, worker: String, cursor: Cursor, stop: CancellationToken) -> usize {
    let (instance, stream) = (cursor.instance_id, cursor.stream);
    // An answer may take longer than the lease. What is given up on purpose is not renewed.
    let is_over = AtomicBool::new(false);
    let renewal = || renew(&app, (instance, stream), &worker, &is_over);
    let turn = Box::pin(turn(&app, (&ledger, &worker, &is_over), cursor, &stop));
    match leases::while_held(turn, renewal).await {
        Ok(settled) => settled,
        Err(error) => {
            // The lease runs out and somebody tries again.
            tracing::error!(%instance, %error, "the turn of peer {instance} broke off");
            0
        }
    }
}

async fn renew(app: &App, own: (InstanceId, Stream), worker: &str, is_over: &AtomicBool) -> Result<bool> {
    if is_over.load(Ordering::Relaxed) {
        return Ok(true);
    }
    let until = app.core.clock.now().plus(LEASE);
    Ok(deliveries::renew(&mut app.core.db.write().await?, own, worker, until).await?)
}

async fn turn(
    app: &App,
    (ledger, worker, is_over): (&Ledger, &str, &AtomicBool),
    cursor: Cursor,
    stop: &CancellationToken,
) -> Result<usize> {
    let mut conn = app.core.db.read().await?;
    let peer = instances::get(&mut conn, cursor.instance_id).await?;
    let allowed = policy::reachable(&app.core, &mut conn, &[peer.id]).await?;
    let mut items = deliveries::list_items(&mut conn, peer.id, cursor.stream, ITEMS).await?;
    drop(conn);
    if cursor.state == PeerState::Dormant {
        // A probe: the oldest item only.
        items.truncate(1);
    }
    let mut turn = Turn {
        app,
        ledger,
        worker,
        is_over,
        peer,
        cursor,
        settled: Vec::new(),
        written_at: app.core.clock.now().millis(),
        count: 0,
    };
    if allowed.is_empty() {
        let (core, peer) = (&app.core, turn.peer.id);
        core.db
            .transaction(async |conn| {
                deliveries::delete_targets_of(conn, peer).await?;
                messages::delivery::server_lost(conn, peer).await?;
                submissions::server_lost(core, conn, peer, SendCause::Blocked).await
            })
            .await?;
        turn.write(None, false).await?;
        return Ok(0);
    }
    for item in items {
        if stop.is_cancelled() {
            break;
        }
        if !turn.deliver(item).await? {
            return Ok(turn.count);
        }
    }
    turn.write(None, false).await?;
    Ok(turn.count)
}

struct Turn<'a> {
    app: &'a App,
    ledger: &'a Ledger,
    worker: &'a str,
    /// Whether the stream is given up.
    is_over: &'a AtomicBool,
    peer: Instance,
    cursor: Cursor,
    settled: Vec<Settled>,
    written_at: i64,
    count: usize,
}

type Dead = (Item, Option<i32>, String);

impl Turn<'_> {
    /// Delivers one item; says whether the turn goes on.
    async fn deliver(&mut self, item: Item) -> Result<bool> {
        let (outcome, scheme) = send(self.app, &item, self.cursor.scheme).await;
        let now = self.app.core.clock.now();
        match outcome {
            Outcome::Taken => {
                self.remember_scheme(scheme);
                self.settle(item, ReceiptState::Accepted, None, None).await
            }
            Outcome::Refused { status, words } => {
                tracing::info!(peer = self.peer.host, status, activity = %item.activity_id, "{} refused an activity", self.peer.host);
                // Nobody at this address is no answer of a forum.
                let refusal = match status {
                    404 => Refusal::lost(SendCause::Missing),
                    _ => Refusal::said(&words),
                };
                self.settle(item, ReceiptState::Refused, None, Some(refusal)).await
            }
            Outcome::Gone => self.gone(item).await,
            Outcome::Broken(error) => {
                tracing::error!(activity = %item.activity_id, error, "an activity cannot be sent");
                let dead = (item.clone(), None, error);
                let refusal = Refusal::lost(SendCause::Unreachable);
                self.settle(item, ReceiptState::Failed, Some(dead), Some(refusal)).await
            }
            Outcome::Later { status, error, after } => {
                self.cursor.item_fail_count += i32::from(status.is_some());
                if self.cursor.item_fail_count >= ITEM_FAILURES_MAX {
                    tracing::warn!(peer = self.peer.host, activity = %item.activity_id, error, "{} never took an activity", self.peer.host);
                    self.cursor.item_fail_count = 0;
                    let dead = (item.clone(), status.map(i32::from), error);
                    self.settled.push(Settled {
                        item,
                        answer: ReceiptState::Failed,
                        refusal: Some(Refusal::lost(SendCause::Unreachable)),
                    });
                    self.count += 1;
                    self.write(Some(dead), true).await?;
                    return Ok(true);
                }
                backoff::failed(&mut self.cursor, now, &error, after, random_bytes::<1>()[0]);
                tracing::info!(peer = self.peer.host, error, state = %self.cursor.state, "{} did not take an activity", self.peer.host);
                self.write(None, false).await?;
                if self.cursor.state == PeerState::Dead {
                    self.bury().await?;
                }
                Ok(false)
            }
        }
    }

    /// Strikes an item off; the peer answered, so all is well with it.
    async fn settle(
        &mut self,
        item: Item,
        answer: ReceiptState,
        dead: Option<Dead>,
        refusal: Option<Refusal>,
    ) -> Result<bool> {
        let now = self.app.core.clock.now();
        if dead.is_none() {
            backoff::succeeded(&mut self.cursor, now);
        }
        self.cursor.last_id = item.activity_id;
        self.settled.push(Settled { item, answer, refusal });
        self.count += 1;
        if dead.is_some() || now.millis() - self.written_at >= WRITE_AFTER {
            return self.write(dead, true).await;
        }
        Ok(true)
    }

    /// Writes down what was settled; keeps the stream or gives it up. Says whether it is still ours.
    async fn write(&mut self, dead: Option<Dead>, keep: bool) -> Result<bool> {
        let now = self.app.core.clock.now();
        self.written_at = now.millis();
        self.is_over.store(!keep, Ordering::Relaxed);
        let entry = Entry {
            cursor: self.cursor.clone(),
            settled: std::mem::take(&mut self.settled),
            dead,
            worker: self.worker.to_owned(),
            until: keep.then(|| now.plus(LEASE)),
        };
        self.ledger.enter(entry).await
    }

    fn remember_scheme(&mut self, scheme: SignatureScheme) {
        if self.cursor.scheme != scheme {
            tracing::info!(peer = self.peer.host, %scheme, "{} wants {scheme} signatures", self.peer.host);
            self.cursor.scheme = scheme;
        }
    }

    /// Nobody is at this address any more. If it was a person's, they are gone once their own document says so, too; if
    /// it was the whole server's, the server is once its front door says so.
    async fn gone(&mut self, item: Item) -> Result<bool> {
        let core = &self.app.core;
        let mut conn = core.db.read().await?;
        let person = actors::find_by_inbox(&mut conn, self.peer.id, &item.inbox).await?;
        drop(conn);
        match person {
            Some(person) => {
                if self.is_gone(&person.uri).await {
                    domain_actors::remove_remote(core, person.id).await?;
                }
                self.settle_missing(item).await
            }
            None => {
                let front = Url::parse(&item.inbox)
                    .ok()
                    .and_then(|inbox| inbox.join("/.well-known/nodeinfo").ok());
                let gone = match front {
                    Some(front) => self.is_gone(front.as_str()).await,
                    None => false,
                };
                if !gone {
                    return self.settle_missing(item).await;
                }
                self.cursor.state = PeerState::Dead;
                self.cursor.error = Some("status 410".to_owned());
                self.write(None, false).await?;
                self.bury().await?;
                Ok(false)
            }
        }
    }

    async fn settle_missing(&mut self, item: Item) -> Result<bool> {
        let refusal = Refusal::lost(SendCause::Missing);
        self.settle(item, ReceiptState::Refused, None, Some(refusal)).await
    }

    async fn is_gone(&self, address: &str) -> bool {
        let Ok(url) = Url::parse(address) else { return false };
        let (keys, now) = (self.app.apub.keys(), self.app.core.clock.now());
        let headers = match keys.instance(&self.app.core).await {
            Ok(signer) => signer.headers(
                federation::signature::Scheme::Cavage,
                &http::Method::GET,
                &url,
                None,
                now,
            ),
            Err(_) => return false,
        };
        let mut headers: HeaderMap = headers.unwrap_or_default();
        headers.insert(
            http::header::ACCEPT,
            http::HeaderValue::from_static("application/activity+json, application/json"),
        );
        let answer = self.app.apub.http().get(&url, headers).await;
        answer.is_ok_and(|answer| answer.status == http::StatusCode::GONE)
    }

    /// Drops everything that waits for a peer that is gone.
    async fn bury(&self) -> Result<()> {
        tracing::warn!(
            peer = self.peer.host,
            "{} is gone; its queue is dropped",
            self.peer.host
        );
        let (core, peer) = (&self.app.core, self.peer.id);
        core.db
            .transaction(async |conn| {
                deliveries::set_dead(conn, peer).await?;
                deliveries::delete_targets_of(conn, peer).await?;
                messages::delivery::server_lost(conn, peer).await?;
                submissions::server_lost(core, conn, peer, SendCause::Unreachable).await
            })
            .await
    }
}
