//! What time does to verifications: reminders before the end, the end, and the destruction of papers that have served.

use chrono::TimeDelta;

use crate::db::types::UtcTime;
use crate::db::verification::{cases, documents, facts};
use crate::domain::{Core, Result};

use super::cases::log;
use super::letters::{self, Letter};
use super::levels;

/// Days before the end at which those concerned are reminded, nearest first.
const REMINDERS: [i32; 3] = [1, 7, 30];
/// Ends older than this are told to nobody any more.
const TOLD_WITHIN: TimeDelta = TimeDelta::days(14);
/// Cases wiped at a time.
const BATCH: i64 = 50;

/// Does what is due. Doing it twice is the same as once.
///
/// # Errors
/// If the database fails.
pub async fn run(core: &Core) -> Result<()> {
    lower(core).await?;
    for days in REMINDERS {
        remind(core, days).await?;
    }
    tell_ended(core).await?;
    wipe(core).await
}

/// Adds up again the levels that have ended: something lower may be left.
async fn lower(core: &Core) -> Result<()> {
    let now = core.clock.now();
    core.change(async |conn| {
        for account in facts::list_ended_accounts(conn, now).await? {
            levels::refresh(conn, account, now).await?;
        }
        Ok(())
    })
    .await
}

async fn remind(core: &Core, days: i32) -> Result<()> {
    let now = core.clock.now();
    let until = now.plus(TimeDelta::days(i64::from(days)));
    tell(core, Letter::Reminder, (now, until), days).await
}

async fn tell_ended(core: &Core) -> Result<()> {
    let now = core.clock.now();
    tell(core, Letter::Expired, (now.plus(-TOLD_WITHIN), now), 0).await
}

/// Tells of the facts that end between these moments, each once: the one who marks a fact tells of it.
async fn tell(core: &Core, letter: Letter, (from, to): (UtcTime, UtcTime), days: i32) -> Result<()> {
    core.change(async |conn| {
        for fact in facts::list_ending(conn, from, to, days).await? {
            if facts::set_reminded(conn, fact.id, days).await? {
                letters::about_fact(core, conn, letter, &fact).await?;
            }
        }
        Ok(())
    })
    .await
}

/// Destroys numbers and papers of cases that were decided long enough ago. The decision, its day and who took it stay.
async fn wipe(core: &Core) -> Result<()> {
    let now = core.clock.now();
    let before = now.plus(-TimeDelta::days(i64::from(core.config.verification.retention_days)));
    loop {
        let wiped = core
            .change(async |conn| {
                let due = cases::list_to_wipe(conn, before, BATCH).await?;
                for case in &due {
                    let count = documents::delete_all(conn, case.id).await?;
                    cases::wipe(conn, case.id, now).await?;
                    log(core, conn, case.id, None, "wiped", &count.to_string()).await?;
                }
                Ok(due.len())
            })
            .await?;
        if wiped == 0 {
            return Ok(());
        }
    }
}
