//! What was established: levels of organisations and people here, and whom of elsewhere somebody here vouches for.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::organisations::Organisation;
use crate::schema::{accounts, organisation_members as members, organisations, verifications, vouches};
use crate::types::{
    AccountId, ActorId, CaseId, MembershipState, OrganisationId, UtcTime, VerificationId, VerificationMethod,
};

/// An organisation, or a person, has a level until some day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = verifications)]
pub struct Verification {
    /// Id.
    pub id: VerificationId,
    /// Which organisation; none if it is about a person.
    pub organisation_id: Option<OrganisationId>,
    /// Which person; none if it is about an organisation.
    pub account_id: Option<AccountId>,
    /// 1 to 3.
    pub level: i32,
    /// How it came about.
    pub method: VerificationMethod,
    /// The case that led to it.
    pub case_id: Option<CaseId>,
    /// Who decided; none where the list did.
    pub verified_by: Option<AccountId>,
    /// Since when.
    pub verified_at: UtcTime,
    /// Until when.
    pub expires_at: UtcTime,
    /// The reminder that was sent last: so many days before the end.
    pub reminded_days: Option<i32>,
    /// When it was taken back before its time.
    pub ended_at: Option<UtcTime>,
}

/// Whom it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An organisation, and with it everybody who works there.
    Organisation(OrganisationId),
    /// A person.
    Account(AccountId),
}

/// Adds a fact.
pub async fn insert(conn: &mut Conn, fact: &Verification) -> Result<()> {
    on!(conn, |c| diesel::insert_into(verifications::table)
        .values(fact)
        .execute(c)
        .await)?;
    Ok(())
}

/// What is in force for an organisation or person, highest level first.
pub async fn list_current(conn: &mut Conn, subject: Subject, now: UtcTime) -> Result<Vec<Verification>> {
    let (organisation, account) = match subject {
        Subject::Organisation(id) => (Some(id), None),
        Subject::Account(id) => (None, Some(id)),
    };
    Ok(on!(conn, |c| verifications::table
        .filter(
            verifications::organisation_id
                .eq(organisation)
                .or(verifications::account_id.eq(account)),
        )
        .filter(verifications::expires_at.gt(now))
        .filter(verifications::ended_at.is_null())
        .order((verifications::level.desc(), verifications::expires_at.desc()))
        .select(Verification::as_select())
        .load(c)
        .await)?)
}

/// Everything that was ever established for an organisation or person, newest first.
pub async fn list_all(conn: &mut Conn, subject: Subject) -> Result<Vec<Verification>> {
    let (organisation, account) = match subject {
        Subject::Organisation(id) => (Some(id), None),
        Subject::Account(id) => (None, Some(id)),
    };
    Ok(on!(conn, |c| verifications::table
        .filter(
            verifications::organisation_id
                .eq(organisation)
                .or(verifications::account_id.eq(account)),
        )
        .order(verifications::id.desc())
        .select(Verification::as_select())
        .load(c)
        .await)?)
}

/// What is in force for these organisations.
pub async fn list_of_organisations(conn: &mut Conn, ids: &[OrganisationId], now: UtcTime) -> Result<Vec<Verification>> {
    Ok(on!(conn, |c| verifications::table
        .filter(verifications::organisation_id.eq_any(ids.iter().copied().map(Some)))
        .filter(verifications::expires_at.gt(now))
        .filter(verifications::ended_at.is_null())
        .order((verifications::level.desc(), verifications::expires_at.desc()))
        .select(Verification::as_select())
        .load(c)
        .await)?)
}

/// Takes back what is in force for an organisation or person up to this level; says how many facts that were.
pub async fn end_up_to(conn: &mut Conn, subject: Subject, level: i32, now: UtcTime) -> Result<usize> {
    let (organisation, account) = match subject {
        Subject::Organisation(id) => (Some(id), None),
        Subject::Account(id) => (None, Some(id)),
    };
    Ok(on!(conn, |c| diesel::update(
        verifications::table
            .filter(
                verifications::organisation_id
                    .eq(organisation)
                    .or(verifications::account_id.eq(account)),
            )
            .filter(verifications::level.le(level))
            .filter(verifications::ended_at.is_null())
            .filter(verifications::expires_at.gt(now)),
    )
    .set(verifications::ended_at.eq(now))
    .execute(c)
    .await)?)
}

/// Facts that end between these moments and were not told of so close to it, first to end first.
pub async fn list_ending(conn: &mut Conn, from: UtcTime, to: UtcTime, days: i32) -> Result<Vec<Verification>> {
    Ok(on!(conn, |c| verifications::table
        .filter(verifications::expires_at.gt(from))
        .filter(verifications::expires_at.le(to))
        .filter(verifications::ended_at.is_null())
        .filter(
            verifications::reminded_days
                .is_null()
                .or(verifications::reminded_days.gt(days)),
        )
        .order(verifications::expires_at)
        .limit(500)
        .select(Verification::as_select())
        .load(c)
        .await)?)
}

/// Notes a reminder; says whether nobody noted one so close to the end before.
pub async fn set_reminded(conn: &mut Conn, id: VerificationId, days: i32) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        verifications::table.find(id).filter(
            verifications::reminded_days
                .is_null()
                .or(verifications::reminded_days.gt(days)),
        ),
    )
    .set(verifications::reminded_days.eq(days))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// The people who work in an organisation.
pub async fn list_staff(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| members::table
        .filter(members::organisation_id.eq(organisation))
        .filter(members::state.eq(MembershipState::Active))
        .select(members::account_id)
        .load(c)
        .await)?)
}

/// The organisations in which somebody works.
pub async fn list_workplaces(conn: &mut Conn, account: AccountId) -> Result<Vec<OrganisationId>> {
    Ok(on!(conn, |c| members::table
        .filter(members::account_id.eq(account))
        .filter(members::state.eq(MembershipState::Active))
        .select(members::organisation_id)
        .load(c)
        .await)?)
}

/// Accounts whose level has ended, for what is left to be added up again.
pub async fn list_ended_accounts(conn: &mut Conn, now: UtcTime) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| accounts::table
        .filter(accounts::level.gt(0))
        .filter(accounts::level_until.le(now))
        .order(accounts::level_until)
        .limit(500)
        .select(accounts::id)
        .load(c)
        .await)?)
}

/// Of these actors, the local ones that are verified at this moment or work somewhere: level, its end, and their
/// organisations, first joined first. One row for each organisation.
pub async fn list_standings(
    conn: &mut Conn,
    actors: &[ActorId],
) -> Result<Vec<(ActorId, i32, Option<UtcTime>, Option<Organisation>)>> {
    Ok(on!(conn, |c| accounts::table
        .left_join(
            members::table.on(members::account_id
                .eq(accounts::id)
                .and(members::state.eq(MembershipState::Active)))
        )
        .left_join(organisations::table.on(organisations::id.eq(members::organisation_id)))
        .filter(accounts::actor_id.eq_any(actors.iter().copied()))
        .order(members::created_at)
        .select((
            accounts::actor_id,
            accounts::level,
            accounts::level_until,
            Option::<Organisation>::as_select()
        ))
        .load(c)
        .await)?)
}

/// Somebody of another server for whom somebody here vouches.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = vouches)]
pub struct Vouch {
    /// For whom.
    pub actor_id: ActorId,
    /// 1 to 3.
    pub level: i32,
    /// Why; for staff.
    pub note: String,
    /// Who vouches.
    pub vouched_by: Option<AccountId>,
    /// Since when.
    pub created_at: UtcTime,
    /// Until when.
    pub expires_at: UtcTime,
}

/// Vouches for somebody, in the place of an older word.
pub async fn set_vouch(conn: &mut Conn, vouch: &Vouch) -> Result<()> {
    on!(conn, |c| diesel::insert_into(vouches::table)
        .values(vouch)
        .on_conflict(vouches::actor_id)
        .do_update()
        .set(vouch)
        .execute(c)
        .await)?;
    Ok(())
}

/// Takes the word back; says whether there was one.
pub async fn delete_vouch(conn: &mut Conn, actor: ActorId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::delete(vouches::table.find(actor)).execute(c).await)?;
    Ok(rows > 0)
}

/// The vouches in force for these actors.
pub async fn list_vouches(conn: &mut Conn, actors: &[ActorId], now: UtcTime) -> Result<Vec<Vouch>> {
    Ok(on!(conn, |c| vouches::table
        .filter(vouches::actor_id.eq_any(actors.iter().copied()))
        .filter(vouches::expires_at.gt(now))
        .select(Vouch::as_select())
        .load(c)
        .await)?)
}
