//! Files that drafts remember.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{draft_files, media};
use crate::types::{DraftId, MediaId, MediaState};

use super::Media;

/// A file of a draft.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = draft_files)]
pub struct DraftFile {
    /// The draft.
    pub draft_id: DraftId,
    /// Its place among the others.
    pub position: i32,
    /// The file.
    pub media_id: MediaId,
    /// What it shows, as typed so far. What the file itself says may already stand on a post.
    pub alt: String,
}

/// Puts these in the place of what the draft remembered.
pub async fn replace(conn: &mut Conn, draft: DraftId, rows: &[DraftFile]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        draft_files::table.filter(draft_files::draft_id.eq(draft))
    )
    .execute(c)
    .await)?;
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(draft_files::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// The files of a draft, in their order.
pub async fn list(conn: &mut Conn, draft: DraftId) -> Result<Vec<(DraftFile, Media)>> {
    Ok(on!(conn, |c| draft_files::table
        .inner_join(media::table)
        .filter(draft_files::draft_id.eq(draft))
        .filter(media::state.eq(MediaState::Ready))
        .order(draft_files::position)
        .select((DraftFile::as_select(), Media::as_select()))
        .load(c)
        .await)?)
}

/// Which drafts remember these files.
pub async fn list_drafts(conn: &mut Conn, files: &[MediaId]) -> Result<Vec<(MediaId, DraftId)>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| draft_files::table
        .filter(draft_files::media_id.eq_any(files.iter().copied()))
        .select((draft_files::media_id, draft_files::draft_id))
        .load(c)
        .await)?)
}
