//! A training as an event. What only those with a seat may know is in nothing that this knows.

use chrono::{DateTime, FixedOffset};
use federation::build::{
    EventDraft, EventState, PassageDraft, SeatsDraft, SessionDraft, TermDraft, TopicDraft, VenueDraft,
};

use crate::db::posts::Post;
use crate::db::types::{Joining, Language, TermKind, TrainingMode, TrainingState, UtcTime};
use crate::domain::Result;
use crate::domain::cases::words_of;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::text;
use crate::domain::trainings::{Moment, Training};

use super::cases::named;
use super::url;

/// Most Markdown of the programme that goes along with its HTML, in bytes.
const MARKDOWN_MAX: usize = 30_000;

/// The event of a training; names are in the language of its text.
///
/// # Errors
/// If a stored address is damaged.
pub(super) fn event(post: &Post, training: &Training, terms: &Taxonomy, topic: TopicDraft) -> Result<EventDraft> {
    let language = words_of(post.language.as_deref().unwrap_or_default());
    let external = Some(training.external_url.as_str()).filter(|address| !address.is_empty());
    let source = &training.programme_source;
    let technologies = training.technologies.iter();
    Ok(EventDraft {
        summary: text::escape(&summary(training, terms, language)),
        starts: fixed(training.starts),
        ends: fixed(training.ends),
        timezone: training.starts.zone.name().to_owned(),
        state: match training.state {
            TrainingState::Tentative => EventState::Tentative,
            TrainingState::Scheduled => EventState::Scheduled,
            TrainingState::Cancelled => EventState::Cancelled,
        },
        join_mode: match training.joining {
            Joining::Open => "free",
            Joining::Approval => "restricted",
            Joining::External => "external",
            Joining::None => "none",
        }
        .to_owned(),
        external_url: external.map(url).transpose()?,
        seats: seats(training),
        fee: training.price,
        is_online: training.mode != TrainingMode::Onsite,
        venue: venue(training, terms, language),
        programme: PassageDraft {
            html: training.programme.clone(),
            markdown: Some(source.clone()).filter(|source| !source.is_empty() && source.len() <= MARKDOWN_MAX),
        },
        teaser: training.summary.clone(),
        taught_in: training.languages.clone(),
        level: training.level.map(|level| level.as_str().to_owned()),
        technologies: technologies
            .map(|code| named(terms, TermKind::Technology, code, language))
            .collect(),
        trainer: training.trainer.clone(),
        provider: training.provider.clone(),
        certificate: training.certificate.as_str().to_owned(),
        sessions: training
            .sessions
            .iter()
            .map(|meeting| SessionDraft {
                starts: fixed(meeting.starts),
                ends: fixed(meeting.ends),
                topic: meeting.topic.clone(),
            })
            .collect(),
        topic,
    })
}

fn fixed(moment: Moment) -> DateTime<FixedOffset> {
    moment.local().fixed_offset()
}

fn seats(training: &Training) -> SeatsDraft {
    let seating = &training.seating;
    let moment = |at: UtcTime| {
        fixed(Moment {
            at,
            zone: training.starts.zone,
        })
    };
    SeatsDraft {
        capacity: seating.capacity,
        taken: seating.taken,
        has_waiting_list: seating.has_waiting_list,
        opens: seating.opens_at.map(moment),
        closes: seating.closes_at.map(moment),
    }
}

/// Day, hour and place in a line.
fn summary(training: &Training, terms: &Taxonomy, language: Language) -> String {
    let day = training.starts.local().format("%Y-%m-%d %H:%M").to_string();
    let place = venue(training, terms, language).map(|venue| match venue.locality {
        town if town.is_empty() || town == venue.name => venue.name,
        town => format!("{}, {town}", venue.name),
    });
    let teaser = Some(training.summary.clone()).filter(|teaser| !teaser.is_empty());
    let parts = [Some(day), place, teaser];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Where people meet in a room: none if that is only on the net. A house without a name is called by its town.
fn venue(training: &Training, terms: &Taxonomy, language: Language) -> Option<VenueDraft> {
    if training.mode == TrainingMode::Online {
        return None;
    }
    let place = &training.place;
    let region = place
        .region
        .as_deref()
        .map(|code| named(terms, TermKind::Region, code, language));
    let city = place
        .city
        .as_deref()
        .map(|code| named(terms, TermKind::City, code, language));
    let called = |term: &Option<TermDraft>| term.as_ref().map(|term| term.name.clone());
    let names = [
        Some(place.venue.clone()),
        called(&city),
        Some(place.locality.clone()),
        called(&region),
    ];
    let name = names.into_iter().flatten().find(|name| !name.is_empty())?;
    Some(VenueDraft {
        name,
        street: place.address.clone(),
        locality: place.locality.clone(),
        point: place.point.map(|point| (point.latitude, point.longitude)),
        region,
        city,
    })
}
