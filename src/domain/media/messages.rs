//! What hangs on private messages. Whoever may read a message may have its files, and nobody else, moderators included.

use std::collections::HashMap;

use crate::db::Conn;
use crate::db::media::{self as rows, Media};
use crate::db::messages::deliveries;
use crate::db::messages::files::{self, MessageFile};
use crate::db::messages::members;
use crate::db::messages::texts::Message;
use crate::db::types::{MediaId, MessageId};
use crate::domain::error::Result;
use crate::domain::{Core, Principal, Viewer, messages, text};

use super::attaching::{NewAttachment, require_free};
use super::{ALT_MAX, ATTACHMENTS_MAX, clean_alt};

/// Longest address that is kept.
const URL_MAX: usize = 2_000;

/// Something that hangs on a message, with the file if it is ours.
#[derive(Debug, Clone)]
pub struct HangingFile {
    /// Its place, and what another server says of it.
    pub row: MessageFile,
    /// The file.
    pub media: Option<Media>,
}

/// What hangs on these messages.
pub(in crate::domain) async fn of(conn: &mut Conn, ids: &[MessageId]) -> Result<HashMap<MessageId, Vec<HangingFile>>> {
    let mut found: HashMap<MessageId, Vec<HangingFile>> = HashMap::new();
    for (row, media) in files::list(conn, ids).await? {
        found
            .entry(row.message_id)
            .or_default()
            .push(HangingFile { row, media });
    }
    Ok(found)
}

/// Hangs these on a message, and gives the names and descriptions by which they are found.
pub(in crate::domain) async fn hang(
    conn: &mut Conn,
    by: &Principal,
    message: MessageId,
    wanted: &[NewAttachment],
) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut hung = Vec::new();
    for (position, new) in (0..).zip(wanted.iter().take(ATTACHMENTS_MAX)) {
        match new {
            NewAttachment::Own { id, alt } => {
                let file = require_free(conn, by, *id).await?;
                if let Some(alt) = alt {
                    let alt = clean_alt(alt)?;
                    rows::set_alt(conn, *id, &alt).await?;
                    names.push(alt);
                }
                names.push(file.name.clone());
                hung.push(own(message, position, *id, &file));
            }
            NewAttachment::Remote { .. } => hung.extend(remote(message, position, new)),
        }
    }
    files::insert(conn, &hung).await?;
    Ok(names)
}

fn own(message: MessageId, position: i32, id: MediaId, file: &Media) -> MessageFile {
    MessageFile {
        message_id: message,
        position,
        media_id: Some(id),
        url: None,
        media_type: file.media_type.clone(),
        alt: String::new(),
        width: None,
        height: None,
    }
}

fn remote(message: MessageId, position: i32, new: &NewAttachment) -> Option<MessageFile> {
    let NewAttachment::Remote {
        url,
        media_type,
        alt,
        width,
        height,
        ..
    } = new
    else {
        return None;
    };
    (url.len() <= URL_MAX).then(|| MessageFile {
        message_id: message,
        position,
        media_id: None,
        url: Some(url.clone()),
        media_type: text::cut(media_type, 100),
        alt: text::cut(alt, ALT_MAX),
        width: *width,
        height: *height,
    })
}

/// Takes everything off a message that goes; files of ours are destroyed.
pub(in crate::domain) async fn clear(core: &Core, conn: &mut Conn, message: MessageId) -> Result<()> {
    let found = files::list(conn, &[message]).await?;
    files::delete_of(conn, message).await?;
    let own: Vec<Media> = found.into_iter().filter_map(|(_, media)| media).collect();
    super::destroy(core, conn, &own).await
}

/// The message that a file hangs on, if the viewer may read it.
pub(super) async fn readable(conn: &mut Conn, viewer: &Viewer, file: MediaId) -> Result<Option<Message>> {
    let Some(reader) = viewer.actor_id() else {
        return Ok(None);
    };
    let Some(message) = files::find_message(conn, file).await? else {
        return Ok(None);
    };
    let member = members::find(conn, message.conversation_id, reader).await?;
    let may_see = member.is_some_and(|member| messages::may_see(&member, &message));
    Ok((may_see && message.deleted_at.is_none()).then_some(message))
}

/// Whether a file hangs on a message that went to somebody elsewhere, whose server was given a pass for it.
pub(super) async fn is_sent(conn: &mut Conn, file: MediaId) -> Result<bool> {
    let Some(message) = files::find_message(conn, file).await? else {
        return Ok(false);
    };
    Ok(message.deleted_at.is_none() && !deliveries::list(conn, &[message.id]).await?.is_empty())
}

/// Whether a file hangs on a message.
pub(super) async fn is_used(conn: &mut Conn, file: MediaId) -> Result<bool> {
    Ok(files::find_message(conn, file).await?.is_some())
}
