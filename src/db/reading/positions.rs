//! How far members have read, in topics and in whole forums. A position moves forward, never back.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::db::Result;
use crate::db::conn::{Conn, on};
use crate::db::literals::Readable;
use crate::db::schema::{forum_reads, posts, topic_reads};
use crate::db::types::{AccountId, ForumId, PostId, Visibility};

/// The newest post of a topic that was shown to a member; none if they never opened it.
pub async fn find(conn: &mut Conn, account: AccountId, topic: PostId) -> Result<Option<PostId>> {
    Ok(on!(conn, |c| topic_reads::table
        .find((account, topic))
        .select(topic_reads::last_id)
        .first(c)
        .await
        .optional())?)
}

/// Up to where a member has called a forum read.
pub async fn find_of_forum(conn: &mut Conn, account: AccountId, forum: ForumId) -> Result<Option<PostId>> {
    Ok(on!(conn, |c| forum_reads::table
        .find((account, forum))
        .select(forum_reads::last_id)
        .first(c)
        .await
        .optional())?)
}

/// Notes that a member has read a topic up to `last`.
pub async fn advance(conn: &mut Conn, account: AccountId, topic: PostId, last: PostId) -> Result<()> {
    let row = (
        topic_reads::account_id.eq(account),
        topic_reads::topic_id.eq(topic),
        topic_reads::last_id.eq(last),
    );
    let is_new = on!(&mut *conn, |c| diesel::insert_into(topic_reads::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    if is_new == 0 {
        on!(conn, |c| {
            diesel::update(
                topic_reads::table
                    .find((account, topic))
                    .filter(topic_reads::last_id.lt(last)),
            )
            .set(topic_reads::last_id.eq(last))
            .execute(c)
            .await
        })?;
    }
    Ok(())
}

/// Notes that everything in a forum up to `last` counts as read.
pub async fn advance_forum(conn: &mut Conn, account: AccountId, forum: ForumId, last: PostId) -> Result<()> {
    let row = (
        forum_reads::account_id.eq(account),
        forum_reads::forum_id.eq(forum),
        forum_reads::last_id.eq(last),
    );
    let is_new = on!(&mut *conn, |c| diesel::insert_into(forum_reads::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    if is_new == 0 {
        on!(conn, |c| {
            diesel::update(
                forum_reads::table
                    .find((account, forum))
                    .filter(forum_reads::last_id.lt(last)),
            )
            .set(forum_reads::last_id.eq(last))
            .execute(c)
            .await
        })?;
    }
    Ok(())
}

/// The first reply of a topic after `last` that the reader may see.
pub async fn first_after(
    conn: &mut Conn,
    topic: PostId,
    last: PostId,
    visibilities: &[Visibility],
) -> Result<Option<PostId>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::root_id.eq(topic))
        .filter(posts::id.gt(last))
        .filter(posts::id.ne(topic))
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .order(posts::id)
        .limit(1)
        .select(posts::id)
        .first(c)
        .await
        .optional())?)
}

/// Everything a member has opened, for the copy of their data: address of the topic, newest post shown.
pub async fn list_all(conn: &mut Conn, account: AccountId) -> Result<Vec<(String, PostId)>> {
    Ok(on!(conn, |c| topic_reads::table
        .inner_join(posts::table)
        .filter(topic_reads::account_id.eq(account))
        .order(topic_reads::topic_id)
        .select((posts::url, topic_reads::last_id))
        .load(c)
        .await)?)
}
