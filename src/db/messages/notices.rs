//! Which conversation a notification is about. Of each conversation, an account has one that is unread at most.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{message_notices, notifications};
use crate::types::{AccountId, ConversationId, NotificationId, UtcTime};

/// Says which conversation a notification is about.
pub async fn insert(conn: &mut Conn, notification: NotificationId, conversation: ConversationId) -> Result<()> {
    on!(conn, |c| diesel::insert_into(message_notices::table)
        .values((
            message_notices::notification_id.eq(notification),
            message_notices::conversation_id.eq(conversation),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// The notifications of a conversation that an account has not read.
pub async fn list_unread(
    conn: &mut Conn,
    account: AccountId,
    conversation: ConversationId,
) -> Result<Vec<NotificationId>> {
    Ok(on!(conn, |c| message_notices::table
        .inner_join(notifications::table)
        .filter(message_notices::conversation_id.eq(conversation))
        .filter(notifications::account_id.eq(account))
        .filter(notifications::read_at.is_null())
        .select(message_notices::notification_id)
        .load(c)
        .await)?)
}

/// When the first of some notifications is to be told, if any of them waits for that.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waited {
    /// By mail.
    pub mail_at: Option<UtcTime>,
    /// On browsers.
    pub push_at: Option<UtcTime>,
}

/// Takes notifications away; says for when they had waited.
pub async fn delete(conn: &mut Conn, ids: &[NotificationId]) -> Result<Waited> {
    if ids.is_empty() {
        return Ok(Waited::default());
    }
    let due: Vec<(Option<UtcTime>, Option<UtcTime>)> = on!(conn, |c| diesel::delete(
        notifications::table.filter(notifications::id.eq_any(ids.iter().copied()))
    )
    .returning((notifications::mail_at, notifications::push_at))
    .get_results(c)
    .await)?;
    Ok(Waited {
        mail_at: due.iter().filter_map(|(mail_at, _)| *mail_at).min(),
        push_at: due.iter().filter_map(|(_, push_at)| *push_at).min(),
    })
}

/// Marks notifications as read.
pub async fn set_read(conn: &mut Conn, ids: &[NotificationId], now: UtcTime) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    on!(conn, |c| diesel::update(
        notifications::table.filter(notifications::id.eq_any(ids.iter().copied()))
    )
    .set(notifications::read_at.eq(now))
    .execute(c)
    .await)?;
    Ok(())
}

/// The conversations that these notifications are about.
pub async fn list(conn: &mut Conn, told: &[NotificationId]) -> Result<Vec<(NotificationId, ConversationId)>> {
    if told.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| message_notices::table
        .filter(message_notices::notification_id.eq_any(told.iter().copied()))
        .select((message_notices::notification_id, message_notices::conversation_id))
        .load(c)
        .await)?)
}
