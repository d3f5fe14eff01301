//! What verifications come to: the level of each person, and what is shown beside names. A person has the level they were
//! given themselves or that of an organisation they work in, whichever is higher.

use std::collections::HashMap;

use crate::db::actors::Actor;
use crate::db::organisations::Organisation;
use crate::db::types::{AccountId, ActorId, UtcTime};
use crate::db::verification::facts::{self, Subject, Verification};
use crate::db::{Conn, accounts};
use crate::domain::{Core, Result, Viewer};

/// What stands beside the name of a person, on this instance only.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Level in force; 0 for none.
    pub level: i32,
    /// Until when.
    pub until: Option<UtcTime>,
    /// Where they work.
    pub organisation: Option<Organisation>,
}

/// Adds up again what a person's verifications come to.
///
/// # Errors
/// If the database fails.
pub async fn refresh(conn: &mut Conn, account: AccountId, now: UtcTime) -> Result<()> {
    let mut all = facts::list_current(conn, Subject::Account(account), now).await?;
    let workplaces = facts::list_workplaces(conn, account).await?;
    all.extend(facts::list_of_organisations(conn, &workplaces, now).await?);
    let best = all.iter().max_by_key(|fact| (fact.level, fact.expires_at));
    let level = best.map_or(0, |fact| fact.level);
    Ok(accounts::set_level(conn, account, level, best.map(|fact| fact.expires_at)).await?)
}

/// The same for everybody whom a fact about `subject` concerns.
///
/// # Errors
/// If the database fails.
pub async fn refresh_all(conn: &mut Conn, subject: Subject, now: UtcTime) -> Result<()> {
    let people = match subject {
        Subject::Account(account) => vec![account],
        Subject::Organisation(organisation) => facts::list_staff(conn, organisation).await?,
    };
    for account in people {
        refresh(conn, account, now).await?;
    }
    Ok(())
}

/// Takes back at once whatever is in force for `subject`.
///
/// # Errors
/// If the database fails.
pub async fn lapse(conn: &mut Conn, subject: Subject, now: UtcTime) -> Result<()> {
    facts::end_up_to(conn, subject, i32::MAX, now).await?;
    refresh_all(conn, subject, now).await
}

/// The highest of these facts.
pub fn highest(facts: &[Verification]) -> Option<&Verification> {
    facts.iter().max_by_key(|fact| (fact.level, fact.expires_at))
}

/// What stands beside the name of one person, on their page. Where people work is for members to know.
///
/// # Errors
/// If the database fails.
pub async fn standing(core: &Core, viewer: &Viewer, actor: &Actor) -> Result<Option<Standing>> {
    let mut conn = core.db.read().await?;
    let mut standing = standings(&mut conn, &[actor], core.clock.now())
        .await?
        .remove(&actor.id);
    if let Some(standing) = &mut standing
        && viewer.account_id().is_none()
    {
        standing.organisation = None;
    }
    Ok(standing)
}

/// What stands beside the names of these actors, in two queries at most. Those of whom nothing is known are left out.
///
/// # Errors
/// If the database fails.
pub async fn standings(conn: &mut Conn, actors: &[&Actor], now: UtcTime) -> Result<HashMap<ActorId, Standing>> {
    let mut standings: HashMap<ActorId, Standing> = HashMap::new();
    let (ours, theirs): (Vec<&Actor>, Vec<&Actor>) = actors.iter().copied().partition(|actor| actor.is_local());
    let ids = |actors: &[&Actor]| actors.iter().map(|actor| actor.id).collect::<Vec<_>>();
    let ours = if ours.is_empty() {
        Vec::new()
    } else {
        facts::list_standings(conn, &ids(&ours)).await?
    };
    for (actor, level, until, organisation) in ours {
        let until = until.filter(|until| *until > now);
        // The first organisation is the main one.
        standings.entry(actor).or_insert_with(|| Standing {
            level: if until.is_some() { level } else { 0 },
            until,
            organisation: organisation.map(|organisation| Organisation {
                national_number: None,
                ..organisation
            }),
        });
    }
    let vouches = if theirs.is_empty() {
        Vec::new()
    } else {
        facts::list_vouches(conn, &ids(&theirs), now).await?
    };
    for vouch in vouches {
        let standing = standings.entry(vouch.actor_id).or_default();
        standing.level = vouch.level;
        standing.until = Some(vouch.expires_at);
    }
    standings.retain(|_, standing| standing.level > 0 || standing.organisation.is_some());
    Ok(standings)
}
