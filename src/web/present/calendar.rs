//! Trainings as the calendar shows them.

use chrono::{Datelike, NaiveDate, Offset};
use chrono_tz::Tz;

use crate::db::posts::Post;
use crate::db::trainings::calendar::DayRow;
use crate::db::types::{CertificateKind, Language, TermKind, TrainingMode, TrainingState, UtcTime};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::topics::Shown;
use crate::domain::trainings::calendar::{date, day_start};
use crate::domain::trainings::{Moment, Training};
use crate::web::i18n::dates::RIYADH_OFFSET_MINUTES;
use crate::web::view::{DayView, TrainingCard, WEEKDAYS};

use super::trainings::{language_name, level_key, price_words};
use super::{byline, stamp};

/// A day of the agenda in both calendars.
pub fn day_view(day: NaiveDate, language: Language) -> DayView {
    let (locale, at) = (language.into(), stamp(day_start(day)));
    let date = at.date(locale, RIYADH_OFFSET_MINUTES);
    let month = date.split_whitespace().nth(1).unwrap_or_default().to_owned();
    let weekday = day.weekday().num_days_from_sunday();
    DayView {
        machine: day.to_string(),
        weekday: WEEKDAYS.get(weekday as usize).copied().unwrap_or_default(),
        number: day.day().to_string(),
        month,
        date,
        hijri: at.hijri(locale, RIYADH_OFFSET_MINUTES).unwrap_or_default(),
        is_weekend: weekday >= 5,
    }
}

/// From when to when, as the clocks of a zone say it.
fn hours(starts: UtcTime, ends: UtcTime, zone: Tz) -> String {
    let hour = |at: UtcTime| at.utc().with_timezone(&zone).format("%H:%M").to_string();
    format!("{}–{}", hour(starts), hour(ends))
}

/// Minutes east of UTC at a moment, in its zone.
pub fn offset_minutes(moment: Moment) -> i32 {
    moment.local().offset().fix().local_minus_utc() / 60
}

/// A training on one of its days.
pub fn training_card(
    (day, post, training): (&DayRow, &Post, &Training),
    shown: &Shown,
    terms: &Taxonomy,
    language: Language,
) -> TrainingCard {
    let home = Tz::Asia__Riyadh;
    let zone = training.starts.zone;
    let differs = offset_minutes(training.starts) != RIYADH_OFFSET_MINUTES;
    let first = date(day.starts_at);
    let last = date(training.ends.at.plus(chrono::TimeDelta::milliseconds(-1)));
    let meeting = training
        .sessions
        .iter()
        .position(|meeting| meeting.starts.at == day.starts_at);
    let meeting = meeting.and_then(|at| Some((at, training.sessions.get(at)?)));
    let capacity = training.seating.capacity;
    let is_cancelled = training.state == TrainingState::Cancelled;
    TrainingCard {
        id: post.id.0,
        title: post.title.clone(),
        lang: post.language.clone().unwrap_or_default(),
        summary: training.summary.clone(),
        day: day_view(first, language),
        machine: Moment {
            at: day.starts_at,
            zone,
        }
        .rfc3339(),
        hours: hours(day.starts_at, day.ends_at, zone),
        away: differs.then(|| (zone.name().replace('_', " "), hours(day.starts_at, day.ends_at, home))),
        until: (last > first).then(|| day_view(last, language).date),
        part: meeting.map(|(at, _)| (at + 1, training.sessions.len())),
        topic: meeting.map_or_else(String::new, |(_, meeting)| meeting.topic.clone()),
        place: place_words(training, terms, language),
        is_online: training.mode != TrainingMode::Onsite,
        state: match training.state {
            TrainingState::Tentative => Some("calendar-state-tentative"),
            TrainingState::Scheduled => None,
            TrainingState::Cancelled => Some("calendar-state-cancelled"),
        },
        is_cancelled,
        seats: capacity
            .filter(|_| !is_cancelled)
            .map(|seats| (seats - training.seating.taken).max(0)),
        price: training
            .price
            .map_or_else(String::new, |price| price_words(price, language)),
        level: training.level.map(level_key),
        languages: training.languages.iter().map(|tag| language_name(tag)).collect(),
        provider: training.provider.clone(),
        certificate: training.certificate != CertificateKind::None,
        author: byline(post, shown, &[]),
    }
}

/// Where a training is, as far as everybody may know.
fn place_words(training: &Training, terms: &Taxonomy, language: Language) -> String {
    let comma = language.comma();
    let place = &training.place;
    // What people wrote keeps its own direction between our words.
    let typed = |text: &str| (!text.is_empty()).then(|| format!("\u{2068}{text}\u{2069}"));
    let city = terms.name(TermKind::City, place.city.as_deref(), language);
    let region = terms.name(TermKind::Region, place.region.as_deref(), language);
    let parts = [
        typed(&place.venue),
        typed(&place.locality),
        city.map(str::to_owned),
        region.map(str::to_owned),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(comma)
}
