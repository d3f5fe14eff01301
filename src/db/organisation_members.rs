//! Who works for which organisation, and who asks to. Callers that decide by what they read hold the organisation, see
//! [`super::organisations::get_locked`].

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::actors::Actor;
use super::conn::{Conn, on};
use super::organisations::Organisation;
use super::schema::{accounts, actors, organisation_members, organisations};
use super::types::{AccountId, MembershipState, OrganisationId, OrganisationRole, UtcTime};

/// Somebody's place in an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisation_members)]
pub struct Member {
    /// Where.
    pub organisation_id: OrganisationId,
    /// Who.
    pub account_id: AccountId,
    /// What they may do there.
    pub role: OrganisationRole,
    /// Whether they belong to it.
    pub state: MembershipState,
    /// What they wrote when they asked.
    pub message: String,
    /// Since when; of a request, when they asked.
    pub created_at: UtcTime,
}

impl Member {
    /// Whether they belong to it.
    pub fn is_active(&self) -> bool {
        self.state == MembershipState::Active
    }

    /// Whether they speak for it.
    pub fn is_owner(&self) -> bool {
        self.is_active() && self.role == OrganisationRole::Owner
    }
}

/// Adds a member; says whether they had no place there before.
pub async fn insert(conn: &mut Conn, new: &Member) -> Result<bool> {
    let count = on!(conn, |c| diesel::insert_into(organisation_members::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(count > 0)
}

/// Somebody's place in an organisation.
pub async fn find(conn: &mut Conn, organisation: OrganisationId, account: AccountId) -> Result<Option<Member>> {
    Ok(on!(conn, |c| organisation_members::table
        .find((organisation, account))
        .select(Member::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Whether somebody speaks for an organisation.
pub async fn is_owner(conn: &mut Conn, organisation: OrganisationId, account: AccountId) -> Result<bool> {
    let found = find(conn, organisation, account).await?;
    Ok(found.is_some_and(|m| m.role == OrganisationRole::Owner && m.state == MembershipState::Active))
}

/// Everybody with a place in an organisation, those who ask included, the first ones first.
pub async fn members(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<(Member, Actor)>> {
    Ok(on!(conn, |c| organisation_members::table
        .inner_join(accounts::table.inner_join(actors::table))
        .filter(organisation_members::organisation_id.eq(organisation))
        .order((organisation_members::created_at, organisation_members::account_id))
        .select((Member::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// Everybody who belongs to one of these organisations, the first ones of each first.
pub async fn list_staff(conn: &mut Conn, organisations: &[OrganisationId]) -> Result<Vec<(Member, Actor)>> {
    if organisations.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| organisation_members::table
        .inner_join(accounts::table.inner_join(actors::table))
        .filter(organisation_members::organisation_id.eq_any(organisations.iter().copied()))
        .filter(organisation_members::state.eq(MembershipState::Active))
        .order((organisation_members::created_at, organisation_members::account_id))
        .select((Member::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// Those who speak for an organisation, the first ones first.
pub async fn owners(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| organisation_members::table
        .filter(organisation_members::organisation_id.eq(organisation))
        .filter(organisation_members::role.eq(OrganisationRole::Owner))
        .filter(organisation_members::state.eq(MembershipState::Active))
        .order((organisation_members::created_at, organisation_members::account_id))
        .select(organisation_members::account_id)
        .load(c)
        .await)?)
}

/// Every place of an account, those it asks for included, the first ones first.
pub async fn memberships(conn: &mut Conn, account: AccountId) -> Result<Vec<(Organisation, Member)>> {
    Ok(on!(conn, |c| organisation_members::table
        .inner_join(organisations::table)
        .filter(organisation_members::account_id.eq(account))
        .order((organisation_members::created_at, organisation_members::organisation_id))
        .select((Organisation::as_select(), Member::as_select()))
        .load(c)
        .await)?)
}

/// The organisations that these accounts belong to, each account's first one first.
pub async fn list_of(conn: &mut Conn, accounts: &[AccountId]) -> Result<Vec<(AccountId, Organisation)>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| organisation_members::table
        .inner_join(organisations::table)
        .filter(organisation_members::account_id.eq_any(accounts.iter().copied()))
        .filter(organisation_members::state.eq(MembershipState::Active))
        .order((
            organisation_members::account_id,
            organisation_members::created_at,
            organisation_members::organisation_id,
        ))
        .select((organisation_members::account_id, Organisation::as_select()))
        .load(c)
        .await)?)
}

/// Lets in somebody who asked; says whether they still did.
pub async fn activate(
    conn: &mut Conn,
    organisation: OrganisationId,
    account: AccountId,
    role: OrganisationRole,
    now: UtcTime,
) -> Result<bool> {
    let count = on!(conn, |c| diesel::update(
        organisation_members::table
            .find((organisation, account))
            .filter(organisation_members::state.eq(MembershipState::Pending)),
    )
    .set((
        organisation_members::state.eq(MembershipState::Active),
        organisation_members::role.eq(role),
        organisation_members::created_at.eq(now),
    ))
    .execute(c)
    .await)?;
    Ok(count > 0)
}

/// Sets what a member may do there; says whether they belong to it.
pub async fn set_role(
    conn: &mut Conn,
    organisation: OrganisationId,
    account: AccountId,
    role: OrganisationRole,
) -> Result<bool> {
    let count = on!(conn, |c| diesel::update(
        organisation_members::table
            .find((organisation, account))
            .filter(organisation_members::state.eq(MembershipState::Active)),
    )
    .set(organisation_members::role.eq(role))
    .execute(c)
    .await)?;
    Ok(count > 0)
}

/// Takes somebody's place away if it is of this state; says whether it was.
pub async fn delete(
    conn: &mut Conn,
    organisation: OrganisationId,
    account: AccountId,
    state: MembershipState,
) -> Result<bool> {
    let count = on!(conn, |c| diesel::delete(
        organisation_members::table
            .find((organisation, account))
            .filter(organisation_members::state.eq(state)),
    )
    .execute(c)
    .await)?;
    Ok(count > 0)
}
