//! Trainings as calendar programs read them (RFC 5545).
//!
//! All times are written in UTC: there is no rule of recurrence in what we write, so a zone would add nothing but a table of its
//! clock changes that might be wrong in either place. Programs show the hours where their owner is, and the zone of the
//! training stands in words in its description.
//!
//! What people wrote is cleaned here before it is written: the library escapes line feeds, and nothing else that a line ends with.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::db::posts::Post;
use crate::db::types::{Language, TermKind, TrainingMode, TrainingState, UtcTime};
use crate::domain::cases::Wording;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::text;
use crate::domain::validate::is_page;

use super::calendar::Found;
use super::show::Training;
use super::times::Moment;

/// Who wrote it, as the standard wants it said.
const PRODUCT: &str = "-//Majlis//Trainings//EN";
/// How often programs may ask again.
const REFRESH: &str = "PT6H";
/// Longest line, in octets, without what ends it.
const LINE_OCTETS: usize = 75;
/// Longest description, in characters.
const DESCRIPTION_MAX: usize = 4_000;

/// What stands around the trainings of a calendar.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it is read again; empty for a single training.
    pub source: &'a str,
    /// The language of our words in it.
    pub language: Language,
    /// Our words.
    pub wording: Wording,
    /// What names regions and cities.
    pub terms: &'a Taxonomy,
}

/// A training, and what is told of it.
#[derive(Clone, Copy)]
struct Told<'a> {
    post: &'a Post,
    training: &'a Training,
    tags: &'a [String],
    /// Where to meet online, for somebody with a seat.
    link: Option<&'a str>,
}

/// A calendar of everything that was found.
pub fn write(around: &Around<'_>, found: &Found) -> String {
    let mut calendar = Calendar::empty();
    let mut put = |key: &str, value: &str| {
        calendar.append_property(Property::new(key, value));
    };
    put("VERSION", "2.0");
    put("PRODID", PRODUCT);
    put("CALSCALE", "GREGORIAN");
    put("METHOD", "PUBLISH");
    let name = line(around.name);
    put("X-WR-CALNAME", &name);
    if !around.source.is_empty() {
        put("X-PUBLISHED-TTL", REFRESH);
        calendar.append_property(Property::new("NAME", escaped(&name)));
        calendar.append_property(
            Property::new("REFRESH-INTERVAL", REFRESH)
                .add_parameter("VALUE", "DURATION")
                .done(),
        );
        calendar.append_property(
            Property::new("SOURCE", around.source)
                .add_parameter("VALUE", "URI")
                .done(),
        );
    }
    for (_, post, training) in found.iter() {
        let tags = found.shown.tags.get(&post.id).map_or(&[][..], Vec::as_slice);
        let link = found.links.get(&post.id).and_then(|link| address(link));
        let told = Told {
            post,
            training,
            tags,
            link: link.as_deref(),
        };
        for event in events(around, told) {
            calendar.push(event);
        }
    }
    folded(&calendar.to_string())
}

/// Lines of at most 75 octets, as the standard wants them. The library forgets the space before the last part of a line.
fn folded(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for line in written.replace("\r\n ", "").split_terminator("\r\n") {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE_OCTETS {
                out.push_str("\r\n ");
                octets = 1;
            }
            out.push(c);
            octets += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// When a training was last changed, in what everybody sees of it.
pub fn changed(post: &Post) -> UtcTime {
    post.edited_at
        .map_or(post.published_at, |edited| edited.max(post.published_at))
}

fn events(around: &Around<'_>, told: Told<'_>) -> Vec<Event> {
    let training = told.training;
    let uid = line(&told.post.uri);
    if training.sessions.is_empty() {
        return vec![event(around, told, &uid, (training.starts, training.ends), "")];
    }
    let uid_of = |at: usize| format!("{uid}#meeting-{}", at + 1);
    let meetings = training.sessions.iter().enumerate();
    let events = meetings.map(|(at, meeting)| {
        let span = (meeting.starts, meeting.ends);
        let mut event = event(around, told, &uid_of(at), span, &meeting.topic);
        for other in (0..training.sessions.len()).filter(|other| *other != at) {
            let mut related = Property::new("RELATED-TO", uid_of(other));
            event.append_multi_property(related.add_parameter("RELTYPE", "SIBLING").done());
        }
        event
    });
    events.collect()
}

fn event(around: &Around<'_>, told: Told<'_>, uid: &str, (starts, ends): (Moment, Moment), topic: &str) -> Event {
    let Told {
        post, training, tags, ..
    } = told;
    let mut event = Event::new();
    let title = line(&post.title);
    let topic = line(topic);
    event
        .uid(uid)
        .timestamp(changed(post).utc())
        .last_modified(changed(post).utc())
        .created(post.published_at.utc())
        .sequence(u32::try_from(training.change_number).unwrap_or(u32::MAX))
        .starts(starts.at.utc())
        .ends(ends.at.utc())
        .status(match training.state {
            TrainingState::Tentative => EventStatus::Tentative,
            TrainingState::Scheduled => EventStatus::Confirmed,
            TrainingState::Cancelled => EventStatus::Cancelled,
        })
        .summary(&if topic.is_empty() {
            title
        } else {
            format!("{title}: {topic}")
        })
        .description(&description(around, post, training, starts));
    let place = place(around, told);
    if !place.is_empty() {
        event.location(&place);
    }
    if let Some(point) = training.place.point {
        event.add_property("GEO", format!("{:.6};{:.6}", point.latitude, point.longitude));
    }
    if let Some(url) = address(&post.url) {
        event.url(&url);
    }
    if !tags.is_empty() {
        event.categories(tags.iter().map(|tag| line(tag)));
    }
    event
}

/// Where it is, as far as its reader may know. Where to meet online others find on the page of the training once they have a seat.
fn place(around: &Around<'_>, told: Told<'_>) -> String {
    let training = told.training;
    let comma = around.language.comma();
    let place = &training.place;
    let term = |kind, code: &Option<String>| {
        around
            .terms
            .name(kind, code.as_deref(), around.language)
            .unwrap_or_default()
            .to_owned()
    };
    let online = (training.mode != TrainingMode::Onsite)
        .then(|| told.link.map(str::to_owned))
        .map(|link| link.unwrap_or_else(|| (around.wording)(around.language, "calendar-online-place").into_owned()));
    let parts = [
        line(&place.venue),
        line(&place.address),
        line(&place.locality),
        term(TermKind::City, &place.city),
        term(TermKind::Region, &place.region),
        online.unwrap_or_default(),
    ];
    let mut said: Vec<String> = Vec::new();
    for part in parts {
        if !part.is_empty() && !said.contains(&part) {
            said.push(part);
        }
    }
    said.join(comma)
}

fn description(around: &Around<'_>, post: &Post, training: &Training, starts: Moment) -> String {
    let word = |key: &str| (around.wording)(around.language, key).into_owned();
    let mut parts = Vec::new();
    if training.state == TrainingState::Cancelled {
        parts.push(word("calendar-cancelled"));
    }
    parts.push(block(&training.summary));
    parts.push(match training.programme_source.as_str() {
        "" => block(&text::lines(&training.programme)),
        source => block(source),
    });
    let fact = |key: &str, value: &str| {
        let value = line(value);
        if value.is_empty() {
            value
        } else {
            format!("{}: {value}", word(key))
        }
    };
    let facts = [
        fact("training-trainer", &training.trainer),
        fact("training-provider", &training.provider),
        fact("calendar-zone", training.starts.zone.name()),
        fact("training-starts", &starts.local().format("%Y-%m-%d %H:%M").to_string()),
        address(&post.url).unwrap_or_default(),
    ];
    parts.push(
        facts
            .into_iter()
            .filter(|fact| !fact.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
    );
    parts.retain(|part| !part.is_empty());
    text::cut(&parts.join("\n\n"), DESCRIPTION_MAX)
}

/// A text on one line, without what is not to be seen.
fn line(text: &str) -> String {
    let spaced = text.chars().map(|c| if is_break(c) { ' ' } else { c });
    let clean: String = spaced.filter(|c| !c.is_control()).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of several lines, without what is not to be seen.
fn block(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(is_break, "\n");
    let clean: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    clean.trim().to_owned()
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\t'
    )
}

/// For a property of which the library does not know that it is a text.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// The address of a page; none if it is not one. Written anew, it holds no character that ends a line.
fn address(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    is_page(&url).then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_it_may_be_and_none_loses_anything() {
        for length in 60..240 {
            let line: String = "SUMMARY:قبل توقف الخط ".chars().cycle().take(length).collect();
            let folded = folded(&format!("{line}\r\n"));
            assert!(folded.split("\r\n").all(|line| line.len() <= LINE_OCTETS), "{folded}");
            assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\n"));
        }
    }

    #[test]
    fn what_ends_a_line_does_not_come_through() {
        for evil in [
            "a\r\nATTENDEE:mailto:x@y",
            "a\rSTATUS:CANCELLED",
            "a\u{2028}b",
            "a\u{85}b",
            "a\0b",
        ] {
            assert!(
                !line(evil).contains(['\r', '\n', '\u{2028}', '\u{85}', '\0']),
                "{evil:?}"
            );
            assert!(!block(evil).contains(['\r', '\u{2028}', '\u{85}', '\0']), "{evil:?}");
        }
        assert_eq!(block("one\r\ntwo\rthree"), "one\ntwo\nthree");
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(
            address("https://a.example/\r\nX:1").as_deref(),
            Some("https://a.example/X:1")
        );
    }
}
