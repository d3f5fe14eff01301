//! An offer as typed, and what it comes to.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::db::requests::RequestRow;
use crate::db::requests::offers::OfferRow;
use crate::db::types::{PriceFor, TrainingMode, UtcTime};
use crate::domain::cases::numbers;
use crate::domain::trainings::{SessionForm, TrainingForm, times, zone};
use crate::domain::validate::{Problem, Problems, choice};

/// Most days of one offer.
pub const DAYS_MAX: usize = 5;
/// Longest words, in characters.
pub const WORDS_MAX: usize = 1_500;
/// Most seats.
const SEATS_MAX: i64 = 10_000;

/// A day as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayForm {
    /// Day and hour it begins, `2027-02-03T09:00`.
    pub starts: String,
    /// Day and hour it ends.
    pub ends: String,
}

impl DayForm {
    fn is_empty(&self) -> bool {
        self.starts.trim().is_empty() && self.ends.trim().is_empty()
    }
}

/// An offer as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferForm {
    /// Id of the organisation that offers.
    pub organisation: String,
    /// Days and hours.
    pub days: Vec<DayForm>,
    /// Riyals.
    pub price: String,
    /// `seat` or `all`.
    pub price_for: String,
    /// Seats.
    pub seats: String,
    /// `onsite`, `online` or `hybrid`.
    pub mode: String,
    /// The place in words.
    pub place: String,
    /// What they say of it.
    pub words: String,
    /// Last day on which it may be picked, `2027-01-31`.
    pub valid_until: String,
}

impl OfferForm {
    /// An offer as its provider would change it.
    pub fn of(row: &OfferRow) -> Self {
        let last = row.valid_until.plus(-TimeDelta::seconds(1));
        Self {
            organisation: row.organisation_id.to_string(),
            days: days(&row.days),
            price: row.price.to_string(),
            price_for: row.price_for.as_str().to_owned(),
            seats: row.seats.to_string(),
            mode: row.mode.as_str().to_owned(),
            place: row.place.clone(),
            words: row.words.clone(),
            valid_until: last
                .utc()
                .with_timezone(&zone(times::HOME))
                .format("%Y-%m-%d")
                .to_string(),
        }
    }
}

/// An offer that makes sense.
pub(super) struct Checked {
    pub(super) days: Value,
    pub(super) starts: UtcTime,
    pub(super) ends: UtcTime,
    pub(super) price: i64,
    pub(super) price_for: PriceFor,
    pub(super) seats: i64,
    pub(super) mode: TrainingMode,
    pub(super) place: String,
    pub(super) words: String,
    pub(super) valid_until: UtcTime,
}

/// The days of an offer as typed.
pub(super) fn days(kept: &Value) -> Vec<DayForm> {
    serde_json::from_value(kept.clone()).unwrap_or_default()
}

/// What a form comes to, and everything that is wrong with it.
pub(super) fn check(now: UtcTime, form: &OfferForm) -> (Checked, Problems) {
    let mut problems = Problems::default();
    let (typed, starts, ends) = span(&mut problems, now, form);
    let mode = problems
        .required("mode", &form.mode, choice)
        .unwrap_or(TrainingMode::Onsite);
    let place = problems.line("place", &form.place, 0, 160);
    if mode != TrainingMode::Online && form.place.trim().is_empty() {
        problems.add("place", Problem::Required);
    }
    let checked = Checked {
        days: serde_json::to_value(typed).unwrap_or_default(),
        starts,
        ends,
        price: problems.required("price", &form.price, numbers::riyals).unwrap_or(0),
        price_for: problems
            .required("price_for", &form.price_for, choice)
            .unwrap_or(PriceFor::Seat),
        seats: problems
            .required("seats", &form.seats, |typed| numbers::count(typed, SEATS_MAX))
            .unwrap_or(1),
        mode,
        place,
        words: problems.block("words", &form.words, 0, WORDS_MAX),
        valid_until: valid_until(&mut problems, now, starts, form),
    };
    (checked, problems)
}

fn span(problems: &mut Problems, now: UtcTime, form: &OfferForm) -> (Vec<DayForm>, UtcTime, UtcTime) {
    let home = zone(times::HOME);
    let rows: Vec<&DayForm> = form.days.iter().filter(|day| !day.is_empty()).collect();
    if rows.is_empty() {
        problems.add("days", Problem::Required);
    }
    if rows.len() > DAYS_MAX {
        problems.add("days", Problem::TooMany(DAYS_MAX));
    }
    let mut read = Vec::new();
    for day in rows.into_iter().take(DAYS_MAX) {
        let starts = times::read(problems, "days", &day.starts, home);
        let ends = times::read(problems, "days", &day.ends, home);
        match starts.zip(ends) {
            Some((starts, ends)) if ends <= starts => problems.add("days", Problem::EndsBefore),
            Some((starts, _)) if starts <= now => problems.add("days", Problem::Past),
            Some((starts, _)) if !times::is_near(starts, now) => problems.add("days", Problem::Date),
            Some((starts, ends)) => read.push((starts, ends, day.clone())),
            None => problems.add("days", Problem::Moment),
        }
    }
    read.sort_by_key(|(starts, ends, _)| (*starts, *ends));
    let starts = read.first().map_or(now, |(starts, ..)| *starts);
    let ends = read.iter().map(|(_, ends, _)| *ends).max().unwrap_or(now);
    (read.into_iter().map(|(.., day)| day).collect(), starts, ends)
}

/// The end of the last day on which it may be picked, which comes before the training.
fn valid_until(problems: &mut Problems, now: UtcTime, starts: UtcTime, form: &OfferForm) -> UtcTime {
    let western = numbers::western(form.valid_until.trim());
    if western.is_empty() {
        problems.add("valid_until", Problem::Required);
        return starts;
    }
    let day = NaiveDate::parse_from_str(&western, "%Y-%m-%d").ok();
    let end = day.and_then(|day| day.succ_opt()).and_then(|next| {
        next.and_time(NaiveTime::MIN)
            .and_local_timezone(zone(times::HOME))
            .earliest()
    });
    let Some(end) = end.map(|end| UtcTime::new(end.to_utc())) else {
        problems.add("valid_until", Problem::Day);
        return starts;
    };
    if end <= now {
        problems.add("valid_until", Problem::Past);
    }
    // Whoever picks it on its last day still has the time until it begins.
    end.min(starts)
}

/// The training that an offer that was picked becomes, for the provider to go on with.
pub(super) fn training(row: &RequestRow, forum: &str, offer: &OfferRow) -> TrainingForm {
    let typed = days(&offer.days);
    let of =
        |day: Option<&DayForm>, part: fn(&DayForm) -> &String| day.map(|day| part(day).clone()).unwrap_or_default();
    let words = |spaced: &str| spaced.split_whitespace().map(str::to_owned).collect();
    let programme = if offer.words.is_empty() {
        row.body.clone()
    } else {
        format!("{}\n\n{}", row.body, offer.words)
    };
    let per_seat = offer.price_for == PriceFor::Seat || offer.price == 0;
    TrainingForm {
        title: row.title.clone(),
        language: row.language.clone(),
        forum: forum.to_owned(),
        programme,
        languages: words(&row.languages),
        level: row.level.map_or_else(String::new, |level| level.as_str().to_owned()),
        technologies: words(&row.technologies),
        state: "scheduled".to_owned(),
        starts: of(typed.first(), |day| &day.starts),
        ends: of(typed.first(), |day| &day.ends),
        timezone: times::HOME.to_owned(),
        sessions: if typed.len() > 1 {
            let sessions = typed.into_iter().map(|day| SessionForm {
                starts: day.starts,
                ends: day.ends,
                topic: String::new(),
            });
            sessions.collect()
        } else {
            Vec::new()
        },
        mode: offer.mode.as_str().to_owned(),
        venue: offer.place.clone(),
        region: row.region.clone().unwrap_or_default(),
        // What one seat costs of a price for all is for the provider to say.
        price: if per_seat {
            offer.price.to_string()
        } else {
            String::new()
        },
        provider_id: offer.organisation_id.to_string(),
        joining: "open".to_owned(),
        capacity: offer.seats.to_string(),
        waiting_list: "yes".to_owned(),
        ..TrainingForm::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> UtcTime {
        UtcTime::from_millis(1_795_000_000_000)
    }

    fn form() -> OfferForm {
        OfferForm {
            days: vec![DayForm {
                starts: "2027-02-03T09:00".to_owned(),
                ends: "2027-02-03T15:00".to_owned(),
            }],
            price: "1500".to_owned(),
            price_for: "seat".to_owned(),
            seats: "20".to_owned(),
            mode: "onsite".to_owned(),
            place: "Dammam".to_owned(),
            valid_until: "2027-01-15".to_owned(),
            ..OfferForm::default()
        }
    }

    #[test]
    fn an_offer_that_makes_sense_stands_until_the_end_of_its_last_day() {
        let (checked, problems) = check(now(), &form());
        assert_eq!(problems, Problems::default());
        assert_eq!(checked.starts.rfc3339(), "2027-02-03T06:00:00.000Z");
        assert_eq!(checked.valid_until.rfc3339(), "2027-01-15T21:00:00.000Z");
    }

    #[test]
    fn days_that_are_past_or_end_before_they_begin_are_refused() {
        let day = |starts: &str, ends: &str| OfferForm {
            days: vec![DayForm {
                starts: starts.to_owned(),
                ends: ends.to_owned(),
            }],
            ..form()
        };
        let wrong = |form: &OfferForm| check(now(), form).1.of("days");
        assert_eq!(wrong(&day("2026-02-03T09:00", "2026-02-03T15:00")), Some(Problem::Past));
        assert_eq!(
            wrong(&day("2027-02-03T15:00", "2027-02-03T09:00")),
            Some(Problem::EndsBefore)
        );
        assert_eq!(wrong(&day("2027-02-03T15:00", "")), Some(Problem::Moment));
        assert_eq!(
            wrong(&OfferForm {
                days: Vec::new(),
                ..form()
            }),
            Some(Problem::Required)
        );
    }
}
