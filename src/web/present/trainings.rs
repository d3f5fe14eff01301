//! A training in full: when in words of its zone, where, and what else is worth knowing.

use chrono::{DateTime, Datelike, NaiveDate, Offset, TimeDelta, Weekday};
use chrono_tz::Tz;

use crate::db::trainings::Access;
use crate::db::trainings::parts::MaterialRow;
use crate::db::types::{CertificateKind, Language, TermKind, TrainingLevel, TrainingMode, TrainingState, UtcTime};
use crate::domain::cases::numbers;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::{Held, Moment, Training, TrainingPlace};
use crate::web::i18n::{self, FluentValue, Locale};
use crate::web::paths;
use crate::web::view::{
    FactView, HeldView, InsideView, LANGUAGES, MaterialView, ProviderView, SpanView, TimeView, TrainingView, WhereView,
};

use super::{stamp, wording};

/// What a training is told by.
pub struct Telling<'a> {
    /// Names of terms.
    pub terms: &'a Taxonomy,
    /// Of the page.
    pub language: Language,
    /// Minutes that the clock of this site is east of UTC.
    pub offset_minutes: i32,
    /// This moment.
    pub now: UtcTime,
    /// Whether the viewer may see pages of organisations.
    pub is_member: bool,
    /// Until when the organisation that teaches is verified here.
    pub verified_until: Option<UtcTime>,
}

/// A training in full.
pub fn training_view(training: &Training, lang: &str, telling: &Telling<'_>) -> TrainingView {
    let is_online = training.mode != TrainingMode::Onsite;
    let place = (training.mode != TrainingMode::Online).then(|| where_view(&training.place, telling));
    TrainingView {
        lang: lang.to_owned(),
        summary: training.summary.clone(),
        programme: training.programme.clone(),
        is_cancelled: training.state == TrainingState::Cancelled,
        reason: training.reason.clone(),
        is_tentative: training.state == TrainingState::Tentative,
        time: time_view(training, telling),
        place,
        is_online,
        is_hybrid: training.mode == TrainingMode::Hybrid,
        provider: provider(training, telling),
        facts: facts(training, telling),
    }
}

fn provider(training: &Training, telling: &Telling<'_>) -> Option<ProviderView> {
    if training.provider.is_empty() {
        return None;
    }
    let page = training.provider_id.filter(|_| telling.is_member);
    Some(ProviderView {
        name: training.provider.clone(),
        href: page.map(|id| paths::organisation(&id.0)).unwrap_or_default(),
        verified_until: telling
            .verified_until
            .filter(|_| training.provider_id.is_some())
            .map(stamp),
    })
}

fn facts(training: &Training, telling: &Telling<'_>) -> Vec<FactView> {
    let language = telling.language;
    let word = |key: &str| wording(language, key).into_owned();
    let named = |code: &String| {
        let name = telling.terms.name(TermKind::Technology, Some(code), language);
        name.unwrap_or(code).to_owned()
    };
    let rows = [
        (
            "training-languages",
            training.languages.iter().map(|tag| language_name(tag)).collect(),
        ),
        (
            "training-level",
            training.level.map(|level| word(level_key(level))).into_iter().collect(),
        ),
        (
            "training-technologies",
            training.technologies.iter().map(named).collect(),
        ),
        (
            "training-trainer",
            Some(training.trainer.clone())
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
        ),
        (
            "training-price",
            training
                .price
                .map(|price| price_words(price, language))
                .into_iter()
                .collect(),
        ),
        (
            "training-certificate",
            certificate_key(training.certificate).map(word).into_iter().collect(),
        ),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, values): &(_, Vec<String>)| !values.is_empty());
    rows.map(|(key, values)| FactView {
        key,
        values: values.into_iter().map(|value| (value, None)).collect(),
    })
    .collect()
}

/// The name of a language; its tag if it is none of those that are offered.
pub(super) fn language_name(tag: &str) -> String {
    let known = LANGUAGES.iter().find(|(known, _)| *known == tag);
    known.map_or(tag, |(_, name)| *name).to_owned()
}

/// What a seat costs.
pub fn price_words(price: i64, language: Language) -> String {
    match price {
        0 => wording(language, "training-free").into_owned(),
        price => format!("{} {}", numbers::grouped(price), wording(language, "case-riyals")),
    }
}

/// The key of a level.
pub fn level_key(level: TrainingLevel) -> &'static str {
    match level {
        TrainingLevel::Beginner => "training-level-beginner",
        TrainingLevel::Intermediate => "training-level-intermediate",
        TrainingLevel::Advanced => "training-level-advanced",
    }
}

/// The key of what those who were there get, if they get anything.
fn certificate_key(certificate: CertificateKind) -> Option<&'static str> {
    match certificate {
        CertificateKind::None => None,
        CertificateKind::Attendance => Some("training-certificate-attendance"),
        CertificateKind::Exam => Some("training-certificate-exam"),
    }
}

/// The key of the name of a zone; its name in the database of zones where we have none.
fn zone_key(name: &str) -> &str {
    match name {
        "Asia/Riyadh" => "training-zone-riyadh",
        "Asia/Dubai" => "training-zone-dubai",
        "Africa/Cairo" => "training-zone-cairo",
        "Asia/Amman" => "training-zone-amman",
        "Europe/Istanbul" => "training-zone-istanbul",
        "Europe/Berlin" => "training-zone-berlin",
        "UTC" => "training-zone-utc",
        other => other,
    }
}

/// The name of a zone in words, where we have any.
pub fn zone_words(name: &str, language: Language) -> String {
    match zone_key(name) {
        key if key == name => name.replace('_', " "),
        key => wording(language, key).into_owned(),
    }
}

fn where_view(place: &TrainingPlace, telling: &Telling<'_>) -> WhereView {
    let name = |kind, code: &Option<String>| {
        let code = code.as_deref()?;
        let name = telling.terms.name(kind, Some(code), telling.language);
        Some(name.unwrap_or(code).to_owned())
    };
    let parts = [
        Some(place.venue.clone()),
        Some(place.address.clone()),
        Some(place.locality.clone()),
        name(TermKind::City, &place.city),
        name(TermKind::Region, &place.region),
    ];
    let mut told: Vec<String> = Vec::new();
    for part in parts.into_iter().flatten() {
        if !part.is_empty() && !told.contains(&part) {
            told.push(part);
        }
    }
    let map = place.point.map(|point| {
        let (north, east) = (point.latitude, point.longitude);
        format!("https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=16/{north}/{east}")
    });
    WhereView {
        parts: told,
        map: map.unwrap_or_default(),
    }
}

fn time_view(training: &Training, telling: &Telling<'_>) -> TimeView {
    let (starts, ends) = (training.starts, training.ends);
    let language = telling.language;
    let offset_minutes = offset_of(starts);
    let is_elsewhere = offset_minutes != telling.offset_minutes;
    let span = |starts, ends| span_view(starts, ends, language);
    TimeView {
        span: span(starts, ends),
        zone: zone_words(starts.zone.name(), language),
        offset: offset_words(offset_minutes),
        offset_minutes,
        duration: duration_words(training, language),
        here: if is_elsewhere {
            stamp(starts.at).moment(Locale::from(language), telling.offset_minutes)
        } else {
            String::new()
        },
        meetings: training
            .sessions
            .iter()
            .map(|meeting| SpanView {
                topic: meeting.topic.clone(),
                ..span(meeting.starts, meeting.ends)
            })
            .collect(),
        is_past: ends.at <= telling.now,
    }
}

fn offset_of(moment: Moment) -> i32 {
    moment.local().offset().fix().local_minus_utc() / 60
}

/// `UTC+3`, `UTC+5:30`.
fn offset_words(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    match (hours, rest) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

fn span_view(starts: Moment, ends: Moment, language: Language) -> SpanView {
    let (from, to) = (starts.local(), ends.local());
    let is_one_day = from.date_naive() == to.date_naive();
    SpanView {
        machine: starts.rfc3339(),
        day: day_words(starts, language),
        hijri: stamp(starts.at)
            .hijri(Locale::from(language), offset_of(starts))
            .unwrap_or_default(),
        last_day: if is_one_day {
            String::new()
        } else {
            day_words(ends, language)
        },
        hours: hours(&hour(from), &hour(to), language),
        topic: String::new(),
    }
}

/// From hour to hour. In a line of Arabic a mere dash would be read the other way around.
fn hours(from: &str, to: &str, language: Language) -> String {
    let args = [("from", from), ("to", to)].map(|(name, hour)| (name, FluentValue::from(hour.to_owned())));
    i18n::text_with(language.into(), "training-from-to", args)
}

fn hour(at: DateTime<Tz>) -> String {
    at.format("%H:%M").to_string()
}

/// `Sunday 6 Dec 2026`, in the zone it is meant in.
fn day_words(moment: Moment, language: Language) -> String {
    let key = match moment.local().weekday() {
        Weekday::Sun => "training-sunday",
        Weekday::Mon => "training-monday",
        Weekday::Tue => "training-tuesday",
        Weekday::Wed => "training-wednesday",
        Weekday::Thu => "training-thursday",
        Weekday::Fri => "training-friday",
        Weekday::Sat => "training-saturday",
    };
    let date = stamp(moment.at).date(Locale::from(language), offset_of(moment));
    format!("{} {date}", wording(language, key))
}

/// `Sunday 6 Dec 2026 09:00, Saudi Arabia`.
pub fn moment_words(moment: Moment, language: Language) -> String {
    let zone = zone_words(moment.zone.name(), language);
    let comma = language.comma();
    format!("{} {}{comma}{zone}", day_words(moment, language), hour(moment.local()))
}

/// How long people are taught: the sum of its meetings; in days where it is one long span.
fn duration_words(training: &Training, language: Language) -> String {
    let words = |key, n: i64| i18n::bare(&i18n::text_with(language.into(), key, [("n", n.into())]));
    let spans: Vec<TimeDelta> = if training.sessions.is_empty() {
        vec![training.ends.at.utc() - training.starts.at.utc()]
    } else {
        let sessions = training.sessions.iter();
        sessions
            .map(|meeting| meeting.ends.at.utc() - meeting.starts.at.utc())
            .collect()
    };
    let minutes: i64 = spans.iter().map(TimeDelta::num_minutes).sum();
    if training.sessions.is_empty() && minutes > 24 * 60 {
        let day = |moment: Moment| -> NaiveDate { moment.local().date_naive() };
        return words(
            "training-days",
            (day(training.ends) - day(training.starts)).num_days() + 1,
        );
    }
    match (minutes / 60, minutes % 60) {
        (0, rest) => words("training-minutes", rest),
        (hours, 0) => words("training-hours", hours),
        (hours, rest) => {
            let and = wording(language, "training-and");
            format!(
                "{}{and}{}",
                words("training-hours", hours),
                words("training-minutes", rest)
            )
        }
    }
}

/// The same training at another time.
pub fn held_view(held: &Held, language: Language) -> HeldView {
    HeldView {
        id: held.id.0,
        day: day_words(held.starts, language),
        is_cancelled: held.state == TrainingState::Cancelled,
    }
}

/// A link to something to read.
pub fn material_view(row: &MaterialRow) -> MaterialView {
    let host = url::Url::parse(&row.url).ok();
    let host = host.and_then(|url| url.host_str().map(str::to_owned));
    MaterialView {
        title: row.title.clone(),
        url: row.url.clone(),
        host: host.unwrap_or_default(),
        for_seats: row.for_seats,
    }
}

/// What only those with a seat may know; nothing if there is nothing to know.
pub fn inside_view(access: &Access) -> Option<InsideView> {
    let view = InsideView {
        online_link: access.online_link.clone(),
        directions: access.directions.lines().map(str::to_owned).collect(),
    };
    (!view.online_link.is_empty() || !view.directions.is_empty()).then_some(view)
}
