//! Seats of trainings: what members ask organisers elsewhere, and what organisers of ours answer.

use federation::build::{self, Wire};
use serde_json::Value;
use url::Url;

use crate::apub::documents::url;
use crate::db::actors::{self, Actor};
use crate::db::posts::{self, Post};
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::types::{ActorId, PostId, Refusal, SeatState, UtcTime};
use crate::db::{events, trainings};
use crate::domain::{Error, Result};

use super::draft::Draft;
use super::follow::to;
use super::plan::Plan;

/// A member asks for a seat at a training elsewhere, or is interested in it.
pub(super) async fn asked(mut plan: Plan<'_>, training: PostId, uri: &str, is_interest: bool) -> Result<Vec<Draft>> {
    let (training, organiser) = at(&mut plan, training).await?;
    let seat = seats::find_by_join(&mut plan.conn, uri).await?;
    let message = seat.map(|seat| seat.message).unwrap_or_default();
    let id = url(uri)?;
    let wire = wish(&plan.actor, &organiser, &training, &id, is_interest, &message)?;
    let kind = if is_interest { "TentativeAccept" } else { "Join" };
    plan.addressed(kind, &id, wire, &organiser).await
}

/// A member gives that back.
pub(super) async fn left(mut plan: Plan<'_>, training: PostId, uri: &str, is_interest: bool) -> Result<Vec<Draft>> {
    let (training, organiser) = at(&mut plan, training).await?;
    if is_interest {
        let id = plan.id("undo")?;
        let inner = wish(&plan.actor, &organiser, &training, &url(uri)?, true, "")?;
        let wire = build::undo(&to(&id, &plan.actor, &organiser)?, inner);
        return plan.addressed("Undo", &id, wire, &organiser).await;
    }
    let id = plan.id("leave")?;
    let wire = build::leave(&to(&id, &plan.actor, &organiser)?, &url(&training.uri)?);
    plan.addressed("Leave", &id, wire, &organiser).await
}

/// The organiser answers somebody elsewhere: with how their seat stands at this moment.
pub(super) async fn answered(mut plan: Plan<'_>, training: PostId, attendee: ActorId) -> Result<Vec<Draft>> {
    let seat = seats::find_of(&mut plan.conn, training, attendee).await?;
    let Some(seat) = seat else { return Ok(Vec::new()) };
    let Some(uri) = seat.join_uri.clone() else {
        return Ok(Vec::new());
    };
    let (training, _) = at(&mut plan, training).await?;
    let attendee = actors::get(&mut plan.conn, attendee).await?;
    let join = join(&mut plan, &attendee, &training, &uri).await?;
    let Some((kind, slug)) = word(&seat) else {
        return Ok(Vec::new());
    };
    let id = plan.id(slug)?;
    let envelope = to(&id, &plan.actor, &attendee)?;
    let wire = match kind {
        "Accept" => {
            let access = trainings::get_access(&mut plan.conn, training.id).await?;
            build::accept_seat(&envelope, &join, &access.online_link, &access.directions)
        }
        "Reject" => build::reject_seat(&envelope, &join, &seat.reason, seat.refusal.map(Refusal::as_str)),
        _ => {
            let until = seat.deadline.map(UtcTime::rfc3339);
            build::perhaps(&envelope, &join, until.as_deref())
        }
    };
    plan.addressed(kind, &id, wire, &attendee).await
}

/// What is said of a seat: the type of the answer and its place among our ids. Nothing of an interest, and nothing to somebody who
/// gave it back.
fn word(seat: &SeatRow) -> Option<(&'static str, &'static str)> {
    match seat.state {
        SeatState::Confirmed | SeatState::Attended | SeatState::NoShow => Some(("Accept", "accept-join")),
        SeatState::Pending | SeatState::Waiting | SeatState::Offered => Some(("TentativeAccept", "perhaps-join")),
        SeatState::Declined => Some(("Reject", "reject-join")),
        SeatState::Interested | SeatState::Cancelled => None,
    }
}

/// Somebody elsewhere gets no seat: refused, or passed over where seats are given in another way.
pub(super) async fn turned_down(
    mut plan: Plan<'_>,
    training: PostId,
    attendee: ActorId,
    (uri, (reason, refusal), is_passed_over): (&str, (&str, Option<Refusal>), bool),
) -> Result<Vec<Draft>> {
    let (training, _) = at(&mut plan, training).await?;
    let attendee = actors::get(&mut plan.conn, attendee).await?;
    let join = join(&mut plan, &attendee, &training, uri).await?;
    let (kind, slug) = if is_passed_over {
        ("Ignore", "ignore-join")
    } else {
        ("Reject", "reject-join")
    };
    let id = plan.id(slug)?;
    let envelope = to(&id, &plan.actor, &attendee)?;
    let wire = if is_passed_over {
        build::ignore(&envelope, &join)
    } else {
        build::reject_seat(&envelope, &join, reason, refusal.map(Refusal::as_str))
    };
    plan.addressed(kind, &id, wire, &attendee).await
}

/// A training and its organiser.
async fn at(plan: &mut Plan<'_>, training: PostId) -> Result<(Post, Actor)> {
    let training = posts::get(&mut plan.conn, training).await?;
    let organiser = actors::get(&mut plan.conn, training.actor_id).await?;
    Ok((training, organiser))
}

fn wish(
    member: &Actor,
    organiser: &Actor,
    training: &Post,
    id: &Url,
    is_interest: bool,
    message: &str,
) -> Result<Wire> {
    let envelope = to(id, member, organiser)?;
    let event = url(&training.uri)?;
    Ok(if is_interest {
        build::interested(&envelope, &event)
    } else {
        build::join(&envelope, &event, message)
    })
}

/// What is answered, as it arrived if it is at hand, else made again: whoever asked finds it by its id.
async fn join(plan: &mut Plan<'_>, attendee: &Actor, training: &Post, uri: &str) -> Result<Value> {
    let received = match plan.row.inbox_id {
        Some(id) => events::find_cause(&mut plan.conn, id).await?,
        None => None,
    };
    let asked: Option<Value> = received
        .and_then(|body| serde_json::from_str(&body).ok())
        .filter(|asked: &Value| asked["id"] == uri);
    if let Some(asked) = asked {
        return Ok(asked);
    }
    let organiser = actors::get(&mut plan.conn, training.actor_id).await?;
    let id = url(uri).map_err(|_| Error::NotFound)?;
    Ok(wish(attendee, &organiser, training, &id, false, "")?.embed())
}
