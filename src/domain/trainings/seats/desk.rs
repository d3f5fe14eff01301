//! What the organiser decides: who gets a seat, who does not, who was there.

use crate::db::Conn;
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::types::{CertificateKind, NotificationKind, SeatId, SeatState};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal};

use super::ground::Ground;
use super::join::sit;
use super::turn::settle_as;
use super::{certificates, line, notices};

/// Longest reason, in characters.
const REASON_MAX: usize = 300;

/// What the organiser says of somebody with a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// They were there.
    Attended,
    /// They were there and passed the exam, where there is one.
    Passed,
    /// They were not.
    NoShow,
    /// Nothing.
    None,
}

/// Holds the training of a seat for who looks after it.
async fn at_desk(core: &Core, conn: &mut Conn, by: &Principal, id: SeatId) -> Result<(Ground, SeatRow)> {
    let training = seats::find(conn, id).await?.ok_or(Error::NotFound)?.training_id;
    let ground = Ground::manage(core, conn, by, training).await?;
    line::settle(core, conn, &ground).await?;
    let seat = seats::find(conn, id).await?.ok_or(Error::NotFound)?;
    Ok((ground, seat))
}

/// Gives somebody who asked a seat, or a place in the waiting list if none is left.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Denied::SeatLost`] if they do not ask any more; [`Denied::OrganisationFull`];
/// [`Denied::FullyBooked`].
pub async fn approve(core: &Core, by: &Principal, id: SeatId) -> Result<SeatRow> {
    core.change(async |conn| {
        let (ground, mut seat) = at_desk(core, conn, by, id).await?;
        ground.require_alive()?;
        if !matches!(seat.state, SeatState::Pending | SeatState::Declined) {
            return Err(Error::Forbidden(Denied::SeatLost));
        }
        seat.reason.clear();
        let seat = sit(core, conn, &ground, &seat).await?;
        let kind = match seat.state {
            SeatState::Waiting => NotificationKind::SeatWaiting,
            _ => NotificationKind::SeatConfirmed,
        };
        notices::tell(core, conn, &ground, &seat, kind).await?;
        Ok(seat)
    })
    .await
}

/// Gives somebody who asks or waits no seat.
///
/// # Errors
/// [`Error::Invalid`] on `reason`; [`Denied::NotAuthor`]; [`Denied::SeatLost`].
pub async fn decline(core: &Core, by: &Principal, id: SeatId, reason: &str) -> Result<()> {
    let from = [SeatState::Pending, SeatState::Waiting];
    let reason = check(reason, 0)?;
    refuse(core, by, id, (&from, &reason, NotificationKind::SeatDeclined)).await
}

/// Takes a seat away, for a reason that they are told.
///
/// # Errors
/// [`Error::Invalid`] on `reason`; [`Denied::NotAuthor`]; [`Denied::SeatLost`]; [`Denied::TrainingOver`].
pub async fn remove(core: &Core, by: &Principal, id: SeatId, reason: &str) -> Result<()> {
    let from = [SeatState::Offered, SeatState::Confirmed];
    let reason = check(reason, 3)?;
    refuse(core, by, id, (&from, &reason, NotificationKind::SeatRemoved)).await
}

fn check(reason: &str, min: usize) -> Result<String> {
    let mut problems = Problems::default();
    let reason = problems.line("reason", reason, min, REASON_MAX);
    problems.into_result(reason)
}

async fn refuse(
    core: &Core,
    by: &Principal,
    id: SeatId,
    (from, reason, kind): (&[SeatState], &str, NotificationKind),
) -> Result<()> {
    core.change(async |conn| {
        let (ground, mut seat) = at_desk(core, conn, by, id).await?;
        ground.require_alive()?;
        if !from.contains(&seat.state) {
            return Err(Error::Forbidden(Denied::SeatLost));
        }
        reason.clone_into(&mut seat.reason);
        let seat = settle_as(core, conn, &ground, &seat, SeatState::Declined).await?;
        notices::tell(core, conn, &ground, &seat, kind).await?;
        line::settle(core, conn, &ground).await
    })
    .await
}

/// Says whether somebody with a seat was there, from half an hour before it begins.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Denied::TrainingAhead`]; [`Denied::TrainingCancelled`]; [`Denied::SeatLost`] if they have no seat.
pub async fn mark(core: &Core, by: &Principal, id: SeatId, mark: Mark) -> Result<()> {
    let to = match mark {
        Mark::Attended | Mark::Passed => SeatState::Attended,
        Mark::NoShow => SeatState::NoShow,
        Mark::None => SeatState::Confirmed,
    };
    core.change(async |conn| {
        let (ground, seat) = at_desk(core, conn, by, id).await?;
        let has_passed = mark == Mark::Passed && ground.row.certificate == CertificateKind::Exam;
        set_mark(core, conn, &ground, &seat, (to, has_passed)).await
    })
    .await
}

/// The same for whoever found out.
pub(super) async fn set_mark(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    seat: &SeatRow,
    (to, has_passed): (SeatState, bool),
) -> Result<()> {
    if ground.now < ground.doors_open() {
        return Err(Error::Forbidden(Denied::TrainingAhead));
    }
    match ground.require_alive() {
        Err(Error::Forbidden(Denied::TrainingOver)) => {}
        other => other?,
    }
    let markable = [SeatState::Confirmed, SeatState::Attended, SeatState::NoShow];
    if !markable.contains(&seat.state) {
        return Err(Error::Forbidden(Denied::SeatLost));
    }
    if (seat.state, seat.has_passed) == (to, has_passed) {
        return Ok(());
    }
    let marked = SeatRow {
        has_passed,
        ..seat.clone()
    };
    let seat = settle_as(core, conn, ground, &marked, to).await?;
    certificates::follow(core, conn, ground, &seat).await
}
