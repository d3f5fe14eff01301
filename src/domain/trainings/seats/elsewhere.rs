//! Seats across servers. A seat of a training elsewhere is its organiser's to give: until they answer, all that is known is that we
//! asked. People elsewhere with a seat here are told through their servers what becomes of it.

use crate::db::Conn;
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::trainings::{self, Access};
use crate::db::types::{ActorId, EventId, InboxId, NotificationKind, PostId, Refusal, SeatState, UtcTime};
use crate::db::{accounts, actors, instances};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::instances::SOFTWARE;
use crate::domain::validate::is_page;
use crate::domain::{Core, Principal, text};

use super::ground::Ground;
use super::join::{MESSAGE_MAX, Wish};
use super::turn::{Sitter, fresh, settle_as, turn};
use super::{line, notices, reminders};

/// After how long without an answer one may ask once more.
const PATIENCE: chrono::TimeDelta = chrono::TimeDelta::hours(1);
/// Longest address or directions that are taken from an answer, in characters.
const ACCESS_MAX: usize = 2_000;

/// What the organiser of a training elsewhere says to a wish for a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A seat, and where to meet, as far as that is told.
    Accepted(Access),
    /// They wait: for a seat, or for the organiser's word.
    Perhaps,
    /// A seat is held for them until then, if they ask once more.
    Held(UtcTime),
    /// No seat, for this reason in words, which may be empty, and as one of those that need none.
    Refused(String, Option<Refusal>),
}

/// Which wish is answered: by its id, or by who asked for a seat of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Id of the Join.
    pub uri: String,
    /// Who asked, and the training, if that was sent along.
    pub pair: Option<(ActorId, PostId)>,
}

/// Asks the organiser elsewhere for a seat, or tells them of an interest. Asking once more is for when no answer came.
pub(super) async fn ask(core: &Core, conn: &mut Conn, ground: &Ground, by: &Principal, wish: &Wish) -> Result<SeatRow> {
    if !by.is_local() {
        return Err(Error::Forbidden(Denied::Remote));
    }
    if wish.interested_only {
        ground.require_alive()?;
    } else {
        ground.require_open()?;
    }
    let known = seats::find_of(conn, ground.post.id, by.actor_id).await?;
    if let Some(known) = known.as_ref().filter(|known| is_settled(known, ground, wish)) {
        return Ok(known.clone());
    }
    let seat = match known {
        Some(known) => known,
        None => {
            let sitter = Sitter {
                actor: Some(by.actor_id),
                ..Sitter::default()
            };
            fresh(core, conn, ground, &sitter, by.actor_id).await?
        }
    };
    send(core, conn, ground, by, (seat, wish)).await
}

/// Sends the wish; what becomes of it is the organiser's to say.
async fn send(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    by: &Principal,
    (seat, wish): (SeatRow, &Wish),
) -> Result<SeatRow> {
    let number: EventId = core.ids.next();
    let uri = core.config.link(&format!("/activities/join/{number}"));
    let state = if wish.interested_only {
        SeatState::Interested
    } else {
        SeatState::Pending
    };
    let asked = SeatRow {
        message: wish.message.clone(),
        join_uri: Some(uri.clone()),
        is_answered: false,
        reason: String::new(),
        refusal: None,
        ..seat
    };
    let seat = settle_as(core, conn, ground, &asked, state).await?;
    let event = Event::SeatAsked {
        training: ground.post.id,
        uri,
        is_interest: wish.interested_only,
    };
    event::record(core, conn, by, &event).await?;
    Ok(seat)
}

/// Whether somebody has what they want, or asked for it a moment ago.
fn is_settled(seat: &SeatRow, ground: &Ground, wish: &Wish) -> bool {
    match seat.state {
        SeatState::Interested => wish.interested_only,
        SeatState::Pending => !is_overdue(seat, ground) || wish.interested_only,
        SeatState::Cancelled | SeatState::Declined => false,
        _ => true,
    }
}

/// Whether somebody asked, and no answer came for so long that they may ask once more.
pub(super) fn is_overdue(seat: &SeatRow, ground: &Ground) -> bool {
    seat.state == SeatState::Pending && !seat.is_answered && seat.since.plus(PATIENCE) <= ground.now
}

/// Tells the organiser of a training elsewhere that a seat, or the wish for one, is given back; `seat` is as it was before.
pub(super) async fn tell_left(core: &Core, conn: &mut Conn, ground: &Ground, seat: &SeatRow) -> Result<()> {
    let (Some(actor), Some(uri)) = (seat.actor_id, seat.join_uri.clone()) else {
        return Ok(());
    };
    let member = actors::get(conn, actor).await?;
    let event = Event::SeatLeft {
        training: ground.post.id,
        uri,
        is_interest: seat.state == SeatState::Interested,
    };
    event::record(core, conn, &Principal::remote(&member, None, None), &event).await
}

/// The organiser of a training elsewhere answered; `by` is whoever says so. An answer that comes late or twice changes nothing; one
/// to a wish that was taken back is answered with that again.
///
/// # Errors
/// [`Error::NotFound`] if nobody asked; [`Denied::NotAuthor`] if it is not of the training's own server.
pub async fn answered(core: &Core, by: &Principal, asked: &Asked, answer: &Answer) -> Result<()> {
    let found = find(&mut core.db.read().await?, asked).await?.ok_or(Error::NotFound)?;
    core.change(async |conn| {
        let ground = Ground::hold(core, conn, found.training_id).await?;
        let seat = seats::find(conn, found.id).await?.ok_or(Error::NotFound)?;
        if ground.row.instance_id.is_none() || ground.row.instance_id != by.instance_id {
            return Err(Error::Forbidden(Denied::NotAuthor));
        }
        match (seat.state, answer) {
            (SeatState::Cancelled, Answer::Accepted(_) | Answer::Perhaps | Answer::Held(_)) => {
                // A later answer shows that its giver does not know.
                tell_left(core, conn, &ground, &seat).await
            }
            (SeatState::Pending | SeatState::Offered | SeatState::Declined, Answer::Accepted(access)) => {
                learn(conn, &ground, access).await?;
                turned(core, conn, &ground, (&seat, "", None), SeatState::Confirmed).await
            }
            (SeatState::Confirmed, Answer::Accepted(access)) => learn(conn, &ground, access).await,
            (SeatState::Pending, Answer::Held(until)) if *until > ground.now => {
                held(core, conn, &ground, &seat, *until).await
            }
            (SeatState::Pending, Answer::Perhaps | Answer::Held(_)) if !seat.is_answered => {
                let heard = SeatRow {
                    is_answered: true,
                    ..seat.clone()
                };
                settle_as(core, conn, &ground, &heard, SeatState::Pending)
                    .await
                    .map(drop)
            }
            (SeatState::Pending | SeatState::Offered | SeatState::Confirmed, Answer::Refused(words, code)) => {
                // Those that need no words are told in ours, in the language of whoever reads them.
                let words = if code.is_some() { "" } else { words };
                turned(core, conn, &ground, (&seat, words, *code), SeatState::Declined).await
            }
            _ => Ok(()),
        }
    })
    .await
}

/// The organiser elsewhere holds a seat until a moment. Should nobody confirm it, it ends here as it does there.
async fn held(core: &Core, conn: &mut Conn, ground: &Ground, seat: &SeatRow, until: UtcTime) -> Result<()> {
    let heard = SeatRow {
        is_answered: true,
        ..seat.clone()
    };
    let until = until.min(ground.row.starts_at);
    let Some(seat) = turn(core, conn, ground, &heard, SeatState::Offered, Some(until)).await? else {
        return Ok(());
    };
    line::call(core, conn, line::JOB, ground, until).await?;
    notices::tell(core, conn, ground, &seat, NotificationKind::SeatOffered).await
}

/// Confirms a seat that an organiser elsewhere holds, by asking for it once more: theirs is the word whether it came in time.
pub(super) async fn confirm(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    by: &Principal,
    seat: &SeatRow,
) -> Result<SeatRow> {
    let wish = Wish {
        message: seat.message.clone(),
        ..Wish::default()
    };
    send(core, conn, ground, by, (seat.clone(), &wish)).await
}

async fn find(conn: &mut Conn, asked: &Asked) -> Result<Option<SeatRow>> {
    if let Some(seat) = seats::find_by_join(conn, &asked.uri).await? {
        return Ok(Some(seat));
    }
    match asked.pair {
        Some((actor, training)) => Ok(seats::find_of(conn, training, actor).await?),
        None => Ok(None),
    }
}

async fn turned(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    (seat, reason, refusal): (&SeatRow, &str, Option<Refusal>),
    to: SeatState,
) -> Result<()> {
    let kind = match (seat.state, to) {
        (_, SeatState::Confirmed) => NotificationKind::SeatConfirmed,
        (SeatState::Confirmed, _) => NotificationKind::SeatRemoved,
        _ => NotificationKind::SeatDeclined,
    };
    let heard = SeatRow {
        is_answered: true,
        reason: text::cut(reason, MESSAGE_MAX),
        refusal,
        ..seat.clone()
    };
    let seat = settle_as(core, conn, ground, &heard, to).await?;
    if to == SeatState::Confirmed {
        reminders::schedule(core, conn, ground).await?;
    }
    notices::tell(core, conn, ground, &seat, kind).await
}

/// Keeps where to meet, for those of ours who have a seat.
async fn learn(conn: &mut Conn, ground: &Ground, access: &Access) -> Result<()> {
    if *access == Access::default() {
        return Ok(());
    }
    let link = url::Url::parse(&access.online_link)
        .ok()
        .filter(is_page)
        .map(String::from);
    let access = Access {
        online_link: link.filter(|link| link.len() <= ACCESS_MAX).unwrap_or_default(),
        directions: text::cut(&access.directions, ACCESS_MAX),
    };
    Ok(trainings::set_access(conn, ground.post.id, &access).await?)
}

/// Has the server of somebody elsewhere be told how their seat of a training of ours stands: the answer to what they just asked.
///
/// # Errors
/// If the database fails.
pub async fn answer(core: &Core, by: &Principal, training: PostId) -> Result<()> {
    core.change(async |conn| {
        let ground = Ground::look(core, conn, training).await?;
        told(core, conn, &ground, (by.actor_id, by.inbox_id)).await
    })
    .await
}

/// The same within a change, if they are of another server.
pub(super) async fn tell(core: &Core, conn: &mut Conn, ground: &Ground, attendee: ActorId) -> Result<()> {
    told(core, conn, ground, (attendee, None)).await
}

/// What is answered goes along as it arrived, if it just did.
async fn told(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    (attendee, asked): (ActorId, Option<InboxId>),
) -> Result<()> {
    if !ground.post.is_local || actors::get(conn, attendee).await?.is_local() {
        return Ok(());
    }
    let organiser = actors::get(conn, ground.post.actor_id).await?;
    let event = Event::SeatAnswered {
        training: ground.post.id,
        attendee,
    };
    event::record(core, conn, &Principal::remote(&organiser, asked, None), &event).await
}

/// Somebody elsewhere gets no seat, for a reason that needs none of our state: `uri` is what they asked with.
///
/// # Errors
/// If the database fails.
pub async fn turn_down(core: &Core, by: &Principal, training: PostId, uri: &str, denied: Denied) -> Result<()> {
    core.change(async |conn| {
        let ground = Ground::look(core, conn, training).await?;
        if !ground.post.is_local {
            return Ok(());
        }
        let organiser = actors::get(conn, ground.post.actor_id).await?;
        let event = Event::SeatTurnedDown {
            training,
            attendee: by.actor_id,
            uri: uri.to_owned(),
            reason: refusal(denied).map_or("", words).to_owned(),
            refusal: refusal(denied),
            is_passed_over: denied == Denied::NoSeatsHere,
        };
        event::record(core, conn, &Principal::remote(&organiser, by.inbox_id, None), &event).await
    })
    .await
}

/// Why somebody gets no seat, if that needs no words of the organiser.
fn refusal(denied: Denied) -> Option<Refusal> {
    Some(match denied {
        Denied::TrainingCancelled => Refusal::Cancelled,
        Denied::TrainingOver => Refusal::Over,
        Denied::SeatsNotYet => Refusal::NotYet,
        Denied::SeatsClosed => Refusal::Closed,
        Denied::NoSeatsHere => Refusal::Elsewhere,
        Denied::FullyBooked | Denied::OrganisationFull => Refusal::Full,
        _ => return None,
    })
}

/// The same for servers that do not know our codes.
fn words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Cancelled => "It does not take place.",
        Refusal::Over => "It is over.",
        Refusal::NotYet => "Seats are not given away yet.",
        Refusal::Closed => "Seats are not given away any more.",
        Refusal::Elsewhere => "Seats are given away elsewhere.",
        Refusal::Full => "There is no seat left.",
    }
}

/// Whether whoever has this seat cannot confirm one that is held: they live on a server of other software, or nowhere any more.
pub(super) async fn is_far(conn: &mut Conn, seat: &SeatRow) -> Result<bool> {
    let Some(actor) = seat.actor_id else { return Ok(false) };
    let Some(instance) = actors::get(conn, actor).await?.instance_id else {
        return Ok(accounts::find_by_actor(conn, actor).await?.is_none());
    };
    let software = instances::get(conn, instance).await?.software;
    Ok(software.is_none_or(|name| name != SOFTWARE))
}
