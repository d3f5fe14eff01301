//! Lists that merge several others: the latest of many forums, and what stands near a topic. Each part is cut by its own
//! index before they are put together, so that a busy part does not hide a quiet one behind all that it holds.

use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;

use crate::db::Result;
use crate::db::conn::{Conn, on};
use crate::db::literals::Readable;
use crate::db::types::{AccountId, ForumId, PostId, Visibility};

/// How far below a tag is looked for topics near another one.
const TAGGED_MOST: i64 = 60;

/// What a list of several forums shows.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The forums.
    pub forums: &'a [ForumId],
    /// What the reader may see.
    pub visibilities: &'a [Visibility],
    /// Only topics whose latest activity is before this.
    pub before: i64,
    /// At most so many of each forum.
    pub limit: i64,
    /// Whose muted topics are left out; nobody's if none.
    pub reader: Option<AccountId>,
}

/// The topics of each of these forums, latest activity first within each: (latest activity, topic).
pub async fn latest(conn: &mut Conn, wanted: Wanted<'_>) -> Result<Vec<(i64, PostId)>> {
    if wanted.forums.is_empty() {
        return Ok(Vec::new());
    }
    let query = Latest {
        readable: Readable(wanted.visibilities),
        reader: wanted.reader.unwrap_or(AccountId(0)),
        wanted,
    };
    let rows: Vec<(i64, i64)> = on!(conn, |c| query.load(c).await)?;
    Ok(rows.into_iter().map(|(key, id)| (key, PostId(id))).collect())
}

/// Topics that share tags with `topic`, once for each tag, and the latest of its forum: (1 for a tag, 0 for the forum; topic).
pub async fn near(
    conn: &mut Conn,
    topic: PostId,
    forum: ForumId,
    tags: &[String],
    visibilities: &[Visibility],
    limit: i64,
) -> Result<Vec<(i64, PostId)>> {
    let query = Near {
        topic,
        forum,
        tags,
        readable: Readable(visibilities),
        limit,
    };
    let rows: Vec<(i64, i64)> = on!(conn, |c| query.load(c).await)?;
    Ok(rows.into_iter().map(|(weight, id)| (weight, PostId(id))).collect())
}

#[derive(Debug, Clone, Copy)]
struct Latest<'a> {
    wanted: Wanted<'a>,
    readable: Readable<'a>,
    reader: AccountId,
}

impl Query for Latest<'_> {
    type SqlType = (BigInt, BigInt);
}

impl QueryId for Latest<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB: Backend> QueryFragment<DB> for Latest<'_>
where
    AccountId: ToSql<BigInt, DB>,
    ForumId: ToSql<BigInt, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        for (n, forum) in self.wanted.forums.iter().enumerate() {
            if n > 0 {
                out.push_sql(" UNION ALL ");
            }
            out.push_sql(
                "SELECT part.last_post_id, part.id FROM (SELECT posts.last_post_id, posts.id FROM posts \
                 WHERE posts.kind = 'topic' AND posts.removed_at IS NULL AND posts.forum_id = ",
            );
            out.push_bind_param::<BigInt, _>(forum)?;
            out.push_sql(" AND ");
            self.readable.walk_ast(out.reborrow())?;
            out.push_sql(" AND posts.last_post_id < ");
            out.push_bind_param::<BigInt, _>(&self.wanted.before)?;
            out.push_sql(
                " AND NOT EXISTS (SELECT 1 FROM topic_levels WHERE topic_levels.topic_id = posts.id \
                 AND topic_levels.level = 'mute' AND topic_levels.account_id = ",
            );
            out.push_bind_param::<BigInt, _>(&self.reader)?;
            out.push_sql(") ORDER BY posts.last_post_id DESC LIMIT ");
            out.push_bind_param::<BigInt, _>(&self.wanted.limit)?;
            out.push_sql(") AS part");
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
struct Near<'a> {
    topic: PostId,
    forum: ForumId,
    tags: &'a [String],
    readable: Readable<'a>,
    limit: i64,
}

impl Query for Near<'_> {
    type SqlType = (BigInt, BigInt);
}

impl QueryId for Near<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB: Backend> QueryFragment<DB> for Near<'_>
where
    PostId: ToSql<BigInt, DB>,
    ForumId: ToSql<BigInt, DB>,
    String: ToSql<Text, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        for tag in self.tags {
            out.push_sql(
                "SELECT CAST(1 AS BIGINT), posts.id FROM (SELECT post_tags.post_id FROM post_tags WHERE post_tags.tag = ",
            );
            out.push_bind_param::<Text, _>(tag)?;
            out.push_sql(" ORDER BY post_tags.post_id DESC LIMIT ");
            out.push_bind_param::<BigInt, _>(&TAGGED_MOST)?;
            out.push_sql(
                ") AS tagged INNER JOIN posts ON posts.id = tagged.post_id \
                 WHERE posts.kind = 'topic' AND posts.removed_at IS NULL AND posts.id <> ",
            );
            out.push_bind_param::<BigInt, _>(&self.topic)?;
            out.push_sql(" AND ");
            self.readable.walk_ast(out.reborrow())?;
            out.push_sql(" UNION ALL ");
        }
        out.push_sql(
            "SELECT CAST(0 AS BIGINT), part.id FROM (SELECT posts.id FROM posts \
             WHERE posts.kind = 'topic' AND posts.removed_at IS NULL AND posts.forum_id = ",
        );
        out.push_bind_param::<BigInt, _>(&self.forum)?;
        out.push_sql(" AND posts.id <> ");
        out.push_bind_param::<BigInt, _>(&self.topic)?;
        out.push_sql(" AND ");
        self.readable.walk_ast(out.reborrow())?;
        out.push_sql(" ORDER BY posts.last_post_id DESC LIMIT ");
        out.push_bind_param::<BigInt, _>(&self.limit)?;
        out.push_sql(") AS part");
        Ok(())
    }
}
