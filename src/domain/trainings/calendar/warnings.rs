//! Hours at which a training finds few who can come.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use icu_calendar::Date;
use icu_calendar::cal::Hijri;

use crate::db::types::{TrainingMode, UtcTime};
use crate::domain::Core;
use crate::domain::validate::Problems;
use crate::domain::verification::deadlines::is_holiday;

use super::super::form::TrainingForm;
use super::super::times::{self, HOME, zone};

/// The month of fasting, counted from 1.
const RAMADAN: u8 = 9;

/// Why few may come to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// It touches the Friday prayer, 11:30 to 13:30.
    FridayPrayer,
    /// It is on a Friday or a Saturday.
    Weekend,
    /// It is in the evening of a day of Ramadan, 18:00 to 20:00, when people break the fast.
    RamadanEvening,
    /// It is on a public holiday.
    Holiday,
    /// Two of its meetings are at the same time.
    Overlap,
}

impl Warning {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::FridayPrayer => "calendar-warn-friday",
            Self::Weekend => "calendar-warn-weekend",
            Self::RamadanEvening => "calendar-warn-ramadan",
            Self::Holiday => "calendar-warn-holiday",
            Self::Overlap => "calendar-warn-overlap",
        }
    }
}

/// What whoever plans these meetings should know, each once. The hours are those of the Kingdom, whatever zone the training is in;
/// one that is held in a room elsewhere follows the days there. `holidays` are those that move.
pub fn warnings(meetings: &[(UtcTime, UtcTime)], is_elsewhere: bool, holidays: &[NaiveDate]) -> Vec<Warning> {
    let mut found = Vec::new();
    if !is_elsewhere {
        for (starts, ends) in meetings {
            found.extend(of_meeting(*starts, *ends, holidays));
        }
    }
    let mut ordered = meetings.to_vec();
    ordered.sort_unstable();
    if ordered
        .windows(2)
        .any(|pair| matches!(pair, [(_, ends), (starts, _)] if starts < ends))
    {
        found.push(Warning::Overlap);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The same of what was typed, as far as it makes sense.
pub fn of_form(core: &Core, form: &TrainingForm) -> Vec<Warning> {
    let mut unsaid = Problems::default();
    let zone = times::read_zone(&mut unsaid, &form.timezone);
    let mut read = |starts: &str, ends: &str| {
        let starts = times::read(&mut unsaid, "starts", starts, zone);
        let ends = times::read(&mut unsaid, "ends", ends, zone);
        starts.zip(ends).filter(|(starts, ends)| starts < ends)
    };
    let rows = form.sessions.iter();
    let mut meetings: Vec<(UtcTime, UtcTime)> = rows.filter_map(|row| read(&row.starts, &row.ends)).collect();
    if meetings.is_empty() {
        meetings.extend(read(&form.starts, &form.ends));
    }
    let is_online = form.mode == TrainingMode::Online.as_str();
    let is_elsewhere = !is_online && zone != times::zone(HOME);
    warnings(&meetings, is_elsewhere, &core.config.verification.holidays)
}

fn of_meeting(starts: UtcTime, ends: UtcTime, holidays: &[NaiveDate]) -> Vec<Warning> {
    let home = zone(HOME);
    let (from, to) = (starts.utc().with_timezone(&home), ends.utc().with_timezone(&home));
    let days = from
        .date_naive()
        .iter_days()
        .take_while(|day| *day <= to.date_naive())
        .take(31);
    let touched = days.filter(|day| touches((from, to), *day, NaiveTime::MIN, TimeDelta::days(1)));
    let mut found = Vec::new();
    for day in touched {
        let meets = |begins: NaiveTime, lasts: i64| touches((from, to), day, begins, TimeDelta::minutes(lasts));
        if matches!(day.weekday(), Weekday::Fri | Weekday::Sat) {
            found.push(Warning::Weekend);
        }
        if day.weekday() == Weekday::Fri && meets(hour(11, 30), 120) {
            found.push(Warning::FridayPrayer);
        }
        if is_ramadan(day) && meets(hour(18, 0), 120) {
            found.push(Warning::RamadanEvening);
        }
        if is_holiday(day, holidays) {
            found.push(Warning::Holiday);
        }
    }
    found
}

fn hour(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}

/// Whether a meeting has time in common with a part of a day that lasts so long from its beginning on.
fn touches((from, to): (DateTime<Tz>, DateTime<Tz>), day: NaiveDate, begins: NaiveTime, lasts: TimeDelta) -> bool {
    let begins = day.and_time(begins);
    from.naive_local() < begins + lasts && to.naive_local() > begins
}

/// Whether a day is in Ramadan, by the calendar of Umm al-Qura.
fn is_ramadan(day: NaiveDate) -> bool {
    let (Ok(month), Ok(date)) = (u8::try_from(day.month()), u8::try_from(day.day())) else {
        return false;
    };
    Date::try_new_gregorian(day.year(), month, date)
        .is_ok_and(|day| day.to_calendar(Hijri::new_umm_al_qura()).month().ordinal == RAMADAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(typed: &str) -> UtcTime {
        UtcTime::new(
            format!("{typed}:00+03:00")
                .parse::<DateTime<chrono::Utc>>()
                .expect("a moment"),
        )
    }

    fn of(pairs: &[(&str, &str)]) -> Vec<Warning> {
        let meetings: Vec<_> = pairs.iter().map(|(starts, ends)| (at(starts), at(ends))).collect();
        let eid = "2027-03-10".parse().expect("a day");
        warnings(&meetings, false, &[eid])
    }

    #[test]
    fn each_hour_at_which_few_can_come_is_known() {
        use Warning::{FridayPrayer, Holiday, RamadanEvening, Weekend};
        let table: [(&str, &str, &[Warning]); 14] = [
            // A Sunday morning, and a Thursday.
            ("2026-12-06T09:00", "2026-12-06T12:00", &[]),
            ("2026-12-10T09:00", "2026-12-10T16:00", &[]),
            // Fridays: before, within and after the prayer.
            ("2026-12-11T09:00", "2026-12-11T11:30", &[Weekend]),
            ("2026-12-11T10:00", "2026-12-11T12:00", &[FridayPrayer, Weekend]),
            ("2026-12-11T13:30", "2026-12-11T15:00", &[Weekend]),
            ("2026-12-12T09:00", "2026-12-12T12:00", &[Weekend]),
            // Ramadan 1448 begins on 8 February 2027 and ends on 9 March.
            ("2027-02-07T19:00", "2027-02-07T21:00", &[]),
            ("2027-02-08T19:00", "2027-02-08T21:00", &[RamadanEvening]),
            ("2027-02-08T09:00", "2027-02-08T12:00", &[]),
            ("2027-02-08T20:00", "2027-02-08T22:00", &[]),
            // Founding Day is in it; the feast is as configured, and it is a month later.
            ("2027-02-22T09:00", "2027-02-22T12:00", &[Holiday]),
            ("2027-03-10T19:00", "2027-03-10T20:00", &[Holiday]),
            // National Day.
            ("2027-09-23T09:00", "2027-09-23T12:00", &[Holiday]),
            // Over midnight: from Thursday into Friday.
            ("2026-12-10T22:00", "2026-12-11T00:00", &[]),
        ];
        for (starts, ends, expected) in table {
            assert_eq!(of(&[(starts, ends)]), expected, "{starts} to {ends}");
        }
    }

    #[test]
    fn the_hours_are_those_of_the_kingdom_wherever_a_training_online_comes_from() {
        let starts = UtcTime::new("2026-12-11T09:00:00Z".parse().expect("a moment"));
        let ends = starts.plus(TimeDelta::hours(1));
        assert!(warnings(&[(starts, ends)], false, &[]).contains(&Warning::FridayPrayer));
        assert!(warnings(&[(starts, ends)], true, &[]).is_empty());
    }

    #[test]
    fn meetings_at_the_same_time_are_told_and_those_after_each_other_are_not() {
        let after = [
            ("2026-12-06T09:00", "2026-12-06T12:00"),
            ("2026-12-06T12:00", "2026-12-06T14:00"),
        ];
        assert!(of(&after).is_empty());
        let across = [
            ("2026-12-06T11:00", "2026-12-06T13:00"),
            ("2026-12-06T09:00", "2026-12-06T12:00"),
        ];
        assert_eq!(of(&across), [Warning::Overlap]);
    }
}
