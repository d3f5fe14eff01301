//! Vouching for people of other servers. What their server says of them counts for nothing here; the word of an admin does,
//! here and nowhere else.

use chrono::TimeDelta;

use crate::db::actors;
use crate::db::types::{ActorId, ActorKind, VerificationMethod};
use crate::db::verification::facts::{self, Subject, Verification, Vouch};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Error, Principal, Result};

use super::levels;
use super::rights::LEVEL_MAX;

/// Vouches for somebody of another server, for as long as a verification lasts.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`]; [`Error::NotFound`] for people of this instance, whose papers
/// speak for them.
pub async fn vouch(core: &Core, by: &Principal, actor: ActorId, level: i32, note: &str) -> Result<()> {
    by.require_admin()?;
    let mut problems = Problems::default();
    let note = problems.line("note", note, 5, 300);
    if !(1..=LEVEL_MAX).contains(&level) {
        problems.add("level", Problem::Choice);
    }
    problems.into_result(())?;
    let now = core.clock.now();
    core.change(async |conn| {
        let person = actors::get(conn, actor).await?;
        if person.is_local() || person.kind != ActorKind::Person || person.deleted_at.is_some() {
            return Err(Error::NotFound);
        }
        let days = i64::from(core.config.verification.valid_days);
        let vouch = Vouch {
            actor_id: actor,
            level,
            note: note.clone(),
            vouched_by: by.account_id,
            created_at: now,
            expires_at: now.plus(TimeDelta::days(days)),
        };
        facts::set_vouch(conn, &vouch).await?;
        crate::domain::moderation::note_about(core, conn, by, "vouch", person.instance_id).await
    })
    .await
}

/// Vouches for an organisation or a person of this instance without papers, for those whom the chamber knows.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn vouch_for(core: &Core, by: &Principal, subject: Subject, level: i32) -> Result<()> {
    by.require_admin()?;
    let (organisation_id, account_id) = match subject {
        Subject::Organisation(id) => (Some(id), None),
        Subject::Account(id) => (None, Some(id)),
    };
    let now = core.clock.now();
    let fact = Verification {
        id: core.ids.next(),
        organisation_id,
        account_id,
        level,
        method: VerificationMethod::Vouch,
        case_id: None,
        verified_by: by.account_id,
        verified_at: now,
        expires_at: now.plus(TimeDelta::days(i64::from(core.config.verification.valid_days))),
        reminded_days: None,
        ended_at: None,
    };
    core.change(async |conn| {
        facts::end_up_to(conn, subject, level, now).await?;
        facts::insert(conn, &fact).await?;
        levels::refresh_all(conn, subject, now).await
    })
    .await
}

/// Takes the word back.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::NotFound`] if nobody vouches for them.
pub async fn withdraw(core: &Core, by: &Principal, actor: ActorId) -> Result<()> {
    by.require_admin()?;
    core.change(async |conn| {
        let person = actors::get(conn, actor).await?;
        if !facts::delete_vouch(conn, actor).await? {
            return Err(Error::NotFound);
        }
        crate::domain::moderation::note_about(core, conn, by, "unvouch", person.instance_id).await
    })
    .await
}

/// The word that counts for somebody, if any.
///
/// # Errors
/// If the database fails.
pub async fn find(core: &Core, actor: ActorId) -> Result<Option<Vouch>> {
    let mut conn = core.db.read().await?;
    let mut found = facts::list_vouches(&mut conn, &[actor], core.clock.now()).await?;
    Ok(found.pop())
}
