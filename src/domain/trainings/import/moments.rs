//! Days, hours, zones and durations as calendar programs write them, and rules by which something comes again.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use crate::db::types::UtcTime;

use super::super::form::SESSIONS_MAX;
use super::super::times::{HOME, zone};
use super::Note;

/// Longest that an import looks for the next day of a rule, in days.
const RULE_DAYS: u64 = 2 * 366;

/// Zones as Outlook calls them.
const WINDOWS: [(&str, &str); 9] = [
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Arabic Standard Time", "Asia/Baghdad"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("Jordan Standard Time", "Asia/Amman"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("GMT Standard Time", "Europe/London"),
    ("India Standard Time", "Asia/Kolkata"),
];

/// A day, perhaps with an hour, in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    /// Day and hour on the clocks of the zone; midnight if only a day was said.
    pub(super) local: NaiveDateTime,
    /// The zone.
    pub(super) zone: Tz,
    /// Only a day was said.
    pub(super) is_day: bool,
    /// What is to be looked at.
    pub(super) note: Option<Note>,
}

impl When {
    /// Reads a value with the zone that its parameter names.
    pub(super) fn read(value: &str, tzid: Option<&str>) -> Option<Self> {
        let value = value.trim();
        if let Ok(day) = NaiveDate::parse_from_str(value, "%Y%m%d") {
            return Some(Self {
                local: day.and_time(NaiveTime::MIN),
                zone: zone(HOME),
                is_day: true,
                note: None,
            });
        }
        let local = NaiveDateTime::parse_from_str(value.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok()?;
        let (zone, note) = match tzid {
            // What is told in UTC is shown on our clocks.
            _ if value.ends_with('Z') => {
                let home = Utc.from_utc_datetime(&local).with_timezone(&zone(HOME));
                return Some(Self {
                    local: home.naive_local(),
                    zone: zone(HOME),
                    is_day: false,
                    note: None,
                });
            }
            Some(name) => named(name),
            None => (zone(HOME), Some(Note::NoZone)),
        };
        Some(Self {
            local,
            zone,
            is_day: false,
            note,
        })
    }

    /// The moment; of an hour that comes twice the first, of one that the clocks leave out none.
    pub(super) fn moment(self) -> Option<UtcTime> {
        moment(self.local, self.zone)
    }
}

/// The moment at which the clocks of a zone show this.
pub(super) fn moment(local: NaiveDateTime, zone: Tz) -> Option<UtcTime> {
    let at: DateTime<Tz> = zone.from_local_datetime(&local).earliest()?;
    Some(UtcTime::new(at.with_timezone(&Utc)))
}

/// A zone by the name that a program gives it.
fn named(name: &str) -> (Tz, Option<Note>) {
    let name = name.trim().trim_matches('"');
    let windows = WINDOWS.iter().find(|(known, _)| *known == name).map(|(_, zone)| *zone);
    // Some programs put their own name before it: `/mozilla.org/20050126_1/Asia/Riyadh`.
    let tail = || {
        let parts: Vec<&str> = name.rsplit('/').take(2).collect();
        parts.into_iter().rev().collect::<Vec<_>>().join("/")
    };
    let known = windows.unwrap_or(name).parse().or_else(|_| tail().parse::<Tz>());
    known.map_or_else(|_| (zone(HOME), Some(Note::UnknownZone)), |zone| (zone, None))
}

/// A duration such as `PT1H30M` or `P2D`.
pub(super) fn duration(value: &str) -> Option<TimeDelta> {
    let mut seconds = 0_i64;
    let mut number = String::new();
    for c in value.trim().strip_prefix('P')?.chars() {
        let factor = match c {
            '0'..='9' => {
                number.push(c);
                continue;
            }
            'T' => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        let count: i64 = number.parse().ok().filter(|count| *count <= 10_000)?;
        number.clear();
        seconds += count * factor;
    }
    TimeDelta::try_seconds(seconds).filter(|length| *length > TimeDelta::zero())
}

/// A rule by which something comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    is_weekly: bool,
    interval: u64,
    count: Option<usize>,
    until: Option<NaiveDateTime>,
    days: Vec<Weekday>,
}

impl Rule {
    /// Reads it; none if it is more than is understood here.
    pub(super) fn read(value: &str, zone: Tz) -> Option<Self> {
        let mut rule = Self {
            is_weekly: false,
            interval: 1,
            count: None,
            until: None,
            days: Vec::new(),
        };
        let mut has_frequency = false;
        for part in value.trim().split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match (name.to_ascii_uppercase().as_str(), value) {
                ("FREQ", "DAILY") => has_frequency = true,
                ("FREQ", "WEEKLY") => (has_frequency, rule.is_weekly) = (true, true),
                ("INTERVAL", value) => rule.interval = value.parse().ok().filter(|n| (1..=366).contains(n))?,
                ("COUNT", value) => rule.count = Some(value.parse().ok().filter(|n| *n > 0)?),
                ("UNTIL", value) => rule.until = Some(until(value, zone)?),
                ("BYDAY", value) => rule.days = value.split(',').map(weekday).collect::<Option<_>>()?,
                ("WKST", _) => {}
                _ => return None,
            }
        }
        has_frequency.then_some(rule)
    }

    /// Days and hours of what begins with `first`, at most one more than a training may have meetings; `first` itself first.
    pub(super) fn expand(&self, first: NaiveDateTime) -> Vec<NaiveDateTime> {
        let most = self.count.unwrap_or(usize::MAX).min(SESSIONS_MAX + 1);
        let mut found = Vec::new();
        let week = |day: NaiveDate| day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_sunday())));
        for ahead in 0..RULE_DAYS {
            let Some(at) = first.checked_add_days(Days::new(ahead)) else {
                break;
            };
            if found.len() >= most || self.until.is_some_and(|until| at > until) {
                break;
            }
            let is_in_turn = if self.is_weekly {
                let weeks = week(at.date())
                    .zip(week(first.date()))
                    .map(|(now, then)| (now - then).num_days() / 7);
                weeks
                    .and_then(|weeks| u64::try_from(weeks).ok())
                    .is_some_and(|weeks| weeks.is_multiple_of(self.interval))
            } else {
                ahead.is_multiple_of(self.interval)
            };
            let is_day = match self.days.as_slice() {
                [] => !self.is_weekly || at.weekday() == first.weekday(),
                days => days.contains(&at.weekday()),
            };
            if ahead == 0 || is_in_turn && is_day {
                found.push(at);
            }
        }
        found
    }
}

fn until(value: &str, zone: Tz) -> Option<NaiveDateTime> {
    if let Ok(day) = NaiveDate::parse_from_str(value, "%Y%m%d") {
        return day.and_hms_opt(23, 59, 59);
    }
    let at = NaiveDateTime::parse_from_str(value.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok()?;
    Some(if value.ends_with('Z') {
        Utc.from_utc_datetime(&at).with_timezone(&zone).naive_local()
    } else {
        at
    })
}

fn weekday(code: &str) -> Option<Weekday> {
    Some(match code.trim() {
        "SU" => Weekday::Sun,
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(rule: &str) -> Vec<String> {
        let zone = zone(HOME);
        let first = When::read("20261206T090000", Some(HOME)).expect("a moment").local;
        let rule = Rule::read(rule, zone).expect("a rule");
        rule.expand(first)
            .iter()
            .map(|at| at.format("%m-%d").to_string())
            .collect()
    }

    #[test]
    fn rules_that_courses_have_are_followed() {
        assert_eq!(days("FREQ=DAILY;COUNT=3"), ["12-06", "12-07", "12-08"]);
        assert_eq!(
            days("FREQ=DAILY;INTERVAL=2;UNTIL=20261210"),
            ["12-06", "12-08", "12-10"]
        );
        assert_eq!(
            days("FREQ=WEEKLY;BYDAY=SU,TU;COUNT=4"),
            ["12-06", "12-08", "12-13", "12-15"]
        );
        assert_eq!(days("FREQ=WEEKLY;INTERVAL=2;COUNT=3"), ["12-06", "12-20", "01-03"]);
        assert_eq!(days("FREQ=WEEKLY;UNTIL=20261213T060000Z"), ["12-06", "12-13"]);
        assert_eq!(days("FREQ=DAILY").len(), SESSIONS_MAX + 1);
        assert_eq!(days("FREQ=DAILY;COUNT=4000000000").len(), SESSIONS_MAX + 1);
    }

    #[test]
    fn other_rules_are_not_guessed_at() {
        for rule in [
            "FREQ=MONTHLY",
            "FREQ=SECONDLY",
            "FREQ=WEEKLY;BYDAY=1SU",
            "FREQ=DAILY;BYHOUR=9",
            "COUNT=3",
            "FREQ=DAILY;INTERVAL=0",
            "x",
        ] {
            assert_eq!(Rule::read(rule, zone(HOME)), None, "{rule}");
        }
    }

    #[test]
    fn zones_are_known_by_the_names_that_programs_give_them() {
        for name in [
            "Asia/Riyadh",
            "Arab Standard Time",
            "/mozilla.org/20050126_1/Asia/Riyadh",
            "\"Asia/Riyadh\"",
        ] {
            assert_eq!(named(name), (Tz::Asia__Riyadh, None), "{name}");
        }
        assert_eq!(
            named("Customized Time Zone"),
            (Tz::Asia__Riyadh, Some(Note::UnknownZone))
        );
        let utc = When::read("20261206T060000Z", None).expect("a moment");
        assert_eq!(utc.local.to_string(), "2026-12-06 09:00:00");
    }

    #[test]
    fn durations_are_read() {
        assert_eq!(duration("PT1H30M"), TimeDelta::try_minutes(90));
        assert_eq!(duration("P1W"), TimeDelta::try_days(7));
        for nonsense in ["", "P", "PT", "-PT1H", "PT99999999999H", "1H"] {
            assert_eq!(duration(nonsense), None, "{nonsense}");
        }
    }
}
