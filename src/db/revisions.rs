//! What posts said before they were changed.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{post_revisions, posts};
use super::types::{ActorId, PostId, RevisionId, UtcTime};

/// A former version of a post.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = post_revisions)]
pub struct Revision {
    /// Id; sorts by when the next version took its place.
    pub id: RevisionId,
    /// Which post.
    pub post_id: PostId,
    /// Title; empty for replies.
    pub title: String,
    /// Markdown, where it is known.
    pub source: Option<String>,
    /// Sanitised HTML.
    pub html: String,
    /// BCP 47.
    pub language: Option<String>,
    /// When this version was written.
    pub written_at: UtcTime,
}

/// Keeps a version.
pub async fn insert(conn: &mut Conn, revision: &Revision) -> Result<()> {
    on!(conn, |c| diesel::insert_into(post_revisions::table)
        .values(revision)
        .execute(c)
        .await)?;
    Ok(())
}

/// The versions of a post, newest first; a page continues below the id `before`.
pub async fn list(conn: &mut Conn, post: PostId, before: Option<RevisionId>, limit: i64) -> Result<Vec<Revision>> {
    let before = before.unwrap_or(RevisionId(i64::MAX));
    Ok(on!(conn, |c| post_revisions::table
        .filter(post_revisions::post_id.eq(post))
        .filter(post_revisions::id.lt(before))
        .order(post_revisions::id.desc())
        .limit(limit)
        .select(Revision::as_select())
        .load(c)
        .await)?)
}

/// One version.
pub async fn find(conn: &mut Conn, post: PostId, id: RevisionId) -> Result<Option<Revision>> {
    Ok(on!(conn, |c| post_revisions::table
        .find(id)
        .filter(post_revisions::post_id.eq(post))
        .select(Revision::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Forgets every version of a post.
pub async fn delete_of(conn: &mut Conn, post: PostId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        post_revisions::table.filter(post_revisions::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Forgets every version of what somebody wrote.
pub async fn delete_by(conn: &mut Conn, author: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(post_revisions::table.filter(
        post_revisions::post_id.eq_any(posts::table.filter(posts::actor_id.eq(author)).select(posts::id))
    ))
    .execute(c)
    .await)?;
    Ok(())
}

/// Every version of what somebody wrote with the address of the post, oldest first.
pub async fn list_by(conn: &mut Conn, author: ActorId) -> Result<Vec<(String, Revision)>> {
    Ok(on!(conn, |c| post_revisions::table
        .inner_join(posts::table)
        .filter(posts::actor_id.eq(author))
        .order(post_revisions::id)
        .select((posts::url, Revision::as_select()))
        .load(c)
        .await)?)
}

/// Versions whose text holds `pattern` (`LIKE`, escaped by `!`). Reads the whole table: for a job, never for a page.
pub async fn list_with(conn: &mut Conn, pattern: &str) -> Result<Vec<Revision>> {
    Ok(on!(conn, |c| post_revisions::table
        .filter(post_revisions::html.like(pattern).escape('!'))
        .select(Revision::as_select())
        .load(c)
        .await)?)
}

/// Replaces the texts of a version.
pub async fn set_texts(conn: &mut Conn, revision: &Revision) -> Result<()> {
    on!(conn, |c| diesel::update(post_revisions::table.find(revision.id))
        .set((
            post_revisions::title.eq(&revision.title),
            post_revisions::source.eq(revision.source.as_deref()),
            post_revisions::html.eq(&revision.html),
        ))
        .execute(c)
        .await)?;
    Ok(())
}
