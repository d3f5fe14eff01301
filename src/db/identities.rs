//! Identities of our people at other OpenID providers.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::accounts::Account;
use super::conn::{Conn, on};
use super::schema::{accounts, external_identities};
use super::types::{AccountId, UtcTime};

/// Who somebody is at another provider.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = external_identities)]
pub struct ExternalIdentity {
    /// The provider's id in our configuration.
    pub provider: String,
    /// The provider's name for the person.
    pub subject: String,
    /// Who that is here.
    pub account_id: AccountId,
    /// The address that the provider told; empty if it told none.
    pub email: String,
    /// When it was linked.
    pub created_at: UtcTime,
    /// When it last opened the account.
    pub used_at: UtcTime,
}

/// Links an identity to an account.
///
/// # Errors
/// [`super::Error::Conflict`] if it is linked already, or the account has another one at this provider.
pub async fn insert(conn: &mut Conn, identity: &ExternalIdentity) -> Result<()> {
    on!(conn, |c| diesel::insert_into(external_identities::table)
        .values(identity)
        .execute(c)
        .await)?;
    Ok(())
}

/// The account that an identity belongs to.
pub async fn find_account(conn: &mut Conn, provider: &str, subject: &str) -> Result<Option<Account>> {
    Ok(on!(conn, |c| external_identities::table
        .inner_join(accounts::table)
        .filter(external_identities::provider.eq(provider))
        .filter(external_identities::subject.eq(subject))
        .select(Account::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The identities of an account, by provider.
pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<ExternalIdentity>> {
    Ok(on!(conn, |c| external_identities::table
        .filter(external_identities::account_id.eq(account))
        .order(external_identities::provider)
        .select(ExternalIdentity::as_select())
        .load(c)
        .await)?)
}

/// Notes that an identity opened its account.
pub async fn set_used(conn: &mut Conn, provider: &str, subject: &str, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::update(external_identities::table.find((provider, subject)))
            .set(external_identities::used_at.eq(now))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Takes an account's identity at a provider away; says whether there was one.
pub async fn delete(conn: &mut Conn, account: AccountId, provider: &str) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::delete(
            external_identities::table
                .filter(external_identities::account_id.eq(account))
                .filter(external_identities::provider.eq(provider)),
        )
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// The account, held until the transaction ends: of two changes to its ways to sign in, the second sees what the first left.
pub async fn hold_account(conn: &mut Conn, account: AccountId) -> Result<Account> {
    Ok(on!(conn, |c| diesel::update(accounts::table.find(account))
        .set(accounts::email_normal.eq(accounts::email_normal))
        .returning(Account::as_returning())
        .get_result(c)
        .await)?)
}
