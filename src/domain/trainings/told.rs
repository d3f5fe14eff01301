//! A training as another server tells it: what of it makes sense here is kept, as text where its code is none of ours, and the rest is
//! left out.

use serde::{Deserialize, Serialize};

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::taxonomy;
use crate::db::trainings::parts::{self, SessionRow};
use crate::db::trainings::{self, SeatingRow, TrainingRow};
use crate::db::types::{CertificateKind, InstanceId, Joining, PostId, TermKind, TrainingMode, TrainingState, UtcTime};
use crate::domain::Core;
use crate::domain::cases::{News, ToldPlace, ToldSection, ToldTerm, known_term, numbers, one_line};
use crate::domain::content::Content;
use crate::domain::error::Result;
use crate::domain::taxonomy::{Taxonomy, spaced};
use crate::domain::text;
use crate::domain::validate::is_page;

use super::check::{SUMMARY_MAX, TECHNOLOGIES_MAX};
use super::form::SESSIONS_MAX;
use super::publish::facts;
use super::{calendar, changes};

/// Longest name of a house, a person or an organisation, in characters.
const NAME_MAX: usize = 160;
/// Longest code of a technology that is none of ours.
const CODE_MAX: usize = 40;
/// Longest address of a page, in bytes.
const ADDRESS_MAX: usize = 1_000;
/// How long something lasts that does not say when it ends, in milliseconds.
const HOUR: i64 = 3_600_000;
/// Longest that something lasts, in milliseconds; more is a slip.
const LENGTH_MAX: i64 = 400 * 24 * HOUR;

/// Whether it takes place, as told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldState {
    /// Its day may still change.
    Tentative,
    /// It takes place.
    #[default]
    Scheduled,
    /// It does not.
    Cancelled,
}

/// A training as told. Moments are milliseconds since 1970, numbers as written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Whether it takes place.
    pub state: ToldState,
    /// When it begins.
    pub starts: i64,
    /// When it ends, if that is told.
    pub ends: Option<i64>,
    /// The zone its times are meant in; may be empty or none that exists.
    pub timezone: String,
    /// Minutes east of UTC, where the zone does not exist.
    pub offset: i32,
    /// Beginning, end and subject of its meetings.
    pub sessions: Vec<(i64, i64, String)>,
    /// A teaser, plain text.
    pub summary: String,
    /// What is taught.
    pub programme: ToldSection,
    /// Languages it is given in.
    pub languages: Vec<String>,
    /// What one has to know before.
    pub level: String,
    /// Technologies.
    pub technologies: Vec<ToldTerm>,
    /// Where people meet.
    pub mode: String,
    /// The house; its name is that of the place.
    pub place: ToldPlace,
    /// Street.
    pub street: String,
    /// What it costs.
    pub price: String,
    /// In which currency; riyals if it does not say.
    pub currency: String,
    /// What those who were there get.
    pub certificate: String,
    /// Who teaches.
    pub trainer: String,
    /// The organisation that teaches.
    pub provider: String,
    /// How one gets a seat: `free`, `restricted`, `external`, `none`.
    pub joining: String,
    /// Where one gets a seat elsewhere.
    pub external_url: String,
    /// Seats.
    pub capacity: Option<i64>,
    /// Seats that are given away.
    pub taken: i64,
    /// Whether one may wait for a seat.
    pub has_waiting_list: bool,
    /// Seats are given from then on.
    pub opens: Option<i64>,
    /// Seats are given until then.
    pub closes: Option<i64>,
}

impl Told {
    /// A body with everything that is told, for rules about words.
    pub(in crate::domain) fn all_said(&self, body: &Content) -> Content {
        let terms = self.technologies.iter().chain([&self.place.region, &self.place.city]);
        let terms = terms.flat_map(|term| [&term.code, &term.name]);
        let topics = self.sessions.iter().map(|(_, _, topic)| topic);
        let others = [
            &self.summary,
            &self.trainer,
            &self.provider,
            &self.street,
            &self.place.name,
            &self.place.locality,
            &self.external_url,
        ];
        Content {
            html: said(&body.html, &self.programme.html, terms.chain(topics).chain(others)),
            ..body.clone()
        }
    }
}

fn said<'a>(body: &str, programme: &str, words: impl Iterator<Item = &'a String>) -> String {
    let words: Vec<&str> = words.map(String::as_str).filter(|word| !word.is_empty()).collect();
    format!("{body}<p>{}</p>{programme}", text::escape(&words.join(" ")))
}

/// A post with everything that its record says in its text, as rules about words compare it with what it is to say.
pub(in crate::domain) async fn all_said_by(conn: &mut Conn, post: &Post) -> Result<Post> {
    let Some(row) = trainings::find(conn, post.id).await? else {
        return Ok(post.clone());
    };
    let sessions = parts::list_sessions(conn, &[post.id]).await?;
    let topics = sessions.iter().map(|session| &session.topic);
    let others = [
        &row.summary,
        &row.trainer,
        &row.provider,
        &row.address,
        &row.venue,
        &row.locality,
        &row.external_url,
        &row.technologies,
    ];
    Ok(Post {
        html: said(&post.html, &row.programme_html, topics.chain(others)),
        ..post.clone()
    })
}

/// Puts what was told beside its post, in the place of what was told before; says what is new of it.
pub(in crate::domain) async fn hear(
    core: &Core,
    conn: &mut Conn,
    post: &Post,
    home: Option<InstanceId>,
    told: &Told,
) -> Result<News> {
    let terms = Taxonomy::of(taxonomy::list(conn).await?);
    let before = trainings::find(conn, post.id).await?;
    let sessions = sessions(post.id, told);
    let mut row = row(told, post.id, home, &terms, &sessions);
    // How many come changes often; that is no news.
    trainings::upsert_seating(conn, &seating(post.id, told)).await?;
    let mut former = None;
    if let Some(before) = &before {
        row.series_id = before.series_id;
        row.change_number = before.change_number;
        if *before == row && parts::list_sessions(conn, &[post.id]).await? == sessions {
            return Ok(News::None);
        }
        row.change_number += 1;
        former = Some(facts(conn, before).await?);
    }
    trainings::upsert(conn, &row).await?;
    parts::replace_sessions(conn, post.id, &sessions).await?;
    calendar::file(conn, post.id).await?;
    if let Some(former) = former.filter(|_| row.ends_at > core.clock.now()) {
        let changes = changes::between(&former, &facts(conn, &row).await?);
        changes::tell(core, conn, post.actor_id, post, &changes).await?;
    }
    Ok(News::Some)
}

fn sessions(post: PostId, told: &Told) -> Vec<SessionRow> {
    let mut told = told.sessions.clone();
    told.retain(|(starts, ends, _)| ends > starts);
    told.sort();
    let rows = (0_i64..).zip(told).take(SESSIONS_MAX);
    let rows = rows.map(|(position, (starts, ends, topic))| SessionRow {
        post_id: post,
        position,
        starts_at: UtcTime::from_millis(starts),
        ends_at: UtcTime::from_millis(ends),
        topic: one_line(&topic, NAME_MAX),
    });
    rows.collect()
}

/// When it ends: an hour after it begins if that is not told, and never before.
fn end(told: &Told) -> i64 {
    let is_end = |ends: &i64| *ends > told.starts && ends - told.starts < LENGTH_MAX;
    told.ends.filter(is_end).unwrap_or(told.starts + HOUR)
}

fn row(told: &Told, post: PostId, home: Option<InstanceId>, terms: &Taxonomy, sessions: &[SessionRow]) -> TrainingRow {
    let place = &told.place;
    let city = known_term(&place.city, TermKind::City, terms);
    let parent = city.and_then(|city| terms.find(TermKind::Region, city.parent.as_deref()?));
    let region = parent.or_else(|| known_term(&place.region, TermKind::Region, terms));
    let starts = sessions
        .first()
        .map_or(UtcTime::from_millis(told.starts), |first| first.starts_at);
    let last = sessions.iter().map(|session| session.ends_at).max();
    TrainingRow {
        post_id: post,
        state: match told.state {
            ToldState::Tentative => TrainingState::Tentative,
            ToldState::Scheduled => TrainingState::Scheduled,
            ToldState::Cancelled => TrainingState::Cancelled,
        },
        instance_id: home,
        series_id: post,
        languages: spaced(&languages(told)),
        summary: one_line(&told.summary, SUMMARY_MAX),
        programme: told.programme.markdown.clone(),
        programme_html: told.programme.html.clone(),
        level: told.level.parse().ok(),
        technologies: spaced(&technologies(told, terms)),
        mode: told.mode.parse().unwrap_or(TrainingMode::Onsite),
        venue: one_line(&place.name, NAME_MAX),
        address: one_line(&told.street, NAME_MAX),
        region: region.map(|term| term.code.clone()),
        city: city.map(|term| term.code.clone()),
        locality: locality(place, region.is_some()),
        latitude: place
            .point
            .map(|(latitude, _)| latitude)
            .filter(|degrees| degrees.abs() <= 90.0),
        longitude: place
            .point
            .map(|(_, longitude)| longitude)
            .filter(|degrees| degrees.abs() <= 180.0),
        starts_at: starts,
        ends_at: last.unwrap_or_else(|| UtcTime::from_millis(end(told))),
        timezone: timezone(told),
        price: price(told),
        certificate: told.certificate.parse().unwrap_or(CertificateKind::None),
        trainer: one_line(&told.trainer, NAME_MAX),
        provider_id: None,
        provider: one_line(&told.provider, NAME_MAX),
        joining: joining(&told.joining),
        external_url: page(&told.external_url),
        change_number: 0,
        reason: String::new(),
    }
}

/// The town; with it a region that is none of ours.
fn locality(place: &ToldPlace, is_region_known: bool) -> String {
    let region = if is_region_known { "" } else { place.region.called() };
    let parts = [place.locality.as_str(), region];
    let mut parts: Vec<&str> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    parts.dedup();
    one_line(&parts.join(", "), NAME_MAX)
}

fn joining(told: &str) -> Joining {
    match told {
        "restricted" | "invite" => Joining::Approval,
        "external" => Joining::External,
        "none" => Joining::None,
        _ => Joining::Open,
    }
}

fn languages(told: &Told) -> Vec<String> {
    let primary = |tag: &String| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let known = told.languages.iter().map(primary).filter(|tag| text::is_language(tag));
    let mut tags: Vec<String> = known.take(5).collect();
    tags.dedup();
    tags
}

fn technologies(told: &Told, terms: &Taxonomy) -> Vec<String> {
    let is_code = |code: &str| {
        !code.is_empty() && code.len() <= CODE_MAX && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let mut codes: Vec<String> = Vec::new();
    for term in &told.technologies {
        let code = match known_term(term, TermKind::Technology, terms) {
            Some(known) => known.code.clone(),
            None => term.code.trim().to_owned(),
        };
        if is_code(&code) && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.truncate(TECHNOLOGIES_MAX);
    codes
}

/// In riyals. That of another currency says nothing here.
fn price(told: &Told) -> Option<i64> {
    let currency = told.currency.trim();
    let is_ours = currency.is_empty() || currency.eq_ignore_ascii_case("SAR");
    is_ours.then(|| numbers::riyals(&told.price).ok()).flatten()
}

/// A zone that exists: the one that is told, or one of the offset that the beginning was told with.
fn timezone(told: &Told) -> String {
    if told.timezone.parse::<chrono_tz::Tz>().is_ok() {
        return told.timezone.clone();
    }
    match told.offset {
        180 => super::times::HOME.to_owned(),
        // The signs of these names are those of POSIX, the other way round.
        offset if offset % 60 == 0 && offset != 0 && (-12 * 60..=14 * 60).contains(&offset) => {
            format!("Etc/GMT{:+}", -offset / 60)
        }
        _ => "UTC".to_owned(),
    }
}

/// The address of a page, if it is one.
fn page(told: &str) -> String {
    let read = url::Url::parse(told.trim()).ok().filter(is_page);
    let page = read.map(String::from).filter(|page| page.len() <= ADDRESS_MAX);
    page.unwrap_or_default()
}

fn seating(post: PostId, told: &Told) -> SeatingRow {
    SeatingRow {
        post_id: post,
        opens_at: told.opens.map(UtcTime::from_millis),
        closes_at: told.closes.map(UtcTime::from_millis),
        capacity: told.capacity.filter(|capacity| *capacity > 0),
        seats_per_organisation: None,
        has_waiting_list: told.has_waiting_list,
        confirm_hours: 24,
        taken: told.taken.max(0),
        waiting: 0,
        interested: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(timezone: &str, offset: i32) -> Told {
        Told {
            timezone: timezone.to_owned(),
            offset,
            starts: 1_796_540_400_000,
            ..Told::default()
        }
    }

    #[test]
    fn a_zone_that_does_not_exist_is_one_of_the_offset_that_was_sent() {
        for (name, offset, expected) in [
            ("Europe/Berlin", 60, "Europe/Berlin"),
            ("Middle-earth/Shire", 180, "Asia/Riyadh"),
            ("", 120, "Etc/GMT-2"),
            ("", -300, "Etc/GMT+5"),
            ("", 345, "UTC"),
            ("", 0, "UTC"),
        ] {
            let zone = timezone(&told(name, offset));
            assert_eq!(zone, expected);
            assert!(zone.parse::<chrono_tz::Tz>().is_ok(), "{zone} exists");
        }
    }

    #[test]
    fn what_does_not_say_when_it_ends_lasts_an_hour() {
        let open = told("UTC", 0);
        assert_eq!(end(&open), open.starts + HOUR);
        for nonsense in [open.starts, open.starts - 1, i64::MAX] {
            let ends = Some(nonsense);
            assert_eq!(end(&Told { ends, ..open.clone() }), open.starts + HOUR);
        }
    }

    #[test]
    fn only_pages_are_addresses_and_only_riyals_are_prices() {
        assert_eq!(page("javascript:alert(1)"), "");
        assert_eq!(page("https://tickets.example/1"), "https://tickets.example/1");
        let price_of = |said: &str, currency: &str| {
            price(&Told {
                price: said.to_owned(),
                currency: currency.to_owned(),
                ..Told::default()
            })
        };
        assert_eq!(
            (price_of("250", "SAR"), price_of("12.5", "EUR"), price_of("", "")),
            (Some(250), None, None)
        );
    }
}
