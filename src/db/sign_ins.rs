//! Signing in that is not done yet: right passwords that wait for the second factor, and tries that did not succeed.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{half_sign_ins, sign_in_tries};
use super::types::{AccountId, UtcTime};

/// A right password that waits for the second factor. The token itself is only in the browser's cookie.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = half_sign_ins)]
pub struct HalfSignIn {
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// Whose password it was.
    pub account_id: AccountId,
    /// How many codes may still be tried.
    pub tries_left: i32,
    /// End.
    pub expires_at: UtcTime,
}

/// Adds one.
pub async fn insert_half(conn: &mut Conn, half: &HalfSignIn) -> Result<()> {
    on!(conn, |c| diesel::insert_into(half_sign_ins::table)
        .values(half)
        .execute(c)
        .await)?;
    Ok(())
}

/// The live one with this token hash.
pub async fn find_half(conn: &mut Conn, hash: &[u8], now: UtcTime) -> Result<Option<HalfSignIn>> {
    Ok(on!(conn, |c| half_sign_ins::table
        .find(hash)
        .filter(half_sign_ins::expires_at.gt(now))
        .filter(half_sign_ins::tries_left.gt(0))
        .select(HalfSignIn::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Counts one try of a code; says whether it is still allowed.
pub async fn use_half_try(conn: &mut Conn, hash: &[u8], now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            half_sign_ins::table
                .find(hash)
                .filter(half_sign_ins::expires_at.gt(now))
                .filter(half_sign_ins::tries_left.gt(0)),
        )
        .set(half_sign_ins::tries_left.eq(half_sign_ins::tries_left - 1))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Takes one away; says whether it was there.
pub async fn delete_half(conn: &mut Conn, hash: &[u8]) -> Result<bool> {
    let rows = on!(conn, |c| diesel::delete(half_sign_ins::table.find(hash))
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// Ends every one of an account.
pub async fn delete_halves(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(half_sign_ins::table.filter(half_sign_ins::account_id.eq(account)))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Forgets what ended before `now`.
pub async fn delete_expired_halves(conn: &mut Conn, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::delete(
        half_sign_ins::table.filter(half_sign_ins::expires_at.le(now))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Counts one try of `subject`, beginning anew where the last ones began before `start` or a lock ended. Gives how many
/// there are now, and until when the subject is locked.
pub async fn count_try(
    conn: &mut Conn,
    subject: &str,
    account: Option<AccountId>,
    now: UtcTime,
    start: UtcTime,
) -> Result<(i32, Option<UtcTime>)> {
    // One that is there is written to, which holds it: somebody who succeeds at this moment deletes it after this transaction.
    on!(&mut *conn, |c| {
        diesel::insert_into(sign_in_tries::table)
            .values((
                sign_in_tries::subject.eq(subject),
                sign_in_tries::account_id.eq(account),
                sign_in_tries::tries.eq(0),
                sign_in_tries::since.eq(now),
            ))
            .on_conflict(sign_in_tries::subject)
            .do_update()
            .set(sign_in_tries::subject.eq(subject))
            .execute(c)
            .await
    })?;
    on!(&mut *conn, |c| {
        diesel::update(
            sign_in_tries::table.find(subject).filter(
                sign_in_tries::locked_until
                    .le(now)
                    .or(sign_in_tries::locked_until
                        .is_null()
                        .and(sign_in_tries::since.le(start)))
                    .assume_not_null(),
            ),
        )
        .set((
            sign_in_tries::tries.eq(0),
            sign_in_tries::since.eq(now),
            sign_in_tries::locked_until.eq(None::<UtcTime>),
        ))
        .execute(c)
        .await
    })?;
    Ok(on!(conn, |c| diesel::update(sign_in_tries::table.find(subject))
        .set(sign_in_tries::tries.eq(sign_in_tries::tries + 1))
        .returning((sign_in_tries::tries, sign_in_tries::locked_until))
        .get_result(c)
        .await)?)
}

/// Locks `subject`; says whether it was not locked yet.
pub async fn lock(conn: &mut Conn, subject: &str, until: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            sign_in_tries::table
                .find(subject)
                .filter(sign_in_tries::locked_until.is_null()),
        )
        .set(sign_in_tries::locked_until.eq(until))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Forgets the tries of `subject`.
pub async fn delete_tries(conn: &mut Conn, subject: &str) -> Result<()> {
    on!(conn, |c| diesel::delete(sign_in_tries::table.find(subject))
        .execute(c)
        .await)?;
    Ok(())
}

/// Forgets tries that began before `start`; locks are shorter than that.
pub async fn delete_old_tries(conn: &mut Conn, start: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::delete(
        sign_in_tries::table.filter(sign_in_tries::since.le(start))
    )
    .execute(c)
    .await)?;
    Ok(())
}
