//! What hangs on messages.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::media::Media;
use crate::schema::{media, message_files, messages};
use crate::types::{MediaId, MessageId};

use super::texts::Message;

/// Something that hangs on a message: a file of ours, or one on another server.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = message_files)]
pub struct MessageFile {
    /// On which.
    pub message_id: MessageId,
    /// Its place among the others.
    pub position: i32,
    /// The file; ours only.
    pub media_id: Option<MediaId>,
    /// Where it is; others' only.
    pub url: Option<String>,
    /// Media type; of others' as their server says, perhaps empty.
    pub media_type: String,
    /// What it shows; others' only.
    pub alt: String,
    /// Pixels, as its server says.
    pub width: Option<i32>,
    /// Pixels, as its server says.
    pub height: Option<i32>,
}

/// Adds some.
pub async fn insert(conn: &mut Conn, rows: &[MessageFile]) -> Result<()> {
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(message_files::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// What hangs on these messages, with the files of ours, in their order.
pub async fn list(conn: &mut Conn, of: &[MessageId]) -> Result<Vec<(MessageFile, Option<Media>)>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| message_files::table
        .left_join(media::table)
        .filter(message_files::message_id.eq_any(of.iter().copied()))
        .order((message_files::message_id, message_files::position))
        .select((MessageFile::as_select(), Option::<Media>::as_select()))
        .load(c)
        .await)?)
}

/// On which message a file hangs.
pub async fn find_message(conn: &mut Conn, file: MediaId) -> Result<Option<Message>> {
    Ok(on!(conn, |c| message_files::table
        .inner_join(messages::table)
        .filter(message_files::media_id.eq(file))
        .select(Message::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Which of these files hang on messages.
pub async fn list_used(conn: &mut Conn, files: &[MediaId]) -> Result<Vec<MediaId>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<Option<MediaId>> = on!(conn, |c| message_files::table
        .filter(message_files::media_id.eq_any(files.iter().copied()))
        .select(message_files::media_id)
        .load(c)
        .await)?;
    Ok(found.into_iter().flatten().collect())
}

/// Takes everything off a message.
pub async fn delete_of(conn: &mut Conn, message: MessageId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        message_files::table.filter(message_files::message_id.eq(message))
    )
    .execute(c)
    .await)?;
    Ok(())
}
