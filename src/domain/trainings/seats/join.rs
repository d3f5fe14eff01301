//! Taking a seat, giving it back, and confirming one that became free.

use crate::db::Conn;
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::types::{Joining, NotificationKind, OrganisationId, PostId, SeatId, SeatState};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal, organisations};

use super::ground::Ground;
use super::turn::{Sitter, fresh, settle_as, turn};
use super::{elsewhere, line, notices};

/// Longest message to the organiser, in characters.
pub const MESSAGE_MAX: usize = 500;

/// What somebody wants of a training.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// For the organiser.
    pub message: String,
    /// To hear of it, and no seat.
    pub interested_only: bool,
    /// Id of the Join that carries the wish.
    pub join_uri: Option<String>,
}

/// Takes a seat, asks for one, or a place in the waiting list, as the training has it. Whoever has one keeps it as it is.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] if they may not read of the training, [`Error::Gone`]; [`Error::Forbidden`] where it
/// gives no seats at this moment, has none left, or does not want them.
pub async fn join(core: &Core, by: &Principal, training: PostId, wish: &Wish) -> Result<SeatRow> {
    let mut problems = Problems::default();
    let message = problems.block("message", &wish.message, 0, MESSAGE_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let ground = Ground::enter_any(core, conn, by, training).await?;
        ground.require_welcome(core, conn, by).await?;
        if ground.is_elsewhere() {
            let wish = Wish {
                message: message.clone(),
                ..wish.clone()
            };
            return elsewhere::ask(core, conn, &ground, by, &wish).await;
        }
        // What time has brought may concern this very seat.
        line::settle(core, conn, &ground).await?;
        let known = seats::find_of(conn, training, by.actor_id).await?;
        match known {
            Some(known) if known.state == SeatState::Declined => Err(Error::Forbidden(Denied::SeatRefused)),
            Some(known) if is_confirming(&known, by, wish) => {
                let seat = SeatRow {
                    join_uri: wish.join_uri.clone(),
                    ..known
                };
                let seat = turn(core, conn, &ground, &seat, SeatState::Confirmed, None).await?;
                seat.ok_or(Error::Forbidden(Denied::SeatLost))
            }
            Some(known) if has(&known, wish) => Ok(known),
            known => {
                let mut seat = match known {
                    Some(known) => known,
                    None => fresh(core, conn, &ground, &sitter(by), by.actor_id).await?,
                };
                seat.message.clone_from(&message);
                seat.join_uri.clone_from(&wish.join_uri);
                seat.booked_by = by.actor_id;
                seat.organisation_id = workplace(conn, by).await?;
                take(core, conn, &ground, by, (&seat, wish)).await
            }
        }
    })
    .await
}

fn sitter(by: &Principal) -> Sitter {
    Sitter {
        actor: Some(by.actor_id),
        ..Sitter::default()
    }
}

/// Whether somebody elsewhere, for whom a seat is held, asks once more: that is how they confirm it. The wish by which they came
/// into the line may arrive twice.
fn is_confirming(seat: &SeatRow, by: &Principal, wish: &Wish) -> bool {
    let is_new = wish.join_uri.is_some() && wish.join_uri != seat.join_uri;
    seat.state == SeatState::Offered && !by.is_local() && !wish.interested_only && is_new
}

/// Whether somebody has what they want, or more.
fn has(seat: &SeatRow, wish: &Wish) -> bool {
    seat.state.is_living() && (wish.interested_only || seat.state != SeatState::Interested)
}

/// The organisation whose seats a member's seat counts among.
async fn workplace(conn: &mut Conn, by: &Principal) -> Result<Option<OrganisationId>> {
    let Some(account) = by.account_id else { return Ok(None) };
    let mains = organisations::mains(conn, &[account]).await?;
    Ok(mains.get(&account).map(|organisation| organisation.id))
}

async fn take(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    by: &Principal,
    (seat, wish): (&SeatRow, &Wish),
) -> Result<SeatRow> {
    if wish.interested_only {
        ground.require_alive()?;
        return settle_as(core, conn, ground, seat, SeatState::Interested).await;
    }
    ground.require_open()?;
    if ground.row.joining == Joining::Approval {
        let seat = settle_as(core, conn, ground, seat, SeatState::Pending).await?;
        notices::ask(core, conn, ground, by.actor_id).await?;
        return Ok(seat);
    }
    sit(core, conn, ground, seat).await
}

/// Gives a seat, or a place in the waiting list. The list was moved before: while a seat is free, nobody waits who may have it.
///
/// # Errors
/// [`Denied::OrganisationFull`]; [`Denied::FullyBooked`].
pub(super) async fn sit(core: &Core, conn: &mut Conn, ground: &Ground, seat: &SeatRow) -> Result<SeatRow> {
    if line::is_full(conn, ground, seat).await? {
        return Err(Error::Forbidden(Denied::OrganisationFull));
    }
    if let Some(seat) = turn(core, conn, ground, seat, SeatState::Confirmed, None).await? {
        return Ok(seat);
    }
    if !ground.seating.has_waiting_list {
        return Err(Error::Forbidden(Denied::FullyBooked));
    }
    settle_as(core, conn, ground, seat, SeatState::Waiting).await
}

/// Gives a seat back, or the wish for one.
///
/// # Errors
/// [`Error::NotFound`] if they have none; [`Denied::TrainingOver`].
pub async fn leave(core: &Core, by: &Principal, training: PostId) -> Result<()> {
    core.change(async |conn| {
        let ground = Ground::hold(core, conn, training).await?;
        let seat = seats::find_of(conn, training, by.actor_id).await?;
        let seat = seat.filter(|seat| seat.state.is_living()).ok_or(Error::NotFound)?;
        give_back(core, conn, &ground, &seat).await
    })
    .await
}

/// Ends a living seat: the list moves, or the organiser elsewhere is told. Every way to give one back comes through here.
///
/// # Errors
/// [`Denied::TrainingOver`].
pub(super) async fn give_back(core: &Core, conn: &mut Conn, ground: &Ground, seat: &SeatRow) -> Result<()> {
    let was_there = matches!(seat.state, SeatState::Attended | SeatState::NoShow);
    if was_there || ground.row.ends_at <= ground.now {
        return Err(Error::Forbidden(Denied::TrainingOver));
    }
    settle_as(core, conn, ground, seat, SeatState::Cancelled).await?;
    if ground.is_elsewhere() {
        return elsewhere::tell_left(core, conn, ground, seat).await;
    }
    line::settle(core, conn, ground).await
}

/// Confirms a seat that became free: one's own, or of a colleague for whom one booked.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs; [`Denied::SeatLost`] if the time is over.
pub async fn confirm(core: &Core, by: &Principal, id: SeatId) -> Result<SeatRow> {
    let training = mine(&mut core.db.read().await?, by, id).await?.training_id;
    // What ran out is ended and offered to the next even if this is refused.
    let confirmed = core
        .change(async |conn| {
            let ground = Ground::enter_any(core, conn, by, training).await?;
            ground.require_alive()?;
            ground.require_welcome(core, conn, by).await?;
            line::settle(core, conn, &ground).await?;
            let seat = mine(conn, by, id).await?;
            match seat.state {
                SeatState::Offered if ground.is_elsewhere() => {
                    elsewhere::confirm(core, conn, &ground, by, &seat).await.map(Some)
                }
                SeatState::Confirmed => Ok(Some(seat)),
                SeatState::Offered => {
                    let seat = turn(core, conn, &ground, &seat, SeatState::Confirmed, None).await?;
                    if let Some(seat) = &seat {
                        let told = (by.actor_id, NotificationKind::SeatConfirmed);
                        notices::tell_colleague(core, conn, &ground, seat, told).await?;
                    }
                    Ok(seat)
                }
                _ => Ok(None),
            }
        })
        .await?;
    confirmed.ok_or(Error::Forbidden(Denied::SeatLost))
}

/// A seat of one's own, or that one booked.
async fn mine(conn: &mut Conn, by: &Principal, id: SeatId) -> Result<SeatRow> {
    let seat = seats::find(conn, id).await?;
    seat.filter(|seat| seat.actor_id == Some(by.actor_id) || seat.booked_by == by.actor_id)
        .ok_or(Error::NotFound)
}
