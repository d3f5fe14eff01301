//! What the law on personal data asks of those who run an instance (PDPL), one file for each duty.
//!
//! Members: [`notices`] they accept, [`consents`] they give and take back, [`erasure`] of their accounts; the copy of their
//! data is `domain::export`. Staff: [`requests`], [`breaches`], the record of [`processing`], [`retention`], and the
//! [`journal`] of what they do. Knows nothing of pages and letters.

pub mod breaches;
pub mod consents;
pub mod erasure;
pub(super) mod files;
pub mod former;
pub mod journal;
pub mod notices;
pub mod processing;
pub mod requests;
pub mod retention;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::db::types::UtcTime;

/// The time zone of the Kingdom, which keeps no summer time.
const RIYADH: TimeDelta = TimeDelta::hours(3);

/// The beginning of a day in Riyadh, typed as `2026-11-22`.
fn day(typed: &str) -> Option<UtcTime> {
    let day: NaiveDate = typed.trim().parse().ok()?;
    Some(UtcTime::new(day.and_hms_opt(0, 0, 0)?.and_utc()).plus(-RIYADH))
}

/// A moment in Riyadh, typed as `2026-11-22T13:00`.
fn moment(typed: &str) -> Option<UtcTime> {
    let moment = NaiveDateTime::parse_from_str(typed.trim(), "%Y-%m-%dT%H:%M").ok()?;
    Some(UtcTime::new(moment.and_utc()).plus(-RIYADH))
}

/// A moment as such a field shows it.
pub fn typed_moment(at: UtcTime) -> String {
    at.plus(RIYADH).utc().format("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_typed_as_it_is_in_riyadh() {
        let noon = UtcTime::from_millis(1_795_341_600_000);
        assert_eq!(typed_moment(noon), "2026-11-22T13:00");
        assert_eq!(moment("2026-11-22T13:00"), Some(noon));
        assert_eq!(day("2026-11-22"), Some(noon.plus(-TimeDelta::hours(13))));
        assert_eq!((moment("yesterday"), day("22/11/2026")), (None, None));
    }
}
