//! Background jobs: one file each. A job is a row, so it survives the process; it may run twice, so it must not mind.

mod backfill;
mod confirm_mail;
mod email_change;
mod erasure;
mod export;
mod identity_linked;
mod invitation;
mod nodeinfo;
mod organisation_news;
mod password_changed;
mod personal_data;
mod post_notices;
mod reset_password;
mod saved_searches;
mod seat_letter;
mod security_letter;
mod solved;
mod sweep_media;
mod training_letter;
mod training_seats;
mod upkeep;
mod verification_letter;
mod watchers;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::queue::{self, JobRow};
use crate::domain::cases::saved;
use crate::domain::privacy::retention;
use crate::domain::{Error, Result};
use crate::id::random_token;
use crate::web::mail::Letter;

/// Jobs that wait for one another. Letters have a lane of their own, so that nobody waits for one because another server
/// is slow; so has what is done with personal data, which may take long.
const LANES: [&[&str]; 3] = [
    &[
        confirm_mail::KIND,
        reset_password::KIND,
        password_changed::KIND,
        organisation_news::KIND,
        verification_letter::KIND,
        invitation::KIND,
        seat_letter::KIND,
        security_letter::KIND,
        email_change::KIND,
        erasure::REQUESTED,
        erasure::DONE,
        export::READY,
        personal_data::ANSWERED,
        identity_linked::KIND,
        post_notices::KIND,
        watchers::KIND,
        solved::KIND,
        training_letter::KIND,
    ],
    &[backfill::KIND, nodeinfo::KIND],
    &[
        erasure::ERASE,
        erasure::FINISH,
        export::MAKE,
        personal_data::RETENTION,
        upkeep::KIND,
        sweep_media::KIND,
        saved_searches::KIND,
        training_seats::KIND,
        training_seats::OVER,
        training_seats::COUNTS,
        training_seats::REMINDER,
    ],
];
/// How long a job belongs to a worker that says nothing more.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How long an attempt may take: less than the lease, so that no job runs twice at a time. The next attempt goes on from
/// what this one stored.
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
        if let Err(error) = saved::schedule(&core, TimeDelta::zero()).await {
            tracing::error!(%error, "looking for searches that members keep could not be scheduled");
        }
        loop {
            tokio::select! {
                () = rung.notified() => bells.iter().for_each(|bell| bell.notify_one()),
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
    let result = tokio::time::timeout(DEADLINE, run(app, &job))
        .await
        .unwrap_or_else(|_| Err(Error::Unavailable("it took too long".to_owned())));
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
    for kinds in LANES {
        while run_next(app, kinds, &worker).await? {
            count += 1;
        }
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
        reset_password::KIND => reset_password::run(app, &job.payload).await,
        password_changed::KIND => password_changed::run(app, &job.payload).await,
        invitation::KIND => invitation::run(app, &job.payload).await,
        organisation_news::KIND => organisation_news::run(app, &job.payload).await,
        verification_letter::KIND => verification_letter::run(app, &job.payload).await,
        sweep_media::KIND => sweep_media::run(app).await,
        upkeep::KIND => upkeep::run(app).await,
        seat_letter::KIND => seat_letter::run(app, &job.payload).await,
        training_seats::KIND => training_seats::run(app, &job.payload).await,
        training_seats::OVER => training_seats::over(app, &job.payload).await,
        training_seats::REMINDER => training_seats::remind(app, &job.payload).await,
        training_seats::COUNTS => training_seats::counts(app, &job.payload).await,
        saved_searches::KIND => saved_searches::run(app).await,
        email_change::KIND => email_change::run(app, &job.payload).await,
        security_letter::KIND => security_letter::run(app, &job.payload).await,
        erasure::REQUESTED => erasure::requested(app, &job.payload).await,
        erasure::ERASE => erasure::erase(app, &job.payload).await,
        erasure::FINISH => erasure::finish(app, &job.payload).await,
        erasure::DONE => erasure::done(app, &job.payload).await,
        personal_data::RETENTION => retention::run(&app.core).await,
        personal_data::ANSWERED => personal_data::answered(app, &job.payload).await,
        export::MAKE => export::make(app, &job.payload).await,
        export::READY => export::ready(app, &job.payload).await,
        post_notices::KIND => post_notices::run(app, &job.payload).await,
        identity_linked::KIND => identity_linked::run(app, &job.payload).await,
        watchers::KIND => watchers::run(app, &job.payload).await,
        solved::KIND => solved::run(app, &job.payload).await,
        training_letter::KIND => training_letter::run(app, &job.payload).await,
        other => Err(Error::Internal(format!("no job is called {other}"))),
    }
}

/// Sends a letter to the person behind an account.
async fn send(app: &App, account: &Account, actor: &Actor, letter: askama::Result<Letter>) -> Result<()> {
    let letter = letter.map_err(|error| Error::Internal(error.to_string()))?;
    let sent = app
        .mail
        .send(&account.email, &actor.name, &letter.subject, letter.text, letter.html)
        .await;
    sent.map_err(|error| Error::Unavailable(error.to_string()))
}
