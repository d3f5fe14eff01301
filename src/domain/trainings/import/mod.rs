//! From a file of a calendar program to drafts of trainings. Reads what others wrote, publishes nothing, and keeps nothing: what is
//! understood comes back as forms, what is not is named.
//!
//! The library that reads the file calls itself for each component within another, so how deep they lie is counted before.
//! Rules of recurrence are those that people give a course: every so many days or weeks, on named weekdays. Of any other the
//! first meeting is taken and the rest is said to be missing; a whole engine of such rules could be kept busy by one line.

mod event;
mod moments;

use std::collections::HashMap;

use icalendar::parser::{Component, read_calendar, unfold};

use crate::db::types::UtcTime;
use crate::domain::error::Result;
use crate::domain::verification::Right;
use crate::domain::{Core, Principal};

use self::event::{Occurrence, Source};
use super::drafts;
use super::form::{SESSIONS_MAX, SessionForm, TrainingForm};
use super::times::Moment;

/// Largest file, in bytes.
pub const FILE_MAX: usize = 512 * 1024;
/// Most trainings that are read from one file.
pub const EVENTS_MAX: usize = 60;
/// Most components within each other that a calendar has any use for.
const DEPTH_MAX: usize = 4;

/// What whoever imports a training should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// It was said to last all day; hours of work were put in.
    AllDay,
    /// No end was said; an hour was put in.
    NoEnd,
    /// No zone was said; that of the Kingdom was taken.
    NoZone,
    /// A zone that is unknown here; that of the Kingdom was taken.
    UnknownZone,
    /// It comes again more often than a training may; the first meetings were taken.
    Many,
    /// It comes again by a rule that is not understood; the first meeting was taken.
    Rule,
}

impl Note {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::AllDay => "import-note-all-day",
            Self::NoEnd => "import-note-no-end",
            Self::NoZone => "import-note-no-zone",
            Self::UnknownZone => "import-note-unknown-zone",
            Self::Many => "import-note-many",
            Self::Rule => "import-note-rule",
        }
    }
}

/// Why something in a file is no training to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// It is over.
    Past,
    /// It does not say when it is.
    NoTime,
    /// It was cancelled.
    Cancelled,
}

impl Skip {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Past => "import-skip-past",
            Self::NoTime => "import-skip-no-time",
            Self::Cancelled => "import-skip-cancelled",
        }
    }
}

/// A training that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What a draft of it would begin with.
    pub form: TrainingForm,
    /// What to look at.
    pub notes: Vec<Note>,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Trainings, in the order of the file.
    pub entries: Vec<Entry>,
    /// Titles of what is none, and why.
    pub skipped: Vec<(String, Skip)>,
    /// How many more there are than are read from one file.
    pub left: usize,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is larger than any calendar of a provider.
    TooLarge,
    /// It is no calendar.
    NoCalendar,
}

/// Reads a file.
///
/// # Errors
/// [`Unreadable`].
pub fn read(bytes: &[u8], now: UtcTime) -> std::result::Result<Reading, Unreadable> {
    if bytes.len() > FILE_MAX {
        return Err(Unreadable::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NoCalendar)?;
    let text = unfold(text.trim_start_matches('\u{feff}'));
    if !is_shallow(&text) {
        return Err(Unreadable::NoCalendar);
    }
    let calendar = read_calendar(text.trim_start()).map_err(|_| Unreadable::NoCalendar)?;
    if !text.trim_start().to_ascii_uppercase().starts_with("BEGIN:VCALENDAR") {
        return Err(Unreadable::NoCalendar);
    }
    let events: Vec<&Component<'_>> = calendar
        .components
        .iter()
        .filter(|part| part.name == "VEVENT")
        .collect();
    Ok(reading(&events, now))
}

/// Begins a draft of each of these. What was begun stays, if another is refused.
///
/// # Errors
/// [`Denied::Unverified`](crate::domain::Denied::Unverified); [`Error::Invalid`](crate::domain::Error::Invalid) if there are as many
/// drafts as there may be.
pub async fn take(core: &Core, by: &Principal, forms: Vec<TrainingForm>) -> Result<()> {
    by.require(core, Right::PublishTrainings)?;
    for form in forms.into_iter().take(EVENTS_MAX) {
        drafts::begin_with(core, by, form).await?;
    }
    Ok(())
}

/// Whether components lie in each other no deeper than they may, and each end has its beginning.
fn is_shallow(text: &str) -> bool {
    let mut depth = 0_usize;
    for line in text.lines() {
        let begins = |word: &str| {
            line.trim_start()
                .get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if begins("BEGIN:") {
            depth += 1;
        } else if begins("END:") {
            depth = depth.saturating_sub(1);
        }
        if depth > DEPTH_MAX {
            return false;
        }
    }
    true
}

fn reading(events: &[&Component<'_>], now: UtcTime) -> Reading {
    let mut out = Reading::default();
    let sources: Vec<Source> = events.iter().map(|event| Source::of(event)).collect();
    for group in groups(&sources) {
        if out.entries.len() == EVENTS_MAX {
            out.left += 1;
            continue;
        }
        match entry(&group, now) {
            Ok(entry) => out.entries.push(entry),
            Err(skip) if out.skipped.len() < EVENTS_MAX => {
                let title = group.first().map(|source| source.title.clone()).unwrap_or_default();
                out.skipped.push((title, skip));
            }
            Err(_) => {}
        }
    }
    out
}

/// Events that are one training: those that name each other, and changes of single meetings, with what they change.
fn groups(sources: &[Source]) -> Vec<Vec<&Source>> {
    let mut of_uid: HashMap<&str, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Source>> = Vec::new();
    for source in sources {
        let known = source.names().find_map(|uid| of_uid.get(uid).copied());
        let at = known.unwrap_or(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(source),
            None => groups.push(vec![source]),
        }
        for uid in source.names() {
            of_uid.entry(uid).or_insert(at);
        }
    }
    groups
}

fn entry(group: &[&Source], now: UtcTime) -> std::result::Result<Entry, Skip> {
    let first = group.first().ok_or(Skip::NoTime)?;
    if group.iter().all(|source| source.is_cancelled) {
        return Err(Skip::Cancelled);
    }
    let mut notes = Vec::new();
    let mut meetings: Vec<Occurrence> = Vec::new();
    for source in group
        .iter()
        .filter(|source| source.replaces.is_none() && !source.is_cancelled)
    {
        meetings.extend(source.occurrences(&mut notes));
    }
    // A single meeting that was moved, or that falls out.
    for change in group.iter().filter(|source| source.replaces.is_some()) {
        meetings.retain(|meeting| Some(meeting.starts) != change.replaces);
        if !change.is_cancelled {
            meetings.extend(change.occurrences(&mut notes));
        }
    }
    meetings.sort_by_key(|meeting| meeting.starts);
    meetings.dedup_by_key(|meeting| meeting.starts);
    if meetings.is_empty() {
        return Err(Skip::NoTime);
    }
    meetings.retain(|meeting| meeting.starts > now);
    let Some(next) = meetings.first() else {
        return Err(Skip::Past);
    };
    let zone = next.zone;
    if meetings.len() > SESSIONS_MAX {
        meetings.truncate(SESSIONS_MAX);
        notes.push(Note::Many);
    }
    let mut form = first.form();
    form.title = common(group);
    form.timezone = zone.name().to_owned();
    let typed = |at| Moment { at, zone }.typed();
    let rows = meetings.iter().map(|meeting| SessionForm {
        starts: typed(meeting.starts),
        ends: typed(meeting.ends),
        topic: meeting
            .topic
            .strip_prefix(&form.title)
            .unwrap_or(&meeting.topic)
            .trim_matches([' ', ':', '-', '–'])
            .to_owned(),
    });
    let mut rows: Vec<SessionForm> = rows.collect();
    if let [only] = rows.as_mut_slice() {
        form.starts = std::mem::take(&mut only.starts);
        form.ends = std::mem::take(&mut only.ends);
    } else {
        form.sessions = rows;
    }
    notes.sort_unstable();
    notes.dedup();
    Ok(Entry { form, notes })
}

/// What the titles of meetings begin with, up to a colon; the first of them if they have nothing in common.
fn common(group: &[&Source]) -> String {
    let mut titles = group.iter().map(|source| source.title.as_str());
    let first = titles.next().unwrap_or_default();
    let shared = titles.fold(first.len(), |shared, title| {
        let same = first
            .char_indices()
            .zip(title.chars())
            .take_while(|((_, one), other)| one == other);
        shared.min(same.last().map_or(0, |((at, one), _)| at + one.len_utf8()))
    });
    let head = &first[..shared];
    let head = if shared == first.len() {
        head
    } else {
        head.rsplit_once(':').map_or("", |(head, _)| head)
    };
    if head.is_empty() { first } else { head }.to_owned()
}
