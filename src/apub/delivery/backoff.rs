//! When to try again, and when to stop trying. Pure arithmetic.

use chrono::TimeDelta;

use crate::db::deliveries::Cursor;
use crate::db::types::{PeerState, UtcTime};

/// Seconds to wait after the first, second, … failure in a row; the last one ever after.
const STEPS: [i64; 10] = [30, 60, 120, 300, 900, 3_600, 10_800, 21_600, 43_200, DAY];
const DAY: i64 = 86_400;
/// Each wait is changed by up to so many percent, lest all peers of a failed network come back in the same second.
const JITTER: i64 = 20;
/// Failing days after which a peer is only probed once a day.
const DORMANT_AFTER: TimeDelta = TimeDelta::days(7);
/// Failing days after which its queue is dropped.
const DEAD_AFTER: TimeDelta = TimeDelta::days(30);

/// Notes on `cursor` that the peer took something.
pub(super) fn succeeded(cursor: &mut Cursor, now: UtcTime) {
    cursor.state = PeerState::Ok;
    cursor.fail_count = 0;
    cursor.item_fail_count = 0;
    cursor.failing_since = None;
    cursor.succeeded_at = Some(now);
    cursor.run_at = now;
    cursor.error = None;
}

/// Notes on `cursor` that the peer failed. `dice` is any number; `retry_after` what the peer asked for.
pub(super) fn failed(cursor: &mut Cursor, now: UtcTime, error: &str, retry_after: Option<TimeDelta>, dice: u8) {
    let since = *cursor.failing_since.get_or_insert(now);
    cursor.error = Some(error.to_owned());
    let step = usize::try_from(cursor.fail_count).unwrap_or(0).min(STEPS.len() - 1);
    cursor.fail_count = cursor.fail_count.saturating_add(1);
    cursor.state = if since.plus(DEAD_AFTER) <= now {
        PeerState::Dead
    } else if since.plus(DORMANT_AFTER) <= now {
        PeerState::Dormant
    } else {
        PeerState::Failing
    };
    let seconds = if cursor.state == PeerState::Dormant {
        DAY
    } else {
        STEPS[step]
    };
    let wait = retry_after.map_or_else(
        || jittered(seconds, dice),
        |asked| asked.clamp(TimeDelta::seconds(1), TimeDelta::seconds(DAY)),
    );
    cursor.run_at = now.plus(wait);
}

fn jittered(seconds: i64, dice: u8) -> TimeDelta {
    // From -JITTER to +JITTER percent.
    let percent = i64::from(dice) * 2 * JITTER / 255 - JITTER;
    TimeDelta::milliseconds(seconds * (100 + percent) * 10)
}

/// What `Retry-After` says: seconds, or a date.
pub(super) fn retry_after(value: &str, now: UtcTime) -> Option<TimeDelta> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(TimeDelta::seconds(i64::from(seconds)));
    }
    let at = chrono::DateTime::parse_from_rfc2822(value).ok()?;
    Some(at.signed_duration_since(now.utc()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::{InstanceId, OutboxId, SignatureScheme, Stream};

    fn cursor() -> Cursor {
        Cursor {
            instance_id: InstanceId(1),
            stream: Stream::Normal,
            state: PeerState::Ok,
            scheme: SignatureScheme::Cavage,
            last_id: OutboxId(0),
            fail_count: 0,
            item_fail_count: 0,
            failing_since: None,
            succeeded_at: None,
            run_at: UtcTime::from_millis(0),
            error: None,
        }
    }

    fn seconds_to(cursor: &Cursor, now: UtcTime) -> i64 {
        (cursor.run_at.millis() - now.millis()) / 1000
    }

    #[test]
    fn waits_grow_along_the_table_and_stay_at_a_day() {
        let now = UtcTime::from_millis(1_795_341_600_000);
        let mut cursor = cursor();
        for step in STEPS.iter().chain(&[DAY, DAY]) {
            failed(&mut cursor, now, "down", None, 0);
            assert_eq!(seconds_to(&cursor, now), step * 80 / 100);
        }
        let mut late = self::cursor();
        failed(&mut late, now, "down", None, 255);
        assert_eq!(seconds_to(&late, now), 36);
    }

    #[test]
    fn a_peer_falls_asleep_after_a_week_and_is_gone_after_a_month() {
        let start = UtcTime::from_millis(1_795_341_600_000);
        let day = |days| start.plus(TimeDelta::days(days));
        let mut cursor = cursor();
        let states: Vec<_> = [0, 6, 7, 29, 30]
            .map(|days| {
                failed(&mut cursor, day(days), "down", None, 0);
                cursor.state
            })
            .into();
        use PeerState::{Dead, Dormant, Failing};
        assert_eq!(states, [Failing, Failing, Dormant, Dormant, Dead]);
        succeeded(&mut cursor, day(31));
        assert_eq!(
            (cursor.state, cursor.fail_count, cursor.failing_since),
            (PeerState::Ok, 0, None)
        );
    }

    #[test]
    fn a_peer_may_ask_for_patience_in_seconds_or_by_date_up_to_a_day() {
        let now = UtcTime::from_millis(1_795_341_600_000);
        assert_eq!(retry_after("120", now), Some(TimeDelta::seconds(120)));
        assert_eq!(
            retry_after("Sun, 22 Nov 2026 10:05:00 GMT", now),
            Some(TimeDelta::minutes(5))
        );
        assert_eq!(retry_after("soon", now), None);
        let mut cursor = cursor();
        failed(&mut cursor, now, "busy", retry_after("9999999", now), 0);
        assert_eq!(seconds_to(&cursor, now), DAY);
    }
}
