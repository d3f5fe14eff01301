//! The breach register: what happened, whom it concerns, and the 72 hours in which the authority has to be told.

use chrono::TimeDelta;

use crate::db::privacy::breaches::{self, Breach};
use crate::db::types::{BreachId, UtcTime};
use crate::domain::error::Result;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal};

use super::journal;

/// Hours to tell the authority.
const HOURS: i64 = 72;
/// Longest text, in characters.
const TEXT_MAX: usize = 8_000;

/// A breach as staff type it. Moments are local, as `2026-11-22T13:00`.
#[derive(Debug, Clone, Default)]
pub struct BreachForm {
    /// In one line.
    pub title: String,
    /// When it was noticed.
    pub discovered_at: String,
    /// How, when and where it happened.
    pub circumstances: String,
    /// Whose data and which, and how many.
    pub affected: String,
    /// What may come of it.
    pub risks: String,
    /// What is done about it.
    pub measures: String,
    /// When the authority was told; empty if it was not.
    pub authority_told_at: String,
    /// When the people were told; empty if they were not.
    pub people_told_at: String,
    /// Whether nothing is left to do.
    pub is_closed: bool,
}

/// When the authority has to know.
pub fn deadline(breach: &Breach) -> UtcTime {
    breach.discovered_at.plus(TimeDelta::hours(HOURS))
}

/// Whether the authority should know by now, and does not.
pub fn is_overdue(breach: &Breach, now: UtcTime) -> bool {
    breach.authority_told_at.is_none() && breach.closed_at.is_none() && deadline(breach) < now
}

/// All breaches, newest first.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<Breach>> {
    by.require_admin()?;
    Ok(breaches::list(&mut core.db.read().await?).await?)
}

/// A breach.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`crate::domain::Error::NotFound`].
pub async fn get(core: &Core, by: &Principal, id: BreachId) -> Result<Breach> {
    by.require_admin()?;
    Ok(breaches::get(&mut core.db.read().await?, id).await?)
}

/// Enters a breach, or changes what is known of one; gives its number.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`crate::domain::Error::Invalid`]; [`crate::domain::Error::NotFound`].
pub async fn save(core: &Core, by: &Principal, id: Option<BreachId>, form: &BreachForm) -> Result<BreachId> {
    by.require_admin()?;
    let now = core.clock.now();
    let checked = check(core, form)?;
    core.change(async |conn| {
        let known = match id {
            Some(id) => Some(breaches::get(conn, id).await?),
            None => None,
        };
        let breach = Breach {
            id: known.as_ref().map_or_else(|| core.ids.next(), |breach| breach.id),
            closed_at: match (form.is_closed, known.as_ref().and_then(|breach| breach.closed_at)) {
                (false, _) => None,
                (true, before) => Some(before.unwrap_or(now)),
            },
            created_at: known.as_ref().map_or(now, |breach| breach.created_at),
            ..checked.clone()
        };
        let action = if known.is_some() {
            breaches::update(conn, &breach).await?;
            "breach_changed"
        } else {
            breaches::insert(conn, &breach).await?;
            "breach_entered"
        };
        journal::note(core, conn, by, action, Some(breach.id.0)).await?;
        Ok(breach.id)
    })
    .await
}

fn check(core: &Core, form: &BreachForm) -> Result<Breach> {
    let now = core.clock.now();
    let mut problems = Problems::default();
    let moment = |field: &'static str, typed: &str, problems: &mut Problems| {
        if typed.trim().is_empty() {
            return None;
        }
        let moment = super::moment(typed).filter(|moment| *moment <= now);
        if moment.is_none() {
            problems.add(field, Problem::Day);
        }
        moment
    };
    let discovered = moment("discovered_at", &form.discovered_at, &mut problems);
    if discovered.is_none() && problems.of("discovered_at").is_none() {
        problems.add("discovered_at", Problem::Required);
    }
    let authority_told_at = moment("authority_told_at", &form.authority_told_at, &mut problems);
    let people_told_at = moment("people_told_at", &form.people_told_at, &mut problems);
    let breach = Breach {
        id: BreachId(0),
        title: problems.line("title", &form.title, 1, 200),
        discovered_at: discovered.unwrap_or(now),
        circumstances: problems.block("circumstances", &form.circumstances, 1, TEXT_MAX),
        affected: problems.block("affected", &form.affected, 0, TEXT_MAX),
        risks: problems.block("risks", &form.risks, 0, TEXT_MAX),
        measures: problems.block("measures", &form.measures, 0, TEXT_MAX),
        authority_told_at,
        people_told_at,
        closed_at: None,
        created_at: now,
    };
    problems.into_result(breach)
}
