//! Background jobs: one file each. A job is a row, so it survives the process; it may run twice, so it must not mind.

mod backfill;
mod bounce_mailbox;
mod erasure;
mod export;
mod letters;
mod nodeinfo;
mod personal_data;
mod post_notices;
mod push;
mod saved_searches;
mod solved;
mod sweep_media;
mod training_seats;
mod upkeep;
mod watchers;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::db::queue::{self, JobRow};
use crate::db::types::JobId;
use crate::domain::cases::saved;
use crate::domain::leases::{self, LEASE};
use crate::domain::privacy::retention;
use crate::domain::{Error, Result};
use crate::id::random_token;

/// Jobs that wait for one another: telling members, other servers, and what may take long. Letters and pushes have queues of their own.
const LANES: [&[&str]; 3] = [
    &[post_notices::KIND, watchers::KIND, solved::KIND],
    &[backfill::KIND, nodeinfo::KIND],
    &[
        erasure::ERASE,
        erasure::FINISH,
        export::MAKE,
        personal_data::RETENTION,
        upkeep::KIND,
        bounce_mailbox::KIND,
        sweep_media::KIND,
        saved_searches::KIND,
        training_seats::KIND,
        training_seats::OVER,
        training_seats::COUNTS,
        training_seats::REMINDER,
    ],
];
/// How long an attempt may take. The next attempt goes on from what this one stored.
const DEADLINE: Duration = Duration::from_secs(4 * 60);
/// Attempts before a job is given up.
const ATTEMPTS_MAX: i32 = 12;
/// How often workers look without being woken.
const POLL: Duration = Duration::from_secs(5);

/// Starts a worker for each lane; it runs the jobs of its lane one after another.
pub fn spawn_workers(app: &App, tasks: &TaskTracker, stop: &CancellationToken) {
    let bells: Vec<Arc<Notify>> = LANES.iter().map(|_| Arc::default()).collect();
    for (kinds, bell) in LANES.into_iter().zip(&bells) {
        tasks.spawn(work(app.clone(), kinds, Arc::clone(bell), stop.clone()));
    }
    let office: Arc<Notify> = Arc::default();
    tasks.spawn(letters::work(app.clone(), Arc::clone(&office), stop.clone()));
    let caller: Arc<Notify> = Arc::default();
    tasks.spawn(push::work(app.clone(), Arc::clone(&caller), stop.clone()));
    let core = app.core.clone();
    tasks.spawn(async move {
        if let Err(error) = retention::schedule(&core, core.clock.now()).await {
            tracing::error!(%error, "what is over could not be put down to be destroyed");
        }
    });
    let (rung, stop) = (Arc::clone(&app.core.wake.jobs), stop.clone());
    let core = app.core.clone();
    tasks.spawn(async move {
        if let Err(error) = upkeep::schedule(&core, TimeDelta::zero()).await {
            tracing::error!(%error, "the upkeep could not be scheduled");
        }
        if let Err(error) = bounce_mailbox::schedule(&core, TimeDelta::zero()).await {
            tracing::error!(%error, "reading the bounce mailbox could not be scheduled");
        }
        if let Err(error) = saved::schedule(&core, TimeDelta::zero()).await {
            tracing::error!(%error, "looking for searches that members keep could not be scheduled");
        }
        loop {
            tokio::select! {
                () = rung.notified() => {
                    bells.iter().for_each(|bell| bell.notify_one());
                    office.notify_one();
                    caller.notify_one();
                }
                () = stop.cancelled() => break,
            }
        }
    });
}

async fn work(app: App, kinds: &[&str], bell: Arc<Notify>, stop: CancellationToken) {
    let worker = random_token();
    while !stop.is_cancelled() {
        match run_next(&app, kinds, &worker).await {
            Ok(true) => {}
            Ok(false) => tokio::select! {
                () = bell.notified() => {}
                () = tokio::time::sleep(POLL) => {}
                () = stop.cancelled() => {}
            },
            Err(error) => {
                tracing::error!(%error, "the job worker could not read its queue");
                tokio::time::sleep(POLL).await;
            }
        }
    }
}

/// Runs the next due job of these kinds, if any; says whether there was one. A failing job is put back or given up.
async fn run_next(app: &App, kinds: &[&str], worker: &str) -> Result<bool> {
    let now = app.core.clock.now();
    let claimed = queue::claim(&mut app.core.db.write().await?, kinds, worker, now, now.plus(LEASE)).await?;
    let Some(job) = claimed else {
        return Ok(false);
    };
    let attempt = Box::pin(async {
        tokio::time::timeout(DEADLINE, run(app, &job))
            .await
            .unwrap_or_else(|_| Err(Error::Unavailable("it took too long".to_owned())))
    });
    let result = leases::while_held(attempt, || renew(app, job.id, worker)).await;
    settle(app, &job, worker, result).await?;
    Ok(true)
}

async fn renew(app: &App, job: JobId, worker: &str) -> Result<bool> {
    let until = app.core.clock.now().plus(LEASE);
    Ok(queue::renew(&mut app.core.db.write().await?, (job, worker), until).await?)
}

/// Writes down what became of a job. One that is another worker's by now is theirs to settle.
async fn settle(app: &App, job: &JobRow, worker: &str, result: Result<()>) -> Result<()> {
    let now = app.core.clock.now();
    let own = (job.id, worker);
    let mut conn = app.core.db.write().await?;
    let was_held = match result {
        Ok(()) => queue::delete(&mut conn, own).await?,
        Err(error) if job.attempts >= ATTEMPTS_MAX => {
            tracing::error!(job = %job.id, kind = job.kind, %error, "job {} given up", job.id);
            queue::fail(&mut conn, own, now, &error.to_string()).await?
        }
        Err(error) => {
            tracing::warn!(job = %job.id, kind = job.kind, %error, "job {} will be tried again", job.id);
            queue::retry(&mut conn, own, now.plus(back_off(job.attempts)), &error.to_string()).await?
        }
    };
    if !was_held {
        tracing::warn!(job = %job.id, kind = job.kind, "job {} went to another worker meanwhile", job.id);
    }
    Ok(())
}

/// Runs every job that is due now and sends every letter and push, for tests and for `demo`.
///
/// # Errors
/// If the queue cannot be read.
pub async fn run_due(app: &App) -> Result<usize> {
    let worker = random_token();
    let mut count = 0;
    for kinds in LANES {
        while run_next(app, kinds, &worker).await? {
            count += 1;
        }
    }
    count += letters::send_due(app).await?;
    Ok(count + push::send_due(app).await?)
}

fn back_off(attempts: i32) -> TimeDelta {
    let exponent = u32::try_from(attempts.clamp(0, 12)).unwrap_or(0);
    TimeDelta::seconds(10 * 2_i64.pow(exponent))
}

async fn run(app: &App, job: &JobRow) -> Result<()> {
    match job.kind.as_str() {
        backfill::KIND => backfill::run(app, &job.payload).await,
        nodeinfo::KIND => nodeinfo::run(app, &job.payload).await,
        sweep_media::KIND => sweep_media::run(app).await,
        upkeep::KIND => upkeep::run(app).await,
        bounce_mailbox::KIND => bounce_mailbox::run(app).await,
        training_seats::KIND => training_seats::run(app, &job.payload).await,
        training_seats::OVER => training_seats::over(app, &job.payload).await,
        training_seats::REMINDER => training_seats::remind(app, &job.payload).await,
        training_seats::COUNTS => training_seats::counts(app, &job.payload).await,
        saved_searches::KIND => saved_searches::run(app).await,
        erasure::ERASE => erasure::erase(app, &job.payload).await,
        erasure::FINISH => erasure::finish(app, &job.payload).await,
        personal_data::RETENTION => retention::run(&app.core).await,
        export::MAKE => export::make(app, &job.payload).await,
        post_notices::KIND => post_notices::run(app, &job.payload).await,
        watchers::KIND => watchers::run(app, &job.payload).await,
        solved::KIND => solved::run(app, &job.payload).await,
        other => Err(Error::Internal(format!("no job is called {other}"))),
    }
}
