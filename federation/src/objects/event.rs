//! Events as their servers tell them: the keys of Mobilizon, PieFed, Gancio, Friendica and FEP-8a8e, and beside them the record of a
//! training in our own terms. Read as leniently as everything else; only the time at which it begins has to be there.

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use super::case_study::{Passage, Term, list, name, number, passage, term};
use super::parts::languages;
use crate::lenient::{self, Reader, many};

/// Whether it takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventStatus {
    /// Its day may still change.
    Tentative,
    /// It takes place.
    #[default]
    Scheduled,
    /// It does not.
    Cancelled,
}

/// Where people meet in a room.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Venue {
    /// Name of the house.
    pub name: Option<String>,
    /// Street.
    pub street: Option<String>,
    /// Town.
    pub locality: Option<String>,
    /// Region: ours by its code, others by what their address says.
    pub region: Option<Term>,
    /// Industrial city.
    pub city: Option<Term>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
}

/// A meeting of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// When it begins.
    pub starts: DateTime<FixedOffset>,
    /// When it ends.
    pub ends: DateTime<FixedOffset>,
    /// What it is about.
    pub topic: Option<String>,
}

/// An event as told.
#[derive(Debug, Clone, PartialEq)]
pub struct EventDocument {
    /// When it begins, with the offset it was sent with.
    pub starts: DateTime<FixedOffset>,
    /// When it ends, if that is told.
    pub ends: Option<DateTime<FixedOffset>>,
    /// Name of its zone.
    pub timezone: Option<String>,
    /// Whether it takes place.
    pub status: EventStatus,
    /// How one gets a place: `free`, `restricted`, `invite`, `external`, `none`.
    pub join_mode: Option<String>,
    /// Where one gets a place elsewhere.
    pub external_url: Option<String>,
    /// How many may come; none if that is not told or there is room for all.
    pub capacity: Option<u64>,
    /// How many come.
    pub participants: u64,
    /// Whether one may wait for a seat (our term).
    pub has_waiting_list: bool,
    /// Seats are given from then on (our term).
    pub opens: Option<DateTime<FixedOffset>>,
    /// Seats are given until then (our term).
    pub closes: Option<DateTime<FixedOffset>>,
    /// What it costs, as written; none if it does not say.
    pub fee: Option<String>,
    /// In which currency, ISO 4217.
    pub currency: Option<String>,
    /// `onsite`, `online`, `hybrid` (our term), or what `isOnline` and the location come to.
    pub mode: String,
    /// Where people meet.
    pub venue: Option<Venue>,
    /// What is taught (our term).
    pub programme: Option<Passage>,
    /// A teaser (our term).
    pub teaser: Option<String>,
    /// Tags of the languages it is given in (our term), or that of the event.
    pub taught_in: Vec<String>,
    /// `beginner`, `intermediate`, `advanced` (our term).
    pub level: Option<String>,
    /// Technologies (our term).
    pub technologies: Vec<Term>,
    /// Who teaches (our term).
    pub trainer: Option<String>,
    /// The organisation that teaches (our term).
    pub provider: Option<String>,
    /// `none`, `attendance`, `exam` (our term).
    pub certificate: Option<String>,
    /// Its meetings (our term).
    pub sessions: Vec<Session>,
}

impl EventDocument {
    /// Reads an `Event`; none if it does not say when it begins.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let r = Reader::new("event", value).ok()?;
        let starts = time(r.get("startTime"))?;
        let venue = many(r.get("location")).iter().find_map(venue);
        let capacity = r.count("maximumAttendeeCapacity").filter(|capacity| *capacity > 0);
        let taught_in = match languages(r.get("taughtIn")) {
            none if none.is_empty() => languages(r.get("inLanguage")),
            said => said,
        };
        Some(Self {
            starts,
            ends: time(r.get("endTime")).filter(|ends| *ends > starts),
            timezone: r.text("timezone"),
            status: status(&r),
            join_mode: r.text("joinMode"),
            external_url: r.text("externalParticipationUrl"),
            capacity,
            participants: participants(&r, capacity),
            has_waiting_list: r.flag("waitingList").unwrap_or(false),
            opens: time(r.get("registrationOpens")),
            closes: time(r.get("registrationCloses")),
            // A fee of nothing is what everybody sends who asks none; only ours say that it is free.
            fee: number(r.get("price")).or_else(|| number(r.get("feeAmount")).filter(|fee| fee != "0")),
            currency: r.text("feeCurrency"),
            mode: mode(&r, venue.as_ref()),
            venue,
            programme: passage(r.get("programme")),
            teaser: r.text("teaser"),
            taught_in,
            level: r.text("level"),
            technologies: list(r.get("technologies"), term),
            trainer: name(r.get("trainer")),
            provider: name(r.get("provider")),
            certificate: r.text("certificate"),
            sessions: list(r.get("sessions"), session),
        })
    }
}

fn time(value: &Value) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok()
}

fn status(r: &Reader<'_>) -> EventStatus {
    let said = ["eventStatus", "status", "ical:status"]
        .into_iter()
        .filter_map(|key| r.text(key));
    let words: Vec<String> = said.map(|word| word.to_ascii_lowercase()).collect();
    let is = |what: &str| words.iter().any(|word| word.contains(what));
    if is("cancelled") {
        EventStatus::Cancelled
    } else if is("tentative") || is("postponed") {
        EventStatus::Tentative
    } else {
        EventStatus::Scheduled
    }
}

fn participants(r: &Reader<'_>, capacity: Option<u64>) -> u64 {
    let left = r.count("remainingAttendeeCapacity");
    r.count("participantCount")
        .or_else(|| r.get("attendees").get("totalItems")?.as_u64())
        .or_else(|| Some(capacity?.saturating_sub(left?)))
        .unwrap_or(0)
}

fn mode(r: &Reader<'_>, venue: Option<&Venue>) -> String {
    let is_virtual = many(r.get("location"))
        .iter()
        .any(|place| lenient::kinds(place).any(|kind| kind == "VirtualLocation"));
    let is_online = r.flag("isOnline").unwrap_or(false) || is_virtual;
    r.text("mode").unwrap_or_else(|| {
        let mode = match (is_online, venue) {
            (true, Some(_)) => "hybrid",
            (true, None) => "online",
            (false, _) => "onsite",
        };
        mode.to_owned()
    })
}

/// A place in a room, in whatever shape: text, an address in words, or the parts of one.
fn venue(value: &Value) -> Option<Venue> {
    if let Value::String(text) = value {
        let name = Some(text.trim().to_owned()).filter(|name| !name.is_empty());
        return name.map(|name| Venue {
            name: Some(name),
            ..Venue::default()
        });
    }
    let r = Reader::new("place", value).ok()?;
    if lenient::kinds(value).any(|kind| kind == "VirtualLocation") {
        return None;
    }
    let address = r.get("address");
    let part = |key: &str| {
        let text = address.get(key).and_then(lenient::text);
        text.filter(|text| !text.trim().is_empty())
    };
    let degrees = |field| {
        number(r.get(field))?
            .parse::<f64>()
            .ok()
            .filter(|degrees| degrees.is_finite())
    };
    let named = |name: String| Term {
        code: None,
        name: Some(name),
    };
    let venue = Venue {
        name: r.text("name"),
        street: address.as_str().map(str::to_owned).or_else(|| part("streetAddress")),
        locality: part("addressLocality"),
        region: term(r.get("region")).or_else(|| part("addressRegion").map(named)),
        city: term(r.get("industrialCity")),
        point: degrees("latitude").zip(degrees("longitude")),
    };
    (venue != Venue::default()).then_some(venue)
}

fn session(value: &Value) -> Option<Session> {
    let r = Reader::new("session", value).ok()?;
    let (starts, ends) = (time(r.get("startTime"))?, time(r.get("endTime"))?);
    (ends > starts).then(|| Session {
        starts,
        ends,
        topic: r.text("name"),
    })
}
