//! What somebody may know of the seats of a training: everybody the counts, whoever has a seat who else comes and where to meet,
//! the organiser everything.

use crate::db::actors::Actor;
use crate::db::organisations::Organisation;
use crate::db::posts::Post;
use crate::db::trainings::seats::SeatRow;
use crate::db::trainings::{self, Access, SeatingRow, after, seat_lists, seats};
use crate::db::types::{AccountId, Joining, PostId, SeatId, SeatState, UtcTime};
use crate::db::{Conn, Keyset};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::trainings::manages;
use crate::domain::{Core, Principal, Viewer, organisations};

use super::ground::Ground;
use super::ratings::Average;
use super::{attendance, elsewhere, evaluations};

/// Names that are listed on a training's page.
const ATTENDEES_MAX: i64 = 100;

/// Whether somebody may ask for a seat at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// They may; a seat is left.
    Open,
    /// They may, and would wait.
    Wait,
    /// None is left, and there is no list to wait in.
    Full,
    /// From then on.
    NotYet(UtcTime),
    /// Not any more.
    Closed,
    /// On this page elsewhere.
    External(String),
    /// Nobody asks; one just comes.
    None,
    /// It does not take place.
    Cancelled,
    /// It is over.
    Over,
}

/// Somebody who comes, as others who come see them.
#[derive(Debug, Clone)]
pub struct Attendee {
    /// Their seat.
    pub seat: SeatRow,
    /// Who it is; nobody for a colleague without an account.
    pub actor: Option<Actor>,
}

/// What somebody has to do with the seats of a training.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What they may ask for.
    pub ask: Ask,
    /// Whether the organiser decides.
    pub needs_approval: bool,
    /// Its seats are given away on another server.
    pub is_elsewhere: bool,
    /// They asked there, and no answer came for so long that they may ask once more.
    pub may_ask_again: bool,
    /// Their seat, if they have or had one.
    pub seat: Option<SeatRow>,
    /// How many wait up to them, if they wait.
    pub position: Option<i64>,
    /// What they booked for colleagues, with who it is for.
    pub booked: Vec<Attendee>,
    /// The organisations for whose people they may book.
    pub workplaces: Vec<Organisation>,
    /// Whether they may book for colleagues, as far as is known.
    pub may_book: bool,
    /// Whether they look after the training.
    pub manages: bool,
    /// Who comes, if they may know.
    pub attendees: Option<Vec<Attendee>>,
    /// Where to meet, if they may know.
    pub access: Option<Access>,
    /// Whether they may type the code that is shown in the room.
    pub may_attend: bool,
    /// Whether they may say how it was.
    pub may_evaluate: bool,
    /// The code of their certificate, if they have one that counts.
    pub certificate: Option<String>,
    /// How many may come, and how many do.
    pub seating: SeatingRow,
    /// When the last seat is given away.
    pub closes: UtcTime,
    /// What those who were there say, if enough did.
    pub average: Option<Average>,
}

/// Whether somebody may know where to meet: they have a seat, or look after the training.
///
/// # Errors
/// If the database fails.
pub async fn may_know_access(conn: &mut Conn, viewer: &Viewer, post: &Post) -> Result<bool> {
    let Some(by) = Principal::of(viewer).filter(|_| viewer.may_read(post) && !post.is_removed()) else {
        return Ok(false);
    };
    let seat = seats::find_of(conn, post.id, by.actor_id).await?;
    Ok(seat.is_some_and(|seat| seat.state.is_coming()) || manages(conn, &by, post).await?)
}

/// What somebody has to do with the seats of a training that they may read.
///
/// # Errors
/// [`Error::NotFound`] if it is none.
pub async fn standing(core: &Core, conn: &mut Conn, viewer: &Viewer, post: &Post) -> Result<Standing> {
    let ground = Ground::look(core, conn, post.id).await?;
    let mut standing = glance(conn, viewer, &ground).await?;
    let Some(by) = Principal::of(viewer).filter(|_| viewer.may_read(post) && !post.is_removed()) else {
        return Ok(standing);
    };
    if standing.is_elsewhere {
        return Ok(standing);
    }
    standing.booked = seat_lists::list_booked(conn, post.id, by.actor_id)
        .await?
        .into_iter()
        .map(|(seat, actor)| Attendee { seat, actor })
        .collect();
    if standing.access.is_some() {
        standing.attendees = Some(attendees(conn, post.id).await?);
    }
    standing.workplaces = match (&standing.ask, by.account_id) {
        (Ask::Open | Ask::Wait, Some(account)) => organisations::active_of(conn, account).await?,
        _ => Vec::new(),
    };
    standing.may_book = !standing.workplaces.is_empty();
    Ok(standing)
}

/// The same without colleagues and names, for the page of the training itself.
pub(in crate::domain::trainings) async fn glance(
    conn: &mut Conn,
    viewer: &Viewer,
    ground: &Ground,
) -> Result<Standing> {
    let post = &ground.post;
    let mut standing = plain(ground);
    if standing.ask == Ask::Over {
        standing.average = evaluations::average(conn, post.id).await?;
    }
    let Some(by) = Principal::of(viewer).filter(|_| viewer.may_read(post) && !post.is_removed()) else {
        return Ok(standing);
    };
    standing.seat = seats::find_of(conn, post.id, by.actor_id).await?;
    let seat = standing.seat.clone();
    let comes = seat.as_ref().is_some_and(|seat| seat.state.is_coming());
    if standing.is_elsewhere {
        standing.may_ask_again = seat.is_some_and(|seat| elsewhere::is_overdue(&seat, ground));
    } else {
        standing.manages = manages(conn, &by, post).await?;
        standing.may_book = by.account_id.is_some() && matches!(standing.ask, Ask::Open | Ask::Wait);
        standing.may_evaluate = comes && standing.ask == Ask::Over;
        if let Some(seat) = &seat {
            own(conn, ground, seat, &mut standing).await?;
        }
    }
    if comes || standing.manages {
        standing.access = Some(trainings::get_access(conn, post.id).await?);
    }
    Ok(standing)
}

/// What everybody may know.
fn plain(ground: &Ground) -> Standing {
    Standing {
        ask: ask(ground),
        needs_approval: ground.row.joining == Joining::Approval,
        is_elsewhere: ground.is_elsewhere(),
        may_ask_again: false,
        seat: None,
        position: None,
        booked: Vec::new(),
        workplaces: Vec::new(),
        may_book: false,
        manages: false,
        attendees: None,
        access: None,
        may_attend: false,
        may_evaluate: false,
        certificate: None,
        seating: ground.seating.clone(),
        closes: ground.closes(),
        average: None,
    }
}

/// What follows from a seat of one's own.
async fn own(conn: &mut Conn, ground: &Ground, seat: &SeatRow, standing: &mut Standing) -> Result<()> {
    standing.may_attend = seat.state == SeatState::Confirmed && attendance::is_time(ground);
    if let Some(place) = seat.place {
        standing.position = Some(seats::position(conn, seat.training_id, place).await?);
    }
    if standing.ask == Ask::Over {
        standing.certificate = valid_certificate(conn, seat.id).await?;
    }
    Ok(())
}

/// The same as [`standing`] on a connection of its own.
///
/// # Errors
/// [`Error::NotFound`] if it is none.
pub async fn look(core: &Core, viewer: &Viewer, post: &Post) -> Result<Standing> {
    standing(core, &mut core.db.read().await?, viewer, post).await
}

async fn valid_certificate(conn: &mut Conn, seat: SeatId) -> Result<Option<String>> {
    let issued = after::list_certificates(conn, &[seat]).await?;
    let valid = issued.into_iter().find(|one| one.withdrawn_at.is_none());
    Ok(valid.map(|one| one.code))
}

/// What one may ask for at this moment, whoever one is.
fn ask(ground: &Ground) -> Ask {
    match ground.require_open() {
        Ok(()) => {
            let seating = &ground.seating;
            let is_free = seating.capacity.is_none_or(|capacity| seating.taken < capacity);
            match (is_free, seating.has_waiting_list) {
                (true, _) => Ask::Open,
                (false, true) => Ask::Wait,
                (false, false) => Ask::Full,
            }
        }
        Err(Error::Forbidden(Denied::TrainingCancelled)) => Ask::Cancelled,
        Err(Error::Forbidden(Denied::TrainingOver)) => Ask::Over,
        Err(Error::Forbidden(Denied::SeatsNotYet)) => {
            Ask::NotYet(ground.seating.opens_at.unwrap_or(ground.row.starts_at))
        }
        Err(Error::Forbidden(Denied::NoSeatsHere)) if ground.row.joining == Joining::External => {
            Ask::External(ground.row.external_url.clone())
        }
        Err(Error::Forbidden(Denied::NoSeatsHere)) => Ask::None,
        Err(_) => Ask::Closed,
    }
}

/// Who comes, in the order in which they asked.
async fn attendees(conn: &mut Conn, training: PostId) -> Result<Vec<Attendee>> {
    let page = Keyset::first(ATTENDEES_MAX);
    let rows = seat_lists::list(conn, training, &SeatState::COMING, page).await?;
    Ok(rows.into_iter().map(|(seat, actor)| Attendee { seat, actor }).collect())
}

/// Everybody of ours with a stake in a training: with a seat, asking or waiting for one, or interested.
///
/// # Errors
/// If the database fails.
pub async fn concerned(conn: &mut Conn, training: PostId) -> Result<Vec<AccountId>> {
    Ok(seat_lists::list_accounts(conn, training, &SeatState::LIVING).await?)
}
