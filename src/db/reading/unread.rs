//! What is new for a member, for many topics or forums in one statement. Every count has a cap, so that its cost has one too.

use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::Readable;
use crate::types::{AccountId, ForumId, PostId, Visibility};

/// Nothing is counted beyond this.
pub const MOST: i64 = 100;

/// How a member stands to a topic.
#[derive(Debug, Clone, Copy)]
pub struct TopicRead {
    /// Which.
    pub topic: PostId,
    /// The newest post that was shown to them; 0 if they never opened it.
    pub last: i64,
    /// Up to where they called its forum read; 0 if they never did.
    pub forum: i64,
    /// Replies after both, if they ever opened it; at most [`MOST`].
    pub newer: i64,
}

/// How a member stands to these topics.
pub async fn of_topics(
    conn: &mut Conn,
    account: AccountId,
    topics: &[PostId],
    visibilities: &[Visibility],
) -> Result<Vec<TopicRead>> {
    if topics.is_empty() {
        return Ok(Vec::new());
    }
    let query = OfTopics {
        account,
        topics,
        readable: Readable(visibilities),
    };
    let rows: Vec<(i64, i64, i64, i64)> = on!(conn, |c| query.load(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(topic, last, forum, newer)| TopicRead {
            topic: PostId(topic),
            last,
            forum,
            newer,
        })
        .collect())
}

/// How many of the latest topics of each of these forums hold something new: active after `since` and after the member read
/// them. Looks at [`MOST`] topics of each forum.
pub async fn in_forums(
    conn: &mut Conn,
    account: AccountId,
    forums: &[ForumId],
    visibilities: &[Visibility],
    since: i64,
) -> Result<Vec<(ForumId, i64)>> {
    if forums.is_empty() {
        return Ok(Vec::new());
    }
    let query = InForums {
        account,
        forums,
        readable: Readable(visibilities),
        since,
    };
    let rows: Vec<(i64, i64)> = on!(conn, |c| query.load(c).await)?;
    Ok(rows.into_iter().map(|(forum, count)| (ForumId(forum), count)).collect())
}

#[derive(Debug, Clone, Copy)]
struct OfTopics<'a> {
    account: AccountId,
    topics: &'a [PostId],
    readable: Readable<'a>,
}

impl Query for OfTopics<'_> {
    type SqlType = (BigInt, BigInt, BigInt, BigInt);
}

impl QueryId for OfTopics<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB: Backend> QueryFragment<DB> for OfTopics<'_>
where
    AccountId: ToSql<BigInt, DB>,
    PostId: ToSql<BigInt, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql(
            "SELECT topics.id, COALESCE(topic_reads.last_id, 0), COALESCE(forum_reads.last_id, 0), \
             (SELECT COUNT(*) FROM (SELECT posts.id FROM posts WHERE posts.root_id = topics.id AND posts.id > \
             CASE WHEN forum_reads.last_id > topic_reads.last_id THEN forum_reads.last_id ELSE topic_reads.last_id END \
             AND posts.id <> topics.id AND posts.removed_at IS NULL AND ",
        );
        self.readable.walk_ast(out.reborrow())?;
        out.push_sql(" LIMIT ");
        out.push_bind_param::<BigInt, _>(&MOST)?;
        out.push_sql(
            ") AS newer) FROM posts AS topics \
             LEFT JOIN topic_reads ON topic_reads.topic_id = topics.id AND topic_reads.account_id = ",
        );
        out.push_bind_param::<BigInt, _>(&self.account)?;
        out.push_sql(" LEFT JOIN forum_reads ON forum_reads.forum_id = topics.forum_id AND forum_reads.account_id = ");
        out.push_bind_param::<BigInt, _>(&self.account)?;
        out.push_sql(" WHERE topics.id IN (");
        for (n, topic) in self.topics.iter().enumerate() {
            if n > 0 {
                out.push_sql(", ");
            }
            out.push_bind_param::<BigInt, _>(topic)?;
        }
        out.push_sql(")");
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
struct InForums<'a> {
    account: AccountId,
    forums: &'a [ForumId],
    readable: Readable<'a>,
    since: i64,
}

impl Query for InForums<'_> {
    type SqlType = (BigInt, BigInt);
}

impl QueryId for InForums<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB: Backend> QueryFragment<DB> for InForums<'_>
where
    AccountId: ToSql<BigInt, DB>,
    ForumId: ToSql<BigInt, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql(
            "SELECT forums.id, (SELECT COUNT(*) FROM (SELECT posts.id, posts.last_post_id FROM posts \
             WHERE posts.forum_id = forums.id AND posts.kind = 'topic' AND posts.removed_at IS NULL AND ",
        );
        self.readable.walk_ast(out.reborrow())?;
        out.push_sql(" AND posts.last_post_id > ");
        out.push_bind_param::<BigInt, _>(&self.since)?;
        out.push_sql(" ORDER BY posts.last_post_id DESC LIMIT ");
        out.push_bind_param::<BigInt, _>(&MOST)?;
        out.push_sql(
            ") AS latest LEFT JOIN topic_reads ON topic_reads.topic_id = latest.id AND topic_reads.account_id = ",
        );
        out.push_bind_param::<BigInt, _>(&self.account)?;
        out.push_sql(
            " WHERE latest.last_post_id > COALESCE(topic_reads.last_id, 0) \
             AND latest.last_post_id > COALESCE(forum_reads.last_id, 0) \
             AND NOT EXISTS (SELECT 1 FROM topic_levels WHERE topic_levels.topic_id = latest.id \
             AND topic_levels.level = 'mute' AND topic_levels.account_id = ",
        );
        out.push_bind_param::<BigInt, _>(&self.account)?;
        out.push_sql(
            ")) FROM forums LEFT JOIN forum_reads ON forum_reads.forum_id = forums.id AND forum_reads.account_id = ",
        );
        out.push_bind_param::<BigInt, _>(&self.account)?;
        out.push_sql(" WHERE forums.id IN (");
        for (n, forum) in self.forums.iter().enumerate() {
            if n > 0 {
                out.push_sql(", ");
            }
            out.push_bind_param::<BigInt, _>(forum)?;
        }
        out.push_sql(")");
        Ok(())
    }
}
