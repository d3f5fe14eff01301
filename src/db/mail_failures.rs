//! Addresses that mail does not reach.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{accounts, mail_failures};
use super::types::{AccountId, UtcTime};

/// What came back from the address of an account.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = mail_failures, primary_key(account_id))]
pub struct Failure {
    /// Whose.
    pub account_id: AccountId,
    /// The address; another one begins anew.
    pub email_normal: String,
    /// How often a letter came back that may arrive another time.
    pub soft_count: i32,
    /// Whether nothing arrives there.
    pub is_failing: bool,
    /// What the other server said, as a code of RFC 3463.
    pub status: String,
    /// When the last letter came back.
    pub seen_at: UtcTime,
}

/// What came back from the address that an account has now.
pub async fn find(conn: &mut Conn, account: AccountId) -> Result<Option<Failure>> {
    Ok(on!(conn, |c| mail_failures::table
        .inner_join(accounts::table)
        .filter(mail_failures::account_id.eq(account))
        .filter(mail_failures::email_normal.eq(accounts::email_normal))
        .select(Failure::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Stores it.
pub async fn store(conn: &mut Conn, failure: &Failure) -> Result<()> {
    on!(conn, |c| diesel::insert_into(mail_failures::table)
        .values(failure)
        .on_conflict(mail_failures::account_id)
        .do_update()
        .set(failure)
        .execute(c)
        .await)?;
    Ok(())
}

/// Forgets it: the member says that the address works.
pub async fn delete(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| diesel::delete(mail_failures::table.find(account))
        .execute(c)
        .await)?;
    Ok(())
}
