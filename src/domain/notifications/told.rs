//! When a notification is over that stands in no list of its reader: once nothing is left that will tell it. Letters and pushes
//! tell the same ones, in any order and to several browsers, so neither alone may say.

use crate::db::types::{AccountId, UtcTime};
use crate::db::{Conn, notices, pushes};
use crate::domain::error::Result;
use crate::domain::push::queue::SUMMARY;

/// Marks as read what no letter and no push will tell an account any more, and no list shows.
///
/// # Errors
/// If the database fails.
pub(in crate::domain) async fn settle(conn: &mut Conn, account: AccountId, now: UtcTime) -> Result<()> {
    let unlisted = notices::list_unlisted(conn, account).await?;
    if unlisted.is_empty() {
        return Ok(());
    }
    let waiting = pushes::list_waiting_keys(conn, account).await?;
    // One that says how much there is tells them all.
    let waits = |key: &String| waiting.contains(key) || waiting.iter().any(|key| key == SUMMARY);
    let over: Vec<_> = unlisted
        .into_iter()
        .filter(|(_, key)| !key.as_ref().is_some_and(waits))
        .map(|(id, _)| id)
        .collect();
    Ok(notices::set_read(conn, account, &over, now).await?)
}
