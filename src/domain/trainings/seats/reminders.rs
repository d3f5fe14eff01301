//! Whoever has a seat is reminded a day before, at the hour at which the training begins in its own zone; of each beginning once,
//! also if the job runs twice or the day is moved.

use chrono::{Days, LocalResult, TimeDelta, TimeZone, Utc};

use crate::db::trainings::seats::{self, SeatRow};
use crate::db::trainings::{TrainingRow, seat_lists};
use crate::db::types::{PostId, SeatId, SeatState, UtcTime};
use crate::db::{Conn, Keyset, accounts};
use crate::domain::Core;
use crate::domain::error::{Error, Result};
use crate::domain::trainings::zone;

use super::ground::Ground;
use super::letters::{self, SeatMatter};
use super::line;

/// Name of the job that reminds.
pub const REMINDER_JOB: &str = "training_reminder";
/// People who are reminded in one change.
const AT_A_TIME: i64 = 50;

/// Puts the job down, if the moment is still to come: whoever takes a seat later than that needs no reminder.
pub(super) async fn schedule(core: &Core, conn: &mut Conn, ground: &Ground) -> Result<()> {
    let at = day_before(&ground.row);
    if at <= ground.now {
        return Ok(());
    }
    line::call(core, conn, REMINDER_JOB, ground, at).await
}

/// The same hour of the day before, by the clocks of the training's zone; where they leave that hour out, 24 hours before.
fn day_before(row: &TrainingRow) -> UtcTime {
    let zone = zone(&row.timezone);
    let local = row.starts_at.utc().with_timezone(&zone).naive_local();
    let wanted = local
        .checked_sub_days(Days::new(1))
        .map(|day| zone.from_local_datetime(&day));
    match wanted {
        Some(LocalResult::Single(at) | LocalResult::Ambiguous(at, _)) => UtcTime::new(at.with_timezone(&Utc)),
        _ => row.starts_at.plus(-TimeDelta::days(1)),
    }
}

/// Reminds everybody with a seat, some at a time. Nothing happens where the day was moved, the training is called off or has begun.
///
/// # Errors
/// If the database fails.
pub async fn remind(core: &Core, training: PostId) -> Result<()> {
    let mut after = None;
    loop {
        let next = core
            .change(async |conn| {
                let page = Keyset {
                    after,
                    limit: AT_A_TIME,
                };
                some(core, conn, training, page).await
            })
            .await?;
        match next {
            Some(seat) => after = Some((seat.0, 0)),
            None => return Ok(()),
        }
    }
}

/// The same for some of them; gives the last one if there may be more.
async fn some(core: &Core, conn: &mut Conn, training: PostId, page: Keyset) -> Result<Option<SeatId>> {
    let ground = match Ground::hold(core, conn, training).await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let starts = ground.row.starts_at;
    let moment = day_before(&ground.row);
    let is_time = moment <= ground.now && ground.now < starts;
    if !is_time || ground.post.is_removed() || ground.require_alive().is_err() {
        return Ok(None);
    }
    let coming = seat_lists::list(conn, training, &[SeatState::Confirmed], page).await?;
    // Whoever has it since then has just been written to.
    for (seat, _) in coming.iter().filter(|(seat, _)| seat.since < moment) {
        one(core, conn, seat, starts).await?;
    }
    let is_full = i64::try_from(coming.len()).is_ok_and(|count| count >= AT_A_TIME);
    Ok(coming.last().filter(|_| is_full).map(|(seat, _)| seat.id))
}

async fn one(core: &Core, conn: &mut Conn, seat: &SeatRow, starts: UtcTime) -> Result<()> {
    let Some(actor) = seat.actor_id.filter(|_| seat.reminded_of != Some(starts)) else {
        return Ok(());
    };
    let Some(account) = accounts::find_by_actor(conn, actor).await? else {
        return Ok(());
    };
    let reminded = SeatRow {
        reminded_of: Some(starts),
        version: seat.version + 1,
        ..seat.clone()
    };
    if seats::update(conn, &reminded).await? {
        letters::write(core, conn, account.id, &reminded, SeatMatter::Reminder).await?;
    }
    Ok(())
}
