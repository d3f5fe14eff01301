//! Days and hours as people say them, in a zone, and the moments they stand for.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::db::types::UtcTime;
use crate::domain::cases::numbers;
use crate::domain::validate::{Problem, Problems};

/// The zone of the Kingdom.
pub(in crate::domain) const HOME: &str = "Asia/Riyadh";
/// How far ahead a training may lie, in days.
const AHEAD_MAX: i64 = 3 * 366;
/// Zones that are offered before all others.
pub const PLAIN_ZONES: [&str; 7] = [
    "Asia/Riyadh",
    "Asia/Dubai",
    "Africa/Cairo",
    "Asia/Amman",
    "Europe/Istanbul",
    "Europe/Berlin",
    "UTC",
];

/// A moment with the zone it is meant in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: UtcTime,
    /// The zone.
    pub zone: Tz,
}

impl Moment {
    /// Day and hour in its zone.
    pub fn local(self) -> DateTime<Tz> {
        self.at.utc().with_timezone(&self.zone)
    }

    /// With the offset of its zone, as ActivityPub and schema.org want it.
    pub fn rfc3339(self) -> String {
        self.local().format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// As a field of a form takes it: `2027-02-03T09:00`.
    pub fn typed(self) -> String {
        self.local().format("%Y-%m-%dT%H:%M").to_string()
    }
}

/// A zone by its name; that of the Kingdom if there is none of this name.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::Asia__Riyadh)
}

/// The zone that was typed.
pub(super) fn read_zone(problems: &mut Problems, typed: &str) -> Tz {
    let name = if typed.trim().is_empty() { HOME } else { typed.trim() };
    name.parse().unwrap_or_else(|_| {
        problems.add("timezone", Problem::Zone);
        Tz::Asia__Riyadh
    })
}

/// The moment that was typed, if one was. Where the clocks go back, an hour that comes twice is taken as the first.
pub(in crate::domain) fn read(problems: &mut Problems, field: &'static str, typed: &str, zone: Tz) -> Option<UtcTime> {
    if typed.trim().is_empty() {
        return None;
    }
    match moment(typed, zone) {
        Ok(at) => Some(at),
        Err(problem) => {
            problems.add(field, problem);
            None
        }
    }
}

fn moment(typed: &str, zone: Tz) -> Result<UtcTime, Problem> {
    let western = numbers::western(typed);
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(western.trim(), format).ok())
        .ok_or(Problem::Moment)?;
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(UtcTime::new(at.with_timezone(&Utc))),
        LocalResult::None => Err(Problem::NoSuchHour),
    }
}

/// That a moment is neither past nor so far ahead that it must be a slip.
pub(in crate::domain) fn is_near(at: UtcTime, now: UtcTime) -> bool {
    at > now && at < now.plus(chrono::TimeDelta::days(AHEAD_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_read_in_its_zone_and_in_the_digits_of_either_language() {
        let riyadh = moment("2027-02-03T09:00", zone(HOME)).expect("a moment");
        assert_eq!(riyadh.rfc3339(), "2027-02-03T06:00:00.000Z");
        assert_eq!(moment("٢٠٢٧-٠٢-٠٣T٠٩:٠٠", zone(HOME)), Ok(riyadh));
    }

    #[test]
    fn an_hour_that_the_clocks_leave_out_is_refused_and_one_that_comes_twice_is_the_first() {
        let berlin = zone("Europe/Berlin");
        assert_eq!(moment("2027-03-28T02:30", berlin), Err(Problem::NoSuchHour));
        let twice = moment("2027-10-31T02:30", berlin).expect("a moment");
        assert_eq!(twice.rfc3339(), "2027-10-31T00:30:00.000Z");
    }

    #[test]
    fn what_is_no_moment_is_said_to_be_none() {
        for typed in ["soon", "2027-13-01T09:00", "2027-02-30T09:00", "2027-02-03"] {
            assert_eq!(moment(typed, zone(HOME)), Err(Problem::Moment), "{typed}");
        }
        let mut problems = Problems::default();
        read_zone(&mut problems, "Asia/Atlantis");
        assert_eq!(problems.of("timezone"), Some(Problem::Zone));
    }
}
