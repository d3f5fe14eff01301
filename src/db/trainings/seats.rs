//! Seats of trainings: one row for each person, and the counts beside the training, which change by conditions, so that no seat
//! is given twice whatever happens at once. Lists of them are in [`super::seat_lists`].

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{posts, training_seating, training_seats};
use crate::types::{ActorId, OrganisationId, PostId, Refusal, SeatId, SeatState, UtcTime};

/// Somebody's seat, or the wish for one.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = training_seats)]
#[diesel(treat_none_as_null = true)]
pub struct SeatRow {
    /// Id.
    pub id: SeatId,
    /// Of which training.
    pub training_id: PostId,
    /// Who; nobody for a colleague without an account.
    pub actor_id: Option<ActorId>,
    /// Name of a colleague without an account; else empty.
    pub name: String,
    /// Who asked for it.
    pub booked_by: ActorId,
    /// The organisation whose seats it counts among.
    pub organisation_id: Option<OrganisationId>,
    /// How far it is.
    pub state: SeatState,
    /// Since when.
    pub since: UtcTime,
    /// Place in the waiting list, of those who wait; smaller is sooner.
    pub place: Option<i64>,
    /// Until when an offered seat is held.
    pub deadline: Option<UtcTime>,
    /// What they wrote to the organiser; empty if nothing.
    pub message: String,
    /// Why the organiser declined; empty if not said.
    pub reason: String,
    /// Id of the Join by which it was asked for.
    pub join_uri: Option<String>,
    /// How often a wrong attendance code was typed.
    pub code_tries: i64,
    /// Counts changes.
    pub version: i64,
    /// Of a training elsewhere: whether the organiser's server has said anything to it.
    pub is_answered: bool,
    /// They passed the exam, says the organiser.
    pub has_passed: bool,
    /// The beginning that they were reminded of.
    pub reminded_of: Option<UtcTime>,
    /// Why there is no seat, if it is one of the reasons that need no words of the organiser.
    pub refusal: Option<Refusal>,
}

/// By how much the counts of a training change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Seats given away or held.
    pub taken: i64,
    /// Those who wait.
    pub waiting: i64,
    /// Those interested.
    pub interested: i64,
}

/// Adds a seat.
pub async fn insert(conn: &mut Conn, row: &SeatRow) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_seats::table)
        .values(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// Stores a changed seat if nobody changed it since; `row.version` is the one after. Says whether it did.
pub async fn update(conn: &mut Conn, row: &SeatRow) -> Result<bool> {
    let count = on!(conn, |c| diesel::update(
        training_seats::table
            .find(row.id)
            .filter(training_seats::version.eq(row.version - 1))
    )
    .set(row)
    .execute(c)
    .await)?;
    Ok(count > 0)
}

/// Changes the counts of a training, unless that gave away more seats than there are. Says whether it did.
pub async fn count(conn: &mut Conn, training: PostId, by: Tally) -> Result<bool> {
    let after = training_seating::taken + by.taken;
    let is_room = training_seating::capacity
        .is_null()
        .or(training_seating::capacity.ge((training_seating::taken + by.taken).nullable()))
        // Giving back is always possible.
        .or(training_seating::taken
            .ge(training_seating::taken + by.taken)
            .nullable());
    let count = on!(conn, |c| diesel::update(
        training_seating::table.find(training).filter(is_room)
    )
    .set((
        training_seating::taken.eq(after),
        training_seating::waiting.eq(training_seating::waiting + by.waiting),
        training_seating::interested.eq(training_seating::interested + by.interested),
    ))
    .execute(c)
    .await)?;
    Ok(count > 0)
}

/// A seat.
pub async fn find(conn: &mut Conn, id: SeatId) -> Result<Option<SeatRow>> {
    Ok(on!(conn, |c| training_seats::table
        .find(id)
        .select(SeatRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Somebody's seat.
pub async fn find_of(conn: &mut Conn, training: PostId, actor: ActorId) -> Result<Option<SeatRow>> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::actor_id.eq(actor))
        .select(SeatRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The seat that was asked for by this Join.
pub async fn find_by_join(conn: &mut Conn, uri: &str) -> Result<Option<SeatRow>> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::join_uri.eq(uri))
        .select(SeatRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// How many seats of these states an organisation has.
pub async fn count_of(
    conn: &mut Conn,
    training: PostId,
    organisation: OrganisationId,
    states: &[SeatState],
) -> Result<i64> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::organisation_id.eq(organisation))
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::state.eq_any(states.iter().copied()))
        .count()
        .get_result(c)
        .await)?)
}

/// The last place of the waiting list; 0 if nobody waits.
pub async fn last_place(conn: &mut Conn, training: PostId) -> Result<i64> {
    let last: Option<Option<i64>> = on!(conn, |c| training_seats::table
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::place.is_not_null())
        .order(training_seats::place.desc())
        .select(training_seats::place)
        .first(c)
        .await
        .optional())?;
    Ok(last.flatten().unwrap_or(0))
}

/// How many wait up to this place, it included.
pub async fn position(conn: &mut Conn, training: PostId, place: i64) -> Result<i64> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::place.le(place))
        .count()
        .get_result(c)
        .await)?)
}

/// Those who wait after this place, in their order.
pub async fn list_in_line(conn: &mut Conn, training: PostId, after: i64, limit: i64) -> Result<Vec<SeatRow>> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::place.gt(after))
        .order(training_seats::place)
        .limit(limit)
        .select(SeatRow::as_select())
        .load(c)
        .await)?)
}

/// Seats of a training that are held for somebody, those whose time passes first in front.
pub async fn list_offered(conn: &mut Conn, training: PostId) -> Result<Vec<SeatRow>> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::state.eq(SeatState::Offered))
        .order((training_seats::deadline, training_seats::id))
        .select(SeatRow::as_select())
        .load(c)
        .await)?)
}

/// Trainings that stand, with a seat that was held until before `now`.
pub async fn list_overdue(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<PostId>> {
    Ok(on!(conn, |c| training_seats::table
        .inner_join(posts::table.on(posts::id.eq(training_seats::training_id)))
        .filter(training_seats::deadline.le(now))
        .filter(posts::removed_at.is_null())
        .order(training_seats::deadline)
        .limit(limit)
        .select(training_seats::training_id)
        .load(c)
        .await)?)
}

/// How many seats of colleagues without an account an organisation has or had.
pub async fn count_named(conn: &mut Conn, training: PostId, organisation: OrganisationId) -> Result<i64> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::organisation_id.eq(organisation))
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::actor_id.is_null())
        .count()
        .get_result(c)
        .await)?)
}
