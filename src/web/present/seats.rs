//! Seats as panels and lines.

use crate::db::actors::Actor;
use crate::db::types::{PostId, Refusal, SeatState, UtcTime};
use crate::domain::trainings::seats::{Ask, Attendee, Average, Seat, Standing};
use crate::web::view::{FieldView, PersonLine, RatingView, SeatView, SeatsPanel};

use super::{count, person_line, stamp};

/// The key of what became of a seat, as its holder reads it, and the class of its badge.
pub fn seat_state(seat: &Seat) -> (&'static str, &'static str) {
    match seat.state {
        SeatState::Attended if seat.has_passed => ("seat-passed", "badge-brand"),
        SeatState::Interested => ("seat-interested", ""),
        SeatState::Pending => ("seat-pending", ""),
        SeatState::Waiting => ("seat-waiting", ""),
        SeatState::Offered => ("seat-offered", "badge-accent"),
        SeatState::Confirmed => ("seat-confirmed", "badge-brand"),
        SeatState::Declined => ("seat-declined", ""),
        SeatState::Cancelled => ("seat-cancelled", ""),
        SeatState::Attended => ("seat-attended", "badge-brand"),
        SeatState::NoShow => ("seat-no-show", ""),
    }
}

/// The key of why there is no seat.
pub fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Cancelled => "seat-refusal-cancelled",
        Refusal::Over => "seat-refusal-over",
        Refusal::NotYet => "seat-refusal-not-yet",
        Refusal::Closed => "seat-refusal-closed",
        Refusal::Elsewhere => "seat-refusal-elsewhere",
        Refusal::Full => "seat-refusal-full",
    }
}

/// A seat of somebody called `name`.
pub fn seat_view(seat: &Seat, name: String, is_ahead: bool) -> SeatView {
    let (key, badge) = seat_state(seat);
    let was_there = matches!(seat.state, SeatState::Attended | SeatState::NoShow);
    SeatView {
        id: seat.id.0,
        name,
        key,
        badge,
        deadline: seat.deadline.map(stamp),
        position: None,
        reason: seat.reason.clone(),
        is_quoted: false,
        refusal: seat.refusal.map(refusal_key),
        may_confirm: is_ahead && seat.state == SeatState::Offered,
        may_leave: is_ahead && seat.state.is_living() && !was_there,
        is_interest: seat.state == SeatState::Interested,
        // Where no seat was left, or none was given yet, one may come back.
        is_refused: seat.state == SeatState::Declined && seat.refusal.is_none(),
        was_there,
    }
}

/// Whose seat it is.
pub fn sitter(seat: &Seat, actor: Option<&Actor>) -> String {
    actor.map_or_else(|| seat.name.clone(), |actor| actor.display_name().to_owned())
}

/// A mark in tenths, as it is written: 43 is `4.3`.
pub fn mark(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Marks as they are written.
pub fn rating(average: &Average) -> RatingView {
    RatingView {
        count: count(average.count),
        whole: mark(average.whole),
        parts: vec![
            ("evaluation-content", mark(average.content)),
            ("evaluation-trainer", mark(average.trainer)),
            ("evaluation-organisation", mark(average.organisation)),
        ],
    }
}

/// The panel of the seats of a training, as somebody with this standing may see it.
pub fn seats_panel_of(training: PostId, standing: &Standing, is_member: bool, now: UtcTime) -> SeatsPanel {
    let seating = &standing.seating;
    let seats = seating.capacity.map(|capacity| (count(capacity), count(seating.taken)));
    let window = (seating.opens_at.map(stamp), Some(stamp(standing.closes)));
    let mut panel = SeatsPanel::plain(seats, window, stamp(now));
    panel.id = training.0;
    panel.waiting = count(seating.waiting);
    panel.interested = count(seating.interested);
    panel.rating = standing.average.as_ref().map(rating);
    panel.certificate = standing.certificate.clone().unwrap_or_default();
    panel.is_member = is_member;
    fill(&mut panel, standing);
    panel
}

fn fill(panel: &mut SeatsPanel, standing: &Standing) {
    panel.is_open = matches!(standing.ask, Ask::Open | Ask::Wait);
    panel.must_wait = standing.ask == Ask::Wait;
    panel.is_full = standing.ask == Ask::Full;
    panel.is_free = standing.ask == Ask::None;
    panel.is_over = matches!(standing.ask, Ask::Closed | Ask::Over);
    panel.is_ahead = !matches!(standing.ask, Ask::Over | Ask::Cancelled);
    if let Ask::External(url) = &standing.ask {
        panel.external_url.clone_from(url);
    }
    panel.needs_approval = standing.needs_approval;
    panel.manages = standing.manages;
    panel.may_book = standing.may_book;
    panel.may_attend = standing.may_attend;
    panel.may_evaluate = standing.may_evaluate;
    panel.is_elsewhere = standing.is_elsewhere;
    panel.may_ask_again = standing.may_ask_again && panel.is_open;
    panel.mine = standing.seat.as_ref().map(|seat| {
        let mut mine = seat_view(seat, String::new(), panel.is_ahead);
        mine.position = standing.position.map(count);
        mine.is_quoted = standing.is_elsewhere;
        if standing.is_elsewhere && seat.state == SeatState::Pending && !seat.is_answered {
            mine.key = "seat-sent";
        }
        mine
    });
    let booked = standing.booked.iter().filter(|one| one.seat.state.is_living());
    panel.booked = booked
        .map(|one| seat_view(&one.seat, sitter(&one.seat, one.actor.as_ref()), panel.is_ahead))
        .collect();
    panel.attendees = standing.attendees.as_deref().map(attendees);
    // Names are on the page of the seat.
    panel.has_more = standing.access.is_some() && standing.attendees.is_none() && !standing.is_elsewhere;
    panel.message = FieldView::of(standing.seat.as_ref().map_or("", |seat| seat.message.as_str()));
}

/// Who comes: those of this site by name, and how many others.
fn attendees(all: &[Attendee]) -> (Vec<PersonLine>, u32) {
    let local = |one: &&Attendee| one.actor.as_ref().is_some_and(|actor| actor.instance_id.is_none());
    let people: Vec<PersonLine> = all
        .iter()
        .filter(local)
        .filter_map(|one| one.actor.as_ref().map(|actor| person_line(actor, None)))
        .collect();
    let others = all.len() - people.len();
    (people, u32::try_from(others).unwrap_or(u32::MAX))
}
