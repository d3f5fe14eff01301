//! What has to be done from time to time without anybody asking. Runs every hour and puts itself into the queue again; jobs
//! of the same hour are one, so that several processes do the work once.

use chrono::TimeDelta;
use serde_json::json;

use crate::app::App;
use crate::db::queue;
use crate::domain::{Core, Result, media, push, questions, search, similar, trainings, verification};

/// What the queue calls it.
pub(super) const KIND: &str = "upkeep";
const HOUR: TimeDelta = TimeDelta::hours(1);

/// Puts the work of the hour that begins after `delay` into the queue, if it is not there.
///
/// # Errors
/// If the database fails.
pub(super) async fn schedule(core: &Core, delay: TimeDelta) -> Result<()> {
    let at = core.clock.now().plus(delay);
    let key = format!("{KIND}:{}", at.millis() / HOUR.num_milliseconds());
    let mut conn = core.db.write().await?;
    Ok(queue::insert(&mut conn, core.ids.next(), KIND, &json!({}), Some(&key), at).await?)
}

/// Does it.
pub(super) async fn run(app: &App) -> Result<()> {
    schedule(&app.core, HOUR).await?;
    similar::fill(&app.core).await?;
    search::fill(&app.core).await?;
    questions::upkeep::run(&app.core).await?;
    verification::upkeep::run(&app.core).await?;
    trainings::seats::upkeep(&app.core).await?;
    push::queue::sweep(&app.core).await?;
    media::sweep::run(&app.core).await
}
