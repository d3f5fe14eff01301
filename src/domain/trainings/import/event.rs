//! One event of a file: what it says, and when it is.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use icalendar::parser::{Component, Property};

use crate::db::types::{TrainingMode, TrainingState, UtcTime};
use crate::domain::text;
use crate::domain::validate::is_page;

use super::super::check::PROGRAMME_MAX;
use super::super::form::{SESSIONS_MAX, TrainingForm};
use super::Note;
use super::moments::{Rule, When, duration, moment};

/// Longest line that is taken over, in characters.
const LINE_MAX: usize = 200;
/// Most dates that fall out of a rule.
const LEFT_OUT_MAX: usize = 200;
/// Hours of work, put in where only a day was said.
const WORK: (u32, u32) = (9, 16);

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) starts: UtcTime,
    pub(super) ends: UtcTime,
    pub(super) zone: Tz,
    pub(super) topic: String,
}

/// An event as it stands in the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Source {
    uid: String,
    related: Vec<String>,
    pub(super) title: String,
    description: String,
    location: String,
    url: String,
    organiser: String,
    tags: String,
    geo: Option<(f64, f64)>,
    is_tentative: bool,
    pub(super) is_cancelled: bool,
    /// The meeting that it takes the place of.
    pub(super) replaces: Option<UtcTime>,
    starts: Option<When>,
    ends: Option<When>,
    lasts: Option<TimeDelta>,
    rule: Option<String>,
    left_out: Vec<NaiveDateTime>,
    more: Vec<When>,
}

impl Source {
    /// Takes from an event what a training has.
    pub(super) fn of(event: &Component<'_>) -> Self {
        let mut out = Self::default();
        for property in &event.properties {
            out.take(property);
        }
        out
    }

    fn take(&mut self, property: &Property<'_>) {
        let value = property.val.as_str();
        let tzid = parameter(property, "TZID");
        let when = |value: &str| When::read(value, tzid.as_deref());
        match property.name.as_str().to_ascii_uppercase().as_str() {
            "UID" => self.uid = line(value),
            "RELATED-TO" if self.related.len() < SESSIONS_MAX => self.related.push(line(value)),
            "SUMMARY" => self.title = line(value),
            "DESCRIPTION" => self.description = block(value),
            "LOCATION" => self.location = line(value),
            "URL" => self.url = web_address(value),
            "ORGANIZER" => {
                self.organiser = parameter(property, "CN")
                    .map(|name| line(name.trim_matches('"')))
                    .unwrap_or_default();
            }
            "CATEGORIES" => self.tags = line(&value.replace("\\,", " ")),
            "GEO" => self.geo = geo(value),
            "STATUS" => {
                self.is_tentative = value.eq_ignore_ascii_case("TENTATIVE");
                self.is_cancelled = value.eq_ignore_ascii_case("CANCELLED");
            }
            "RECURRENCE-ID" => self.replaces = when(value).and_then(When::moment),
            "DTSTART" => self.starts = when(value),
            "DTEND" => self.ends = when(value),
            "DURATION" => self.lasts = duration(value),
            "RRULE" => self.rule = Some(value.to_owned()),
            "EXDATE" => {
                let dates = value.split(',').filter_map(when).map(|when| when.local);
                self.left_out.extend(dates.take(LEFT_OUT_MAX));
            }
            "RDATE" => self.more.extend(value.split(',').filter_map(when).take(SESSIONS_MAX)),
            _ => {}
        }
    }

    /// What it is known by, and what it says that it belongs to.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let all = std::iter::once(&self.uid).chain(&self.related);
        all.map(String::as_str).filter(|uid| !uid.is_empty())
    }

    /// When it is.
    pub(super) fn occurrences(&self, notes: &mut Vec<Note>) -> Vec<Occurrence> {
        let Some(first) = self.starts else {
            return Vec::new();
        };
        notes.extend(first.note);
        if first.is_day {
            notes.push(Note::AllDay);
            return self.whole_days(first);
        }
        let length = self.length(first, notes);
        let mut starts = match self.rule.as_deref().map(|rule| Rule::read(rule, first.zone)) {
            None => vec![first.local],
            Some(Some(rule)) => rule.expand(first.local),
            Some(None) => {
                notes.push(Note::Rule);
                vec![first.local]
            }
        };
        starts.extend(
            self.more
                .iter()
                .filter(|when| when.zone == first.zone)
                .map(|when| when.local),
        );
        starts.retain(|local| !self.left_out.contains(local));
        let meeting = |local: NaiveDateTime| {
            let starts = moment(local, first.zone)?;
            Some(Occurrence {
                starts,
                ends: starts.plus(length),
                zone: first.zone,
                topic: self.title.clone(),
            })
        };
        starts.into_iter().filter_map(meeting).collect()
    }

    fn length(&self, first: When, notes: &mut Vec<Note>) -> TimeDelta {
        let end = self.ends.and_then(When::moment).zip(first.moment());
        let told = end.map(|(ends, starts)| ends.utc() - starts.utc()).or(self.lasts);
        told.filter(|length| *length > TimeDelta::zero()).unwrap_or_else(|| {
            notes.push(Note::NoEnd);
            TimeDelta::hours(1)
        })
    }

    /// Its days from morning to afternoon; the day on which such an event ends is not one of them.
    fn whole_days(&self, first: When) -> Vec<Occurrence> {
        let last = self.ends.map_or(first.local, |ends| ends.local);
        let days = first.local.date().iter_days().enumerate();
        let days = days
            .take_while(|(n, day)| *n == 0 || day.and_time(NaiveTime::MIN) < last)
            .take(SESSIONS_MAX + 1);
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
        let meeting = |(_, day): (usize, NaiveDate)| {
            Some(Occurrence {
                starts: moment(day.and_time(hour(WORK.0)), first.zone)?,
                ends: moment(day.and_time(hour(WORK.1)), first.zone)?,
                zone: first.zone,
                topic: self.title.clone(),
            })
        };
        days.filter_map(meeting).collect()
    }

    /// What a draft begins with, but for its time.
    pub(super) fn form(&self) -> TrainingForm {
        let is_arabic = self.title.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        let room = web_address(&self.location);
        let mode = match (self.location.is_empty(), room.is_empty()) {
            (true, _) | (false, false) => TrainingMode::Online,
            (false, true) => TrainingMode::Onsite,
        };
        let state = if self.is_tentative {
            TrainingState::Tentative
        } else {
            TrainingState::Scheduled
        };
        TrainingForm {
            title: self.title.clone(),
            language: if is_arabic { "ar" } else { "en" }.to_owned(),
            programme: self.description.clone(),
            tags: self.tags.clone(),
            state: state.as_str().to_owned(),
            mode: mode.as_str().to_owned(),
            venue: if room.is_empty() {
                self.location.clone()
            } else {
                String::new()
            },
            online_link: room,
            latitude: self.geo.map_or_else(String::new, |(latitude, _)| latitude.to_string()),
            longitude: self
                .geo
                .map_or_else(String::new, |(_, longitude)| longitude.to_string()),
            provider: self.organiser.clone(),
            joining: if self.url.is_empty() { "open" } else { "external" }.to_owned(),
            external_url: self.url.clone(),
            ..TrainingForm::default()
        }
    }
}

fn parameter(property: &Property<'_>, name: &str) -> Option<String> {
    let found = property
        .params
        .iter()
        .find(|parameter| parameter.key.as_str().eq_ignore_ascii_case(name))?;
    found.val.as_ref().map(|value| value.as_str().to_owned())
}

/// A text on one line, cut to what a line of a form holds.
fn line(value: &str) -> String {
    let clean: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text::cut(&clean.split_whitespace().collect::<Vec<_>>().join(" "), LINE_MAX)
}

fn block(value: &str) -> String {
    let clean: String = value
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect();
    text::cut(clean.trim(), PROGRAMME_MAX)
}

/// The address of a page; empty if it is none.
fn web_address(value: &str) -> String {
    let url = url::Url::parse(value.trim()).ok();
    let url = url.filter(is_page);
    url.map_or_else(String::new, |url| url.to_string())
}

fn geo(value: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = value.split_once(';')?;
    let degrees = |typed: &str, most: f64| typed.trim().parse::<f64>().ok().filter(|value| value.abs() <= most);
    Some((degrees(latitude, 90.0)?, degrees(longitude, 180.0)?))
}
