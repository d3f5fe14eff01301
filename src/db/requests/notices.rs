//! Which need a notification is about.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{notifications, request_notices, training_requests};
use crate::types::{AccountId, ActorId, NotificationId, NotificationKind, TrainingRequestId};

/// Says which need a notification is about.
pub async fn insert(conn: &mut Conn, notification: NotificationId, request: TrainingRequestId) -> Result<()> {
    on!(conn, |c| diesel::insert_into(request_notices::table)
        .values((
            request_notices::notification_id.eq(notification),
            request_notices::request_id.eq(request),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Whether an account was told this of a need by somebody already.
pub async fn exists(
    conn: &mut Conn,
    account: AccountId,
    kind: NotificationKind,
    doer: ActorId,
    request: TrainingRequestId,
) -> Result<bool> {
    let count: i64 = on!(conn, |c| request_notices::table
        .inner_join(notifications::table)
        .filter(request_notices::request_id.eq(request))
        .filter(notifications::account_id.eq(account))
        .filter(notifications::kind.eq(kind))
        .filter(notifications::actor_id.eq(doer))
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// The needs that these notifications are about, with their titles.
pub async fn list(
    conn: &mut Conn,
    told: &[NotificationId],
) -> Result<Vec<(NotificationId, TrainingRequestId, String)>> {
    if told.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| request_notices::table
        .inner_join(training_requests::table)
        .filter(request_notices::notification_id.eq_any(told.iter().copied()))
        .select((
            request_notices::notification_id,
            request_notices::request_id,
            training_requests::title,
        ))
        .load(c)
        .await)?)
}
