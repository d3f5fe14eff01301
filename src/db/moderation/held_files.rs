//! What is to hang on posts that wait for a moderator.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::Result;
use crate::conn::{Conn, on};
use crate::media::Media;
use crate::schema::{held_files, held_posts, media};
use crate::types::{ForumId, HeldId, HeldState, MediaId};

/// Something that is to hang on a post that waits.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = held_files)]
pub struct HeldFile {
    /// The post that waits.
    pub held_id: HeldId,
    /// Its place among the others.
    pub position: i32,
    /// A file of the author's.
    pub media_id: Option<MediaId>,
    /// A file on another server, as that server describes it.
    pub remote: Option<Value>,
}

/// Adds one.
pub async fn insert(conn: &mut Conn, row: &HeldFile) -> Result<()> {
    on!(conn, |c| diesel::insert_into(held_files::table)
        .values(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// What is to hang on these posts, with the files of ours, in their order.
pub async fn list(conn: &mut Conn, held: &[HeldId]) -> Result<Vec<(HeldFile, Option<Media>)>> {
    if held.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| held_files::table
        .left_join(media::table)
        .filter(held_files::held_id.eq_any(held.iter().copied()))
        .order((held_files::held_id, held_files::position))
        .select((HeldFile::as_select(), Option::<Media>::as_select()))
        .load(c)
        .await)?)
}

/// Takes everything off a post that waits.
pub async fn delete_of(conn: &mut Conn, held: HeldId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        held_files::table.filter(held_files::held_id.eq(held))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// The forum of the post that waits with this file, if one does.
pub async fn find_forum(conn: &mut Conn, file: MediaId) -> Result<Option<ForumId>> {
    Ok(on!(conn, |c| held_files::table
        .inner_join(held_posts::table)
        .filter(held_files::media_id.eq(file))
        .filter(held_posts::state.eq(HeldState::Waiting))
        .select(held_posts::forum_id)
        .first(c)
        .await
        .optional())?)
}

/// Those of these files that wait with a post.
pub async fn list_waiting(conn: &mut Conn, files: &[MediaId]) -> Result<Vec<MediaId>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Option<MediaId>> = on!(conn, |c| held_files::table
        .inner_join(held_posts::table)
        .filter(held_files::media_id.eq_any(files.iter().copied()))
        .filter(held_posts::state.eq(HeldState::Waiting))
        .select(held_files::media_id)
        .load(c)
        .await)?;
    Ok(rows.into_iter().flatten().collect())
}
