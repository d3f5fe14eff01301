//! What a member wants to hear, and when mail and pushes may come: quiet hours, rest on Friday and Saturday, the hour of digests.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Weekday};
use chrono_tz::Tz;

use crate::db::Conn;
use crate::db::notification_settings::{self as rows, Settings};
use crate::db::types::{AccountId, ConsentPurpose, Pace, PostId, UtcTime};
use crate::domain::error::{Error, Result};
use crate::domain::privacy::consents;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal};
use crate::id::first_at;

use super::matrix::{Channel, Group, Matrix};

/// Where members live: mail follows the clocks there.
const HOME: Tz = Tz::Asia__Riyadh;
/// Minutes of an hour.
const HOUR: i32 = 60;
/// The day of weekly digests: the first of the working week.
const DIGEST_DAY: Weekday = Weekday::Sun;

/// The wishes of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// What is told where.
    pub matrix: Matrix,
    /// Whether there are hours without mail.
    pub is_quiet: bool,
    /// The hour at which they begin.
    pub quiet_from: u32,
    /// The hour at which they end.
    pub quiet_to: u32,
    /// Whether no mail is sent on Friday and Saturday.
    pub rests_weekend: bool,
    /// The hour of digests.
    pub digest_hour: u32,
    /// How often new topics of followed forums are told.
    pub news: Pace,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            matrix: Matrix::default(),
            is_quiet: true,
            quiet_from: 22,
            quiet_to: 7,
            rests_weekend: false,
            digest_hour: 7,
            news: Pace::Never,
        }
    }
}

/// The settings as typed.
#[derive(Debug, Clone, Default)]
pub struct WishesForm {
    /// Name of a group, whether the site tells of it, how often mail does, whether it is pushed.
    pub channels: Vec<(String, bool, String, bool)>,
    /// Whether there are hours without mail.
    pub is_quiet: bool,
    /// The hour at which they begin.
    pub quiet_from: String,
    /// The hour at which they end.
    pub quiet_to: String,
    /// Whether no mail is sent on Friday and Saturday.
    pub rests_weekend: bool,
    /// The hour of digests.
    pub digest_hour: String,
    /// How often new topics are told.
    pub news: String,
}

impl WishesForm {
    fn check(&self) -> Result<Wishes> {
        let mut problems = Problems::default();
        let mut matrix = Matrix::default();
        for (name, in_app, mail, push) in &self.channels {
            match (Group::named(name), mail.parse()) {
                (Some(group), Ok(mail)) => {
                    let (in_app, push) = (*in_app, *push);
                    matrix.set(group, Channel { in_app, mail, push });
                }
                _ => problems.add("channels", Problem::Choice),
            }
        }
        let mut hour = |field, typed: &str| match typed.parse::<u32>() {
            Ok(hour) if hour < 24 => hour,
            _ => {
                problems.add(field, Problem::Choice);
                0
            }
        };
        let mut wishes = Wishes {
            quiet_from: hour("quiet_from", &self.quiet_from),
            quiet_to: hour("quiet_to", &self.quiet_to),
            digest_hour: hour("digest_hour", &self.digest_hour),
            is_quiet: self.is_quiet,
            rests_weekend: self.rests_weekend,
            news: Pace::Never,
            matrix,
        };
        match self.news.parse() {
            Ok(news @ (Pace::Never | Pace::Daily | Pace::Weekly)) => wishes.news = news,
            _ => problems.add("news", Problem::Choice),
        }
        problems.into_result(wishes)
    }
}

impl Wishes {
    fn read(row: &Settings) -> Self {
        let hour = |minutes: i32| u32::try_from(minutes / HOUR).unwrap_or(0);
        Self {
            matrix: Matrix::read(&row.channels),
            is_quiet: row.is_quiet,
            quiet_from: hour(row.quiet_from),
            quiet_to: hour(row.quiet_to),
            rests_weekend: row.rests_weekend,
            digest_hour: u32::try_from(row.digest_hour).unwrap_or(0),
            news: row.news,
        }
    }

    fn row(&self, account: AccountId, digest_at: Option<UtcTime>, news_after: PostId) -> Settings {
        let small = |hour: u32| i32::try_from(hour).unwrap_or(0);
        Settings {
            account_id: account,
            channels: self.matrix.stored(),
            is_quiet: self.is_quiet,
            quiet_from: small(self.quiet_from) * HOUR,
            quiet_to: small(self.quiet_to) * HOUR,
            rests_weekend: self.rests_weekend,
            digest_hour: small(self.digest_hour),
            news: self.news,
            digest_at,
            news_after,
        }
    }

    /// The first moment from `at` on at which mail may come.
    pub fn allowed(&self, at: UtcTime) -> UtcTime {
        let mut local = at.utc().with_timezone(&HOME);
        // A pause may end within quiet hours, and those within a pause; a week has no more turns than this.
        for _ in 0..8 {
            let next = self.end_of_quiet(local).or_else(|| self.end_of_rest(local));
            let Some(next) = next else { break };
            local = next;
        }
        UtcTime::new(local.to_utc())
    }

    fn end_of_quiet(&self, local: DateTime<Tz>) -> Option<DateTime<Tz>> {
        let (from, to, hour) = (self.quiet_from, self.quiet_to, local.hour());
        let is_within = if from < to {
            (from..to).contains(&hour)
        } else {
            hour >= from || hour < to
        };
        if !self.is_quiet || from == to || !is_within {
            return None;
        }
        let day = local.date_naive();
        let day = if hour < to { day } else { tomorrow(day) };
        Some(at_hour(day, to))
    }

    fn end_of_rest(&self, local: DateTime<Tz>) -> Option<DateTime<Tz>> {
        let days = match local.weekday() {
            Weekday::Fri => 2,
            Weekday::Sat => 1,
            _ => return None,
        };
        let sunday = local.date_naive().checked_add_days(Days::new(days))?;
        self.rests_weekend.then(|| at_hour(sunday, 0))
    }

    /// When the next digest of this pace is made after `after`.
    pub fn next_digest(&self, pace: Pace, after: UtcTime) -> UtcTime {
        let mut day = after.utc().with_timezone(&HOME).date_naive();
        for _ in 0..9 {
            let moment = UtcTime::new(at_hour(day, self.digest_hour).to_utc());
            let is_day = match pace {
                Pace::Weekly => day.weekday() == DIGEST_DAY,
                _ => !(self.rests_weekend && matches!(day.weekday(), Weekday::Fri | Weekday::Sat)),
            };
            if is_day && moment > after {
                return moment;
            }
            day = tomorrow(day);
        }
        after.plus(TimeDelta::days(1))
    }
}

fn tomorrow(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

fn at_hour(day: NaiveDate, hour: u32) -> DateTime<Tz> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let naive = day.and_time(time);
    // An hour that clocks leave out begins when they go on.
    HOME.from_local_datetime(&naive)
        .earliest()
        .unwrap_or_else(|| HOME.from_utc_datetime(&naive))
}

/// The wishes of a member, within a transaction; with the row, if there is one.
pub(in crate::domain) async fn of(conn: &mut Conn, account: AccountId) -> Result<(Wishes, Option<Settings>)> {
    let row = rows::find(conn, account).await?;
    Ok((row.as_ref().map_or_else(Wishes::default, Wishes::read), row))
}

/// As a row for who set nothing.
pub(super) fn fresh(core: &Core, account: AccountId, digest_at: Option<UtcTime>) -> Settings {
    Wishes::default().row(account, digest_at, PostId(first_at(core.clock.now())))
}

/// From a row.
pub(super) fn read(row: &Settings) -> Wishes {
    Wishes::read(row)
}

/// The wishes of a member.
///
/// # Errors
/// [`Error::NotFound`] for who is no member.
pub async fn load(core: &Core, by: &Principal) -> Result<Wishes> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    Ok(of(&mut core.db.read().await?, account).await?.0)
}

/// Sets the wishes of a member. Whoever asks for news by mail consents to them, and who wants none withdraws that.
///
/// # Errors
/// [`Error::Invalid`] with the field.
pub async fn save(core: &Core, by: &Principal, form: &WishesForm) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let wishes = form.check()?;
    core.change(async |conn| {
        store(core, conn, account, &wishes).await?;
        let wants_news = wishes.news != Pace::Never;
        consents::change(core, conn, by, ConsentPurpose::DigestMail, wants_news).await?;
        Ok(())
    })
    .await
}

/// Stores wishes, and when the next digest is due by them.
pub(super) async fn store(core: &Core, conn: &mut Conn, account: AccountId, wishes: &Wishes) -> Result<()> {
    let now = core.clock.now();
    let before = rows::find(conn, account).await?;
    let waits = crate::db::notices::waits_for_digest(conn, account).await?;
    let pace = match wishes.news {
        Pace::Daily => Some(Pace::Daily),
        _ if waits => Some(Pace::Daily),
        Pace::Weekly => Some(Pace::Weekly),
        _ => None,
    };
    let at = pace.map(|pace| wishes.next_digest(pace, now));
    // Who begins to want news wants those from now on.
    let known = before.filter(|row| row.news != Pace::Never).map(|row| row.news_after);
    let news_after = known.unwrap_or_else(|| PostId(first_at(now)));
    Ok(rows::store(conn, &wishes.row(account, at, news_after)).await?)
}

/// A member consented to news by mail, or to none: the weekly digest, unless they chose another.
pub(in crate::domain) async fn follow_consent(
    core: &Core,
    conn: &mut Conn,
    account: AccountId,
    is_given: bool,
) -> Result<()> {
    let (mut wishes, _) = of(conn, account).await?;
    match (is_given, wishes.news) {
        (true, Pace::Never) => wishes.news = Pace::Weekly,
        (false, Pace::Daily | Pace::Weekly | Pace::Now) => wishes.news = Pace::Never,
        _ => return Ok(()),
    }
    store(core, conn, account, &wishes).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> UtcTime {
        let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment");
        let local = HOME.from_local_datetime(&naive).single().expect("an hour of Riyadh");
        UtcTime::new(local.to_utc())
    }

    #[test]
    fn mail_waits_for_the_end_of_quiet_hours() {
        let wishes = Wishes::default();
        let table = [
            ("2026-11-22 13:00", "2026-11-22 13:00"),
            ("2026-11-22 22:00", "2026-11-23 07:00"),
            ("2026-11-23 06:59", "2026-11-23 07:00"),
            ("2026-11-23 07:00", "2026-11-23 07:00"),
        ];
        for (at, expected) in table {
            assert_eq!(wishes.allowed(moment(at)), moment(expected), "{at}");
        }
    }

    #[test]
    fn mail_rests_from_friday_to_sunday_morning() {
        let wishes = Wishes {
            rests_weekend: true,
            ..Wishes::default()
        };
        // 27 November 2026 is a Friday; Sunday begins within quiet hours.
        assert_eq!(wishes.allowed(moment("2026-11-27 12:00")), moment("2026-11-29 07:00"));
        assert_eq!(wishes.allowed(moment("2026-11-26 23:00")), moment("2026-11-29 07:00"));
        let loud = Wishes {
            is_quiet: false,
            ..wishes
        };
        assert_eq!(loud.allowed(moment("2026-11-28 12:00")), moment("2026-11-29 00:00"));
    }

    #[test]
    fn digests_come_at_their_hour_and_the_weekly_one_on_sunday() {
        let wishes = Wishes::default();
        let noon = moment("2026-11-22 13:00");
        assert_eq!(wishes.next_digest(Pace::Daily, noon), moment("2026-11-23 07:00"));
        assert_eq!(wishes.next_digest(Pace::Weekly, noon), moment("2026-11-29 07:00"));
        let resting = Wishes {
            rests_weekend: true,
            ..wishes
        };
        let thursday = moment("2026-11-26 08:00");
        assert_eq!(resting.next_digest(Pace::Daily, thursday), moment("2026-11-29 07:00"));
    }
}
