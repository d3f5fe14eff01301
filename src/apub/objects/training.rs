//! The record of a received event, as the domain takes it.

use chrono::{DateTime, FixedOffset};
use federation::objects::ContentDocument;
use federation::objects::case_study::Term;
use federation::objects::event::{EventDocument, EventStatus, Venue};

use crate::domain::cases::{ToldPlace, ToldSection};
use crate::domain::text;
use crate::domain::trainings::{Told, ToldState};

use super::case::{section, term};

/// What a document tells of a training, if it is an event that says when it begins.
pub(super) fn told(document: &ContentDocument) -> Option<Box<Told>> {
    let event = document.event.as_deref()?;
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    Some(Box::new(Told {
        state: match event.status {
            EventStatus::Tentative => ToldState::Tentative,
            EventStatus::Scheduled => ToldState::Scheduled,
            EventStatus::Cancelled => ToldState::Cancelled,
        },
        starts: millis(event.starts),
        ends: event.ends.map(millis),
        timezone: words(&event.timezone),
        offset: event.starts.offset().local_minus_utc() / 60,
        sessions: event
            .sessions
            .iter()
            .map(|session| (millis(session.starts), millis(session.ends), words(&session.topic)))
            .collect(),
        summary: words(&event.teaser),
        programme: programme(document, event),
        languages: event.taught_in.clone(),
        level: words(&event.level),
        technologies: event.technologies.iter().map(|one| term(Some(one))).collect(),
        mode: event.mode.clone(),
        place: event.venue.as_ref().map(place).unwrap_or_default(),
        street: event
            .venue
            .as_ref()
            .map(|venue| words(&venue.street))
            .unwrap_or_default(),
        price: words(&event.fee),
        currency: words(&event.currency),
        certificate: words(&event.certificate),
        trainer: words(&event.trainer),
        provider: words(&event.provider),
        joining: words(&event.join_mode),
        external_url: words(&event.external_url),
        capacity: event.capacity.map(whole),
        taken: whole(event.participants),
        has_waiting_list: event.has_waiting_list,
        opens: event.opens.map(millis),
        closes: event.closes.map(millis),
    }))
}

fn millis(time: DateTime<FixedOffset>) -> i64 {
    time.timestamp_millis()
}

/// What is taught: ours say it apart from the facts, of others it is the whole text.
fn programme(document: &ContentDocument, event: &EventDocument) -> ToldSection {
    match &event.programme {
        Some(passage) => section(Some(passage)),
        None => ToldSection::received(document.content.as_deref().unwrap_or_default(), ""),
    }
}

fn place(venue: &Venue) -> ToldPlace {
    let told = |part: Option<&Term>| term(part);
    ToldPlace {
        name: text::plain(venue.name.as_deref().unwrap_or_default()),
        region: told(venue.region.as_ref()),
        city: told(venue.city.as_ref()),
        locality: venue.locality.clone().unwrap_or_default(),
        point: venue.point,
    }
}
