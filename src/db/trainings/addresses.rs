//! The secret addresses of members' own calendars. Only hashes of the secrets are here.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::accounts::Account;
use crate::conn::{Conn, on};
use crate::schema::{accounts, calendar_addresses, forum_levels, topic_levels};
use crate::types::{AccountId, ForumId, PostId, UtcTime, WatchLevel};

/// Since when a member's calendar has an address, if it has one.
pub async fn find(conn: &mut Conn, account: AccountId) -> Result<Option<UtcTime>> {
    Ok(on!(conn, |c| calendar_addresses::table
        .find(account)
        .select(calendar_addresses::created_at)
        .first(c)
        .await
        .optional())?)
}

/// Whose calendar has the address with this secret.
pub async fn find_account(conn: &mut Conn, hash: &[u8]) -> Result<Option<Account>> {
    Ok(on!(conn, |c| calendar_addresses::table
        .inner_join(accounts::table)
        .filter(calendar_addresses::secret_hash.eq(hash))
        .select(Account::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Gives a calendar a new address; the one before is worth nothing any more.
pub async fn set(conn: &mut Conn, account: AccountId, hash: &[u8], now: UtcTime) -> Result<()> {
    let values = (
        calendar_addresses::secret_hash.eq(hash),
        calendar_addresses::created_at.eq(now),
    );
    on!(conn, |c| {
        diesel::insert_into(calendar_addresses::table)
            .values((calendar_addresses::account_id.eq(account), values))
            .on_conflict(calendar_addresses::account_id)
            .do_update()
            .set(values)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Takes the address of a calendar away.
pub async fn delete(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| diesel::delete(calendar_addresses::table.find(account))
        .execute(c)
        .await)?;
    Ok(())
}

/// The forums and the topics that a member watches, at most `limit` of each, the newest.
pub async fn list_watched(conn: &mut Conn, account: AccountId, limit: i64) -> Result<(Vec<ForumId>, Vec<PostId>)> {
    let forums = on!(&mut *conn, |c| forum_levels::table
        .filter(forum_levels::account_id.eq(account))
        .filter(forum_levels::level.eq(WatchLevel::Watch))
        .order(forum_levels::forum_id.desc())
        .limit(limit)
        .select(forum_levels::forum_id)
        .load(c)
        .await)?;
    let topics = on!(conn, |c| topic_levels::table
        .filter(topic_levels::account_id.eq(account))
        .filter(topic_levels::level.eq(WatchLevel::Watch))
        .order(topic_levels::topic_id.desc())
        .limit(limit)
        .select(topic_levels::topic_id)
        .load(c)
        .await)?;
    Ok((forums, topics))
}
