//! One-time links by which an organisation brings in its people, stored hashed.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::conn::{Conn, on};
use super::schema::organisation_invitations;
use super::types::{AccountId, InvitationId, OrganisationId, OrganisationRole, UtcTime};
use super::{Keyset, Result};

/// An invitation.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = organisation_invitations)]
pub struct Invitation {
    /// Id.
    pub id: InvitationId,
    /// Into what.
    pub organisation_id: OrganisationId,
    /// The address it went to, in normal form.
    pub email: String,
    /// As what.
    pub role: OrganisationRole,
    /// Hash of the link's token.
    pub token_hash: Vec<u8>,
    /// By whom.
    pub invited_by: Option<AccountId>,
    /// When.
    pub created_at: UtcTime,
    /// Until when it works.
    pub expires_at: UtcTime,
    /// When it was accepted.
    pub used_at: Option<UtcTime>,
    /// By whom.
    pub used_by: Option<AccountId>,
    /// When it was taken back.
    pub revoked_at: Option<UtcTime>,
    /// When a new one was asked for, once it no longer worked.
    pub asked_at: Option<UtcTime>,
}

/// Adds an invitation.
pub async fn insert(conn: &mut Conn, new: &Invitation) -> Result<()> {
    on!(conn, |c| diesel::insert_into(organisation_invitations::table)
        .values(new)
        .execute(c)
        .await)?;
    Ok(())
}

/// The invitation with this id.
pub async fn get(conn: &mut Conn, id: InvitationId) -> Result<Invitation> {
    Ok(on!(conn, |c| organisation_invitations::table
        .find(id)
        .select(Invitation::as_select())
        .first(c)
        .await)?)
}

/// The invitation whose link has this hash.
pub async fn find_by_hash(conn: &mut Conn, hash: &[u8]) -> Result<Option<Invitation>> {
    Ok(on!(conn, |c| organisation_invitations::table
        .filter(organisation_invitations::token_hash.eq(hash))
        .select(Invitation::as_select())
        .first(c)
        .await
        .optional())?)
}

/// A page of an organisation's invitations, newest first.
pub async fn list(conn: &mut Conn, organisation: OrganisationId, page: Keyset) -> Result<Vec<Invitation>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| organisation_invitations::table
        .filter(organisation_invitations::organisation_id.eq(organisation))
        .filter(organisation_invitations::id.lt(InvitationId(before)))
        .order(organisation_invitations::id.desc())
        .limit(page.limit)
        .select(Invitation::as_select())
        .load(c)
        .await)?)
}

/// The invitations of an organisation that may still be accepted.
pub async fn list_open(conn: &mut Conn, organisation: OrganisationId, now: UtcTime) -> Result<Vec<Invitation>> {
    Ok(on!(conn, |c| organisation_invitations::table
        .filter(organisation_invitations::organisation_id.eq(organisation))
        .filter(organisation_invitations::used_at.is_null())
        .filter(organisation_invitations::revoked_at.is_null())
        .filter(organisation_invitations::expires_at.gt(now))
        .select(Invitation::as_select())
        .load(c)
        .await)?)
}

/// How many invitations of an organisation work until after `time`.
pub async fn count_until_after(conn: &mut Conn, organisation: OrganisationId, time: UtcTime) -> Result<i64> {
    Ok(on!(conn, |c| organisation_invitations::table
        .filter(organisation_invitations::organisation_id.eq(organisation))
        .filter(organisation_invitations::expires_at.gt(time))
        .count()
        .get_result(c)
        .await)?)
}

/// Gives an invitation a new link; earlier links to it stop working. Says whether it may still be accepted.
pub async fn set_hash(conn: &mut Conn, id: InvitationId, hash: &[u8]) -> Result<bool> {
    let count = on!(conn, |c| diesel::update(
        organisation_invitations::table
            .find(id)
            .filter(organisation_invitations::used_at.is_null())
            .filter(organisation_invitations::revoked_at.is_null()),
    )
    .set(organisation_invitations::token_hash.eq(hash))
    .execute(c)
    .await)?;
    Ok(count > 0)
}

/// Lets an invitation that nobody accepted work until `expires_at`, also one that was taken back; says whether it was one.
pub async fn renew(
    conn: &mut Conn,
    organisation: OrganisationId,
    id: InvitationId,
    expires_at: UtcTime,
) -> Result<bool> {
    let count = on!(conn, |c| diesel::update(
        organisation_invitations::table
            .find(id)
            .filter(organisation_invitations::organisation_id.eq(organisation))
            .filter(organisation_invitations::used_at.is_null()),
    )
    .set((
        organisation_invitations::expires_at.eq(expires_at),
        organisation_invitations::revoked_at.eq(None::<UtcTime>),
        organisation_invitations::asked_at.eq(None::<UtcTime>),
    ))
    .execute(c)
    .await)?;
    Ok(count > 0)
}

/// Uses up the invitation whose link has this hash, if it still works.
pub async fn use_up(conn: &mut Conn, hash: &[u8], account: AccountId, now: UtcTime) -> Result<Option<Invitation>> {
    Ok(on!(conn, |c| diesel::update(
        organisation_invitations::table
            .filter(organisation_invitations::token_hash.eq(hash))
            .filter(organisation_invitations::used_at.is_null())
            .filter(organisation_invitations::revoked_at.is_null())
            .filter(organisation_invitations::expires_at.gt(now)),
    )
    .set((
        organisation_invitations::used_at.eq(now),
        organisation_invitations::used_by.eq(account),
    ))
    .returning(Invitation::as_returning())
    .get_result(c)
    .await
    .optional())?)
}

/// Takes an invitation back that nobody accepted; says whether it was one.
pub async fn revoke(conn: &mut Conn, organisation: OrganisationId, id: InvitationId, now: UtcTime) -> Result<bool> {
    let count = on!(conn, |c| diesel::update(
        organisation_invitations::table
            .find(id)
            .filter(organisation_invitations::organisation_id.eq(organisation))
            .filter(organisation_invitations::used_at.is_null())
            .filter(organisation_invitations::revoked_at.is_null()),
    )
    .set(organisation_invitations::revoked_at.eq(now))
    .execute(c)
    .await)?;
    Ok(count > 0)
}

/// Notes that a new one was asked for; says whether it is the first time.
pub async fn set_asked(conn: &mut Conn, id: InvitationId, now: UtcTime) -> Result<bool> {
    let count = on!(conn, |c| diesel::update(
        organisation_invitations::table
            .find(id)
            .filter(organisation_invitations::asked_at.is_null()),
    )
    .set(organisation_invitations::asked_at.eq(now))
    .execute(c)
    .await)?;
    Ok(count > 0)
}
