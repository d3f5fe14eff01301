//! Servers that show a training of ours hear how many seats are left: bundled, at most once in a while for each training, however
//! many people come and go.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::types::{PostId, UtcTime};
use crate::db::{Conn, actors, posts, queue, trainings};
use crate::domain::error::Result;
use crate::domain::event::{self, Event};
use crate::domain::{Core, Principal};

use super::ground::Ground;

/// Name of the job that tells them.
pub const COUNTS_JOB: &str = "training_counts";
/// They hear of it once in so long.
const EVERY: TimeDelta = TimeDelta::minutes(5);

/// Seats were taken or given back: puts the job down for the end of the time that runs, unless it is there. What changes while
/// it does its work belongs to the next.
pub(super) async fn changed(core: &Core, conn: &mut Conn, ground: &Ground) -> Result<()> {
    let training = ground.post.id;
    let at = end_of_time(ground.now);
    let key = format!("{COUNTS_JOB}:{training}:{}", at.millis());
    let payload = json!({ "training": training.0 });
    Ok(queue::insert(conn, core.ids.next(), COUNTS_JOB, &payload, Some(&key), at).await?)
}

/// The end of the stretch of time in which a moment is.
fn end_of_time(now: UtcTime) -> UtcTime {
    let length = EVERY.num_milliseconds();
    UtcTime::from_millis((now.millis().div_euclid(length) + 1) * length)
}

/// Has those who show a training be told how it stands now; nothing of one that is over or gone.
///
/// # Errors
/// If the database fails.
pub async fn tell_counts(core: &Core, training: PostId) -> Result<()> {
    core.change(async |conn| {
        let Some((post, row, _)) = trainings::find_whole(conn, training).await? else {
            return Ok(());
        };
        if !post.is_local || post.is_removed() || row.ends_at <= core.clock.now() {
            return Ok(());
        }
        let organiser = actors::get(conn, post.actor_id).await?;
        // The document says how it stands when it is written, which is after this.
        posts::get_locked(conn, training).await?;
        event::record(
            core,
            conn,
            &Principal::remote(&organiser, None, None),
            &Event::PostEdited(training),
        )
        .await
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_within_five_minutes_is_told_together() {
        let at = |seconds: i64| end_of_time(UtcTime::from_millis(seconds * 1_000)).millis() / 1_000;
        assert_eq!((at(0), at(1), at(299)), (300, 300, 300));
        assert_eq!(at(300), 600, "and what comes then the next time");
    }
}
