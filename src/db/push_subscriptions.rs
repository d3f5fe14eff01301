//! Browsers that members have told at once. Each belongs to the session in which it was added and goes with it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{push_subscriptions, sessions};
use super::sessions::Session;
use super::types::{AccountId, SessionId, SubscriptionId, UtcTime};

/// A browser that is told at once. Address and keys are secrets of its own.
#[derive(Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = push_subscriptions)]
pub struct Subscription {
    /// Id.
    pub id: SubscriptionId,
    /// Whose it is.
    pub account_id: AccountId,
    /// The session in which it was added.
    pub session_id: SessionId,
    /// Where pushes go.
    pub endpoint: String,
    /// The browser's public key.
    pub p256dh: Vec<u8>,
    /// The secret that it shares with us.
    pub auth: Vec<u8>,
    /// How often in a row a push was refused.
    pub failures: i32,
    /// When it was added.
    pub created_at: UtcTime,
    /// When the last push was taken.
    pub ok_at: Option<UtcTime>,
}

impl std::fmt::Debug for Subscription {
    /// Whoever has the address may push.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subscription")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Adds a browser in place of what its session had, and of whoever had it before.
pub async fn replace(conn: &mut Conn, new: &Subscription) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        push_subscriptions::table.filter(
            push_subscriptions::session_id
                .eq(new.session_id)
                .or(push_subscriptions::endpoint.eq(&new.endpoint))
        )
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::insert_into(push_subscriptions::table)
        .values(new)
        .execute(c)
        .await)?;
    Ok(())
}

/// The browsers of an account with their sessions, of those that are signed in, oldest first.
pub async fn list(conn: &mut Conn, account: AccountId, now: UtcTime) -> Result<Vec<(Subscription, Session)>> {
    Ok(on!(conn, |c| push_subscriptions::table
        .inner_join(sessions::table)
        .filter(push_subscriptions::account_id.eq(account))
        .filter(sessions::expires_at.gt(now))
        .order(push_subscriptions::id)
        .select((Subscription::as_select(), Session::as_select()))
        .load(c)
        .await)?)
}

/// Whether an account has any browser told.
pub async fn has_any(conn: &mut Conn, account: AccountId) -> Result<bool> {
    let first: Option<SubscriptionId> = on!(conn, |c| push_subscriptions::table
        .filter(push_subscriptions::account_id.eq(account))
        .select(push_subscriptions::id)
        .first(c)
        .await
        .optional())?;
    Ok(first.is_some())
}

/// A browser with its session.
pub async fn find(conn: &mut Conn, id: SubscriptionId) -> Result<Option<(Subscription, Session)>> {
    Ok(on!(conn, |c| push_subscriptions::table
        .inner_join(sessions::table)
        .filter(push_subscriptions::id.eq(id))
        .select((Subscription::as_select(), Session::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// Forgets a browser of an account; says whether there was one.
pub async fn delete(conn: &mut Conn, account: AccountId, id: SubscriptionId) -> Result<bool> {
    let gone = on!(conn, |c| diesel::delete(
        push_subscriptions::table
            .find(id)
            .filter(push_subscriptions::account_id.eq(account))
    )
    .execute(c)
    .await)?;
    Ok(gone > 0)
}

/// Notes that a push was taken.
pub async fn succeeded(conn: &mut Conn, id: SubscriptionId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::update(push_subscriptions::table.find(id))
        .set((push_subscriptions::ok_at.eq(now), push_subscriptions::failures.eq(0)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Notes that a push was refused; forgets the browser after `most` in a row.
pub async fn failed(conn: &mut Conn, id: SubscriptionId, most: i32) -> Result<()> {
    on!(&mut *conn, |c| diesel::update(push_subscriptions::table.find(id))
        .set(push_subscriptions::failures.eq(push_subscriptions::failures + 1))
        .execute(c)
        .await)?;
    on!(conn, |c| diesel::delete(
        push_subscriptions::table
            .find(id)
            .filter(push_subscriptions::failures.ge(most))
    )
    .execute(c)
    .await)?;
    Ok(())
}
