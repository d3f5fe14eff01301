//! Lists that merge several others: the latest of many forums, and topics that are alike. Each part is cut by its own
//! index before they are put together, so that a busy part does not hide a quiet one behind all that it holds.

use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::Readable;
use crate::types::{AccountId, ForumId, PostId, Visibility};

/// How far below a tag or a word is looked: enough to find the likely topics, and no more for one that stands everywhere.
const ENTRIES_MOST: i64 = 100;

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

/// What topics are looked for by.
#[derive(Debug, Clone, Copy)]
pub struct Alike<'a> {
    /// Folded tags.
    pub tags: &'a [String],
    /// Folded words of titles.
    pub words: &'a [String],
    /// A forum whose latest topics come with them.
    pub forum: Option<ForumId>,
    /// The topic that is not looked for.
    pub except: PostId,
    /// What the reader may see.
    pub visibilities: &'a [Visibility],
    /// At most so many of the forum.
    pub limit: i64,
}

/// What a topic was found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    /// It is one of the latest of the forum.
    Forum,
    /// It has one of the tags.
    Tag,
    /// It has one of the words.
    Word,
}

/// Topics found by tags and words, once for each of them, and the latest of a forum.
pub async fn alike(conn: &mut Conn, wanted: Alike<'_>) -> Result<Vec<(FoundBy, PostId)>> {
    if wanted.tags.is_empty() && wanted.words.is_empty() && wanted.forum.is_none() {
        return Ok(Vec::new());
    }
    let query = AlikeQuery {
        readable: Readable(wanted.visibilities),
        wanted,
    };
    let rows: Vec<(i64, i64)> = on!(conn, |c| query.load(c).await)?;
    let by = |number| match number {
        0 => FoundBy::Forum,
        1 => FoundBy::Tag,
        _ => FoundBy::Word,
    };
    Ok(rows.into_iter().map(|(number, id)| (by(number), PostId(id))).collect())
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
struct AlikeQuery<'a> {
    wanted: Alike<'a>,
    readable: Readable<'a>,
}

impl Query for AlikeQuery<'_> {
    type SqlType = (BigInt, BigInt);
}

impl QueryId for AlikeQuery<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

/// The newest entries of one tag, and of one word, up to the value itself.
const INDEXES: [&str; 2] = [
    "SELECT CAST(1 AS BIGINT), posts.id FROM (SELECT post_tags.post_id AS id FROM post_tags WHERE post_tags.tag = ",
    "SELECT CAST(2 AS BIGINT), posts.id FROM (SELECT topic_words.topic_id AS id FROM topic_words \
     WHERE topic_words.word = ",
];
/// The same behind the value, newest first.
const NEWEST: [&str; 2] = [
    " ORDER BY post_tags.post_id DESC LIMIT ",
    " ORDER BY topic_words.topic_id DESC LIMIT ",
];

impl<DB: Backend> QueryFragment<DB> for AlikeQuery<'_>
where
    PostId: ToSql<BigInt, DB>,
    ForumId: ToSql<BigInt, DB>,
    String: ToSql<Text, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        let entries = [self.wanted.tags, self.wanted.words];
        let mut is_first = true;
        for (kind, entries) in entries.into_iter().enumerate() {
            for entry in entries {
                if !std::mem::take(&mut is_first) {
                    out.push_sql(" UNION ALL ");
                }
                out.push_sql(INDEXES[kind]);
                out.push_bind_param::<Text, _>(entry)?;
                out.push_sql(NEWEST[kind]);
                out.push_bind_param::<BigInt, _>(&ENTRIES_MOST)?;
                out.push_sql(
                    ") AS entries INNER JOIN posts ON posts.id = entries.id \
                     WHERE posts.kind = 'topic' AND posts.removed_at IS NULL AND posts.id <> ",
                );
                out.push_bind_param::<BigInt, _>(&self.wanted.except)?;
                out.push_sql(" AND ");
                self.readable.walk_ast(out.reborrow())?;
            }
        }
        let Some(forum) = &self.wanted.forum else { return Ok(()) };
        if !is_first {
            out.push_sql(" UNION ALL ");
        }
        out.push_sql(
            "SELECT CAST(0 AS BIGINT), part.id FROM (SELECT posts.id FROM posts \
             WHERE posts.kind = 'topic' AND posts.removed_at IS NULL AND posts.forum_id = ",
        );
        out.push_bind_param::<BigInt, _>(forum)?;
        out.push_sql(" AND posts.id <> ");
        out.push_bind_param::<BigInt, _>(&self.wanted.except)?;
        out.push_sql(" AND ");
        self.readable.walk_ast(out.reborrow())?;
        out.push_sql(" ORDER BY posts.last_post_id DESC LIMIT ");
        out.push_bind_param::<BigInt, _>(&self.wanted.limit)?;
        out.push_sql(") AS part");
        Ok(())
    }
}
