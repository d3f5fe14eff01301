//! How far members have read, in topics and in whole forums. A position moves forward, never back.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::Readable;
use crate::schema::{forum_reads, posts, topic_reads};
use crate::types::{AccountId, ForumId, PostId, Visibility};

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

/// What a position is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// A topic.
    Topic(PostId),
    /// A forum as a whole.
    Forum(ForumId),
}

/// Puts a position down in one of the two tables, or moves the one that is there forward.
macro_rules! advance_in {
    ($conn:expr, $table:ident, $key:ident, $account:expr, $id:expr, $last:expr) => {{
        let row = (
            $table::account_id.eq($account),
            $table::$key.eq($id),
            $table::last_id.eq($last),
        );
        let is_new = on!(&mut *$conn, |c| diesel::insert_into($table::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
        if is_new == 0 {
            let behind = $table::table.find(($account, $id)).filter($table::last_id.lt($last));
            on!(&mut *$conn, |c| diesel::update(behind)
                .set($table::last_id.eq($last))
                .execute(c)
                .await)?;
        }
    }};
}

/// Notes that a member has read a topic, or everything in a forum, up to `last`.
pub async fn advance(conn: &mut Conn, account: AccountId, within: Within, last: PostId) -> Result<()> {
    match within {
        Within::Topic(topic) => advance_in!(conn, topic_reads, topic_id, account, topic, last),
        Within::Forum(forum) => advance_in!(conn, forum_reads, forum_id, account, forum, last),
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
