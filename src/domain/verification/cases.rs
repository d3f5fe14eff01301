//! The applicant's side: beginning a case, filling it in, handing it in, taking it back, asking somebody else.

use crate::db::organisations::{self, Organisation};
use crate::db::types::{AccountId, CaseId, CaseState, Finding, OrganisationId};
use crate::db::verification::cases::{self, Case, LogLine};
use crate::db::verification::documents::{self, Document};
use crate::db::verification::facts::{self, Subject, Verification};
use crate::db::{Conn, accounts, organisation_members};
use crate::domain::organisations::require_owner;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Denied, Error, Principal, Result};

use super::checklist::{self, Missing, Track};
use super::numbers::{self, ClaimsForm};
use super::{deadlines, letters, list, review};

/// A case as its applicant sees it.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// What it is about, if it is about an organisation.
    pub organisation: Option<Organisation>,
    /// What it takes.
    pub track: Track,
    /// The papers handed in so far.
    pub documents: Vec<Document>,
    /// What is still missing.
    pub missing: Missing,
    /// Whether somebody else can still be asked.
    pub may_appeal: bool,
}

/// What a member's verification stands at.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The member's own verifications in force.
    pub own: Vec<Verification>,
    /// The organisations they work in, whether they speak for each, and what is in force for it.
    pub organisations: Vec<(Organisation, bool, Option<Verification>)>,
    /// Cases they handed in or may see as an owner, newest first.
    pub cases: Vec<Case>,
}

/// Whom a case is about.
pub(super) fn subject(case: &Case) -> Subject {
    match case.organisation_id {
        Some(organisation) => Subject::Organisation(organisation),
        None => Subject::Account(case.account_id),
    }
}

/// The organisation of a case, and what it takes.
pub(super) async fn track(
    conn: &mut Conn,
    organisation: Option<OrganisationId>,
) -> Result<(Option<Organisation>, Track)> {
    let Some(id) = organisation else {
        return Ok((None, Track::Expert));
    };
    let organisation = organisations::get(conn, id).await?;
    let track = Track::Organisation(organisation.kind);
    Ok((Some(organisation), track))
}

/// That a case is the principal's: theirs, or of an organisation they speak for.
///
/// # Errors
/// [`Denied::NotOwner`].
pub(super) async fn require_applicant(conn: &mut Conn, by: &Principal, case: &Case) -> Result<AccountId> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    match case.organisation_id {
        None if case.account_id == account => {}
        None => return Err(Error::Forbidden(Denied::NotOwner)),
        Some(organisation) => require_owner(conn, by, organisation).await?,
    }
    Ok(account)
}

/// Writes a line of a case's log.
pub(super) async fn log(
    core: &Core,
    conn: &mut Conn,
    case: CaseId,
    by: Option<AccountId>,
    action: &str,
    detail: &str,
) -> Result<()> {
    let line = LogLine {
        id: core.ids.next(),
        case_id: case,
        account_id: by,
        action: action.to_owned(),
        detail: detail.to_owned(),
        created_at: core.clock.now(),
    };
    Ok(cases::insert_log(conn, &line).await?)
}

/// What stands on the member's own page about verification.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn overview(core: &Core, by: &Principal) -> Result<Overview> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let now = core.clock.now();
    let mut conn = core.db.read().await?;
    let places = organisation_members::memberships(&mut conn, account).await?;
    let places = places.into_iter().filter(|(_, member)| member.is_active());
    let places: Vec<_> = places
        .map(|(organisation, member)| (organisation, member.is_owner()))
        .collect();
    let ids: Vec<OrganisationId> = places.iter().map(|(organisation, _)| organisation.id).collect();
    let facts = facts::list_of_organisations(&mut conn, &ids, now).await?;
    let mut cases = cases::list_by_account(&mut conn, account).await?;
    for (organisation, is_owner) in &places {
        if *is_owner {
            cases.extend(cases::list_by_organisation(&mut conn, organisation.id).await?);
        }
    }
    cases.sort_by_key(|case| std::cmp::Reverse(case.id));
    cases.dedup_by_key(|case| case.id);
    let fact_of = |id| facts.iter().find(|fact| fact.organisation_id == Some(id)).cloned();
    Ok(Overview {
        own: facts::list_current(&mut conn, Subject::Account(account), now).await?,
        organisations: places
            .into_iter()
            .map(|(organisation, is_owner)| {
                let fact = fact_of(organisation.id);
                (organisation, is_owner, fact)
            })
            .collect(),
        cases,
    })
}

/// Begins a case for a level; one that is open already is gone on with.
///
/// # Errors
/// [`Denied::NotOwner`]; [`Error::Invalid`] on `level` where that level is not to be had.
pub async fn begin(core: &Core, by: &Principal, organisation: Option<OrganisationId>, level: i32) -> Result<CaseId> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let now = core.clock.now();
    let begun = core
        .change(async |conn| {
            if let Some(organisation) = organisation {
                require_owner(conn, by, organisation).await?;
            }
            if let Some(open) = find_open(conn, organisation, account).await? {
                return Ok(open);
            }
            let (organisation, track) = track(conn, organisation).await?;
            if !track.levels().contains(&level) {
                return Err(Error::Invalid(Problems::one("level", Problem::Choice)));
            }
            let case = fresh(core, account, organisation.as_ref(), level);
            let in_force = facts::list_current(conn, subject(&case), now).await?;
            let is_renewal = in_force.iter().any(|fact| fact.level >= level);
            cases::insert(
                conn,
                &Case {
                    is_renewal,
                    ..case.clone()
                },
            )
            .await?;
            log(core, conn, case.id, Some(account), "begun", "").await?;
            Ok(case.id)
        })
        .await;
    match begun {
        // Somebody began one at the same moment.
        Err(Error::Conflict(_)) => find_open(&mut core.db.read().await?, organisation, account)
            .await?
            .ok_or(Error::NotFound),
        other => other,
    }
}

async fn find_open(
    conn: &mut Conn,
    organisation: Option<OrganisationId>,
    account: AccountId,
) -> Result<Option<CaseId>> {
    let known = match organisation {
        Some(organisation) => cases::list_by_organisation(conn, organisation).await?,
        None => cases::list_by_account(conn, account).await?,
    };
    let is_open = |case: &&Case| {
        let waits = matches!(
            case.state,
            CaseState::Draft | CaseState::Submitted | CaseState::Returned
        );
        waits && case.organisation_id == organisation
    };
    Ok(known.iter().find(is_open).map(|case| case.id))
}

fn fresh(core: &Core, account: AccountId, organisation: Option<&Organisation>, level: i32) -> Case {
    let number = organisation.and_then(|organisation| organisation.national_number.clone());
    Case {
        id: core.ids.next(),
        organisation_id: organisation.map(|organisation| organisation.id),
        account_id: account,
        level,
        is_renewal: false,
        state: CaseState::Draft,
        national_number: number.unwrap_or_default(),
        register_number: String::new(),
        vat_number: String::new(),
        licence_number: String::new(),
        licence_expires: String::new(),
        chamber_number: String::new(),
        message: String::new(),
        finding: Finding::Unknown,
        first_approval_by: None,
        appealed_from: None,
        is_appeal: false,
        reason: String::new(),
        note: String::new(),
        decided_by: None,
        created_at: core.clock.now(),
        submitted_at: None,
        due_at: None,
        decided_at: None,
        wiped_at: None,
    }
}

/// A case of the principal's.
///
/// # Errors
/// [`Error::NotFound`], also for everybody else's.
pub async fn view(core: &Core, by: &Principal, id: CaseId) -> Result<CaseView> {
    let mut conn = core.db.read().await?;
    let case = cases::get(&mut conn, id).await?;
    require_applicant(&mut conn, by, &case)
        .await
        .map_err(|_| Error::NotFound)?;
    let (organisation, track) = track(&mut conn, case.organisation_id).await?;
    let documents = documents::list(&mut conn, id).await?;
    Ok(CaseView {
        missing: checklist::missing(track, &case, &documents),
        may_appeal: may_appeal(core, &case),
        case,
        organisation,
        track,
        documents,
    })
}

/// Keeps what the applicant typed.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::Decided`] once it was handed in; [`Denied::NotOwner`].
pub async fn save(core: &Core, by: &Principal, id: CaseId, form: &ClaimsForm) -> Result<()> {
    let claims = numbers::read(form)?;
    core.change(async |conn| {
        let case = cases::get(conn, id).await?;
        require_applicant(conn, by, &case).await?;
        if cases::set_claims(conn, id, &claims).await? {
            Ok(())
        } else {
            Err(Error::Forbidden(Denied::Decided))
        }
    })
    .await
}

/// Hands a case in. Where the chamber's own list confirms who asks, identity is established at once; everything else waits
/// for a verifier.
///
/// # Errors
/// [`Error::Invalid`] naming what is missing or wrong; [`Denied::Decided`] once it was handed in; [`Denied::NotOwner`].
pub async fn submit(core: &Core, by: &Principal, id: CaseId) -> Result<()> {
    let now = core.clock.now();
    let config = &core.config.verification;
    let due_at = deadlines::after(now, config.target_days, &config.holidays);
    core.change(async |conn| {
        let case = cases::get(conn, id).await?;
        let account = require_applicant(conn, by, &case).await?;
        let (_, track) = track(conn, case.organisation_id).await?;
        require_whole(core, track, &case, &documents::list(conn, id).await?)?;
        let applicant = accounts::get(conn, account).await?;
        let finding = list::finding(core, conn, &case, &applicant.email_normal).await?;
        if !cases::submit(conn, id, finding, now, due_at).await? {
            return Err(Error::Forbidden(Denied::Decided));
        }
        log(core, conn, id, Some(account), "submitted", finding.as_str()).await?;
        if finding == Finding::Confirmed && case.level == 1 {
            return review::approve_by_list(core, conn, id).await;
        }
        letters::to_verifiers(core, conn).await
    })
    .await
}

/// That nothing is missing, and that the licence has not run out.
fn require_whole(core: &Core, track: Track, case: &Case, documents: &[Document]) -> Result<()> {
    let missing = checklist::missing(track, case, documents);
    let mut problems = Problems::default();
    for field in missing.fields {
        problems.add(field, Problem::Required);
    }
    if !missing.documents.is_empty() {
        problems.add("document", Problem::Required);
    }
    let today = core.clock.now().utc().date_naive().to_string();
    if !case.licence_expires.is_empty() && case.licence_expires < today {
        problems.add("licence_expires", Problem::Past);
    }
    problems.into_result(())
}

/// Takes a case back. What was handed in is destroyed with the others of its day.
///
/// # Errors
/// [`Denied::Decided`]; [`Denied::NotOwner`].
pub async fn withdraw(core: &Core, by: &Principal, id: CaseId) -> Result<()> {
    core.change(async |conn| {
        let case = cases::get(conn, id).await?;
        let account = require_applicant(conn, by, &case).await?;
        if !cases::withdraw(conn, id, core.clock.now()).await? {
            return Err(Error::Forbidden(Denied::Decided));
        }
        log(core, conn, id, Some(account), "withdrawn", "").await
    })
    .await
}

fn may_appeal(core: &Core, case: &Case) -> bool {
    let days = chrono::TimeDelta::days(i64::from(core.config.verification.appeal_days));
    let is_in_time = case.decided_at.is_some_and(|at| at.plus(days) > core.clock.now());
    case.state == CaseState::Rejected && !case.is_appeal && case.wiped_at.is_none() && is_in_time
}

/// Asks for another verifier after a rejection, once.
///
/// # Errors
/// [`Error::Invalid`] on `message`; [`Denied::Decided`] if it is too late for it; [`Denied::NotOwner`].
pub async fn appeal(core: &Core, by: &Principal, id: CaseId, message: &str) -> Result<()> {
    let mut problems = Problems::default();
    let message = problems.block("message", message, 10, 1_000);
    problems.into_result(())?;
    let now = core.clock.now();
    let config = &core.config.verification;
    let due_at = deadlines::after(now, config.target_days, &config.holidays);
    core.change(async |conn| {
        let case = cases::get(conn, id).await?;
        let account = require_applicant(conn, by, &case).await?;
        if !may_appeal(core, &case) || !cases::appeal(conn, id, &message, now, due_at).await? {
            return Err(Error::Forbidden(Denied::Decided));
        }
        log(core, conn, id, Some(account), "appealed", "").await?;
        letters::to_verifiers(core, conn).await
    })
    .await
}
