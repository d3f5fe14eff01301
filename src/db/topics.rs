//! Lists of topics: of one forum, in every order a reader may choose, one page at a time.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::conn::{Conn, on};
use super::literals::{IsPinned, IsQuestion, IsTopic, IsUnreplied, Readable};
use super::posts::Post;
use super::schema::{post_tags, posts, questions};
use super::types::{ForumId, PostId, TopicKind, Visibility};
use super::{Keyset, Result};

/// The orders of a topic list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TopicSort {
    /// Latest activity first.
    #[default]
    Active,
    /// Newest topic first.
    New,
    /// Open questions without a best answer, newest first.
    Unanswered,
    /// The same, without any answer.
    Silent,
    /// Questions with a best answer, newest first.
    Settled,
    /// Most votes first.
    Top,
}

/// What a topic list shows.
#[derive(Debug, Clone, Copy)]
pub struct TopicFilter<'a> {
    /// One forum, or all.
    pub forum: Option<ForumId>,
    /// One kind, or all.
    pub kind: Option<TopicKind>,
    /// What the reader may see.
    pub visibilities: &'a [Visibility],
    /// Leave pinned topics out (they are shown above the first page).
    pub skip_pinned: bool,
}

/// The place of a topic in a list of the given order, to continue after it.
pub fn key(sort: TopicSort, topic: &Post) -> (i64, i64) {
    match sort {
        TopicSort::Active => (topic.last_post_id.0, topic.id.0),
        TopicSort::New | TopicSort::Unanswered | TopicSort::Silent | TopicSort::Settled => (topic.id.0, topic.id.0),
        TopicSort::Top => (topic.vote_count, topic.id.0),
    }
}

/// Where in its order a statement begins.
#[derive(Debug, Clone, Copy)]
enum Start {
    /// Below this number: an id, or votes.
    Below(i64),
    /// Among topics with so many votes, below this id.
    Tied { votes: i64, id: i64 },
}

/// A page of topics.
pub async fn list(conn: &mut Conn, filter: TopicFilter<'_>, sort: TopicSort, page: Keyset) -> Result<Vec<Post>> {
    let (first, second) = page.after.unwrap_or((i64::MAX, i64::MAX));
    if sort != TopicSort::Top || page.after.is_none() {
        return read(conn, filter, sort, Start::Below(first), page.limit).await;
    }
    // Two ranges rather than one comparison of rows: where its second half is the number of the row itself, SQLite goes
    // by the first half alone and reads all topics with as many votes.
    let tied = Start::Tied {
        votes: first,
        id: second,
    };
    let mut topics = read(conn, filter, sort, tied, page.limit).await?;
    let left = page
        .limit
        .saturating_sub(i64::try_from(topics.len()).unwrap_or(i64::MAX));
    if left > 0 {
        topics.extend(read(conn, filter, sort, Start::Below(first), left).await?);
    }
    Ok(topics)
}

async fn read(
    conn: &mut Conn,
    filter: TopicFilter<'_>,
    sort: TopicSort,
    start: Start,
    limit: i64,
) -> Result<Vec<Post>> {
    Ok(on!(conn, |c| {
        let mut query = posts::table
            .filter(IsTopic)
            .filter(posts::removed_at.is_null())
            .filter(Readable(filter.visibilities))
            .select(Post::as_select())
            .limit(limit)
            .into_boxed();
        if let Some(forum) = filter.forum {
            query = query.filter(posts::forum_id.eq(forum));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(posts::topic_kind.eq(kind));
        }
        if filter.forum.is_none() && filter.kind == Some(TopicKind::Question) {
            query = query.filter(IsQuestion);
        }
        if filter.skip_pinned {
            query = query.filter(diesel::dsl::not(IsPinned));
        }
        let closed = questions::table
            .filter(questions::topic_id.eq(posts::id))
            .filter(questions::closed_as.is_not_null());
        let (first, within) = match start {
            Start::Below(first) => (first, None),
            Start::Tied { votes, id } => (votes, Some(PostId(id))),
        };
        let query = match sort {
            TopicSort::Active => query
                .filter(posts::last_post_id.lt(PostId(first)))
                .order(posts::last_post_id.desc()),
            TopicSort::New => query.filter(posts::id.lt(PostId(first))).order(posts::id.desc()),
            TopicSort::Unanswered => query
                .filter(IsQuestion)
                .filter(posts::accepted_id.is_null())
                .filter(diesel::dsl::not(diesel::dsl::exists(closed)))
                .filter(posts::id.lt(PostId(first)))
                .order(posts::id.desc()),
            TopicSort::Silent => query
                .filter(IsQuestion)
                .filter(posts::accepted_id.is_null())
                .filter(IsUnreplied)
                .filter(diesel::dsl::not(diesel::dsl::exists(closed)))
                .filter(posts::id.lt(PostId(first)))
                .order(posts::id.desc()),
            TopicSort::Settled => query
                .filter(IsQuestion)
                .filter(posts::accepted_id.is_not_null())
                .filter(posts::id.lt(PostId(first)))
                .order(posts::id.desc()),
            TopicSort::Top => match within {
                Some(id) => query.filter(posts::vote_count.eq(first)).filter(posts::id.lt(id)),
                None => query.filter(posts::vote_count.lt(first)),
            }
            .order((posts::vote_count.desc(), posts::id.desc())),
        };
        query.load(c).await
    })?)
}

/// The pinned topics and case studies of a forum, newest first.
pub async fn list_pinned(conn: &mut Conn, forum: ForumId, visibilities: &[Visibility]) -> Result<Vec<Post>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::forum_id.eq(forum))
        .filter(IsPinned)
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .order(posts::id.desc())
        .limit(20)
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// Uses of folded tags from `start` on in posts that may be read, by tag: (tag, as typed).
pub async fn list_tags_from(
    conn: &mut Conn,
    start: &str,
    visibilities: &[Visibility],
    limit: i64,
) -> Result<Vec<(String, String)>> {
    Ok(on!(conn, |c| post_tags::table
        .inner_join(posts::table)
        .filter(post_tags::tag.ge(start))
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .order((post_tags::tag, post_tags::post_id.desc()))
        .limit(limit)
        .select((post_tags::tag, post_tags::name))
        .load(c)
        .await)?)
}
