//! What is kept how long. A job applies the rules once a day and writes down how much it destroyed.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::cases::drafts as begun;
use crate::db::messages::reported;
use crate::db::moderation::held;
use crate::db::privacy::retention::{self, Run};
use crate::db::privacy::{erasures, exports};
use crate::db::trainings::drafts as planned;
use crate::db::types::{NotificationId, UtcTime};
use crate::db::{Conn, drafts, inbox, letters, oauth, queue, requests, sessions};
use crate::domain::error::Result;
use crate::domain::moderation::hiding;
use crate::domain::{Core, Principal};

use super::files;

/// The job.
const JOB: &str = "retention";
/// How often it runs.
const EVERY: TimeDelta = TimeDelta::days(1);
/// Runs on the page of staff.
const SHOWN: i64 = 100;

/// Something that is not kept for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Copies of members' data.
    Exports,
    /// Sessions that are over.
    Sessions,
    /// One-time links and codes that were used or are over.
    Tokens,
    /// Notifications that were read.
    Notifications,
    /// Letters that were sent, refused or dropped: that there were such, for their text is never kept.
    Letters,
    /// Accounts that were never confirmed.
    Unconfirmed,
    /// Activities that other servers sent.
    Inbox,
    /// Activities that servers would not take.
    DeadLetters,
    /// Addresses of who was erased.
    Addresses,
    /// Drafts, and case studies and trainings begun, that nobody goes on with.
    Drafts,
    /// Texts that moderators hid, posts that waited for them, and messages that were shown to them.
    Hidden,
    /// Trainings that were needed and are needed no more, with who signed and what was offered.
    Needs,
}

impl Rule {
    /// Every rule, in the order in which they run.
    pub const ALL: [Self; 12] = [
        Self::Exports,
        Self::Sessions,
        Self::Tokens,
        Self::Notifications,
        Self::Letters,
        Self::Unconfirmed,
        Self::Inbox,
        Self::DeadLetters,
        Self::Addresses,
        Self::Drafts,
        Self::Hidden,
        Self::Needs,
    ];

    /// Its name where runs are written down.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exports => "exports",
            Self::Sessions => "sessions",
            Self::Tokens => "tokens",
            Self::Notifications => "notifications",
            Self::Letters => "letters",
            Self::Unconfirmed => "unconfirmed",
            Self::Inbox => "inbox",
            Self::DeadLetters => "dead_letters",
            Self::Addresses => "addresses",
            Self::Drafts => "drafts",
            Self::Hidden => "hidden",
            Self::Needs => "needs",
        }
    }

    /// How many days after the end of its purpose; none where a thing carries its own end.
    pub fn days(self, core: &Core) -> Option<i64> {
        let privacy = &core.config.privacy;
        match self {
            Self::Exports => Some(privacy.export_days),
            Self::Sessions => Some(core.config.security.session_days),
            Self::Tokens => None,
            Self::Notifications => Some(privacy.notification_days),
            Self::Letters => Some(privacy.letter_days),
            Self::Unconfirmed => Some(privacy.unconfirmed_days),
            Self::Inbox => Some(privacy.inbox_days),
            Self::DeadLetters => Some(privacy.dead_letter_days),
            Self::Addresses => Some(privacy.receipt_days),
            Self::Drafts => Some(privacy.draft_days),
            Self::Hidden => Some(core.config.moderation.hidden_days),
            Self::Needs => Some(privacy.need_days),
        }
    }

    async fn apply(self, core: &Core, now: UtcTime) -> Result<usize> {
        let until = now.plus(-TimeDelta::days(self.days(core).unwrap_or(0)));
        // Files go with these texts, all in a transaction of its own.
        let wiped = if self == Self::Hidden {
            hiding::wipe(core, until).await?
        } else {
            0
        };
        let conn: &mut Conn = &mut core.db.write().await?;
        Ok(wiped
            + match self {
                Self::Exports => {
                    let over = exports::expire(conn, now).await?;
                    files::remove(core, &over).await?;
                    let known = exports::list_files(conn).await?;
                    over.len() + files::sweep(core, &known).await?
                }
                Self::Sessions => sessions::delete_expired(conn, now).await?,
                Self::Tokens => retention::tokens(conn, now).await? + oauth::delete_expired_codes(conn, now).await?,
                Self::Notifications => {
                    let before: NotificationId = core.ids.at(until);
                    retention::notifications(conn, until, before).await?
                }
                Self::Letters => letters::delete_settled(conn, until).await?,
                Self::Unconfirmed => retention::unconfirmed(conn, until).await?,
                Self::Inbox => inbox::delete_settled(conn, until).await?,
                Self::DeadLetters => retention::dead_letters(conn, until).await?,
                Self::Addresses => erasures::clear_addresses(conn, until).await?,
                Self::Drafts => {
                    drafts::delete_old(conn, until).await?
                        + begun::delete_old(conn, until).await?
                        + planned::delete_old(conn, until).await?
                }
                Self::Hidden => held::delete_decided(conn, until).await? + reported::delete_closed(conn, until).await?,
                Self::Needs => requests::delete_settled(conn, until).await?,
            })
    }
}

/// Applies every rule, writes down what it destroyed, and has itself called again tomorrow.
///
/// # Errors
/// If the database fails; the rules before that were applied.
pub async fn run(core: &Core) -> Result<()> {
    let now = core.clock.now();
    for rule in Rule::ALL {
        let destroyed = rule.apply(core, now).await?;
        if destroyed > 0 {
            let run = Run {
                id: core.ids.next(),
                rule: rule.name().to_owned(),
                destroyed: i64::try_from(destroyed).unwrap_or(i64::MAX),
                ran_at: now,
            };
            retention::insert_run(&mut core.db.write().await?, &run).await?;
        }
    }
    let since = now.plus(-EVERY * 2);
    if erasures::count_finished(&mut core.db.read().await?, since).await? > 0 {
        core.db.rewrite().await?;
    } else {
        core.db.flush_deleted().await?;
    }
    schedule(core, now.plus(EVERY)).await
}

/// Has the rules applied at `at`, once for each day however often it is asked for.
///
/// # Errors
/// If the database fails.
pub async fn schedule(core: &Core, at: UtcTime) -> Result<()> {
    let key = format!("{JOB}-{}", at.utc().date_naive());
    let mut conn = core.db.write().await?;
    Ok(queue::insert(&mut conn, core.ids.next(), JOB, &json!({}), Some(&key), at).await?)
}

/// What was destroyed lately.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn runs(core: &Core, by: &Principal) -> Result<Vec<Run>> {
    by.require_admin()?;
    Ok(retention::list_runs(&mut core.db.read().await?, SHOWN).await?)
}
