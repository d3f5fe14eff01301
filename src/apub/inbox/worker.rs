//! Applies received activities: those of one host in order, hosts side by side, each host by one process at a time. An
//! activity is marked after it was applied; one that was applied and not marked is applied again, which changes nothing.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use activitypub_federation::traits::Activity as _;
use chrono::TimeDelta;
use federation::Activity;
use federation::parse::{self, Limits};
use futures::FutureExt;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::db::inbox::{self, InboxRow};
use crate::db::posts;
use crate::db::types::InboxState;
use crate::domain::{self, instances, leases, peers};
use crate::id::random_token;

use super::super::activities::Inbound;
use super::super::error::{Error, Result};
use super::super::http::HttpError;
use super::super::objects::store::Cause;
use super::turns::{Hosts, due_hosts};

/// Activities of one host read at a time.
const PAGE: i64 = 20;
/// Pages of one host before others have their turn.
const TURN: usize = 5;
/// How often the worker looks without being woken.
const POLL: Duration = Duration::from_secs(10);
/// Longest time for one activity with all its fetches.
const PATIENCE: Duration = Duration::from_secs(120);
/// Pauses before an activity that waits for something is tried again; then it is given up.
const PAUSES: [TimeDelta; 3] = [TimeDelta::minutes(1), TimeDelta::minutes(10), TimeDelta::hours(1)];
/// How long applied activities are kept, to know them again, and the ids of what was taken back before it came.
const KEPT: TimeDelta = TimeDelta::days(14);

/// Starts the worker.
pub fn spawn(app: &App, tasks: &TaskTracker, stop: &CancellationToken) {
    tasks.spawn(run(app.clone(), stop.clone()));
}

async fn run(app: App, stop: CancellationToken) {
    let holder = random_token();
    let mut hosts = Hosts::default();
    let mut running: JoinSet<(String, bool)> = JoinSet::new();
    let mut looks = tokio::time::interval(POLL);
    let mut purge_at = app.core.clock.now();
    while !stop.is_cancelled() {
        let now = app.core.clock.now();
        if now >= purge_at {
            purge_at = now.plus(TimeDelta::hours(1));
            purge(&app).await;
        }
        for host in hosts.next(&app).await {
            let (app, holder) = (app.clone(), holder.clone());
            running.spawn(async move {
                let did_something = serve(&app, &host, &holder).await;
                (host, did_something)
            });
        }
        tokio::select! {
            Some(ended) = running.join_next(), if !running.is_empty() => {
                if let Ok((host, did_something)) = ended {
                    hosts.end(host, did_something);
                }
            }
            () = app.core.wake.inbox.notified() => {}
            _ = looks.tick() => hosts.rouse(),
            () = stop.cancelled() => {}
        }
    }
    running.shutdown().await;
}

async fn purge(app: &App) {
    let until = app.core.clock.now().plus(-KEPT);
    let done = async {
        let mut conn = app.core.db.write().await?;
        posts::delete_graves(&mut conn, until).await?;
        inbox::delete_settled(&mut conn, until).await
    };
    if let Err(error) = done.await {
        tracing::error!(%error, "old activities could not be removed");
    }
}

/// Serves a host; says whether there was anything to do.
async fn serve(app: &App, host: &str, holder: &str) -> bool {
    match serve_host(app, host, holder).await {
        Ok(count) => count > 0,
        Err(error) => {
            tracing::error!(%error, host, "received activities could not be applied");
            false
        }
    }
}

/// Applies everything that is due now and returns how many activities that were; for tests and for `demo`.
///
/// # Errors
/// If the log cannot be read.
pub async fn run_due(app: &App) -> domain::Result<usize> {
    let holder = random_token();
    let mut count = 0;
    loop {
        let mut applied = 0;
        for host in due_hosts(app, "").await {
            applied += serve_host(app, &host, &holder).await?;
        }
        if applied == 0 {
            return Ok(count);
        }
        count += applied;
    }
}

/// Applies what is due of one host, if no other process does, for as long as its turn lasts.
async fn serve_host(app: &App, host: &str, holder: &str) -> domain::Result<usize> {
    let core = &app.core;
    let lease = format!("inbox:{host}");
    let mut count = 0;
    for page in 0..=TURN {
        if !leases::hold(core, &lease, holder).await? {
            break;
        }
        let rows = inbox::list_due(&mut core.db.read().await?, host, core.clock.now(), PAGE).await?;
        if rows.is_empty() || page == TURN {
            leases::release(core, &lease, holder).await?;
            break;
        }
        let page = Box::pin(async {
            mark_seen(app, host).await?;
            for row in &rows {
                let result = apply(app, row).await;
                settle(app, row, result).await?;
            }
            Ok(())
        });
        leases::while_held(page, || leases::hold(core, &lease, holder)).await?;
        count += rows.len();
    }
    Ok(count)
}

async fn mark_seen(app: &App, host: &str) -> domain::Result<()> {
    let instance = instances::meet(&app.core, host).await?;
    instances::mark_seen(&app.core, &instance).await?;
    peers::wake(&app.core, instance.id).await
}

async fn apply(app: &App, row: &InboxRow) -> Result<()> {
    match apply_once(app, row).await {
        // A post may come from its author and from its forum at the same moment.
        Err(error) if error.is_conflict() => apply_once(app, row).await,
        other => other,
    }
}

async fn apply_once(app: &App, row: &InboxRow) -> Result<()> {
    let inbound = read(row)?;
    let session = app.apub.session();
    let work = async {
        inbound.verify(&session).await?;
        inbound.receive(&session).await
    };
    // A fault of ours in one activity must not stop those behind it.
    let work = AssertUnwindSafe(work).catch_unwind();
    let outcome = tokio::time::timeout(PATIENCE, work)
        .await
        .map_err(|_| HttpError::Late)?;
    outcome.unwrap_or_else(|_| Err(domain::Error::Internal("applying it panicked".to_owned()).into()))
}

fn read(row: &InboxRow) -> Result<Inbound> {
    let value = parse::json(row.body.as_bytes(), Limits::COLLECTION).map_err(|_| Error::Refused("not readable"))?;
    Ok(Inbound {
        activity: Activity::read(&value)?,
        cause: Cause {
            inbox_id: Some(row.id),
            ..Cause::default()
        },
    })
}

/// Writes down what became of an activity.
async fn settle(app: &App, row: &InboxRow, result: Result<()>) -> domain::Result<()> {
    let now = app.core.clock.now();
    let (state, attempts, run_at, error) = match result {
        Ok(()) => (InboxState::Done, row.attempts, now, None),
        Err(error) if error.is_passing() => {
            let pause = usize::try_from(row.attempts)
                .ok()
                .and_then(|attempts| PAUSES.get(attempts));
            let (state, run_at) = pause.map_or((InboxState::Failed, now), |pause| {
                (InboxState::Parked, now.plus(*pause))
            });
            (state, row.attempts + 1, run_at, Some(error.to_string()))
        }
        Err(error) => (InboxState::Done, row.attempts, now, Some(error.to_string())),
    };
    if let Some(error) = &error {
        tracing::debug!(id = row.uri, kind = row.kind, %state, error, "an activity changed nothing");
    }
    let mut conn = app.core.db.write().await?;
    Ok(inbox::settle(&mut conn, row.id, state, attempts, run_at, error.as_deref()).await?)
}
