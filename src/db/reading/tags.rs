//! Tags: topics that carry one, and the tags in use in a forum. What a page looks through is cut before it is filtered, so
//! that a rare choice under a busy tag costs no more than a common one.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::{IsQuestion, IsTopic, Readable};
use crate::posts::Post;
use crate::schema::{post_tags, posts};
use crate::types::{ForumId, PostId, Visibility};

/// Posts with a tag looked through for one page.
pub const LOOKED_THROUGH: i64 = 1_000;
/// Topics of a forum looked through for its tags.
const TOPICS_MOST: i64 = 100;

/// Which of the topics with a tag.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// The folded tag.
    pub tag: &'a str,
    /// Of one forum.
    pub forum: Option<ForumId>,
    /// Questions without a best answer.
    pub is_open: bool,
    /// What the reader may see.
    pub visibilities: &'a [Visibility],
    /// Only below this id.
    pub before: PostId,
}

/// Topics with a tag among the next [`LOOKED_THROUGH`] posts that carry it, newest first: those from the id `last` on, see
/// [`last_looked_at`].
pub async fn list(conn: &mut Conn, choice: Choice<'_>, last: Option<PostId>, limit: i64) -> Result<Vec<Post>> {
    Ok(on!(conn, |c| {
        // In the order of the tags: engines then walk their index, not all that was written since.
        let mut query = post_tags::table
            .inner_join(posts::table)
            .filter(post_tags::tag.eq(choice.tag))
            .filter(post_tags::post_id.lt(choice.before))
            .filter(post_tags::post_id.ge(last.unwrap_or(PostId(0))))
            .filter(IsTopic)
            .filter(posts::removed_at.is_null())
            .filter(Readable(choice.visibilities))
            .order(post_tags::post_id.desc())
            .limit(limit)
            .select(Post::as_select())
            .into_boxed();
        if let Some(forum) = choice.forum {
            query = query.filter(posts::forum_id.eq(forum));
        }
        if choice.is_open {
            query = query.filter(IsQuestion).filter(posts::accepted_id.is_null());
        }
        query.load(c).await
    })?)
}

/// The last of the next [`LOOKED_THROUGH`] posts with a tag; none if there are fewer.
pub async fn last_looked_at(conn: &mut Conn, tag: &str, before: PostId) -> Result<Option<PostId>> {
    Ok(on!(conn, |c| post_tags::table
        .filter(post_tags::tag.eq(tag))
        .filter(post_tags::post_id.lt(before))
        .order(post_tags::post_id.desc())
        .offset(LOOKED_THROUGH - 1)
        .limit(1)
        .select(post_tags::post_id)
        .first(c)
        .await
        .optional())?)
}

/// The tags of the latest topics of a forum that the reader may see, as often as they carry them: (folded, as typed).
pub async fn list_in_forum(
    conn: &mut Conn,
    forum: ForumId,
    visibilities: &[Visibility],
) -> Result<Vec<(String, String)>> {
    Ok(on!(conn, |c| {
        let latest = posts::table
            .filter(posts::forum_id.eq(forum))
            .filter(IsTopic)
            .filter(posts::removed_at.is_null())
            .filter(Readable(visibilities))
            .order(posts::id.desc())
            .limit(TOPICS_MOST)
            .select(posts::id);
        post_tags::table
            .filter(post_tags::post_id.eq_any(latest))
            .select((post_tags::tag, post_tags::name))
            .load(c)
            .await
    })?)
}
