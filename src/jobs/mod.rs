//! Background jobs: one file each. A job is a row, so it survives the process; it may run twice, so it must not mind.

mod backfill;
mod confirm_mail;
mod nodeinfo;

use std::time::Duration;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::db::queue::{self, JobRow};
use crate::domain::{Error, Result};
use crate::id::random_token;

/// How long a worker may take over one job before another takes it up.
const LEASE_MINUTES: i64 = 5;
/// Attempts before a job is given up.
const ATTEMPTS_MAX: i32 = 12;
/// How often workers look without being woken.
const POLL: Duration = Duration::from_secs(5);

/// Starts the worker that runs jobs one after another.
pub fn spawn_workers(app: &App, tasks: &TaskTracker, stop: &CancellationToken) {
    let (app, stop) = (app.clone(), stop.clone());
    tasks.spawn(async move {
        let worker = random_token();
        while !stop.is_cancelled() {
            match run_next(&app, &worker).await {
                Ok(true) => {}
                Ok(false) => tokio::select! {
                    () = app.core.wake.jobs.notified() => {}
                    () = tokio::time::sleep(POLL) => {}
                    () = stop.cancelled() => {}
                },
                Err(error) => {
                    tracing::error!(%error, "the job worker could not read its queue");
                    tokio::time::sleep(POLL).await;
                }
            }
        }
    });
}

/// Runs the next due job, if any; says whether there was one.
///
/// # Errors
/// If the queue cannot be read. A failing job is no error here: it is put back or given up.
pub async fn run_next(app: &App, worker: &str) -> Result<bool> {
    let now = app.core.clock.now();
    let lease_until = now.plus(TimeDelta::minutes(LEASE_MINUTES));
    let Some(job) = queue::claim(&mut app.core.db.write().await?, worker, now, lease_until).await? else {
        return Ok(false);
    };
    let result = run(app, &job).await;
    let now = app.core.clock.now();
    let mut conn = app.core.db.write().await?;
    match result {
        Ok(()) => queue::delete(&mut conn, job.id).await?,
        Err(error) if job.attempts >= ATTEMPTS_MAX => {
            tracing::error!(job = %job.id, kind = job.kind, %error, "job {} given up", job.id);
            queue::fail(&mut conn, job.id, now, &error.to_string()).await?;
        }
        Err(error) => {
            tracing::warn!(job = %job.id, kind = job.kind, %error, "job {} will be tried again", job.id);
            queue::retry(&mut conn, job.id, now.plus(back_off(job.attempts)), &error.to_string()).await?;
        }
    }
    Ok(true)
}

/// Runs every job that is due now, for tests and for `demo`.
///
/// # Errors
/// If the queue cannot be read.
pub async fn run_due(app: &App) -> Result<usize> {
    let worker = random_token();
    let mut count = 0;
    while run_next(app, &worker).await? {
        count += 1;
    }
    Ok(count)
}

fn back_off(attempts: i32) -> TimeDelta {
    let exponent = u32::try_from(attempts.clamp(0, 12)).unwrap_or(0);
    TimeDelta::seconds(10 * 2_i64.pow(exponent))
}

async fn run(app: &App, job: &JobRow) -> Result<()> {
    match job.kind.as_str() {
        backfill::KIND => backfill::run(app, &job.payload).await,
        nodeinfo::KIND => nodeinfo::run(app, &job.payload).await,
        confirm_mail::KIND => confirm_mail::run(app, &job.payload).await,
        other => Err(Error::Internal(format!("no job is called {other}"))),
    }
}
