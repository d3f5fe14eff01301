//! What hangs on posts.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::posts::Post;
use crate::schema::{attachments, media, posts};
use crate::types::{AttachmentId, MediaId, PostId};

use super::Media;

/// Something that hangs on a post: a file of ours, or one on another server.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = attachments)]
pub struct Attachment {
    /// Id.
    pub id: AttachmentId,
    /// The post.
    pub post_id: PostId,
    /// Its place among the others.
    pub position: i32,
    /// The file; ours only.
    pub media_id: Option<MediaId>,
    /// Where it is; others' only.
    pub url: Option<String>,
    /// Media type, as its server says; others' only, perhaps empty.
    pub media_type: String,
    /// What it shows; others' only.
    pub alt: String,
    /// Pixels, as its server says.
    pub width: Option<i32>,
    /// Pixels, as its server says.
    pub height: Option<i32>,
    /// Placeholder, as its server says.
    pub blurhash: Option<String>,
}

/// Adds some.
pub async fn insert(conn: &mut Conn, rows: &[Attachment]) -> Result<()> {
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(attachments::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// What hangs on these posts, with the files of ours, in their order.
pub async fn list(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<(Attachment, Option<Media>)>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| attachments::table
        .left_join(media::table)
        .filter(attachments::post_id.eq_any(posts.iter().copied()))
        .order((attachments::post_id, attachments::position))
        .select((Attachment::as_select(), Option::<Media>::as_select()))
        .load(c)
        .await)?)
}

/// What hangs on those of these posts that stand: what a moderator hid keeps its files, but shows none.
pub async fn list_standing(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<(Attachment, Option<Media>)>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| attachments::table
        .inner_join(posts::table)
        .left_join(media::table)
        .filter(attachments::post_id.eq_any(posts.iter().copied()))
        .filter(posts::removed_at.is_null())
        .order((attachments::post_id, attachments::position))
        .select((Attachment::as_select(), Option::<Media>::as_select()))
        .load(c)
        .await)?)
}

/// Takes everything off a post.
pub async fn delete_of(conn: &mut Conn, post: PostId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        attachments::table.filter(attachments::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// On which post a file hangs.
pub async fn find_post(conn: &mut Conn, file: MediaId) -> Result<Option<Post>> {
    Ok(on!(conn, |c| attachments::table
        .inner_join(posts::table)
        .filter(attachments::media_id.eq(file))
        .select(Post::as_select())
        .first(c)
        .await
        .optional())?)
}

/// On which posts these files hang.
pub async fn list_posts(conn: &mut Conn, files: &[MediaId]) -> Result<Vec<(MediaId, Post)>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Option<MediaId>, Post)> = on!(conn, |c| attachments::table
        .inner_join(posts::table)
        .filter(attachments::media_id.eq_any(files.iter().copied()))
        .select((attachments::media_id, Post::as_select()))
        .load(c)
        .await)?;
    Ok(rows
        .into_iter()
        .filter_map(|(file, post)| Some((file?, post)))
        .collect())
}
