//! Secrets of authenticator applications, and recovery codes. Secrets stand here sealed, codes as keyed hashes.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{recovery_codes, totp_secrets};
use super::types::{AccountId, UtcTime};

/// What an account and its authenticator application share.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = totp_secrets)]
pub struct TotpSecret {
    /// Whose it is.
    pub account_id: AccountId,
    /// The secret, sealed.
    pub secret: Vec<u8>,
    /// When it was made.
    pub created_at: UtcTime,
    /// When the first code proved that the application knows it; in force since then.
    pub confirmed_at: Option<UtcTime>,
    /// The time step of the last code that was taken.
    pub last_step: i64,
}

/// The secret of an account, in force or not yet.
pub async fn find_totp(conn: &mut Conn, account: AccountId) -> Result<Option<TotpSecret>> {
    Ok(on!(conn, |c| totp_secrets::table
        .find(account)
        .select(TotpSecret::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Adds a secret.
///
/// # Errors
/// [`super::Error::Conflict`] if the account has one.
pub async fn insert_totp(conn: &mut Conn, secret: &TotpSecret) -> Result<()> {
    on!(conn, |c| diesel::insert_into(totp_secrets::table)
        .values(secret)
        .execute(c)
        .await)?;
    Ok(())
}

/// Puts a secret in force with the step of its first code; says whether it was waiting for that.
pub async fn confirm_totp(conn: &mut Conn, account: AccountId, step: i64, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            totp_secrets::table
                .find(account)
                .filter(totp_secrets::confirmed_at.is_null()),
        )
        .set((totp_secrets::confirmed_at.eq(now), totp_secrets::last_step.eq(step)))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Takes the code of a time step; says whether it, and every later one, was still untaken.
pub async fn take_step(conn: &mut Conn, account: AccountId, step: i64) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            totp_secrets::table
                .find(account)
                .filter(totp_secrets::confirmed_at.is_not_null())
                .filter(totp_secrets::last_step.lt(step)),
        )
        .set(totp_secrets::last_step.eq(step))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Forgets a secret that never came into force.
pub async fn delete_unconfirmed_totp(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(
            totp_secrets::table
                .find(account)
                .filter(totp_secrets::confirmed_at.is_null()),
        )
        .execute(c)
        .await
    })?;
    Ok(())
}

/// Forgets the secret of an account; says whether one was in force.
pub async fn delete_totp(conn: &mut Conn, account: AccountId) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::delete(
            totp_secrets::table
                .find(account)
                .filter(totp_secrets::confirmed_at.is_not_null()),
        )
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Gives an account these recovery codes.
pub async fn insert_codes(conn: &mut Conn, account: AccountId, hashes: &[String]) -> Result<()> {
    for hash in hashes {
        on!(&mut *conn, |c| {
            diesel::insert_into(recovery_codes::table)
                .values((
                    recovery_codes::account_id.eq(account),
                    recovery_codes::code_hash.eq(hash),
                ))
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// Uses a recovery code up; says whether it was still unused.
pub async fn use_code(conn: &mut Conn, account: AccountId, hash: &str, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            recovery_codes::table
                .find((account, hash))
                .filter(recovery_codes::used_at.is_null()),
        )
        .set(recovery_codes::used_at.eq(now))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// How many recovery codes of an account are unused.
pub async fn count_codes(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| recovery_codes::table
        .filter(recovery_codes::account_id.eq(account))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(c)
        .await)?)
}

/// Forgets every recovery code of an account.
pub async fn delete_codes(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account)))
            .execute(c)
            .await
    })?;
    Ok(())
}
