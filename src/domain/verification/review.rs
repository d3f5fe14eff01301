//! The verifier's side: the queue, a case with everything known about it, and the decision.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::db::actors::Actor;
use crate::db::organisations::{self, Organisation};
use crate::db::types::{AccountId, CaseId, CaseState, UtcTime, VerificationMethod};
use crate::db::verification::cases::{self, Case, Decision, LogLine};
use crate::db::verification::documents::{self, Document};
use crate::db::verification::facts::{self, Verification};
use crate::db::verification::list::{self, Listed};
use crate::db::{Conn, accounts, organisation_members};
use crate::domain::paging::cut_page;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Denied, Error, Principal, Result, fold};

use super::cases::{log, subject, track};
use super::checklist::Track;
use super::letters::{self, Letter};
use super::levels;

/// Cases on one page of the queue.
pub const PER_PAGE: i64 = 30;
/// Reasons for asking back or saying no, as keys of words; they reach the applicant in their own language.
pub const REASONS: [&str; 8] = [
    "reason-unreadable",
    "reason-wrong-document",
    "reason-number-differs",
    "reason-name-differs",
    "reason-out-of-date",
    "reason-no-authority",
    "reason-claimed-by-other",
    "reason-other",
];

/// A case in the queue.
#[derive(Debug, Clone)]
pub struct QueueRow {
    /// The case.
    pub case: Case,
    /// What it is about.
    pub organisation: Option<Organisation>,
    /// Who handed it in.
    pub applicant: Actor,
}

/// A page of the queue.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The cases, oldest first.
    pub rows: Vec<QueueRow>,
    /// Where to go on.
    pub next: Option<CaseId>,
    /// How many wait for a verifier.
    pub waiting: i64,
    /// How many wait for an applicant.
    pub returned: i64,
}

/// A case before its verifier.
#[derive(Debug, Clone)]
pub struct Review {
    /// The case.
    pub case: Case,
    /// What it is about.
    pub organisation: Option<Organisation>,
    /// What it takes.
    pub track: Track,
    /// Who handed it in.
    pub applicant: Actor,
    /// The domain of the applicant's confirmed address: a company's own says something.
    pub email_domain: String,
    /// The papers.
    pub documents: Vec<Document>,
    /// Other organisations that claim the same number.
    pub same_number: Vec<Organisation>,
    /// What the chamber's list has under this number.
    pub listed: Option<Listed>,
    /// What was done so far, and by whom.
    pub log: Vec<(LogLine, Option<Actor>)>,
    /// Why this verifier may not decide, if so.
    pub barred: Option<Denied>,
    /// The day a verification would last until, unless another is chosen.
    pub suggested_until: NaiveDate,
    /// What is in force already.
    pub in_force: Option<Verification>,
}

/// What a verifier decides.
#[derive(Debug, Clone, Default)]
pub struct DecisionForm {
    /// `approve`, `return` or `reject`.
    pub act: String,
    /// One of [`REASONS`]; needed unless it is approved.
    pub reason: String,
    /// What to tell the applicant besides.
    pub note: String,
    /// Last day, `YYYY-MM-DD`; needed if it is approved.
    pub until: String,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Decided.
    Decided,
    /// Approved by one; another one has to agree.
    FirstOfTwo,
}

/// The cases in a state, oldest first.
///
/// # Errors
/// [`Denied::NotVerifier`].
pub async fn queue(core: &Core, by: &Principal, state: CaseState, after: Option<CaseId>) -> Result<Queue> {
    by.require_verifier()?;
    let mut conn = core.db.read().await?;
    let mut found = cases::list_by_state(&mut conn, state, after, PER_PAGE + 1).await?;
    let has_more = cut_page(&mut found, PER_PAGE);
    let next = found.last().filter(|_| has_more).map(|case| case.id);
    let ids: Vec<_> = found.iter().filter_map(|case| case.organisation_id).collect();
    let organisations = organisations::list_by_ids(&mut conn, &ids).await?;
    let people: Vec<AccountId> = found.iter().map(|case| case.account_id).collect();
    let applicants = accounts::list_actors(&mut conn, &people).await?;
    let rows = found.into_iter().filter_map(|case| {
        let organisation = organisations
            .iter()
            .find(|known| Some(known.id) == case.organisation_id);
        let applicant = applicants.iter().find(|(account, _)| *account == case.account_id)?;
        Some(QueueRow {
            organisation: organisation.cloned(),
            applicant: applicant.1.clone(),
            case,
        })
    });
    Ok(Queue {
        rows: rows.collect(),
        next,
        waiting: cases::count_by_state(&mut conn, CaseState::Submitted).await?,
        returned: cases::count_by_state(&mut conn, CaseState::Returned).await?,
    })
}

/// How many cases wait for a verifier.
///
/// # Errors
/// If the database fails.
pub async fn waiting(core: &Core) -> Result<i64> {
    Ok(cases::count_by_state(&mut core.db.read().await?, CaseState::Submitted).await?)
}

/// A case with everything known about it. Drafts are their applicants' own.
///
/// # Errors
/// [`Denied::NotVerifier`]; [`Error::NotFound`].
pub async fn review(core: &Core, by: &Principal, id: CaseId) -> Result<Review> {
    by.require_verifier()?;
    let mut conn = core.db.read().await?;
    let case = cases::get(&mut conn, id).await?;
    if case.state == CaseState::Draft {
        return Err(Error::NotFound);
    }
    let (organisation, track) = track(&mut conn, case.organisation_id).await?;
    let (account, applicant) = accounts::get_with_actor(&mut conn, case.account_id).await?;
    let has_number = !case.national_number.is_empty();
    let mut same_number = Vec::new();
    if has_number {
        same_number = organisations::find_by_national_number(&mut conn, &case.national_number).await?;
        same_number.retain(|other| Some(other.id) != case.organisation_id);
    }
    let listed = if has_number {
        list::find(&mut conn, &case.national_number).await?
    } else {
        None
    };
    let in_force = facts::list_current(&mut conn, subject(&case), core.clock.now()).await?;
    Ok(Review {
        documents: documents::list(&mut conn, id).await?,
        log: named_log(&mut conn, id).await?,
        barred: barred(&mut conn, by, &case).await.err().as_ref().and_then(denied),
        suggested_until: suggested_until(core, &case),
        email_domain: account.email_normal.rsplit('@').next().unwrap_or_default().to_owned(),
        in_force: levels::highest(&in_force).cloned(),
        case,
        organisation,
        track,
        applicant,
        same_number,
        listed,
    })
}

fn denied(error: &Error) -> Option<Denied> {
    match error {
        Error::Forbidden(denied) => Some(*denied),
        _ => None,
    }
}

async fn named_log(conn: &mut Conn, case: CaseId) -> Result<Vec<(LogLine, Option<Actor>)>> {
    let lines = cases::list_log(conn, case).await?;
    let mut people: Vec<AccountId> = lines.iter().filter_map(|line| line.account_id).collect();
    people.sort_unstable();
    people.dedup();
    let known = accounts::list_actors(conn, &people).await?;
    let name = |line: &LogLine| known.iter().find(|(account, _)| Some(*account) == line.account_id);
    Ok(lines
        .into_iter()
        .map(|line| {
            let actor = name(&line).map(|(_, actor)| actor.clone());
            (line, actor)
        })
        .collect())
}

/// The usual length, but no longer than the licence that it rests on.
fn suggested_until(core: &Core, case: &Case) -> NaiveDate {
    let days = TimeDelta::days(i64::from(core.config.verification.valid_days));
    let usual = core.clock.now().plus(days).utc().date_naive();
    match NaiveDate::parse_from_str(&case.licence_expires, "%Y-%m-%d") {
        Ok(printed) if case.level == 2 => printed.min(usual),
        _ => usual,
    }
}

/// That a verifier may decide on a case: not on their own or their company's, not again on one that is appealed against
/// them, not as both of two.
async fn barred(conn: &mut Conn, by: &Principal, case: &Case) -> Result<AccountId> {
    let me = by.require_verifier()?;
    if case.state != CaseState::Submitted {
        return Err(Error::Forbidden(Denied::Decided));
    }
    let decided_before = case.is_appeal && case.appealed_from == Some(me);
    if decided_before || case.first_approval_by == Some(me) || is_own(conn, case, me).await? {
        return Err(Error::Forbidden(Denied::OwnCase));
    }
    Ok(me)
}

/// Whether a case is somebody's own, or of an organisation they belong to or ask to join.
async fn is_own(conn: &mut Conn, case: &Case, who: AccountId) -> Result<bool> {
    if case.account_id == who {
        return Ok(true);
    }
    let Some(organisation) = case.organisation_id else {
        return Ok(false);
    };
    Ok(organisation_members::find(conn, organisation, who).await?.is_some())
}

/// Decides a case. Of two who decide at once, one is told that it is decided.
///
/// # Errors
/// [`Error::Invalid`] on `reason` or `until`; [`Denied::OwnCase`]; [`Denied::Decided`]; [`Denied::NotVerifier`].
pub async fn decide(core: &Core, by: &Principal, id: CaseId, form: &DecisionForm) -> Result<Outcome> {
    by.require_verifier()?;
    let mut problems = Problems::default();
    let note = problems.block("note", &form.note, 0, 1_000);
    let state = match form.act.as_str() {
        "approve" => CaseState::Approved,
        "return" => CaseState::Returned,
        "reject" => CaseState::Rejected,
        _ => return Err(Error::Invalid(Problems::one("act", Problem::Choice))),
    };
    let is_approval = state == CaseState::Approved;
    if !is_approval && !REASONS.contains(&form.reason.as_str()) {
        problems.add("reason", Problem::Required);
    }
    let until = if is_approval {
        until(core, &form.until, &mut problems)
    } else {
        core.clock.now()
    };
    problems.into_result(())?;
    let reason = if is_approval {
        String::new()
    } else {
        form.reason.clone()
    };
    core.change(async |conn| {
        let case = cases::get(conn, id).await?;
        let me = barred(conn, by, &case).await?;
        if is_approval && core.config.verification.four_eyes && case.first_approval_by.is_none() {
            if !cases::set_first_approval(conn, id, me).await? {
                return Err(Error::Forbidden(Denied::Decided));
            }
            log(core, conn, id, Some(me), "first-approval", "").await?;
            return Ok(Outcome::FirstOfTwo);
        }
        let decision = Decision {
            state,
            reason: reason.clone(),
            note: note.clone(),
            decided_by: Some(me),
            decided_at: (state != CaseState::Returned).then(|| core.clock.now()),
        };
        settle(core, conn, &case, &decision, (VerificationMethod::Documents, until)).await?;
        Ok(Outcome::Decided)
    })
    .await
}

/// The last second of the chosen day in Riyadh: in the future, and within three years.
fn until(core: &Core, typed: &str, problems: &mut Problems) -> UtcTime {
    let now = core.clock.now();
    let typed: String = typed.trim().chars().map(fold::digit).collect();
    let Ok(date) = NaiveDate::parse_from_str(&typed, "%Y-%m-%d") else {
        let problem = if typed.is_empty() {
            Problem::Required
        } else {
            Problem::Date
        };
        problems.add("until", problem);
        return now;
    };
    let end = UtcTime::new(date.and_time(NaiveTime::MIN).and_utc()).plus(TimeDelta::hours(21) - TimeDelta::seconds(1));
    if end <= now {
        problems.add("until", Problem::Past);
    } else if end > now.plus(TimeDelta::days(3 * 366)) {
        problems.add("until", Problem::Date);
    }
    end
}

/// What the chamber's own list confirmed needs no person.
pub(super) async fn approve_by_list(core: &Core, conn: &mut Conn, id: CaseId) -> Result<()> {
    let case = cases::get(conn, id).await?;
    let usual = core
        .clock
        .now()
        .plus(TimeDelta::days(i64::from(core.config.verification.valid_days)));
    let listed = list::find(conn, &case.national_number).await?;
    let end = listed
        .and_then(|listed| listed.valid_until)
        .map_or(usual, |end| end.min(usual));
    let decision = Decision {
        state: CaseState::Approved,
        reason: String::new(),
        note: String::new(),
        decided_by: None,
        decided_at: Some(core.clock.now()),
    };
    settle(core, conn, &case, &decision, (VerificationMethod::List, end)).await
}

/// Writes a decision down and does what follows from it.
async fn settle(
    core: &Core,
    conn: &mut Conn,
    case: &Case,
    decision: &Decision,
    (method, until): (VerificationMethod, UtcTime),
) -> Result<()> {
    if !cases::decide(conn, case.id, decision).await? {
        return Err(Error::Forbidden(Denied::Decided));
    }
    log(
        core,
        conn,
        case.id,
        decision.decided_by,
        decision.state.as_str(),
        &decision.reason,
    )
    .await?;
    let letter = match decision.state {
        CaseState::Approved => Letter::Approved,
        CaseState::Rejected => Letter::Rejected,
        _ => Letter::Returned,
    };
    if decision.state == CaseState::Approved {
        establish(core, conn, case, decision.decided_by, method, until).await?;
    }
    letters::to_applicant(core, conn, letter, case.account_id, case.id).await
}

async fn establish(
    core: &Core,
    conn: &mut Conn,
    case: &Case,
    by: Option<AccountId>,
    method: VerificationMethod,
    until: UtcTime,
) -> Result<()> {
    let now = core.clock.now();
    let fact = Verification {
        id: core.ids.next(),
        organisation_id: case.organisation_id,
        account_id: case.organisation_id.is_none().then_some(case.account_id),
        level: case.level,
        method,
        case_id: Some(case.id),
        verified_by: by,
        verified_at: now,
        expires_at: until,
        reminded_days: None,
        ended_at: None,
    };
    // What was established before at this level or below is replaced: its end must not remind anybody.
    facts::end_up_to(conn, subject(case), case.level, now).await?;
    facts::insert(conn, &fact).await?;
    if let Some(organisation) = case.organisation_id {
        organisations::set_national_number(conn, organisation, &case.national_number).await?;
    }
    levels::refresh_all(conn, subject(case), now).await
}

/// Takes back what was established in a case, before its time.
///
/// # Errors
/// [`Error::Invalid`] on `reason`; [`Denied::NotVerifier`]; [`Denied::OwnCase`]; [`Error::NotFound`] if nothing is in force.
pub async fn end(core: &Core, by: &Principal, id: CaseId, reason: &str) -> Result<()> {
    let me = by.require_verifier()?;
    if !REASONS.contains(&reason) {
        return Err(Error::Invalid(Problems::one("reason", Problem::Required)));
    }
    let now = core.clock.now();
    core.change(async |conn| {
        let case = cases::get(conn, id).await?;
        if is_own(conn, &case, me).await? {
            return Err(Error::Forbidden(Denied::OwnCase));
        }
        let in_force = facts::list_current(conn, subject(&case), now).await?;
        if facts::end_up_to(conn, subject(&case), i32::MAX, now).await? == 0 {
            return Err(Error::NotFound);
        }
        levels::refresh_all(conn, subject(&case), now).await?;
        log(core, conn, id, Some(me), "ended", reason).await?;
        match levels::highest(&in_force) {
            Some(fact) => letters::about_fact(core, conn, Letter::Ended, fact).await,
            None => Ok(()),
        }
    })
    .await
}
