//! Lists of seats: for the organiser who comes, who asks and who waits; for everybody where they go and what they offer.

use std::collections::HashMap;

use crate::db::actors::Actor;
use crate::db::organisations::{self, Organisation};
use crate::db::posts::Post;
use crate::db::trainings::seats::SeatRow;
use crate::db::trainings::{self, TrainingRow, seat_lists};
use crate::db::types::{AccountId, OrganisationId, PostId, SeatId, SeatState, UtcTime};
use crate::db::{Conn, Keyset, organisation_members};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::organisations::active_of;
use crate::domain::trainings::manages;
use crate::domain::{Core, Principal, Viewer};

use super::ground::doors_open;

/// Trainings in the lists of one's own: the latest.
const MINE_MAX: i64 = 100;
/// Seats in a table or on a printed list.
const TABLE_MAX: i64 = 5_000;

/// What the organiser sees.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The training's post.
    pub post: Post,
    /// What it has beside it.
    pub training: TrainingRow,
    /// How many are in which state.
    pub counts: Vec<(SeatState, i64)>,
    /// Seats, with who has them.
    pub seats: Vec<(SeatRow, Option<Actor>)>,
    /// The organisations they count among.
    pub organisations: HashMap<OrganisationId, Organisation>,
}

impl Desk {
    /// How many are in one of these states.
    pub fn count(&self, states: &[SeatState]) -> i64 {
        let counted = self.counts.iter().filter(|(state, _)| states.contains(state));
        counted.map(|(_, count)| count).sum()
    }
}

/// A page of the seats of these states, for who looks after the training.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Gone`]; [`Denied::NotAuthor`].
pub async fn desk(core: &Core, viewer: &Viewer, training: PostId, states: &[SeatState], page: Keyset) -> Result<Desk> {
    let mut conn = core.db.read().await?;
    let (post, row) = require_desk(&mut conn, viewer, training).await?;
    let seats = seat_lists::list(&mut conn, training, states, page).await?;
    let mut ids: Vec<OrganisationId> = seats.iter().filter_map(|(seat, _)| seat.organisation_id).collect();
    ids.sort();
    ids.dedup();
    let known = organisations::list_by_ids(&mut conn, &ids).await?;
    let without_number = |mut organisation: Organisation| {
        organisation.national_number = None;
        (organisation.id, organisation)
    };
    Ok(Desk {
        counts: seat_lists::count_by_state(&mut conn, training).await?,
        organisations: known.into_iter().map(without_number).collect(),
        post,
        training: row,
        seats,
    })
}

/// The same with all of them, for a table.
///
/// # Errors
/// See [`desk`].
pub async fn table(core: &Core, viewer: &Viewer, training: PostId, states: &[SeatState]) -> Result<Desk> {
    desk(core, viewer, training, states, Keyset::first(TABLE_MAX)).await
}

async fn require_desk(conn: &mut Conn, viewer: &Viewer, training: PostId) -> Result<(Post, TrainingRow)> {
    let found = trainings::find_whole(conn, training).await?;
    let (post, row, _) = found
        .filter(|(post, ..)| viewer.may_read(post))
        .ok_or(Error::NotFound)?;
    if post.is_removed() {
        return Err(Error::Gone);
    }
    let by = Principal::of(viewer).ok_or(Error::Forbidden(Denied::SignIn))?;
    if manages(conn, &by, &post).await? {
        Ok((post, row))
    } else {
        Err(Error::Forbidden(Denied::NotAuthor))
    }
}

/// That a seat is one of a training, for addresses that name both.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn require_of(core: &Core, training: PostId, seat: SeatId) -> Result<()> {
    let found = trainings::seats::find(&mut core.db.read().await?, seat).await?;
    match found {
        Some(found) if found.training_id == training => Ok(()),
        _ => Err(Error::NotFound),
    }
}

/// Whether people are in the room already, or were.
pub fn has_begun(training: &TrainingRow, now: UtcTime) -> bool {
    now >= doors_open(training)
}

/// An organisation for whose people somebody may book.
#[derive(Debug, Clone)]
pub struct Workplace {
    /// The organisation.
    pub organisation: Organisation,
    /// Colleagues with an account.
    pub colleagues: Vec<(AccountId, Actor)>,
}

/// The organisations for whose people a member may book, with their colleagues there.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn workplaces(core: &Core, by: &Principal) -> Result<Vec<Workplace>> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let mut conn = core.db.read().await?;
    let organisations = active_of(&mut conn, account).await?;
    let ids: Vec<OrganisationId> = organisations.iter().map(|organisation| organisation.id).collect();
    let staff = organisation_members::list_staff(&mut conn, &ids).await?;
    let colleagues_in = |id: OrganisationId| {
        let there = staff
            .iter()
            .filter(|(place, _)| place.organisation_id == id && place.account_id != account);
        there.map(|(place, actor)| (place.account_id, actor.clone())).collect()
    };
    let workplace = |organisation: Organisation| Workplace {
        colleagues: colleagues_in(organisation.id),
        organisation,
    };
    Ok(organisations.into_iter().map(workplace).collect())
}

/// Where somebody goes, where they were, and what they offer.
#[derive(Debug, Clone)]
pub struct Mine {
    /// To come, the next first.
    pub ahead: Vec<(SeatRow, Post, TrainingRow)>,
    /// Over, the last first.
    pub past: Vec<(SeatRow, Post, TrainingRow)>,
    /// What they offer, the newest first.
    pub offers: Vec<(Post, TrainingRow)>,
}

/// The trainings of a member.
///
/// # Errors
/// If the database fails.
pub async fn my_trainings(core: &Core, viewer: &Viewer) -> Result<Mine> {
    let by = Principal::of(viewer).ok_or(Error::Forbidden(Denied::SignIn))?;
    let (mut conn, now) = (core.db.read().await?, core.clock.now());
    let is_shown = |(seat, post, _): &(SeatRow, Post, TrainingRow)| {
        seat.state != SeatState::Cancelled && viewer.may_read(post) && !post.is_removed()
    };
    let mut all = seat_lists::list_of(&mut conn, by.actor_id, MINE_MAX).await?;
    all.retain(is_shown);
    all.sort_by_key(|(_, _, training)| training.starts_at);
    let (ahead, mut past): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, _, training)| training.ends_at >= now);
    past.reverse();
    let offers = seat_lists::list_offered_by(&mut conn, by.actor_id, MINE_MAX).await?;
    Ok(Mine { ahead, past, offers })
}
