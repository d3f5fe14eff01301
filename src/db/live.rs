//! What those who watch pages live have to hear of: told events, new notifications, and whether they may still watch.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::accounts::Account;
use super::conn::{Conn, on};
use super::events::EventRow;
use super::posts::Post;
use super::schema::{accounts, events, notifications, posts, sessions};
use super::types::{AccountId, AccountState, EventId, NotificationId, SessionId, UtcTime};

/// The moment an event was told at, and the event: the order in which those who watch hear of them.
pub type Moment = (UtcTime, EventId);

/// Moments of events told since `since`, oldest first. Read from the index alone.
pub async fn list_moments(conn: &mut Conn, since: UtcTime, limit: i64) -> Result<Vec<Moment>> {
    let rows: Vec<(Option<UtcTime>, EventId)> = on!(conn, |c| events::table
        .filter(events::federated_at.is_not_null())
        .filter(events::federated_at.ge(since))
        .order((events::federated_at, events::id))
        .limit(limit)
        .select((events::federated_at, events::id))
        .load(c)
        .await)?;
    Ok(rows.into_iter().filter_map(|(at, id)| Some((at?, id))).collect())
}

/// The posts that these events are about, with the events' names, for events of these kinds.
pub async fn list_posts(conn: &mut Conn, ids: &[EventId], kinds: &[&str]) -> Result<Vec<(EventId, String, Post)>> {
    Ok(on!(conn, |c| events::table
        .inner_join(posts::table.on(events::post_id.eq(posts::id.nullable())))
        .filter(events::id.eq_any(ids.iter().copied()))
        .filter(events::kind.eq_any(kinds.iter().copied()))
        .order(events::id)
        .select((events::id, events::kind, Post::as_select()))
        .load(c)
        .await)?)
}

/// Who was notified after this notification, oldest first.
pub async fn list_notified(conn: &mut Conn, after: NotificationId) -> Result<Vec<(NotificationId, AccountId)>> {
    Ok(on!(conn, |c| notifications::table
        .filter(notifications::id.gt(after))
        .order(notifications::id)
        .select((notifications::id, notifications::account_id))
        .load(c)
        .await)?)
}

/// Those of these events that are of these kinds.
pub async fn list_events(conn: &mut Conn, ids: &[EventId], kinds: &[&str]) -> Result<Vec<EventRow>> {
    Ok(on!(conn, |c| events::table
        .filter(events::id.eq_any(ids.iter().copied()))
        .filter(events::kind.eq_any(kinds.iter().copied()))
        .order(events::id)
        .select(EventRow::as_select())
        .load(c)
        .await)?)
}

/// Those of these sessions that still stand, with their active accounts.
pub async fn list_standing(conn: &mut Conn, of: &[SessionId], now: UtcTime) -> Result<Vec<(SessionId, Account)>> {
    Ok(on!(conn, |c| sessions::table
        .inner_join(accounts::table)
        .filter(sessions::id.eq_any(of.iter().copied()))
        .filter(sessions::expires_at.gt(now))
        .filter(accounts::state.eq(AccountState::Active))
        .select((sessions::id, Account::as_select()))
        .load(c)
        .await)?)
}
