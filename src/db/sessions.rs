//! Signed-in browsers.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::accounts::Account;
use super::actors::Actor;
use super::conn::{Conn, on};
use super::schema::{accounts, actors, sessions};
use super::types::{AccountId, SessionId, UtcTime};

/// A signed-in browser. The token itself is only in its cookie.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// Id.
    pub id: SessionId,
    /// Whose it is.
    pub account_id: AccountId,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// What the browser called itself at sign-in.
    pub user_agent: String,
    /// Sign-in.
    pub created_at: UtcTime,
    /// Last request, to the nearest few minutes.
    pub seen_at: UtcTime,
    /// End, however busy.
    pub expires_at: UtcTime,
    /// When the person last showed in this browser who they are.
    pub proven_at: Option<UtcTime>,
}

/// Adds a session.
pub async fn insert(conn: &mut Conn, session: &Session) -> Result<()> {
    on!(conn, |c| diesel::insert_into(sessions::table)
        .values(session)
        .execute(c)
        .await)?;
    Ok(())
}

/// The live session with this token hash, with its person.
pub async fn find(conn: &mut Conn, hash: &[u8], now: UtcTime) -> Result<Option<(Session, Account, Actor)>> {
    Ok(on!(conn, |c| sessions::table
        .inner_join(accounts::table.inner_join(actors::table))
        .filter(sessions::token_hash.eq(hash))
        .filter(sessions::expires_at.gt(now))
        .select((Session::as_select(), Account::as_select(), Actor::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// The live sessions of an account, latest use first.
pub async fn list(conn: &mut Conn, account: AccountId, now: UtcTime) -> Result<Vec<Session>> {
    Ok(on!(conn, |c| sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::expires_at.gt(now))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .select(Session::as_select())
        .load(c)
        .await)?)
}

/// Notes that a session was used.
pub async fn set_seen(conn: &mut Conn, id: SessionId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::update(sessions::table.find(id))
        .set(sessions::seen_at.eq(now))
        .execute(c)
        .await)?;
    Ok(())
}

/// Notes that the person showed again who they are.
pub async fn set_proven(conn: &mut Conn, id: SessionId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::update(sessions::table.find(id))
        .set(sessions::proven_at.eq(now))
        .execute(c)
        .await)?;
    Ok(())
}

/// Ends one session of an account; says whether there was one.
pub async fn delete(conn: &mut Conn, account: AccountId, id: SessionId) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::delete(sessions::table.find(id).filter(sessions::account_id.eq(account)))
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Ends every session of an account but one.
pub async fn delete_others(conn: &mut Conn, account: AccountId, keep: SessionId) -> Result<usize> {
    Ok(on!(conn, |c| {
        diesel::delete(
            sessions::table
                .filter(sessions::account_id.eq(account))
                .filter(sessions::id.ne(keep)),
        )
        .execute(c)
        .await
    })?)
}

/// Ends every session of an account.
pub async fn delete_all(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        sessions::table.filter(sessions::account_id.eq(account))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Forgets sessions that ended before `now`.
pub async fn delete_expired(conn: &mut Conn, now: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        sessions::table.filter(sessions::expires_at.le(now))
    )
    .execute(c)
    .await)?)
}
