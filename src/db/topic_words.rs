//! Titles of topics as searched: folded words.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::literals::IsTopic;
use super::schema::{posts, topic_words};
use super::types::PostId;

/// Replaces the words of a topic's title.
pub async fn set(conn: &mut Conn, topic: PostId, words: &[String]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        topic_words::table.filter(topic_words::topic_id.eq(topic))
    )
    .execute(c)
    .await)?;
    for word in words {
        on!(&mut *conn, |c| {
            diesel::insert_into(topic_words::table)
                .values((topic_words::word.eq(word), topic_words::topic_id.eq(topic)))
                .on_conflict_do_nothing()
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// Ids and titles of topics after the id `after`, oldest first, for filling the index.
pub async fn list_titles(conn: &mut Conn, after: PostId, limit: i64) -> Result<Vec<(PostId, String)>> {
    Ok(on!(conn, |c| posts::table
        .filter(IsTopic)
        .filter(posts::removed_at.is_null())
        .filter(posts::id.gt(after))
        .order(posts::id)
        .limit(limit)
        .select((posts::id, posts::title))
        .load(c)
        .await)?)
}
