//! Posts of every kind: rows, counters, tags and mentions. Lists are in `topics`, `threads` and `timelines`.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{graves, mentions, post_revisions, post_tags, posts};
use super::types::{ActorId, ForumId, PostId, PostKind, RemovedBy, TopicKind, UtcTime, Visibility};

/// A post.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = posts)]
pub struct Post {
    /// Id; sorts by publication time.
    pub id: PostId,
    /// ActivityPub id.
    pub uri: String,
    /// Page for people.
    pub url: String,
    /// Kind.
    pub kind: PostKind,
    /// Kind of topic; topics only.
    pub topic_kind: Option<TopicKind>,
    /// Author.
    pub actor_id: ActorId,
    /// Forum it stands in.
    pub forum_id: Option<ForumId>,
    /// First post of its thread; itself for a topic.
    pub root_id: PostId,
    /// The direct reply to the root that it descends from; itself for such a reply; none for a topic.
    pub branch_id: Option<PostId>,
    /// What it answers.
    pub parent_id: Option<PostId>,
    /// Steps from the root.
    pub depth: i32,
    /// Plain text; empty for replies.
    pub title: String,
    /// Markdown as typed; local posts, and remote ones whose server sends it.
    pub source: Option<String>,
    /// Sanitised HTML.
    pub html: String,
    /// The first words as plain text.
    pub excerpt: String,
    /// BCP 47.
    pub language: Option<String>,
    /// Who may read it.
    pub visibility: Visibility,
    /// Whether it was written here.
    pub is_local: bool,
    /// Kept at the top of its forum.
    pub is_pinned: bool,
    /// Takes no more replies.
    pub is_locked: bool,
    /// The best answer; questions only.
    pub accepted_id: Option<PostId>,
    /// Visible posts below it: of the whole thread for a topic, direct answers for a reply.
    pub reply_count: i64,
    /// Up-votes.
    pub vote_count: i64,
    /// Newest post of the thread, itself if there is none; topics only.
    pub last_post_id: PostId,
    /// When the forum's server confirmed it to followers; local forums at once.
    pub announced_at: Option<UtcTime>,
    /// Last change of the text.
    pub edited_at: Option<UtcTime>,
    /// When it was taken away; the row stays as a tombstone.
    pub removed_at: Option<UtcTime>,
    /// By whom.
    pub removed_by: Option<RemovedBy>,
    /// Publication.
    pub published_at: UtcTime,
}

impl Post {
    /// Whether its text is gone.
    pub fn is_removed(&self) -> bool {
        self.removed_at.is_some()
    }
}

/// The columns that an edit changes.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = posts)]
#[diesel(treat_none_as_null = true)]
pub struct PostText {
    /// See [`Post`].
    pub topic_kind: Option<TopicKind>,
    /// See [`Post`].
    pub title: String,
    /// See [`Post`].
    pub source: Option<String>,
    /// See [`Post`].
    pub html: String,
    /// See [`Post`].
    pub excerpt: String,
    /// See [`Post`].
    pub language: Option<String>,
    /// See [`Post`].
    pub edited_at: Option<UtcTime>,
}

/// Adds a post.
pub async fn insert(conn: &mut Conn, post: &Post) -> Result<()> {
    on!(conn, |c| diesel::insert_into(posts::table)
        .values(post)
        .execute(c)
        .await)?;
    Ok(())
}

/// The post with this id.
pub async fn get(conn: &mut Conn, id: PostId) -> Result<Post> {
    Ok(on!(conn, |c| posts::table
        .find(id)
        .select(Post::as_select())
        .first(c)
        .await)?)
}

/// The post with this id, which nobody else changes until the transaction ends: what happens to one thread at the same moment
/// happens one after another.
pub async fn get_locked(conn: &mut Conn, id: PostId) -> Result<Post> {
    // Writing is what both engines lock a row by.
    Ok(on!(conn, |c| diesel::update(posts::table.find(id))
        .set(posts::is_local.eq(posts::is_local))
        .returning(Post::as_returning())
        .get_result(c)
        .await)?)
}

/// Whether anything stands below a post.
pub async fn has_children(conn: &mut Conn, id: PostId) -> Result<bool> {
    let child: Option<PostId> = on!(conn, |c| posts::table
        .filter(posts::parent_id.eq(id))
        .limit(1)
        .select(posts::id)
        .first(c)
        .await
        .optional())?;
    Ok(child.is_some())
}

/// Deletes a post as if it had never been. Nothing may stand below it.
pub async fn delete(conn: &mut Conn, id: PostId) -> Result<()> {
    on!(conn, |c| diesel::delete(posts::table.find(id)).execute(c).await)?;
    Ok(())
}

/// The newest post of a thread, itself included.
pub async fn find_newest(conn: &mut Conn, topic: PostId) -> Result<Option<PostId>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::root_id.eq(topic))
        .select(diesel::dsl::max(posts::id))
        .first(c)
        .await)?)
}

/// The newest post of the topics of a forum.
pub async fn find_newest_in(conn: &mut Conn, forum: ForumId) -> Result<Option<PostId>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::forum_id.eq(forum))
        .filter(super::literals::IsTopic)
        .order(posts::last_post_id.desc())
        .limit(1)
        .select(posts::last_post_id)
        .first(c)
        .await
        .optional())?)
}

/// Sets the newest post of a thread, backwards too.
pub async fn reset_newest(conn: &mut Conn, topic: PostId, newest: PostId) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.find(topic))
        .set(posts::last_post_id.eq(newest))
        .execute(c)
        .await)?;
    Ok(())
}

/// The post with this id, if any.
pub async fn find(conn: &mut Conn, id: PostId) -> Result<Option<Post>> {
    Ok(on!(conn, |c| posts::table
        .find(id)
        .select(Post::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The post with this ActivityPub id.
pub async fn find_by_uri(conn: &mut Conn, uri: &str) -> Result<Option<Post>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::uri.eq(uri))
        .select(Post::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The posts with these ids, in no order.
pub async fn list_by_ids(conn: &mut Conn, ids: &[PostId]) -> Result<Vec<Post>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| posts::table
        .filter(posts::id.eq_any(ids.iter().copied()))
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// As much of a post as others need that refer to it: (id, author, whether it was removed).
pub async fn list_authors(conn: &mut Conn, ids: &[PostId]) -> Result<Vec<(PostId, ActorId, bool)>> {
    let rows: Vec<(PostId, ActorId, Option<UtcTime>)> = on!(conn, |c| posts::table
        .filter(posts::id.eq_any(ids.iter().copied()))
        .select((posts::id, posts::actor_id, posts::removed_at))
        .load(c)
        .await)?;
    Ok(rows
        .into_iter()
        .map(|(id, author, removed)| (id, author, removed.is_some()))
        .collect())
}

/// Changes the text of a post.
pub async fn update_text(conn: &mut Conn, id: PostId, text: &PostText) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.find(id))
        .set(text)
        .execute(c)
        .await)?;
    Ok(())
}

/// Turns a post into a tombstone: everything that was said is wiped, its place in the thread stays. Says
/// whether it was not one already.
pub async fn set_removed(conn: &mut Conn, id: PostId, by: RemovedBy, now: UtcTime) -> Result<bool> {
    let rows = on!(&mut *conn, |c| {
        diesel::update(posts::table.find(id).filter(posts::removed_at.is_null()))
            .set((
                posts::removed_at.eq(now),
                posts::removed_by.eq(by),
                posts::title.eq(""),
                posts::source.eq(None::<String>),
                posts::html.eq(""),
                posts::excerpt.eq(""),
                posts::is_pinned.eq(false),
                posts::accepted_id.eq(None::<PostId>),
            ))
            .execute(c)
            .await
    })?;
    on!(&mut *conn, |c| diesel::delete(
        post_tags::table.filter(post_tags::post_id.eq(id))
    )
    .execute(c)
    .await)?;
    on!(&mut *conn, |c| diesel::delete(
        mentions::table.filter(mentions::post_id.eq(id))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::delete(
        post_revisions::table.filter(post_revisions::post_id.eq(id))
    )
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Sets the kind of a topic.
pub async fn set_topic_kind(conn: &mut Conn, id: PostId, kind: TopicKind) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.find(id))
        .set(posts::topic_kind.eq(kind))
        .execute(c)
        .await)?;
    Ok(())
}

/// Pins or unpins.
pub async fn set_pinned(conn: &mut Conn, id: PostId, pinned: bool) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.find(id))
        .set(posts::is_pinned.eq(pinned))
        .execute(c)
        .await)?;
    Ok(())
}

/// Locks or unlocks.
pub async fn set_locked(conn: &mut Conn, id: PostId, locked: bool) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.find(id))
        .set(posts::is_locked.eq(locked))
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets or clears the best answer of a question.
pub async fn set_accepted(conn: &mut Conn, topic: PostId, answer: Option<PostId>) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.find(topic))
        .set(posts::accepted_id.eq(answer))
        .execute(c)
        .await)?;
    Ok(())
}

/// Notes that the forum's server passed the post on.
pub async fn set_announced(conn: &mut Conn, id: PostId, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::update(posts::table.find(id).filter(posts::announced_at.is_null()))
            .set(posts::announced_at.eq(now))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Adds to the number of visible posts below.
pub async fn add_replies(conn: &mut Conn, id: PostId, by: i64) -> Result<()> {
    on!(conn, |c| {
        diesel::update(posts::table.find(id))
            .set(posts::reply_count.eq(posts::reply_count + by))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Adds to the number of votes.
pub async fn add_votes(conn: &mut Conn, id: PostId, by: i64) -> Result<()> {
    on!(conn, |c| {
        diesel::update(posts::table.find(id))
            .set(posts::vote_count.eq(posts::vote_count + by))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Moves the newest post of a thread forward, never back.
pub async fn set_newest(conn: &mut Conn, topic: PostId, newest: PostId) -> Result<()> {
    on!(conn, |c| {
        diesel::update(posts::table.find(topic).filter(posts::last_post_id.lt(newest)))
            .set(posts::last_post_id.eq(newest))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Replaces the tags of a post; pairs of (folded tag, tag as typed).
pub async fn set_tags(conn: &mut Conn, id: PostId, tags: &[(String, String)]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        post_tags::table.filter(post_tags::post_id.eq(id))
    )
    .execute(c)
    .await)?;
    for (tag, name) in tags {
        on!(&mut *conn, |c| {
            diesel::insert_into(post_tags::table)
                .values((
                    post_tags::post_id.eq(id),
                    post_tags::tag.eq(tag),
                    post_tags::name.eq(name),
                ))
                .on_conflict_do_nothing()
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// The tags of these posts as (post, tag, name).
pub async fn list_tags(conn: &mut Conn, ids: &[PostId]) -> Result<Vec<(PostId, String, String)>> {
    Ok(on!(conn, |c| post_tags::table
        .filter(post_tags::post_id.eq_any(ids.iter().copied()))
        .order(post_tags::tag)
        .select((post_tags::post_id, post_tags::tag, post_tags::name))
        .load(c)
        .await)?)
}

/// Replaces the mentions of a post.
pub async fn set_mentions(conn: &mut Conn, id: PostId, actors: &[ActorId]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        mentions::table.filter(mentions::post_id.eq(id))
    )
    .execute(c)
    .await)?;
    for actor in actors {
        on!(&mut *conn, |c| {
            diesel::insert_into(mentions::table)
                .values((mentions::post_id.eq(id), mentions::actor_id.eq(*actor)))
                .on_conflict_do_nothing()
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// Who is named in these posts.
pub async fn list_mentions(conn: &mut Conn, ids: &[PostId]) -> Result<Vec<(PostId, ActorId)>> {
    Ok(on!(conn, |c| mentions::table
        .filter(mentions::post_id.eq_any(ids.iter().copied()))
        .select((mentions::post_id, mentions::actor_id))
        .load(c)
        .await)?)
}

/// Remembers an object that was deleted before we knew it.
pub async fn insert_grave(conn: &mut Conn, uri: &str, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(graves::table)
            .values((graves::uri.eq(uri), graves::created_at.eq(now)))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Forgets what was remembered before `until`.
pub async fn delete_graves(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        graves::table.filter(graves::created_at.lt(until))
    )
    .execute(c)
    .await)?)
}

/// Whether an object was deleted before we knew it.
pub async fn has_grave(conn: &mut Conn, uri: &str) -> Result<bool> {
    let count: i64 = on!(conn, |c| graves::table.find(uri).count().get_result(c).await)?;
    Ok(count > 0)
}

/// Gives every post of a forum a new visibility. Public is only what was written here in topics from here: whether others
/// meant theirs for everybody is not known any more.
pub async fn set_visibility_in_forum(conn: &mut Conn, forum: ForumId, visibility: Visibility) -> Result<()> {
    let others = if visibility == Visibility::Public {
        Visibility::Network
    } else {
        visibility
    };
    on!(&mut *conn, |c| {
        diesel::update(posts::table.filter(posts::forum_id.eq(forum)))
            .set(posts::visibility.eq(others))
            .execute(c)
            .await
    })?;
    if others == visibility {
        return Ok(());
    }
    let heads = diesel::alias!(posts as heads);
    on!(conn, |c| {
        let ours = heads
            .filter(heads.field(posts::forum_id).eq(forum))
            .filter(heads.field(posts::kind).eq_any(PostKind::HEADS))
            .filter(heads.field(posts::is_local).eq(true))
            .select(heads.field(posts::id));
        diesel::update(
            posts::table
                .filter(posts::forum_id.eq(forum))
                .filter(posts::is_local.eq(true))
                .filter(posts::root_id.eq_any(ours)),
        )
        .set(posts::visibility.eq(visibility))
        .execute(c)
        .await
    })?;
    Ok(())
}
