//! What we need as an OpenID provider: the keys that sign, and the names by which tools know people.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{openid_keys, openid_subjects};
use super::types::{AccountId, UtcTime};

/// A key that signs, or has signed, `id_token`s.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = openid_keys)]
pub struct OpenidKey {
    /// Its name in the header of what it signs.
    pub kid: String,
    /// JWS algorithm.
    pub algorithm: String,
    /// PKCS#8 DER, sealed.
    pub private_key: Vec<u8>,
    /// Public modulus in unpadded URL-safe base64.
    pub modulus: String,
    /// Public exponent, likewise.
    pub exponent: String,
    /// When it was made.
    pub created_at: UtcTime,
    /// Since when it signs no more.
    pub retired_at: Option<UtcTime>,
}

/// Adds a key.
///
/// # Errors
/// [`super::Error::Conflict`] if another one is in use.
pub async fn insert_key(conn: &mut Conn, key: &OpenidKey) -> Result<()> {
    on!(conn, |c| diesel::insert_into(openid_keys::table)
        .values(key)
        .execute(c)
        .await)?;
    Ok(())
}

/// The keys in use and those that were retired after `since`, newest first.
pub async fn list_keys(conn: &mut Conn, since: UtcTime) -> Result<Vec<OpenidKey>> {
    Ok(on!(conn, |c| openid_keys::table
        .filter(openid_keys::retired_at.is_null().or(openid_keys::retired_at.gt(since)))
        .order((openid_keys::created_at.desc(), openid_keys::kid))
        .select(OpenidKey::as_select())
        .load(c)
        .await)?)
}

/// The key in use.
pub async fn find_key_in_use(conn: &mut Conn) -> Result<Option<OpenidKey>> {
    Ok(on!(conn, |c| openid_keys::table
        .filter(openid_keys::retired_at.is_null())
        .select(OpenidKey::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Takes the key in use out of use.
pub async fn retire_key(conn: &mut Conn, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::update(openid_keys::table.filter(openid_keys::retired_at.is_null()))
            .set(openid_keys::retired_at.eq(now))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Forgets keys that were retired before `before`.
pub async fn delete_retired_keys(conn: &mut Conn, before: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::delete(
        openid_keys::table.filter(openid_keys::retired_at.le(before))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// The name by which tools know an account.
pub async fn find_subject(conn: &mut Conn, account: AccountId) -> Result<Option<String>> {
    Ok(on!(conn, |c| openid_subjects::table
        .find(account)
        .select(openid_subjects::subject)
        .first(c)
        .await
        .optional())?)
}

/// Names an account, unless it has its name already.
pub async fn insert_subject(conn: &mut Conn, account: AccountId, subject: &str) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(openid_subjects::table)
            .values((
                openid_subjects::account_id.eq(account),
                openid_subjects::subject.eq(subject),
            ))
            .on_conflict(openid_subjects::account_id)
            .do_nothing()
            .execute(c)
            .await
    })?;
    Ok(())
}
