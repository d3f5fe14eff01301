//! From a training to the days on which something of it is.

use chrono::{Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::db::Conn;
use crate::db::posts;
use crate::db::trainings::calendar::{self as rows, DayRow, WordsRow};
use crate::db::trainings::{self, parts};
use crate::db::types::{PostId, UtcTime};
use crate::domain::error::{Error, Result};
use crate::domain::fold::index_words;

use super::super::times::{HOME, zone};

/// Most days that one meeting is shown on.
const DAYS_MAX: usize = 92;

/// Files a training in the calendar, in the place of what was filed before. To be called in the transaction that stores a
/// training or changes it, wherever that comes from.
///
/// # Errors
/// [`Error::NotFound`] if it is none.
pub async fn file(conn: &mut Conn, id: PostId) -> Result<()> {
    let post = posts::get(conn, id).await?;
    let row = trainings::find(conn, id).await?.ok_or(Error::NotFound)?;
    let sessions = parts::list_sessions(conn, &[id]).await?;
    let mut meetings: Vec<_> = sessions.iter().map(|row| (row.starts_at, row.ends_at)).collect();
    if meetings.is_empty() {
        meetings.push((row.starts_at, row.ends_at));
    }
    let days = cut(&meetings);
    let start = |at: usize| days.get(at).map(|(starts, _)| *starts);
    let rows: Vec<DayRow> = (0_i64..)
        .zip(days.iter().enumerate())
        .map(|(position, (at, (starts_at, ends_at)))| DayRow {
            post_id: id,
            position,
            forum_id: post.forum_id,
            starts_at: *starts_at,
            ends_at: *ends_at,
            previous_at: at.checked_sub(1).and_then(start),
            next_at: start(at + 1),
        })
        .collect();
    rows::replace_days(conn, id, &rows).await?;
    let tags: Vec<String> = posts::list_tags(conn, &[id])
        .await?
        .into_iter()
        .map(|(_, _, name)| name)
        .collect();
    let texts = [
        &post.title,
        &row.summary,
        &row.trainer,
        &row.provider,
        &row.venue,
        &row.locality,
    ];
    let texts = texts.into_iter().chain(&tags).map(String::as_str);
    let words = WordsRow {
        post_id: id,
        words: spaced(&index_words(texts)),
        provider: spaced(&index_words([row.provider.as_str(), row.trainer.as_str()])),
    };
    Ok(rows::upsert_words(conn, &words).await?)
}

fn spaced(words: &[String]) -> String {
    words.iter().flat_map(|word| [" ", word.as_str()]).collect()
}

/// The day on which a moment is, as it stands in the agenda.
pub fn date(at: UtcTime) -> NaiveDate {
    at.utc().with_timezone(&zone(HOME)).date_naive()
}

/// When a day of the agenda begins.
pub fn day_start(day: NaiveDate) -> UtcTime {
    start_in(zone(HOME), day)
}

fn start_in(zone: Tz, day: NaiveDate) -> UtcTime {
    let midnight = day.and_time(NaiveTime::MIN);
    // Where the clocks leave midnight out, the day begins with the hour that would have been it.
    let start = zone.from_local_datetime(&midnight).earliest();
    start.map_or_else(
        || UtcTime::new(midnight.and_utc()),
        |start| UtcTime::new(start.with_timezone(&Utc)),
    )
}

/// Cuts meetings at midnight.
fn cut(meetings: &[(UtcTime, UtcTime)]) -> Vec<(UtcTime, UtcTime)> {
    let mut days: Vec<(UtcTime, UtcTime)> = meetings
        .iter()
        .flat_map(|(starts, ends)| cut_one(*starts, *ends))
        .collect();
    days.sort_unstable();
    days
}

fn cut_one(starts: UtcTime, ends: UtcTime) -> Vec<(UtcTime, UtcTime)> {
    let mut days = Vec::new();
    let (mut from, mut day) = (starts, date(starts));
    while days.len() < DAYS_MAX {
        let Some(tomorrow) = day.checked_add_days(Days::new(1)) else {
            break;
        };
        let midnight = day_start(tomorrow);
        days.push((from, ends.min(midnight)));
        if ends <= midnight {
            break;
        }
        (from, day) = (midnight, tomorrow);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(typed: &str) -> UtcTime {
        UtcTime::new(typed.parse().expect("a moment"))
    }

    #[test]
    fn a_meeting_over_several_days_stands_on_each_of_them() {
        let days = cut(&[(at("2026-12-06T18:00:00Z"), at("2026-12-08T09:00:00Z"))]);
        let shown: Vec<String> = days.iter().map(|(starts, _)| date(*starts).to_string()).collect();
        assert_eq!(shown, ["2026-12-06", "2026-12-07", "2026-12-08"]);
        assert_eq!(days[1], (at("2026-12-06T21:00:00Z"), at("2026-12-07T21:00:00Z")));
    }

    #[test]
    fn one_that_ends_at_midnight_does_not_stand_on_the_next_day() {
        let days = cut(&[(at("2026-12-06T18:00:00Z"), at("2026-12-06T21:00:00Z"))]);
        assert_eq!(days.len(), 1);
    }

    #[test]
    fn one_of_years_is_cut_short() {
        assert_eq!(
            cut(&[(at("2026-12-06T18:00:00Z"), at("2029-12-06T18:00:00Z"))]).len(),
            DAYS_MAX
        );
    }
}
