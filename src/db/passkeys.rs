//! Passkeys of local people, and what browsers were asked to sign.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{passkey_challenges, passkeys};
use super::types::{AccountId, PasskeyId, UtcTime};

/// A passkey; its private half never leaves its device.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = passkeys)]
pub struct Passkey {
    /// Id.
    pub id: PasskeyId,
    /// Whose it is.
    pub account_id: AccountId,
    /// Its own name for itself.
    pub credential_id: Vec<u8>,
    /// Public key, in COSE form.
    pub public_key: Vec<u8>,
    /// How often it signed, where it counts.
    pub sign_count: i64,
    /// The owner's name for it.
    pub name: String,
    /// When it was added.
    pub created_at: UtcTime,
    /// When it was last used.
    pub used_at: Option<UtcTime>,
}

/// Adds a passkey.
///
/// # Errors
/// [`super::Error::Conflict`] if it is known.
pub async fn insert(conn: &mut Conn, passkey: &Passkey) -> Result<()> {
    on!(conn, |c| diesel::insert_into(passkeys::table)
        .values(passkey)
        .execute(c)
        .await)?;
    Ok(())
}

/// The passkeys of an account, oldest first.
pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<Passkey>> {
    Ok(on!(conn, |c| passkeys::table
        .filter(passkeys::account_id.eq(account))
        .order(passkeys::id)
        .select(Passkey::as_select())
        .load(c)
        .await)?)
}

/// How many passkeys an account has.
pub async fn count(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| passkeys::table
        .filter(passkeys::account_id.eq(account))
        .count()
        .get_result(c)
        .await)?)
}

/// The passkey that calls itself so.
pub async fn find(conn: &mut Conn, credential_id: &[u8]) -> Result<Option<Passkey>> {
    Ok(on!(conn, |c| passkeys::table
        .filter(passkeys::credential_id.eq(credential_id))
        .select(Passkey::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Notes a use; says whether its count of signatures went on from the last one, as that of one device does. Passkeys that
/// live on several devices do not count and stay at zero.
pub async fn set_used(conn: &mut Conn, id: PasskeyId, sign_count: i64, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            passkeys::table.find(id).filter(
                passkeys::sign_count
                    .lt(sign_count)
                    .or(passkeys::sign_count.eq(0).and(passkeys::sign_count.eq(sign_count))),
            ),
        )
        .set((passkeys::sign_count.eq(sign_count), passkeys::used_at.eq(now)))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Takes a passkey off an account; gives the name it had.
///
/// # Errors
/// [`super::Error::NotFound`] if the account has no such passkey.
pub async fn delete(conn: &mut Conn, account: AccountId, id: PasskeyId) -> Result<String> {
    Ok(on!(conn, |c| {
        diesel::delete(passkeys::table.find(id).filter(passkeys::account_id.eq(account)))
            .returning(passkeys::name)
            .get_result(c)
            .await
    })?)
}

/// Adds a question. `account` is who adds a passkey; none for signing in.
pub async fn insert_challenge(
    conn: &mut Conn,
    hash: &[u8],
    account: Option<AccountId>,
    expires_at: UtcTime,
) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(passkey_challenges::table)
            .values((
                passkey_challenges::challenge_hash.eq(hash),
                passkey_challenges::account_id.eq(account),
                passkey_challenges::expires_at.eq(expires_at),
            ))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Takes a question away and says whom it was for.
///
/// # Errors
/// [`super::Error::NotFound`] if it was answered, is too old or was never asked.
pub async fn take_challenge(conn: &mut Conn, hash: &[u8], now: UtcTime) -> Result<Option<AccountId>> {
    Ok(on!(conn, |c| {
        diesel::delete(
            passkey_challenges::table
                .find(hash)
                .filter(passkey_challenges::expires_at.gt(now)),
        )
        .returning(passkey_challenges::account_id)
        .get_result(c)
        .await
    })?)
}

/// Forgets questions that nobody answered in time.
pub async fn delete_expired_challenges(conn: &mut Conn, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::delete(
        passkey_challenges::table.filter(passkey_challenges::expires_at.le(now))
    )
    .execute(c)
    .await)?;
    Ok(())
}
