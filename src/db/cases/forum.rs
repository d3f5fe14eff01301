//! The case studies that a forum shows.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::conn::{Conn, on};
use crate::literals::{IsCase, IsInLibrary, Readable};
use crate::posts::Post;
use crate::schema::{case_studies, posts};
use crate::types::{ForumId, PostId, Visibility};
use crate::{Keyset, Result};

/// A page of the case studies of a forum, newest first.
pub async fn list(conn: &mut Conn, forum: ForumId, visibilities: &[Visibility], page: Keyset) -> Result<Vec<Post>> {
    let (before, _) = page.after.unwrap_or((i64::MAX, 0));
    Ok(on!(conn, |c| posts::table
        .inner_join(case_studies::table)
        .filter(posts::forum_id.eq(forum))
        .filter(IsCase)
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .filter(IsInLibrary)
        .filter(posts::id.lt(PostId(before)))
        .order(posts::id.desc())
        .limit(page.limit)
        .select(Post::as_select())
        .load(c)
        .await)?)
}
