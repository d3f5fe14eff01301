//! The letters about verification: which there are, and to whom each goes. They are written by a job.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::notifications::Notification;
use crate::db::types::{AccountId, CaseId, NotificationKind, Role};
use crate::db::verification::facts::{Subject, Verification};
use crate::db::{Conn, accounts, organisation_members, people};
use crate::domain::letters::LetterKind;
use crate::domain::{Core, Result, actors, letters as mail, notifications};

/// How long new cases are collected before verifiers are told of them: one letter, not one for each.
const COLLECT: TimeDelta = TimeDelta::minutes(30);

/// A letter about verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// To verifiers: cases wait.
    Waiting,
    /// To the applicant: a question.
    Returned,
    /// To the applicant: verified.
    Approved,
    /// To the applicant: not verified.
    Rejected,
    /// To those concerned: it ends soon.
    Reminder,
    /// To those concerned: it has ended.
    Expired,
    /// To those concerned: it was taken back.
    Ended,
}

impl Letter {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Waiting,
        Self::Returned,
        Self::Approved,
        Self::Rejected,
        Self::Reminder,
        Self::Expired,
        Self::Ended,
    ];

    /// What the job calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Reminder => "reminder",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }
}

/// Tells verifiers that cases wait, once for all that come within half an hour.
pub(super) async fn to_verifiers(core: &Core, conn: &mut Conn) -> Result<()> {
    let mut verifiers: Vec<AccountId> = accounts::list_verifiers(conn)
        .await?
        .into_iter()
        .map(|(one, _)| one.id)
        .collect();
    if verifiers.is_empty() {
        let admins = people::list_by_role(conn, Role::Admin).await?;
        verifiers = admins.into_iter().map(|(account, _)| account.id).collect();
    }
    let at = core.clock.now().plus(COLLECT);
    for account in verifiers {
        let payload = json!({ "letter": Letter::Waiting.as_str(), "account_id": account.0 });
        let key = format!("{}:waiting:{account}", LetterKind::Verification);
        mail::queue(core, conn, LetterKind::Verification, &payload, Some(&key), at).await?;
    }
    Ok(())
}

/// Tells the applicant of a decision.
pub(super) async fn to_applicant(
    core: &Core,
    conn: &mut Conn,
    letter: Letter,
    to: AccountId,
    case: CaseId,
) -> Result<()> {
    let payload = json!({ "letter": letter.as_str(), "account_id": to.0, "case_id": case.0 });
    let notice = Notification {
        id: core.ids.next(),
        account_id: to,
        kind: NotificationKind::Verification,
        actor_id: actors::instance_actor_in(conn).await?.id,
        post_id: None,
        read_at: None,
        log_id: None,
    };
    notifications::put_with_letter(core, conn, &notice).await?;
    mail::queue(core, conn, LetterKind::Verification, &payload, None, core.clock.now()).await
}

/// Tells those whom a fact concerns: the person, or the owners of the organisation.
pub(super) async fn about_fact(core: &Core, conn: &mut Conn, letter: Letter, fact: &Verification) -> Result<()> {
    let subject = fact.organisation_id.map(Subject::Organisation);
    let people = match subject.or(fact.account_id.map(Subject::Account)) {
        Some(Subject::Organisation(id)) => organisation_members::owners(conn, id).await?,
        Some(Subject::Account(account)) => vec![account],
        None => Vec::new(),
    };
    for account in people {
        let payload = json!({
            "letter": letter.as_str(),
            "account_id": account.0,
            "organisation_id": fact.organisation_id.map(|id| id.0),
            "until": fact.expires_at.millis(),
        });
        mail::queue(core, conn, LetterKind::Verification, &payload, None, core.clock.now()).await?;
    }
    Ok(())
}
