//! From what was typed to a training, or to what is wrong with it in words.

use chrono_tz::Tz;

use crate::db::organisation_members::Member;
use crate::db::organisations::Organisation;
use crate::db::trainings::{Access, SeatingRow};
use crate::db::types::{
    CertificateKind, Joining, MembershipState, OrganisationId, PostId, TrainingLevel, TrainingMode, TrainingState,
    UtcTime,
};
use crate::domain::cases::{numbers, words_of};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::text;
use crate::domain::validate::{Problem, Problems, choice, is_page};

use super::form::{SESSIONS_MAX, TrainingForm};
use super::place::Place;
use super::times;

/// Longest programme, in characters.
pub const PROGRAMME_MAX: usize = 20_000;
/// Longest teaser, in characters.
pub const SUMMARY_MAX: usize = 300;
/// Most technologies.
pub(super) const TECHNOLOGIES_MAX: usize = 8;
/// Most hashtags.
const TAGS_MAX: usize = 8;
/// Most seats of a training.
const SEATS_MAX: i64 = 100_000;
/// Hours in which a seat that became free is to be confirmed, if nothing is said.
const CONFIRM_HOURS: i64 = 24;
/// Most hours to confirm one.
const CONFIRM_HOURS_MAX: i64 = 14 * 24;
/// Longest address of a page, in bytes.
const ADDRESS_MAX: usize = 1_000;

/// A training that makes sense.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) language: String,
    pub(super) programme: String,
    pub(super) languages: Vec<String>,
    pub(super) level: Option<TrainingLevel>,
    pub(super) technologies: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) state: TrainingState,
    pub(super) zone: Tz,
    pub(super) starts: UtcTime,
    pub(super) ends: UtcTime,
    pub(super) sessions: Vec<(UtcTime, UtcTime, String)>,
    pub(super) mode: TrainingMode,
    pub(super) place: Place,
    pub(super) access: Access,
    pub(super) price: Option<i64>,
    pub(super) certificate: CertificateKind,
    pub(super) trainer: String,
    pub(super) provider: Option<OrganisationId>,
    pub(super) provider_name: String,
    pub(super) joining: Joining,
    pub(super) external_url: String,
    /// How many may come; `post_id` and the counts are not set.
    pub(super) seating: SeatingRow,
}

/// What the check looks at beside the form.
pub(super) struct Known<'a> {
    pub(super) terms: &'a Taxonomy,
    /// Where the author works.
    pub(super) workplaces: &'a [(Organisation, Member)],
    pub(super) now: UtcTime,
    /// When it began until now, if it is published: such a day may be past.
    pub(super) published: Option<UtcTime>,
}

/// What a form comes to, and everything that is wrong with it.
pub(super) fn check(known: &Known<'_>, form: &TrainingForm) -> (Checked, Problems) {
    let mut problems = Problems::default();
    let zone = times::read_zone(&mut problems, &form.timezone);
    let sessions = sessions(&mut problems, form, zone);
    let (starts, ends) = span(&mut problems, known, form, (zone, &sessions));
    let mode = problems
        .optional("mode", &form.mode, choice)
        .unwrap_or(TrainingMode::Onsite);
    let place = if mode == TrainingMode::Online {
        Place::default()
    } else {
        Place::check(&mut problems, known.terms, form)
    };
    if mode != TrainingMode::Online && !place.is_known() {
        problems.add("venue", Problem::Required);
    }
    let joining = problems
        .optional("joining", &form.joining, choice)
        .unwrap_or(Joining::Open);
    let (provider, provider_name) = provider(&mut problems, known, form);
    let checked = Checked {
        title: problems.line("title", &form.title, 5, text::TITLE_MAX),
        summary: problems.line("summary", &form.summary, 0, SUMMARY_MAX),
        language: text::declared_language(&form.language),
        programme: problems.block("programme", &form.programme, 20, PROGRAMME_MAX),
        languages: languages(form),
        level: problems.optional("level", &form.level, choice),
        technologies: known
            .terms
            .technologies(&mut problems, &form.technologies, TECHNOLOGIES_MAX, |_| true),
        tags: tags(&mut problems, form),
        state: state(&mut problems, form),
        zone,
        starts,
        ends,
        sessions,
        mode,
        place,
        access: access(&mut problems, form),
        price: problems.optional("price", &form.price, numbers::riyals),
        certificate: problems
            .optional("certificate", &form.certificate, choice)
            .unwrap_or(CertificateKind::None),
        trainer: problems.line("trainer", &form.trainer, 0, 120),
        provider,
        provider_name,
        joining,
        external_url: external(&mut problems, form, joining),
        seating: seating(&mut problems, form, zone, ends),
    };
    (checked, problems)
}

/// Whether the day is certain. That it does not take place is said otherwise, with a reason.
fn state(problems: &mut Problems, form: &TrainingForm) -> TrainingState {
    let chosen = problems.optional("state", &form.state, choice);
    if chosen == Some(TrainingState::Cancelled) {
        problems.add("state", Problem::Choice);
    }
    chosen.unwrap_or(TrainingState::Scheduled)
}

fn languages(form: &TrainingForm) -> Vec<String> {
    let typed = form.languages.iter().map(|tag| tag.trim());
    let known = typed.filter(|tag| text::is_language(tag));
    let mut tags: Vec<String> = known.map(str::to_owned).take(5).collect();
    tags.dedup();
    tags
}

/// Meetings in the order of time.
fn sessions(problems: &mut Problems, form: &TrainingForm, zone: Tz) -> Vec<(UtcTime, UtcTime, String)> {
    let rows: Vec<_> = form.sessions.iter().filter(|row| !row.is_empty()).collect();
    if rows.len() > SESSIONS_MAX {
        problems.add("sessions", Problem::TooMany(SESSIONS_MAX));
    }
    let mut read = Vec::new();
    for row in rows.into_iter().take(SESSIONS_MAX) {
        let topic = problems.line("sessions", &row.topic, 0, 160);
        let starts = times::read(problems, "sessions", &row.starts, zone);
        let ends = times::read(problems, "sessions", &row.ends, zone);
        match starts.zip(ends) {
            Some((starts, ends)) if ends > starts => read.push((starts, ends, topic)),
            Some(_) => problems.add("sessions", Problem::EndsBefore),
            None => problems.add("sessions", Problem::Moment),
        }
    }
    read.sort();
    read
}

/// When it begins and ends: as its meetings do, if it has several.
fn span(
    problems: &mut Problems,
    known: &Known<'_>,
    form: &TrainingForm,
    (zone, sessions): (Tz, &[(UtcTime, UtcTime, String)]),
) -> (UtcTime, UtcTime) {
    let first = sessions.first().map(|(starts, ..)| *starts);
    let last = sessions.iter().map(|(_, ends, _)| *ends).max();
    let mut moment = |field, typed: &str, of_sessions: Option<UtcTime>| {
        of_sessions.or_else(|| {
            if typed.trim().is_empty() {
                problems.add(field, Problem::Required);
            }
            times::read(problems, field, typed, zone)
        })
    };
    let starts = moment("starts", &form.starts, first);
    let ends = moment("ends", &form.ends, last);
    let (Some(starts), Some(ends)) = (starts, ends) else {
        return (known.now, known.now);
    };
    if ends <= starts {
        problems.add("ends", Problem::EndsBefore);
    }
    if known.published != Some(starts) {
        if starts <= known.now {
            problems.add("starts", Problem::Past);
        } else if !times::is_near(starts, known.now) {
            problems.add("starts", Problem::Date);
        }
    }
    (starts, ends)
}

/// The organisation that teaches: one of the author's own, or the name of another.
fn provider(problems: &mut Problems, known: &Known<'_>, form: &TrainingForm) -> (Option<OrganisationId>, String) {
    let named = problems.line("provider", &form.provider, 0, 160);
    let Some(id) = problems.optional("provider_id", &form.provider_id, choice::<OrganisationId>) else {
        return (None, named);
    };
    let places = known.workplaces.iter();
    let mut theirs = places.filter(|(_, place)| place.state == MembershipState::Active);
    match theirs.find(|(organisation, _)| organisation.id == id) {
        Some((found, _)) => (Some(id), found.name(words_of(&form.language)).to_owned()),
        None => {
            problems.add("provider_id", Problem::Choice);
            (None, named)
        }
    }
}

fn tags(problems: &mut Problems, form: &TrainingForm) -> Vec<String> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | '#');
    let words = form.tags.split(is_between).filter(|word| !word.is_empty());
    let mut tags: Vec<String> = Vec::new();
    for word in words {
        let word = problems.line("tags", word, 1, 60);
        if !tags.contains(&word) {
            tags.push(word);
        }
    }
    if tags.len() > TAGS_MAX {
        problems.add("tags", Problem::TooMany(TAGS_MAX));
    }
    tags
}

fn access(problems: &mut Problems, form: &TrainingForm) -> Access {
    Access {
        online_link: web_address(problems, "online_link", &form.online_link),
        directions: problems.block("directions", &form.directions, 0, 2_000),
    }
}

fn external(problems: &mut Problems, form: &TrainingForm, joining: Joining) -> String {
    if joining != Joining::External {
        return String::new();
    }
    if form.external_url.trim().is_empty() {
        problems.add("external_url", Problem::Required);
    }
    web_address(problems, "external_url", &form.external_url)
}

/// The address of a page; empty if none was typed.
fn web_address(problems: &mut Problems, field: &'static str, typed: &str) -> String {
    let typed = problems.line(field, typed, 0, ADDRESS_MAX);
    if typed.is_empty() || url::Url::parse(&typed).is_ok_and(|url| is_page(&url)) {
        return typed;
    }
    problems.add(field, Problem::Website);
    String::new()
}

fn seating(problems: &mut Problems, form: &TrainingForm, zone: Tz, ends: UtcTime) -> SeatingRow {
    let opens_at = times::read(problems, "opens", &form.opens, zone);
    let closes_at = times::read(problems, "closes", &form.closes, zone);
    if closes_at.is_some_and(|closes| opens_at.is_some_and(|opens| opens >= closes) || closes > ends) {
        problems.add("closes", Problem::EndsBefore);
    }
    let mut some = |field, typed: &str, most| problems.optional(field, typed, |typed| numbers::count(typed, most));
    SeatingRow {
        post_id: PostId(0),
        opens_at,
        closes_at,
        capacity: some("capacity", &form.capacity, SEATS_MAX),
        seats_per_organisation: some("seats_per_organisation", &form.seats_per_organisation, SEATS_MAX),
        confirm_hours: some("confirm_hours", &form.confirm_hours, CONFIRM_HOURS_MAX).unwrap_or(CONFIRM_HOURS),
        has_waiting_list: !form.waiting_list.trim().is_empty(),
        taken: 0,
        waiting: 0,
        interested: 0,
    }
}
