//! Changes of e-mail addresses: asked for, confirmed from the new address, undone from the old one.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::email_changes;
use super::types::{AccountId, EmailChangeId, UtcTime};

/// A change of an address. Tokens of its links stand here as hashes.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = email_changes)]
pub struct EmailChange {
    /// Id.
    pub id: EmailChangeId,
    /// Whose address it is.
    pub account_id: AccountId,
    /// The address before.
    pub old_email: String,
    /// The address after.
    pub new_email: String,
    /// SHA-256 of the token of the link that confirms, once it was sent.
    pub token_hash: Option<Vec<u8>>,
    /// How long that link works.
    pub expires_at: UtcTime,
    /// When it was confirmed.
    pub confirmed_at: Option<UtcTime>,
    /// SHA-256 of the token of the link that undoes, once it was sent.
    pub undo_hash: Option<Vec<u8>>,
    /// How long that link works.
    pub undo_until: Option<UtcTime>,
    /// When it was undone.
    pub undone_at: Option<UtcTime>,
}

/// Adds a change.
pub async fn insert(conn: &mut Conn, change: &EmailChange) -> Result<()> {
    on!(conn, |c| diesel::insert_into(email_changes::table)
        .values(change)
        .execute(c)
        .await)?;
    Ok(())
}

/// The change with this id.
pub async fn find(conn: &mut Conn, id: EmailChangeId) -> Result<Option<EmailChange>> {
    Ok(on!(conn, |c| email_changes::table
        .find(id)
        .select(EmailChange::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Forgets changes of an account that were not confirmed.
pub async fn delete_unconfirmed(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(
            email_changes::table
                .filter(email_changes::account_id.eq(account))
                .filter(email_changes::confirmed_at.is_null()),
        )
        .execute(c)
        .await
    })?;
    Ok(())
}

/// Forgets what was changed after `change`, or was to be.
pub async fn delete_later(conn: &mut Conn, account: AccountId, change: EmailChangeId) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(
            email_changes::table
                .filter(email_changes::account_id.eq(account))
                .filter(email_changes::id.gt(change)),
        )
        .execute(c)
        .await
    })?;
    Ok(())
}

/// Sets the token of the link that confirms.
pub async fn set_token(conn: &mut Conn, id: EmailChangeId, hash: &[u8]) -> Result<()> {
    on!(conn, |c| diesel::update(email_changes::table.find(id))
        .set(email_changes::token_hash.eq(hash))
        .execute(c)
        .await)?;
    Ok(())
}

/// Confirms the change of `account` that a link was sent for.
///
/// # Errors
/// [`super::Error::NotFound`] if there is no such link, it was used, or it expired.
pub async fn confirm(conn: &mut Conn, account: AccountId, hash: &[u8], now: UtcTime) -> Result<EmailChange> {
    Ok(on!(conn, |c| diesel::update(
        email_changes::table
            .filter(email_changes::token_hash.eq(hash))
            .filter(email_changes::account_id.eq(account))
            .filter(email_changes::confirmed_at.is_null())
            .filter(email_changes::expires_at.gt(now)),
    )
    .set(email_changes::confirmed_at.eq(now))
    .returning(EmailChange::as_returning())
    .get_result(c)
    .await)?)
}

/// Sets the token of the link that undoes.
pub async fn set_undo(conn: &mut Conn, id: EmailChangeId, hash: &[u8], until: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::update(email_changes::table.find(id))
        .set((email_changes::undo_hash.eq(hash), email_changes::undo_until.eq(until)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Marks the change as undone that a link was sent for.
///
/// # Errors
/// [`super::Error::NotFound`] if there is no such link, it was used, or it expired.
pub async fn undo(conn: &mut Conn, hash: &[u8], now: UtcTime) -> Result<EmailChange> {
    Ok(on!(conn, |c| diesel::update(
        email_changes::table
            .filter(email_changes::undo_hash.eq(hash))
            .filter(email_changes::undone_at.is_null())
            .filter(email_changes::undo_until.gt(now)),
    )
    .set(email_changes::undone_at.eq(now))
    .returning(EmailChange::as_returning())
    .get_result(c)
    .await)?)
}
