//! The one way by which a seat changes its state: the row and the counts beside the training, together.

use crate::db::Conn;
use crate::db::trainings::seats::{self, SeatRow, Tally};
use crate::db::types::{ActorId, OrganisationId, SeatState, UtcTime};
use crate::domain::Core;
use crate::domain::error::{Error, Result};

use super::ground::Ground;
use super::{counts, letters};

/// Whom a new seat is for.
#[derive(Debug, Clone, Default)]
pub(super) struct Sitter {
    /// Who; nobody for a colleague without an account.
    pub(super) actor: Option<ActorId>,
    /// The name of such a colleague.
    pub(super) name: String,
    /// The organisation whose seats it counts among.
    pub(super) organisation: Option<OrganisationId>,
}

/// A row for somebody who has none. It counts nowhere yet.
pub(super) async fn fresh(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    sitter: &Sitter,
    booked_by: ActorId,
) -> Result<SeatRow> {
    let row = SeatRow {
        id: core.ids.next(),
        training_id: ground.post.id,
        actor_id: sitter.actor,
        name: sitter.name.clone(),
        booked_by,
        organisation_id: sitter.organisation,
        state: SeatState::Cancelled,
        since: ground.now,
        place: None,
        deadline: None,
        message: String::new(),
        reason: String::new(),
        join_uri: None,
        code_tries: 0,
        version: 0,
        is_answered: false,
        has_passed: false,
        reminded_of: None,
        refusal: None,
    };
    seats::insert(conn, &row).await?;
    Ok(row)
}

/// Gives a seat another state, stores whatever else was changed in `seat`, and counts it where it is now. Nothing if that were
/// one seat more than there are. How many come to a training elsewhere is counted there.
pub(super) async fn turn(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    seat: &SeatRow,
    to: SeatState,
    deadline: Option<UtcTime>,
) -> Result<Option<SeatRow>> {
    let change = if ground.is_elsewhere() {
        Tally::default()
    } else {
        tally(seat.state, to)
    };
    if change != Tally::default() && !seats::count(conn, seat.training_id, change).await? {
        return Ok(None);
    }
    let place = match to {
        SeatState::Waiting => Some(seats::last_place(conn, seat.training_id).await? + 1),
        _ => None,
    };
    let after = SeatRow {
        state: to,
        since: ground.now,
        place,
        deadline,
        version: seat.version + 1,
        ..seat.clone()
    };
    if !seats::update(conn, &after).await? {
        return Err(Error::Conflict("a seat".to_owned()));
    }
    if to == SeatState::Confirmed {
        letters::seated(core, conn, seat.state, &after).await?;
    }
    if change.taken != 0 {
        counts::changed(core, conn, ground).await?;
    }
    Ok(Some(after))
}

/// The same for states that take no seat.
pub(super) async fn settle_as(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    seat: &SeatRow,
    to: SeatState,
) -> Result<SeatRow> {
    let turned = turn(core, conn, ground, seat, to, None).await?;
    turned.ok_or_else(|| Error::Internal("giving a seat back was refused".to_owned()))
}

fn tally(from: SeatState, to: SeatState) -> Tally {
    let step = |counts: fn(SeatState) -> bool| i64::from(counts(to)) - i64::from(counts(from));
    Tally {
        taken: step(SeatState::is_taken),
        waiting: step(|state| state == SeatState::Waiting),
        interested: step(|state| state == SeatState::Interested),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_counted_once_wherever_it_goes() {
        let came = tally(SeatState::Offered, SeatState::Confirmed);
        assert_eq!(came, Tally::default(), "an offered seat is taken already");
        let offered = tally(SeatState::Waiting, SeatState::Offered);
        assert_eq!((offered.taken, offered.waiting), (1, -1));
        let left = tally(SeatState::Confirmed, SeatState::Cancelled);
        assert_eq!((left.taken, left.waiting, left.interested), (-1, 0, 0));
    }
}
