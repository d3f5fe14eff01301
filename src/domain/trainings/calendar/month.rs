//! A month in weeks that begin on Sunday.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A month of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(NaiveDate);

/// How many months around today are shown; calendars of other centuries are of no use to anybody.
const AROUND: u32 = 60;

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// A month written as `2026-12`; none if it is none, or too far from `today`.
    pub fn read(typed: &str, today: NaiveDate) -> Option<Self> {
        let month = NaiveDate::parse_from_str(&format!("{typed}-01"), "%Y-%m-%d").ok()?;
        let near = today.checked_sub_months(Months::new(AROUND))?..=today.checked_add_months(Months::new(AROUND))?;
        near.contains(&month).then_some(Self(month))
    }

    /// As [`Self::read`] reads it.
    pub fn written(self) -> String {
        self.0.format("%Y-%m").to_string()
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// Whether a day is in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        (day.year(), day.month()) == (self.0.year(), self.0.month())
    }

    /// The Sunday with which its first week begins.
    pub fn grid_start(self) -> NaiveDate {
        let before = u64::from(self.0.weekday().num_days_from_sunday());
        self.0.checked_sub_days(Days::new(before)).unwrap_or(self.0)
    }

    /// The Sunday after its last week.
    pub fn grid_end(self) -> NaiveDate {
        let next = self.next().0;
        let after = (7 - u64::from(next.weekday().num_days_from_sunday())) % 7;
        next.checked_add_days(Days::new(after)).unwrap_or(next)
    }

    /// Its weeks.
    pub fn weeks(self) -> Vec<Vec<NaiveDate>> {
        let end = self.grid_end();
        let days: Vec<NaiveDate> = self.grid_start().iter_days().take_while(|day| *day < end).collect();
        days.chunks(7).map(<[NaiveDate]>::to_vec).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(typed: &str) -> NaiveDate {
        typed.parse().expect("a day")
    }

    #[test]
    fn weeks_begin_on_sunday_and_hold_the_whole_month() {
        // November 2026 begins on a Sunday, February 2026 fills four weeks exactly, January 2027 begins on a Friday.
        for (typed, start, end, weeks) in [
            ("2026-11", "2026-11-01", "2026-12-06", 5),
            ("2026-02", "2026-02-01", "2026-03-01", 4),
            ("2027-01", "2026-12-27", "2027-02-07", 6),
        ] {
            let month = Month::read(typed, day("2026-11-26")).expect("a month");
            assert_eq!(
                (month.grid_start(), month.grid_end()),
                (day(start), day(end)),
                "{typed}"
            );
            let shown = month.weeks();
            assert_eq!(shown.len(), weeks, "{typed}");
            assert!(shown.iter().all(|week| week.len() == 7));
        }
    }

    #[test]
    fn what_is_no_month_near_today_is_none() {
        let today = day("2026-11-26");
        for typed in ["", "2026", "2026-13", "soon", "0001-01", "9999-12", "2026-11-05"] {
            assert_eq!(Month::read(typed, today), None, "{typed}");
        }
        let november = Month::of(today);
        assert_eq!(november.written(), "2026-11");
        assert_eq!(
            (november.previous().written(), november.next().written()),
            ("2026-10".to_owned(), "2026-12".to_owned())
        );
    }
}
