//! Who had topics fetched anew from their home server, and when.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::topic_loads;
use crate::types::{AccountId, PostId};

/// Notes that a member asked for a topic.
pub async fn insert(conn: &mut Conn, id: i64, account: AccountId, topic: PostId) -> Result<()> {
    on!(conn, |c| diesel::insert_into(topic_loads::table)
        .values((
            topic_loads::id.eq(id),
            topic_loads::account_id.eq(account),
            topic_loads::topic_id.eq(topic),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// How often a member asked since the id `since`.
pub async fn count_since(conn: &mut Conn, account: AccountId, since: i64) -> Result<i64> {
    Ok(on!(conn, |c| topic_loads::table
        .filter(topic_loads::account_id.eq(account))
        .filter(topic_loads::id.ge(since))
        .count()
        .get_result(c)
        .await)?)
}

/// Whether anybody asked for a topic since the id `since`.
pub async fn is_loaded_since(conn: &mut Conn, topic: PostId, since: i64) -> Result<bool> {
    let found: Option<i64> = on!(conn, |c| topic_loads::table
        .filter(topic_loads::topic_id.eq(topic))
        .filter(topic_loads::id.ge(since))
        .select(topic_loads::id)
        .first(c)
        .await
        .optional())?;
    Ok(found.is_some())
}

/// Forgets what a member asked for before the id `until`.
pub async fn delete_before(conn: &mut Conn, account: AccountId, until: i64) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(
            topic_loads::table
                .filter(topic_loads::account_id.eq(account))
                .filter(topic_loads::id.lt(until)),
        )
        .execute(c)
        .await
    })?;
    Ok(())
}
