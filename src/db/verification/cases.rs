//! What is handed in to be verified, its way to a decision, and the log of everything done with it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{verification_cases as cases, verification_log as log};
use crate::types::{AccountId, CaseId, CaseState, Finding, LogId, OrganisationId, UtcTime};

/// States in which a case waits for somebody.
const OPEN: [CaseState; 3] = [CaseState::Draft, CaseState::Submitted, CaseState::Returned];

/// Papers handed in about an organisation or, without one, about a person.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = cases)]
pub struct Case {
    /// Id.
    pub id: CaseId,
    /// Which organisation it is about.
    pub organisation_id: Option<OrganisationId>,
    /// Who handed it in.
    pub account_id: AccountId,
    /// The level asked for, 1 to 3.
    pub level: i32,
    /// Whether it confirms again what was established before.
    pub is_renewal: bool,
    /// How far it is.
    pub state: CaseState,
    /// Unified national number; empty if none was given, like every number below.
    pub national_number: String,
    /// Old number in the commercial register.
    pub register_number: String,
    /// VAT number.
    pub vat_number: String,
    /// Number of the industrial licence.
    pub licence_number: String,
    /// Printed end of the licence, `YYYY-MM-DD`.
    pub licence_expires: String,
    /// Number of membership in the chamber.
    pub chamber_number: String,
    /// What the applicant adds.
    pub message: String,
    /// What the chamber's list says.
    pub finding: Finding,
    /// The first of two who agree.
    pub first_approval_by: Option<AccountId>,
    /// Whose decision is appealed against.
    pub appealed_from: Option<AccountId>,
    /// Whether it is looked at for the second time, by somebody else.
    pub is_appeal: bool,
    /// The reason of the last decision, a key of words; empty if none.
    pub reason: String,
    /// What the verifier adds for the applicant.
    pub note: String,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When it was begun.
    pub created_at: UtcTime,
    /// When it was last handed in.
    pub submitted_at: Option<UtcTime>,
    /// When a decision is due.
    pub due_at: Option<UtcTime>,
    /// When it was decided.
    pub decided_at: Option<UtcTime>,
    /// When its numbers and papers were destroyed.
    pub wiped_at: Option<UtcTime>,
}

/// What the applicant fills in.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = cases)]
pub struct Claims {
    /// See [`Case`].
    pub national_number: String,
    /// See [`Case`].
    pub register_number: String,
    /// See [`Case`].
    pub vat_number: String,
    /// See [`Case`].
    pub licence_number: String,
    /// See [`Case`].
    pub licence_expires: String,
    /// See [`Case`].
    pub chamber_number: String,
    /// See [`Case`].
    pub message: String,
}

/// A decision about a case that waits.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = cases)]
pub struct Decision {
    /// The state it leads to.
    pub state: CaseState,
    /// See [`Case`].
    pub reason: String,
    /// See [`Case`].
    pub note: String,
    /// Who decides.
    pub decided_by: Option<AccountId>,
    /// When; none where the case only goes back with a question.
    #[diesel(treat_none_as_null = true)]
    pub decided_at: Option<UtcTime>,
}

/// Adds a case. A second open one of the same organisation or person is a conflict.
pub async fn insert(conn: &mut Conn, case: &Case) -> Result<()> {
    on!(conn, |c| diesel::insert_into(cases::table)
        .values(case)
        .execute(c)
        .await)?;
    Ok(())
}

/// The case with this id.
pub async fn get(conn: &mut Conn, id: CaseId) -> Result<Case> {
    Ok(on!(conn, |c| cases::table
        .find(id)
        .select(Case::as_select())
        .first(c)
        .await)?)
}

/// Sets what the applicant filled in, while the case is theirs; says whether it was.
pub async fn set_claims(conn: &mut Conn, id: CaseId, claims: &Claims) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        cases::table
            .find(id)
            .filter(cases::state.eq_any([CaseState::Draft, CaseState::Returned])),
    )
    .set(claims)
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Hands a case in, if it is still the applicant's; says whether it was.
pub async fn submit(conn: &mut Conn, id: CaseId, finding: Finding, now: UtcTime, due_at: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        cases::table
            .find(id)
            .filter(cases::state.eq_any([CaseState::Draft, CaseState::Returned])),
    )
    .set((
        cases::state.eq(CaseState::Submitted),
        cases::finding.eq(finding),
        cases::submitted_at.eq(now),
        cases::due_at.eq(due_at),
        cases::first_approval_by.eq(None::<AccountId>),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Takes back a case that is not decided; says whether it could be.
pub async fn withdraw(conn: &mut Conn, id: CaseId, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        cases::table.find(id).filter(cases::state.eq_any(OPEN))
    )
    .set((cases::state.eq(CaseState::Withdrawn), cases::decided_at.eq(now)))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Decides a case that waits for it. Of two who decide at once, one finds it decided: says whether this one was first.
pub async fn decide(conn: &mut Conn, id: CaseId, decision: &Decision) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        cases::table.find(id).filter(cases::state.eq(CaseState::Submitted))
    )
    .set(decision)
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Notes the first of two approvals; says whether it was the first.
pub async fn set_first_approval(conn: &mut Conn, id: CaseId, by: AccountId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        cases::table
            .find(id)
            .filter(cases::state.eq(CaseState::Submitted))
            .filter(cases::first_approval_by.is_null()),
    )
    .set(cases::first_approval_by.eq(by))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Puts a rejected case before somebody else, once; says whether it could be.
pub async fn appeal(conn: &mut Conn, id: CaseId, message: &str, now: UtcTime, due_at: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        cases::table
            .find(id)
            .filter(cases::state.eq(CaseState::Rejected))
            .filter(cases::is_appeal.eq(false))
            .filter(cases::wiped_at.is_null()),
    )
    .set((
        cases::state.eq(CaseState::Submitted),
        cases::is_appeal.eq(true),
        cases::appealed_from.eq(cases::decided_by),
        cases::message.eq(message),
        cases::submitted_at.eq(now),
        cases::due_at.eq(due_at),
        cases::decided_at.eq(None::<UtcTime>),
        cases::first_approval_by.eq(None::<AccountId>),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Destroys the numbers of a case; its papers are destroyed apart.
pub async fn wipe(conn: &mut Conn, id: CaseId, now: UtcTime) -> Result<()> {
    on!(&mut *conn, |c| diesel::update(cases::table.find(id))
        .set(&Claims::default())
        .execute(c)
        .await)?;
    on!(conn, |c| diesel::update(cases::table.find(id))
        .set(cases::wiped_at.eq(now))
        .execute(c)
        .await)?;
    Ok(())
}

/// Decided cases whose papers have served since `before`, oldest first.
pub async fn list_to_wipe(conn: &mut Conn, before: UtcTime, limit: i64) -> Result<Vec<Case>> {
    Ok(on!(conn, |c| cases::table
        .filter(cases::decided_at.lt(before))
        .filter(cases::wiped_at.is_null())
        .order(cases::decided_at)
        .limit(limit)
        .select(Case::as_select())
        .load(c)
        .await)?)
}

/// The cases in this state, oldest first, after the one called `after`.
pub async fn list_by_state(conn: &mut Conn, state: CaseState, after: Option<CaseId>, limit: i64) -> Result<Vec<Case>> {
    Ok(on!(conn, |c| cases::table
        .filter(cases::state.eq(state))
        .filter(cases::id.gt(after.unwrap_or(CaseId(0))))
        .order(cases::id)
        .limit(limit)
        .select(Case::as_select())
        .load(c)
        .await)?)
}

/// How many cases are in this state.
pub async fn count_by_state(conn: &mut Conn, state: CaseState) -> Result<i64> {
    Ok(on!(conn, |c| cases::table
        .filter(cases::state.eq(state))
        .count()
        .get_result(c)
        .await)?)
}

/// The cases a person handed in, newest first.
pub async fn list_by_account(conn: &mut Conn, account: AccountId) -> Result<Vec<Case>> {
    Ok(on!(conn, |c| cases::table
        .filter(cases::account_id.eq(account))
        .order(cases::id.desc())
        .limit(50)
        .select(Case::as_select())
        .load(c)
        .await)?)
}

/// The cases about an organisation, newest first.
pub async fn list_by_organisation(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<Case>> {
    Ok(on!(conn, |c| cases::table
        .filter(cases::organisation_id.eq(organisation))
        .order(cases::id.desc())
        .limit(50)
        .select(Case::as_select())
        .load(c)
        .await)?)
}

/// Other cases that name this national number, newest first.
pub async fn list_by_number(conn: &mut Conn, number: &str, but: CaseId) -> Result<Vec<Case>> {
    Ok(on!(conn, |c| cases::table
        .filter(cases::national_number.eq(number))
        .filter(cases::id.ne(but))
        .order(cases::id.desc())
        .limit(20)
        .select(Case::as_select())
        .load(c)
        .await)?)
}

/// A line of the log.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = log)]
pub struct LogLine {
    /// Id.
    pub id: LogId,
    /// Of which case.
    pub case_id: CaseId,
    /// Who; none for the instance itself and for those who are gone.
    pub account_id: Option<AccountId>,
    /// What was done: a key of words.
    pub action: String,
    /// To what, such as the kind of a document or the key of a reason.
    pub detail: String,
    /// When.
    pub created_at: UtcTime,
}

/// Adds a line.
pub async fn insert_log(conn: &mut Conn, line: &LogLine) -> Result<()> {
    on!(conn, |c| diesel::insert_into(log::table).values(line).execute(c).await)?;
    Ok(())
}

/// The log of a case, oldest first.
pub async fn list_log(conn: &mut Conn, case: CaseId) -> Result<Vec<LogLine>> {
    Ok(on!(conn, |c| log::table
        .filter(log::case_id.eq(case))
        .order(log::id)
        .limit(500)
        .select(LogLine::as_select())
        .load(c)
        .await)?)
}
