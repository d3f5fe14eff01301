//! The month: weeks from Sunday to Saturday.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::db::types::Language;
use crate::domain::trainings::calendar::{Month, Search, day_start};
use crate::web::i18n::{
    self,
    dates::{self, RIYADH_OFFSET_MINUTES},
};
use crate::web::paths;
use crate::web::present::{day_view, stamp};
use crate::web::view::{MonthDay, MonthView, TrainingCard};

use super::agenda::address;

/// Most trainings that are named on one day.
const NAMED: usize = 4;

/// A month with what is on its days.
pub(super) fn month_view(
    month: Month,
    cards: Vec<TrainingCard>,
    search: &Search,
    (today, language): (NaiveDate, Language),
) -> MonthView {
    let at = |month: Month| {
        address(
            paths::TRAININGS,
            search,
            &[("view", "month"), ("month", &month.written())],
        )
    };
    let mut on: HashMap<String, Vec<TrainingCard>> = HashMap::new();
    for card in cards {
        on.entry(card.day.machine.clone()).or_default().push(card);
    }
    let is_empty = !on.keys().any(|day| day.starts_with(&month.written()));
    let weeks = month.weeks();
    let first = weeks.first().and_then(|week| week.first()).copied();
    let mut day = |date: &NaiveDate| {
        let machine = date.to_string();
        let mut trainings = on.remove(&machine).unwrap_or_default();
        let more = trainings.len().saturating_sub(NAMED);
        trainings.truncate(NAMED);
        MonthDay {
            day: day_view(*date, language),
            hijri: hijri_number(*date, Some(*date) == first, language),
            is_today: *date == today,
            is_outside: !month.contains(*date),
            trainings,
            more,
            onward: address(paths::TRAININGS, search, &[("from", &machine)]),
        }
    };
    MonthView {
        name: dates::month(language.into(), &month.written()),
        hijri: hijri_months(month, language),
        weeks: weeks.iter().map(|week| week.iter().map(&mut day).collect()).collect(),
        around: (at(month.previous()), at(month.next())),
        is_empty,
    }
}

/// The day of the Hijri month, with its name where one begins.
fn hijri_number(date: NaiveDate, is_first: bool, language: Language) -> String {
    let parts = stamp(day_start(date)).hijri_parts(language.into(), RIYADH_OFFSET_MINUTES);
    match parts {
        Some((day, month, _)) if day == 1 || is_first => format!("{day} {month}"),
        Some((day, ..)) => day.to_string(),
        None => String::new(),
    }
}

/// The months of the Hijri calendar that a month has part in.
fn hijri_months(month: Month, language: Language) -> String {
    let last = month.next().first().pred_opt().unwrap_or(month.first());
    let parts = |date| stamp(day_start(date)).hijri_parts(language.into(), RIYADH_OFFSET_MINUTES);
    let (Some((_, first, begins)), Some((_, last, ends))) = (parts(month.first()), parts(last)) else {
        return String::new();
    };
    let era = i18n::text(language.into(), "date-hijri-era");
    if begins == ends {
        format!("{first} – {last} {ends} {era}")
    } else {
        format!("{first} {begins} – {last} {ends} {era}")
    }
}
