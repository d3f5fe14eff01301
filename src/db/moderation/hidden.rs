//! What moderators hid, kept away from the posts themselves so that no list can show it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{hidden_posts, posts};
use crate::types::{ActorId, Category, PostId, RemovedBy, UtcTime};

/// The text of a hidden post and why it was hidden.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = hidden_posts)]
#[diesel(treat_none_as_null = true)]
pub struct Hidden {
    /// Which post.
    pub post_id: PostId,
    /// Why.
    pub category: Category,
    /// Why, in words.
    pub reason: String,
    /// Title.
    pub title: String,
    /// Markdown.
    pub source: Option<String>,
    /// Safe HTML.
    pub html: String,
    /// The first words.
    pub excerpt: String,
    /// Pairs of (folded tag, tag as typed).
    pub tags: Value,
    /// Ids of the people named.
    pub mentions: Value,
    /// When.
    pub hidden_at: UtcTime,
    /// When the text was destroyed.
    pub wiped_at: Option<UtcTime>,
}

/// Keeps what is hidden now.
pub async fn upsert(conn: &mut Conn, hidden: &Hidden) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(hidden_posts::table)
            .values(hidden)
            .on_conflict(hidden_posts::post_id)
            .do_update()
            .set(hidden)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// What is kept of a hidden post.
pub async fn find(conn: &mut Conn, post: PostId) -> Result<Option<Hidden>> {
    Ok(on!(conn, |c| hidden_posts::table
        .find(post)
        .select(Hidden::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Why these posts were hidden.
pub async fn list_reasons(conn: &mut Conn, ids: &[PostId]) -> Result<Vec<(PostId, Category)>> {
    Ok(on!(conn, |c| hidden_posts::table
        .filter(hidden_posts::post_id.eq_any(ids.iter().copied()))
        .select((hidden_posts::post_id, hidden_posts::category))
        .load(c)
        .await)?)
}

/// Notes that the author of a hidden post took it back; says whether moderators had hidden it.
pub async fn set_taken_back(conn: &mut Conn, post: PostId) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            posts::table
                .find(post)
                .filter(posts::removed_by.eq(RemovedBy::Moderator)),
        )
        .set(posts::removed_by.eq(RemovedBy::Author))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// The hidden posts of an author whose texts are still kept.
pub async fn list_kept_of(conn: &mut Conn, author: ActorId) -> Result<Vec<PostId>> {
    Ok(on!(conn, |c| hidden_posts::table
        .inner_join(posts::table)
        .filter(posts::actor_id.eq(author))
        .filter(posts::removed_by.eq(RemovedBy::Moderator))
        .order(hidden_posts::post_id)
        .select(hidden_posts::post_id)
        .load(c)
        .await)?)
}

/// Forgets what was kept.
pub async fn delete(conn: &mut Conn, post: PostId) -> Result<()> {
    on!(conn, |c| diesel::delete(hidden_posts::table.find(post))
        .execute(c)
        .await)?;
    Ok(())
}

/// Puts a text back in place of a tombstone; says whether there was one.
pub async fn restore(conn: &mut Conn, hidden: &Hidden) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            posts::table
                .find(hidden.post_id)
                .filter(posts::removed_at.is_not_null()),
        )
        .set((
            posts::removed_at.eq(None::<UtcTime>),
            posts::removed_by.eq(None::<RemovedBy>),
            posts::title.eq(&hidden.title),
            posts::source.eq(&hidden.source),
            posts::html.eq(&hidden.html),
            posts::excerpt.eq(&hidden.excerpt),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// The posts whose texts were hidden before `until` and are still kept.
pub async fn list_due(conn: &mut Conn, until: UtcTime) -> Result<Vec<PostId>> {
    Ok(on!(conn, |c| hidden_posts::table
        .filter(hidden_posts::hidden_at.lt(until))
        .filter(hidden_posts::wiped_at.is_null())
        .select(hidden_posts::post_id)
        .load(c)
        .await)?)
}

/// Destroys the texts hidden before `until`; why they were hidden stays.
pub async fn wipe(conn: &mut Conn, until: UtcTime, now: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::update(
        hidden_posts::table
            .filter(hidden_posts::hidden_at.lt(until))
            .filter(hidden_posts::wiped_at.is_null())
    )
    .set((
        hidden_posts::title.eq(""),
        hidden_posts::source.eq(None::<String>),
        hidden_posts::html.eq(""),
        hidden_posts::excerpt.eq(""),
        hidden_posts::tags.eq(Value::Array(Vec::new())),
        hidden_posts::mentions.eq(Value::Array(Vec::new())),
        hidden_posts::wiped_at.eq(now),
    ))
    .execute(c)
    .await)?)
}

/// What is kept of an author's posts, with the address of each.
pub async fn list_of_author(conn: &mut Conn, author: ActorId) -> Result<Vec<(Hidden, String)>> {
    Ok(on!(conn, |c| hidden_posts::table
        .inner_join(posts::table)
        .filter(posts::actor_id.eq(author))
        .order(hidden_posts::post_id)
        .select((Hidden::as_select(), posts::url))
        .load(c)
        .await)?)
}

/// Forgets everything kept of an author's posts.
pub async fn delete_of_author(conn: &mut Conn, author: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(hidden_posts::table.filter(
        hidden_posts::post_id.eq_any(posts::table.filter(posts::actor_id.eq(author)).select(posts::id))
    ))
    .execute(c)
    .await)?;
    Ok(())
}
