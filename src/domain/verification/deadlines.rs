//! Working days: Sunday to Thursday in Riyadh, without public holidays. Terms count by the Gregorian calendar, as the
//! Cabinet decided in October 2023.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use crate::db::types::UtcTime;

/// Riyadh has no summer time.
const RIYADH: TimeDelta = TimeDelta::hours(3);
/// Founding Day and National Day, as month and day.
const FIXED_HOLIDAYS: [(u32, u32); 2] = [(2, 22), (9, 23)];

/// The same hour, `days` working days after `from`. `holidays` are those that move.
pub fn after(from: UtcTime, days: u16, holidays: &[NaiveDate]) -> UtcTime {
    let start = (from.utc() + RIYADH).date_naive();
    let mut date = start;
    let mut left = days;
    while left > 0 {
        let Some(next) = date.succ_opt() else { break };
        date = next;
        if is_working(date, holidays) {
            left -= 1;
        }
    }
    from.plus(date - start)
}

fn is_working(date: NaiveDate, holidays: &[NaiveDate]) -> bool {
    let is_weekend = matches!(date.weekday(), Weekday::Fri | Weekday::Sat);
    !is_weekend && !is_holiday(date, holidays)
}

/// Whether a day is a public holiday. `holidays` are those that move.
pub fn is_holiday(date: NaiveDate, holidays: &[NaiveDate]) -> bool {
    FIXED_HOLIDAYS.contains(&(date.month(), date.day())) || holidays.contains(&date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> UtcTime {
        let time = chrono::DateTime::parse_from_rfc3339(text).expect("a time");
        UtcTime::new(time.to_utc())
    }

    #[test]
    fn three_working_days_skip_the_weekend() {
        // Wednesday in Riyadh: Thursday, Sunday, Monday.
        assert_eq!(after(at("2026-11-25T07:00:00Z"), 3, &[]), at("2026-11-30T07:00:00Z"));
    }

    #[test]
    fn holidays_do_not_count() {
        // Monday, 21 September 2026: Tuesday; National Day on Wednesday is free; Thursday; Sunday.
        assert_eq!(after(at("2026-09-21T07:00:00Z"), 3, &[]), at("2026-09-27T07:00:00Z"));
        let eid = [NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day")];
        assert_eq!(after(at("2026-11-25T07:00:00Z"), 1, &eid), at("2026-11-29T07:00:00Z"));
    }

    #[test]
    fn the_day_begins_in_riyadh() {
        // Saturday evening in London is Sunday in Riyadh.
        assert_eq!(after(at("2026-11-28T22:00:00Z"), 1, &[]), at("2026-11-29T22:00:00Z"));
    }
}
