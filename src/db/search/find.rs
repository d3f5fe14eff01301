//! What is found. Who may read it is part of each statement: what the reader may not see is neither found nor counted.

use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Double, Nullable, Text, Timestamp};
use diesel_async::RunQueryDsl;

use super::texts::{Matching, Texts};
use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::Readable;
use crate::types::{ActorId, ForumId, InstanceId, PostId, UtcTime, Visibility};

/// Posts with a tag looked through where no word is asked for.
const TAGGED_MOST: i64 = 1_000;

/// Which posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// First posts of topics.
    Topics,
    /// Replies in topics that stand.
    Replies,
    /// Both.
    All,
}

/// What the topic is, or how far the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A question.
    Question,
    /// A question without a best answer.
    Open,
    /// A question with one.
    Solved,
    /// A conversation.
    Discussion,
    /// An announcement.
    Announcement,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Question,
        Self::Open,
        Self::Solved,
        Self::Discussion,
        Self::Announcement,
    ];

    /// As it stands in addresses.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Open => "open",
            Self::Solved => "solved",
            Self::Discussion => "discussion",
            Self::Announcement => "announcement",
        }
    }

    /// As a condition on the topic of a post.
    fn condition(self) -> &'static str {
        match self {
            Self::Question => "topic_kind = 'question'",
            Self::Open => "topic_kind = 'question' AND accepted_id IS NULL",
            Self::Solved => "topic_kind = 'question' AND accepted_id IS NOT NULL",
            Self::Discussion => "topic_kind = 'discussion'",
            Self::Announcement => "topic_kind = 'announcement'",
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// By words; without any, only topics are found, by what else is asked for.
    pub matching: &'a Matching,
    /// What the reader may see.
    pub visibilities: &'a [Visibility],
    /// Which posts.
    pub kind: Kind,
    /// By whom.
    pub author: Option<ActorId>,
    /// Where.
    pub forum: Option<ForumId>,
    /// With these tags, folded, on the post or its topic.
    pub tags: &'a [String],
    /// The language, without region.
    pub language: Option<&'a str>,
    /// Written on this server; `Some(None)` is here.
    pub instance: Option<Option<InstanceId>>,
    /// What the topic is.
    pub state: Option<State>,
    /// Not before.
    pub since: Option<UtcTime>,
    /// Only below this id.
    pub before: PostId,
    /// At most so many.
    pub limit: i64,
}

/// Something found.
#[derive(Debug, Clone)]
pub struct Row {
    /// The post.
    pub id: PostId,
    /// How well it fits; more is better.
    pub score: f64,
    /// Its forum.
    pub forum: Option<ForumId>,
    /// Its language.
    pub language: Option<String>,
    /// Where its author is at home; none is here.
    pub instance: Option<InstanceId>,
}

/// The columns of a [`Row`], in its order.
type Columns = (i64, f64, Option<i64>, Option<String>, Option<i64>);

/// What is found, newest first.
pub async fn list(conn: &mut Conn, wanted: &Wanted<'_>) -> Result<Vec<Row>> {
    let found = Found::new(wanted);
    let rows: Vec<Columns> = on!(conn, |c| found.load(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(id, score, forum, language, instance)| Row {
            id: PostId(id),
            score,
            forum: forum.map(ForumId),
            language,
            instance: instance.map(InstanceId),
        })
        .collect())
}

/// How much is found, counted no further than the limit.
pub async fn count(conn: &mut Conn, wanted: &Wanted<'_>) -> Result<i64> {
    let counted = Count(Found::new(wanted));
    Ok(on!(conn, |c| counted.get_result(c).await)?)
}

/// How an engine is asked by words.
trait Engine: Backend {
    /// From what.
    const FROM: &'static str;
    /// What newest first means there.
    const NEWEST: &'static str;

    fn matches<'b>(out: &mut AstPass<'_, 'b, Self>, texts: &'b Texts) -> QueryResult<()>;

    /// How well a row fits: the title counts most.
    fn score<'b>(out: &mut AstPass<'_, 'b, Self>, texts: &'b Texts) -> QueryResult<()>;
}

impl Engine for diesel::sqlite::Sqlite {
    // A cross join is how SQLite is told to begin with the index; it goes backwards through it, and stops at the limit.
    const FROM: &'static str = " FROM post_search CROSS JOIN posts ON posts.id = post_search.rowid";
    const NEWEST: &'static str = "post_search.rowid";

    fn matches<'b>(out: &mut AstPass<'_, 'b, Self>, texts: &'b Texts) -> QueryResult<()> {
        out.push_sql("post_search MATCH ");
        out.push_bind_param::<Text, _>(&texts.fts5)
    }

    fn score<'b>(out: &mut AstPass<'_, 'b, Self>, _: &'b Texts) -> QueryResult<()> {
        out.push_sql("-bm25(post_search, 8.0, 4.0, 1.0)");
        Ok(())
    }
}

impl Engine for diesel::pg::Pg {
    const FROM: &'static str = " FROM post_search INNER JOIN posts ON posts.id = post_search.post_id";
    const NEWEST: &'static str = "posts.id";

    fn matches<'b>(out: &mut AstPass<'_, 'b, Self>, texts: &'b Texts) -> QueryResult<()> {
        out.push_sql("post_search.words @@ CAST(");
        out.push_bind_param::<Text, _>(&texts.tsquery)?;
        out.push_sql(" AS TSQUERY)");
        Ok(())
    }

    fn score<'b>(out: &mut AstPass<'_, 'b, Self>, texts: &'b Texts) -> QueryResult<()> {
        out.push_sql("CAST(ts_rank('{0.1, 0.2, 0.4, 1.0}', post_search.words, CAST(");
        out.push_bind_param::<Text, _>(&texts.tsquery)?;
        out.push_sql(" AS TSQUERY), 1) AS DOUBLE PRECISION)");
        Ok(())
    }
}

#[derive(Debug)]
struct Found<'a> {
    wanted: &'a Wanted<'a>,
    readable: Readable<'a>,
    texts: Texts,
    language: String,
    /// A language tag with a region.
    regional: String,
}

impl<'a> Found<'a> {
    fn new(wanted: &'a Wanted<'a>) -> Self {
        Self {
            wanted,
            readable: Readable(wanted.visibilities),
            texts: Texts::of(wanted.matching),
            language: wanted.language.unwrap_or_default().to_owned(),
            regional: format!("{}-%", wanted.language.unwrap_or_default()),
        }
    }

    fn by_words(&self) -> bool {
        !self.wanted.matching.all.is_empty()
    }
}

impl Query for Found<'_> {
    type SqlType = (BigInt, Double, Nullable<BigInt>, Nullable<Text>, Nullable<BigInt>);
}

impl QueryId for Found<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB: Engine> QueryFragment<DB> for Found<'_>
where
    i64: ToSql<BigInt, DB>,
    PostId: ToSql<BigInt, DB>,
    ActorId: ToSql<BigInt, DB>,
    ForumId: ToSql<BigInt, DB>,
    InstanceId: ToSql<BigInt, DB>,
    UtcTime: ToSql<Timestamp, DB>,
    String: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("SELECT posts.id, ");
        if self.by_words() {
            DB::score(&mut out, &self.texts)?;
        } else {
            out.push_sql("CAST(0 AS DOUBLE PRECISION)");
        }
        out.push_sql(", posts.forum_id, posts.language, actors.instance_id");
        self.source(&mut out)?;
        self.narrowed(&mut out)?;
        out.push_sql(" ORDER BY ");
        out.push_sql(if self.by_words() { DB::NEWEST } else { "posts.id" });
        out.push_sql(" DESC LIMIT ");
        out.push_bind_param::<BigInt, _>(&self.wanted.limit)
    }
}

#[derive(Debug)]
struct Count<'a>(Found<'a>);

impl Query for Count<'_> {
    type SqlType = BigInt;
}

impl QueryId for Count<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<'a, DB: Backend> QueryFragment<DB> for Count<'a>
where
    Found<'a>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("SELECT COUNT(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS found");
        Ok(())
    }
}

impl Found<'_> {
    fn source<'b, DB: Engine>(&'b self, out: &mut AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        i64: ToSql<BigInt, DB>,
        String: ToSql<Text, DB>,
    {
        match self.wanted.tags.first() {
            _ if self.by_words() => out.push_sql(DB::FROM),
            Some(tag) => {
                out.push_sql(" FROM (SELECT post_tags.post_id FROM post_tags WHERE post_tags.tag = ");
                out.push_bind_param::<Text, _>(tag)?;
                out.push_sql(" ORDER BY post_tags.post_id DESC LIMIT ");
                out.push_bind_param::<BigInt, _>(&TAGGED_MOST)?;
                out.push_sql(") AS tagged INNER JOIN posts ON posts.id = tagged.post_id");
            }
            None => out.push_sql(" FROM posts"),
        }
        out.push_sql(" INNER JOIN actors ON actors.id = posts.actor_id WHERE ");
        if self.by_words() {
            DB::matches(out, &self.texts)?;
            out.push_sql(" AND ");
        }
        Ok(())
    }

    fn narrowed<'b, DB: Engine>(&'b self, out: &mut AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        PostId: ToSql<BigInt, DB>,
        ActorId: ToSql<BigInt, DB>,
        ForumId: ToSql<BigInt, DB>,
        InstanceId: ToSql<BigInt, DB>,
        UtcTime: ToSql<Timestamp, DB>,
        String: ToSql<Text, DB>,
    {
        let wanted = self.wanted;
        out.push_sql("posts.removed_at IS NULL AND ");
        self.readable.walk_ast(out.reborrow())?;
        self.of_kind(out);
        out.push_sql(" AND posts.id < ");
        out.push_bind_param::<BigInt, _>(&wanted.before)?;
        if let Some(author) = &wanted.author {
            out.push_sql(" AND posts.actor_id = ");
            out.push_bind_param::<BigInt, _>(author)?;
        }
        if let Some(forum) = &wanted.forum {
            out.push_sql(" AND posts.forum_id = ");
            out.push_bind_param::<BigInt, _>(forum)?;
        }
        for tag in wanted.tags {
            out.push_sql(
                " AND EXISTS (SELECT 1 FROM post_tags WHERE post_tags.post_id IN (posts.id, posts.root_id) \
                 AND post_tags.tag = ",
            );
            out.push_bind_param::<Text, _>(tag)?;
            out.push_sql(")");
        }
        if wanted.language.is_some() {
            out.push_sql(" AND (posts.language = ");
            out.push_bind_param::<Text, _>(&self.language)?;
            out.push_sql(" OR posts.language LIKE ");
            out.push_bind_param::<Text, _>(&self.regional)?;
            out.push_sql(")");
        }
        match &wanted.instance {
            Some(Some(instance)) => {
                out.push_sql(" AND actors.instance_id = ");
                out.push_bind_param::<BigInt, _>(instance)?;
            }
            Some(None) => out.push_sql(" AND actors.instance_id IS NULL"),
            None => {}
        }
        if let Some(since) = &wanted.since {
            out.push_sql(" AND posts.published_at >= ");
            out.push_bind_param::<Timestamp, _>(since)?;
        }
        Ok(())
    }

    /// Topics and, by words, case studies; or replies in topics that stand and are readable themselves; of the state asked for.
    fn of_kind<DB: Engine>(&self, out: &mut AstPass<'_, '_, DB>) {
        let is_topics = !self.by_words() || self.wanted.kind == Kind::Topics;
        let state = self.wanted.state.map(State::condition);
        if is_topics {
            // Written out, as the indexes that lists without words are found by are declared.
            out.push_sql(if self.by_words() {
                " AND posts.kind IN ('topic', 'case_study')"
            } else {
                " AND posts.kind = 'topic'"
            });
            if let Some(state) = state {
                out.push_sql(" AND ");
                out.push_sql(state);
            }
            return;
        }
        out.push_sql(if self.wanted.kind == Kind::Replies {
            " AND posts.kind = 'reply'"
        } else {
            " AND posts.kind <> 'note'"
        });
        out.push_sql(
            " AND EXISTS (SELECT 1 FROM posts AS heads WHERE heads.id = posts.root_id AND heads.removed_at IS NULL",
        );
        if let Some(state) = state {
            out.push_sql(" AND heads.");
            out.push_sql(&state.replace(" AND ", " AND heads."));
        }
        out.push_sql(")");
    }
}
