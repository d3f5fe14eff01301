//! The waiting list: it moves by itself whenever a seat becomes free, there are more of them, or the time to confirm one is over.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::Conn;
use crate::db::queue;
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::types::{NotificationKind, PostId, SeatState, UtcTime};
use crate::domain::Core;
use crate::domain::error::{Error, Result};

use super::ground::Ground;
use super::turn::{settle_as, turn};
use super::{elsewhere, notices, reminders};

/// Name of the job that looks when the time to confirm a seat is over.
pub const JOB: &str = "training_seats";
/// Name of the job that looks when a training is over.
pub const OVER_JOB: &str = "training_over";
/// So long before a training begins nobody is asked to confirm: seats that become free go to the next in line at once.
const AT_ONCE: TimeDelta = TimeDelta::days(1);
/// Those in line who are read at a time.
const AT_A_TIME: i64 = 50;
/// Trainings that are set right at a time.
const TRAININGS_AT_A_TIME: i64 = 100;

/// Sets right what free seats and time ask for in a training. Nothing happens if there is nothing to do, or no such training.
///
/// # Errors
/// If the database fails.
pub async fn promote(core: &Core, conn: &mut Conn, training: PostId) -> Result<()> {
    match Ground::hold(core, conn, training).await {
        Ok(ground) => settle(core, conn, &ground).await,
        Err(Error::NotFound) => Ok(()),
        Err(other) => Err(other),
    }
}

/// The same as a change of its own, for the job.
///
/// # Errors
/// If the database fails.
pub async fn come_due(core: &Core, training: PostId) -> Result<()> {
    core.change(async |conn| promote(core, conn, training).await).await
}

/// Sets right every training in which somebody's time is over: should a job have been lost.
///
/// # Errors
/// If the database fails.
pub async fn upkeep(core: &Core) -> Result<()> {
    let now = core.clock.now();
    let mut overdue = seats::list_overdue(&mut core.db.read().await?, now, TRAININGS_AT_A_TIME).await?;
    overdue.dedup();
    for training in overdue {
        come_due(core, training).await?;
    }
    Ok(())
}

/// Ends what was not confirmed in time, offers what is free to those next in line, and sees to it that somebody looks again.
pub(super) async fn settle(core: &Core, conn: &mut Conn, ground: &Ground) -> Result<()> {
    if ground.post.is_removed() {
        return Ok(());
    }
    let held = expire(core, conn, ground).await?;
    if ground.require_alive().is_err() {
        return Ok(());
    }
    // Of a training elsewhere, only what nobody confirmed in time ends here.
    let offered = if ground.is_elsewhere() {
        Vec::new()
    } else {
        offer(core, conn, ground).await?
    };
    let deadlines = held.iter().chain(&offered).filter_map(|seat| seat.deadline);
    if let Some(next) = deadlines.min() {
        call(core, conn, JOB, ground, next).await?;
    }
    if ground.is_elsewhere() {
        return Ok(());
    }
    reminders::schedule(core, conn, ground).await?;
    call(core, conn, OVER_JOB, ground, ground.row.ends_at).await
}

/// Ends offers whose time is over; gives those that are still held.
async fn expire(core: &Core, conn: &mut Conn, ground: &Ground) -> Result<Vec<SeatRow>> {
    let mut held = Vec::new();
    for seat in seats::list_offered(conn, ground.post.id).await? {
        let until = seat.deadline.unwrap_or(ground.now).min(ground.closes());
        if until > ground.now {
            held.push(seat);
            continue;
        }
        let seat = settle_as(core, conn, ground, &seat, SeatState::Cancelled).await?;
        if ground.require_alive().is_ok() {
            notices::tell(core, conn, ground, &seat, NotificationKind::SeatExpired).await?;
        }
    }
    Ok(held)
}

/// Gives free seats to those next in line, strictly in their order. Only whose organisation has all the seats that one may have
/// is passed over, and keeps the place.
async fn offer(core: &Core, conn: &mut Conn, ground: &Ground) -> Result<Vec<SeatRow>> {
    let mut offered = Vec::new();
    if ground.closes() <= ground.now {
        return Ok(offered);
    }
    let mut after = 0;
    loop {
        let line = seats::list_in_line(conn, ground.post.id, after, AT_A_TIME).await?;
        for seat in &line {
            after = seat.place.unwrap_or(i64::MAX);
            if is_full(conn, ground, seat).await? {
                continue;
            }
            let (state, deadline, notice) = terms(ground, elsewhere::is_far(conn, seat).await?);
            let Some(seat) = turn(core, conn, ground, seat, state, deadline).await? else {
                return Ok(offered);
            };
            notices::tell(core, conn, ground, &seat, notice).await?;
            offered.push(seat);
        }
        if i64::try_from(line.len()).unwrap_or(0) < AT_A_TIME {
            return Ok(offered);
        }
    }
}

/// How a seat that became free goes to the next in line. People on servers of other software have no way to confirm one: they
/// get it at once.
fn terms(ground: &Ground, is_far: bool) -> (SeatState, Option<UtcTime>, NotificationKind) {
    if is_far || ground.row.starts_at <= ground.now.plus(AT_ONCE) {
        return (SeatState::Confirmed, None, NotificationKind::SeatConfirmed);
    }
    let hours = TimeDelta::try_hours(ground.seating.confirm_hours).unwrap_or(AT_ONCE);
    let deadline = ground.now.plus(hours).min(ground.closes());
    (SeatState::Offered, Some(deadline), NotificationKind::SeatOffered)
}

/// Whether the organisation of a seat has all the seats that one may have.
pub(super) async fn is_full(conn: &mut Conn, ground: &Ground, seat: &SeatRow) -> Result<bool> {
    let Some((most, organisation)) = ground.seating.seats_per_organisation.zip(seat.organisation_id) else {
        return Ok(false);
    };
    Ok(seats::count_of(conn, ground.post.id, organisation, &SeatState::TAKEN).await? >= most)
}

/// Puts a job down for a moment; of several at the same one there is one.
pub(super) async fn call(core: &Core, conn: &mut Conn, job: &str, ground: &Ground, at: UtcTime) -> Result<()> {
    let training = ground.post.id;
    let key = format!("{job}:{training}:{}", at.millis());
    let payload = json!({ "training": training.0 });
    Ok(queue::insert(conn, core.ids.next(), job, &payload, Some(&key), at).await?)
}
