//! `bounce_mailbox`: reads what mail servers put into the folder for letters that came back. Every minute, in one process at a time;
//! what was read is moved away, so that it is read once, and what could not be read is, too, so that it holds up nothing.

use chrono::TimeDelta;
use serde_json::json;

use crate::app::App;
use crate::db::queue;
use crate::domain::letters::bounces::{self, Report};
use crate::domain::{Core, Error, Result, leases};
use crate::id::random_token;
use crate::mail::dsn;
use crate::mail::maildir::Maildir;

/// What the queue calls it, and the lease of whoever is at it.
pub(super) const KIND: &str = "bounce_mailbox";
const EVERY: TimeDelta = TimeDelta::minutes(1);
/// Letters listed at a time.
const PORTION: usize = 200;
/// Portions of one run; the next one goes on.
const PORTIONS_MOST: usize = 50;

/// Has the folder looked at after `wait`, once a minute however often it is asked for; never, if none is configured.
///
/// # Errors
/// If the database fails.
pub(super) async fn schedule(core: &Core, wait: TimeDelta) -> Result<()> {
    if core.config.mail.bounce_maildir.as_os_str().is_empty() {
        return Ok(());
    }
    let at = core.clock.now().plus(wait);
    let key = format!("{KIND}:{}", at.millis() / EVERY.num_milliseconds());
    let mut conn = core.db.write().await?;
    Ok(queue::insert(&mut conn, core.ids.next(), KIND, &json!({}), Some(&key), at).await?)
}

/// Reads what is there.
pub(super) async fn run(app: &App) -> Result<()> {
    let core = &app.core;
    schedule(core, EVERY).await?;
    let folder = &core.config.mail.bounce_maildir;
    let holder = random_token();
    if folder.as_os_str().is_empty() || !leases::hold(core, KIND, &holder).await? {
        return Ok(());
    }
    let reading = Box::pin(empty(core, Maildir::at(folder)));
    leases::while_held(reading, || leases::hold(core, KIND, &holder)).await?;
    leases::release(core, KIND, &holder).await
}

async fn empty(core: &Core, folder: Maildir) -> Result<()> {
    for _ in 0..PORTIONS_MOST {
        let listed = beside(&folder, |folder| folder.list(PORTION)).await?;
        let names = match listed {
            Ok(names) => names,
            Err(error) => {
                tracing::warn!(%error, "the bounce mailbox cannot be read");
                return Ok(());
            }
        };
        if names.is_empty() {
            return Ok(());
        }
        for name in names {
            take(core, &folder, &name).await?;
        }
    }
    Ok(())
}

/// Reads a letter and moves it away. If that cannot be, the run ends here, so that one letter at most was noted and still lies there.
async fn take(core: &Core, folder: &Maildir, name: &str) -> Result<()> {
    let file = name.to_owned();
    let read = beside(folder, move |folder| {
        folder.read(&file).map(|letter| dsn::reports(&letter))
    });
    let reports: Vec<Report> = match read.await {
        Ok(Ok(reports)) => reports,
        Ok(Err(error)) => {
            tracing::warn!(file = name, %error, "a file in the bounce mailbox was not read");
            Vec::new()
        }
        Err(error) => {
            tracing::error!(file = name, %error, "a file in the bounce mailbox cannot be read");
            Vec::new()
        }
    };
    bounces::note_file(core, name, &reports).await?;
    let file = name.to_owned();
    let moved = beside(folder, move |folder| folder.set_seen(&file)).await?;
    moved.map_err(|error| Error::Unavailable(format!("a file in the bounce mailbox cannot be moved: {error}")))
}

/// Does this on a thread where it may wait for the disk.
async fn beside<T: Send + 'static>(folder: &Maildir, work: impl FnOnce(&Maildir) -> T + Send + 'static) -> Result<T> {
    let folder = folder.clone();
    let done = tokio::task::spawn_blocking(move || work(&folder)).await;
    done.map_err(|error| Error::Internal(error.to_string()))
}
