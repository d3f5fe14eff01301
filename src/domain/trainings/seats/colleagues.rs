//! Seats for colleagues of one's organisation: members by their account, others by name. All of them, or none.

use crate::db::organisation_members;
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::types::{
    AccountId, AccountState, ActorId, Joining, NotificationKind, OrganisationId, PostId, SeatId, SeatState,
};
use crate::db::{Conn, accounts};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::guard;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer};

use super::ground::Ground;
use super::join::{give_back, sit};
use super::turn::{Sitter, fresh, settle_as};
use super::{line, notices};

/// Colleagues for whom one books at a time.
pub const COLLEAGUES_MAX: usize = 20;
/// Seats of colleagues without an account that an organisation may ever have asked for in a training.
const NAMED_MAX: i64 = 100;
/// Longest name, in characters.
const NAME_MAX: usize = 80;

/// Whom seats are wanted for, as typed.
#[derive(Debug, Clone, Default)]
pub struct ColleaguesForm {
    /// Of which organisation.
    pub organisation: String,
    /// Members of it, by their accounts.
    pub members: Vec<String>,
    /// Others, a name a line.
    pub names: String,
}

/// The same, checked.
struct Checked {
    organisation: OrganisationId,
    members: Vec<AccountId>,
    names: Vec<String>,
}

impl ColleaguesForm {
    fn check(&self) -> Result<Checked> {
        let mut problems = Problems::default();
        let organisation = self.organisation.trim().parse().map_err(|_| Problem::Choice);
        let organisation = organisation
            .map_err(|problem| problems.add("organisation", problem))
            .ok();
        let mut members: Vec<AccountId> = Vec::new();
        for typed in &self.members {
            match typed.parse() {
                Ok(id) if members.contains(&id) => {}
                Ok(id) => members.push(id),
                Err(_) => problems.add("members", Problem::Choice),
            }
        }
        let mut names: Vec<String> = Vec::new();
        for typed in self.names.lines().filter(|line| !line.trim().is_empty()) {
            let name = problems.line("names", typed, 2, NAME_MAX);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let count = members.len() + names.len();
        if count > COLLEAGUES_MAX {
            problems.add("names", Problem::TooMany(COLLEAGUES_MAX));
        } else if count == 0 {
            problems.add("names", Problem::Required);
        }
        problems.into_result(())?;
        let organisation =
            organisation.ok_or_else(|| Error::Invalid(Problems::one("organisation", Problem::Choice)))?;
        Ok(Checked {
            organisation,
            members,
            names,
        })
    }
}

/// Takes seats for colleagues: all of them are seated, or all that come after the last seat wait.
///
/// # Errors
/// [`Error::Invalid`], also if the organisation would have more seats than one may; see [`super::join()`].
pub async fn book_for(core: &Core, by: &Principal, training: PostId, form: &ColleaguesForm) -> Result<Vec<SeatRow>> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let wanted = form.check()?;
    core.change(async |conn| {
        let ground = Ground::enter(core, conn, by, training).await?;
        ground.require_welcome(core, conn, by).await?;
        require_place(conn, wanted.organisation, account, "organisation").await?;
        line::settle(core, conn, &ground).await?;
        ground.require_open()?;
        require_room(conn, &ground, &wanted).await?;
        let mut booked = Vec::new();
        for member in &wanted.members {
            let seat = of_member(core, conn, &ground, by.actor_id, (*member, wanted.organisation)).await?;
            booked.push(book(core, conn, &ground, by.actor_id, &seat).await?);
        }
        for name in &wanted.names {
            let sitter = Sitter {
                actor: None,
                name: name.clone(),
                organisation: Some(wanted.organisation),
            };
            let seat = fresh(core, conn, &ground, &sitter, by.actor_id).await?;
            booked.push(book(core, conn, &ground, by.actor_id, &seat).await?);
        }
        if ground.row.joining == Joining::Approval {
            notices::ask(core, conn, &ground, by.actor_id).await?;
        }
        Ok(booked)
    })
    .await
}

/// That somebody belongs to the organisation.
async fn require_place(
    conn: &mut Conn,
    organisation: OrganisationId,
    account: AccountId,
    field: &'static str,
) -> Result<()> {
    let place = organisation_members::find(conn, organisation, account).await?;
    if place.is_some_and(|place| place.is_active()) {
        Ok(())
    } else {
        Err(Error::Invalid(Problems::one(field, Problem::Choice)))
    }
}

/// That the organisation may have so many seats more.
async fn require_room(conn: &mut Conn, ground: &Ground, wanted: &Checked) -> Result<()> {
    let count = |things: usize| i64::try_from(things).unwrap_or(i64::MAX);
    let training = ground.post.id;
    let left = |left: i64| {
        let left = usize::try_from(left).unwrap_or(0);
        Err(Error::Invalid(Problems::one("names", Problem::SeatsLeft(left))))
    };
    if let Some(most) = ground.seating.seats_per_organisation {
        let states = [SeatState::TAKEN.as_slice(), &[SeatState::Pending, SeatState::Waiting]].concat();
        let has = seats::count_of(conn, training, wanted.organisation, &states).await?;
        if has.saturating_add(count(wanted.members.len() + wanted.names.len())) > most {
            return left(most - has);
        }
    }
    let named = seats::count_named(conn, training, wanted.organisation).await?;
    if named.saturating_add(count(wanted.names.len())) > NAMED_MAX {
        return left(NAMED_MAX - named);
    }
    Ok(())
}

/// The seat of a colleague with an account, who may read of the training and has none yet.
async fn of_member(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    by: ActorId,
    (member, organisation): (AccountId, OrganisationId),
) -> Result<SeatRow> {
    require_place(conn, organisation, member, "members").await?;
    let refused = |problem| Err(Error::Invalid(Problems::one("members", problem)));
    let account = accounts::get(conn, member).await?;
    if account.state != AccountState::Active || !Viewer::of(core, &account).may_read(&ground.post) {
        return refused(Problem::Choice);
    }
    let (forum, group) = ground.place(conn).await?;
    if guard::ban_of(core, conn, account.actor_id, &forum, &group)
        .await?
        .is_some()
    {
        return refused(Problem::Choice);
    }
    let known = seats::find_of(conn, ground.post.id, account.actor_id).await?;
    let mut seat = match known {
        Some(known) if matches!(known.state, SeatState::Interested | SeatState::Cancelled) => known,
        Some(_) => return refused(Problem::Seated),
        None => {
            let sitter = Sitter {
                actor: Some(account.actor_id),
                name: String::new(),
                organisation: Some(organisation),
            };
            fresh(core, conn, ground, &sitter, by).await?
        }
    };
    seat.booked_by = by;
    seat.organisation_id = Some(organisation);
    Ok(seat)
}

async fn book(core: &Core, conn: &mut Conn, ground: &Ground, by: ActorId, seat: &SeatRow) -> Result<SeatRow> {
    if ground.row.joining == Joining::Approval {
        return settle_as(core, conn, ground, seat, SeatState::Pending).await;
    }
    let seat = match sit(core, conn, ground, seat).await {
        Err(Error::Forbidden(Denied::FullyBooked)) => {
            let seating = &ground.seating;
            let left = seating.capacity.map_or(0, |capacity| capacity - seating.taken);
            let left = usize::try_from(left).unwrap_or(0);
            return Err(Error::Invalid(Problems::one("names", Problem::SeatsLeft(left))));
        }
        other => other?,
    };
    let kind = match seat.state {
        SeatState::Waiting => NotificationKind::SeatWaiting,
        _ => NotificationKind::SeatConfirmed,
    };
    notices::tell_colleague(core, conn, ground, &seat, (by, kind)).await?;
    Ok(seat)
}

/// Gives the seat of a colleague back: by who booked it, or who speaks for the organisation.
///
/// # Errors
/// [`Error::NotFound`] if it is none of theirs; [`Denied::TrainingOver`].
pub async fn cancel_for(core: &Core, by: &Principal, id: SeatId) -> Result<()> {
    let seat = seats::find(&mut core.db.read().await?, id)
        .await?
        .ok_or(Error::NotFound)?;
    core.change(async |conn| {
        let ground = Ground::hold(core, conn, seat.training_id).await?;
        let seat = seats::find(conn, id).await?;
        let seat = seat.filter(|seat| seat.state.is_living()).ok_or(Error::NotFound)?;
        if !speaks_for(conn, by, &seat).await? {
            return Err(Error::NotFound);
        }
        give_back(core, conn, &ground, &seat).await?;
        let told = (by.actor_id, NotificationKind::SeatRemoved);
        notices::tell_colleague(core, conn, &ground, &seat, told).await
    })
    .await
}

async fn speaks_for(conn: &mut Conn, by: &Principal, seat: &SeatRow) -> Result<bool> {
    if seat.booked_by == by.actor_id || seat.actor_id == Some(by.actor_id) {
        return Ok(true);
    }
    match (seat.organisation_id, by.account_id) {
        // A member's own seat is their own affair, whoever they work for.
        (Some(organisation), Some(account)) if seat.actor_id.is_none() => {
            Ok(organisation_members::is_owner(conn, organisation, account).await?)
        }
        _ => Ok(false),
    }
}
