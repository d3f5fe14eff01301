//! What happened becomes activities.
//!
//! A worker reads the event log in order and, for each event, stores the activities that follow from it together with the
//! inboxes that have to get them, in the transaction that marks the event as told. A crash before that transaction leaves
//! the event to be told again; after it, delivery has everything it needs. One process at a time does this, by a lease.
//! Must not know: how activities are delivered.

mod bans;
mod companion;
mod content;
mod draft;
mod farewell;
mod flags;
mod follow;
mod forum;
mod messages;
mod moves;
mod plan;
mod reach;
mod relay;
mod rsvp;

use std::time::Duration;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::apub::activities::answer;
use crate::db::Conn;
use crate::db::deliveries::{self, Target};
use crate::db::events::{self, EventRow};
use crate::db::outbox::{self, OutboxActivity};
use crate::db::types::{ActorId, PeerState, PostId, UtcTime};
use crate::domain::event::Event;
use crate::domain::{Error, Result, leases, submissions};
use crate::id::random_token;

use draft::Draft;

/// The name of the lease.
const LEASE: &str = "outbox";
/// Events read at once.
const BATCH: i64 = 50;
/// How often the worker looks without being woken.
const POLL: Duration = Duration::from_secs(2);
/// How long told events and settled private activities are kept.
const KEEP_DAYS: i64 = 7;
/// How often what is no longer needed is removed.
const SWEEP: TimeDelta = TimeDelta::hours(1);

/// Tells events until `stop` is cancelled.
pub(super) async fn work(app: App, stop: CancellationToken) {
    let worker = random_token();
    let mut swept_at = app.core.clock.now();
    while !stop.is_cancelled() {
        let told = tell(&app, &worker).await;
        if let Err(error) = &told {
            tracing::error!(%error, "events could not be turned into activities");
        }
        if app.core.clock.now() >= swept_at.plus(SWEEP) {
            swept_at = app.core.clock.now();
            if let Err(error) = sweep(&app).await {
                tracing::warn!(%error, "told events could not be removed");
            }
        }
        if matches!(told, Ok(count) if count > 0) {
            continue;
        }
        tokio::select! {
            () = app.core.wake.events.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            () = stop.cancelled() => {}
        }
    }
    // Whoever comes next need not wait until the lease ends.
    if let Err(error) = leases::release(&app.core, LEASE, &worker).await {
        tracing::warn!(%error, "the lease on events was not given back");
    }
}

/// Tells every event that waits now, for tests and for `demo`; says how many there were.
///
/// # Errors
/// If the database fails.
pub async fn run_due(app: &App) -> Result<usize> {
    let worker = random_token();
    let mut count = 0;
    loop {
        match tell(app, &worker).await? {
            0 => break,
            told => count += told,
        }
    }
    leases::release(&app.core, LEASE, &worker).await?;
    Ok(count)
}

/// Tells the next batch of events, if this worker has the lease; says how many.
async fn tell(app: &App, worker: &str) -> Result<usize> {
    let now = app.core.clock.now();
    let open = events::list_open(&mut app.core.db.read().await?, now, BATCH).await?;
    if open.is_empty() {
        return Ok(0);
    }
    if !leases::hold(&app.core, LEASE, worker).await? {
        return Ok(0);
    }
    let telling = Box::pin(async {
        for event in &open {
            tell_one(app, event).await?;
        }
        Ok(open.len())
    });
    leases::while_held(telling, || leases::hold(&app.core, LEASE, worker)).await
}

async fn tell_one(app: &App, row: &EventRow) -> Result<()> {
    let event = Event::read(row);
    let drafts = match &event {
        Some(event) => match plan::drafts(app, row, event).await {
            Ok(drafts) => drafts,
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Err(error) => {
                // What cannot be told now cannot be told later either, and must not hold up everything after it.
                tracing::error!(event = %row.id, kind = row.kind, %error, "event {} cannot be told", row.id);
                Vec::new()
            }
        },
        None => {
            tracing::error!(event = %row.id, kind = row.kind, "event {} cannot be read", row.id);
            Vec::new()
        }
    };
    let removed = match event {
        Some(Event::PostRemoved { post, .. }) => Some(post),
        _ => None,
    };
    store(app, row, removed, drafts).await
}

/// Stores what an event makes us say. What was said of a post that it `removed` is shown to nobody any more.
async fn store(app: &App, row: &EventRow, removed: Option<PostId>, drafts: Vec<Draft>) -> Result<()> {
    let core = &app.core;
    let now = core.clock.now();
    let waiting = core
        .db
        .transaction(async |conn| {
            if !events::set_federated(conn, row.id, now).await? {
                return Ok::<_, Error>(false);
            }
            if let Some(post) = removed {
                outbox::unlist(conn, post).await?;
            }
            let mut waiting = false;
            for draft in &drafts {
                let activity = OutboxActivity {
                    id: core.ids.next(),
                    uri: draft.uri.clone(),
                    actor_id: draft.actor_id,
                    kind: draft.kind.to_owned(),
                    body: draft.body.clone(),
                    is_listed: draft.is_listed,
                    post_id: draft.post_id,
                    created_at: now,
                };
                if !outbox::insert(conn, &activity).await? {
                    continue;
                }
                let targets: Vec<Target> = draft
                    .inboxes
                    .iter()
                    .map(|(instance_id, inbox)| Target {
                        activity_id: activity.id,
                        instance_id: *instance_id,
                        stream: draft.stream,
                        inbox: inbox.clone(),
                    })
                    .collect();
                waiting |= !targets.is_empty();
                if let Some(key) = answer::of_sent(conn, &activity).await? {
                    let inboxes: Vec<&str> = targets.iter().map(|target| target.inbox.as_str()).collect();
                    submissions::goes_to(core, conn, key, &inboxes).await?;
                }
                deliveries::insert_targets(conn, &targets, now).await?;
                if row.kind == "member_erased" {
                    farewell::on_its_way(conn, row, activity.id, &targets, now).await?;
                }
                if row.kind == "message_sent" {
                    messages::on_its_way(core, conn, row, draft, activity.id).await?;
                }
                if draft.kind == "Follow" {
                    wake(conn, &targets, now).await?;
                }
            }
            Ok(waiting)
        })
        .await?;
    if matches!(row.kind.as_str(), "profile_changed" | "member_erased") {
        forget_document(app, row.actor_id).await?;
    }
    if waiting {
        core.wake.deliveries.notify_one();
    }
    core.wake.ring_live();
    Ok(())
}

/// A peer that was given up is tried again when a member wants to follow somebody there.
async fn wake(conn: &mut Conn, targets: &[Target], now: UtcTime) -> Result<()> {
    for target in targets {
        deliveries::revive(conn, target.instance_id, &[PeerState::Dead], now).await?;
    }
    Ok(())
}

async fn forget_document(app: &App, id: ActorId) -> Result<()> {
    let actor = crate::db::actors::find(&mut app.core.db.read().await?, id).await?;
    if let Some(actor) = actor.filter(|actor| actor.is_local()) {
        app.apub.documents().forget(&actor.username).await;
    }
    Ok(())
}

async fn sweep(app: &App) -> Result<()> {
    let until = app.core.clock.now().plus(TimeDelta::days(-KEEP_DAYS));
    let mut conn = app.core.db.write().await?;
    events::delete_told(&mut conn, until).await?;
    outbox::delete_settled(&mut conn, until).await?;
    Ok(())
}
