//! Files of posts that wait for a moderator: kept for the post, shown to who decides, hung when it appears. Refused, they are
//! their owner's to use elsewhere, and stay as long as the refused text does.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::db::Conn;
use crate::db::media::{self as rows, Media};
use crate::db::moderation::held_files::{self, HeldFile};
use crate::db::types::{HeldId, MediaId};
use crate::domain::Principal;
use crate::domain::error::Result;

use super::attaching::{self, NewAttachment};
use super::{ATTACHMENTS_MAX, clean_alt};

/// Keeps these for a post that waits.
pub(in crate::domain) async fn keep(
    conn: &mut Conn,
    by: &Principal,
    held: HeldId,
    wanted: &[NewAttachment],
) -> Result<()> {
    for (position, new) in wanted.iter().take(ATTACHMENTS_MAX).enumerate() {
        let row = HeldFile {
            held_id: held,
            position: i32::try_from(position).unwrap_or(i32::MAX),
            media_id: match new {
                NewAttachment::Own { id, alt } => Some(own(conn, by, *id, alt.as_deref()).await?),
                NewAttachment::Remote { .. } => None,
            },
            remote: packed(new),
        };
        held_files::insert(conn, &row).await?;
    }
    Ok(())
}

async fn own(conn: &mut Conn, by: &Principal, id: MediaId, alt: Option<&str>) -> Result<MediaId> {
    attaching::require_free(conn, by, id).await?;
    if let Some(alt) = alt {
        rows::set_alt(conn, id, &clean_alt(alt)?).await?;
    }
    Ok(id)
}

/// Gives what was kept, to be hung on the post that appears now.
pub(in crate::domain) async fn take(conn: &mut Conn, held: HeldId) -> Result<Vec<NewAttachment>> {
    let kept = held_files::list(conn, &[held]).await?;
    held_files::delete_of(conn, held).await?;
    Ok(kept.into_iter().filter_map(|(row, _)| wanted(&row)).collect())
}

fn wanted(row: &HeldFile) -> Option<NewAttachment> {
    match row.media_id {
        Some(id) => Some(NewAttachment::Own { id, alt: None }),
        None => unpacked(row.remote.as_ref()?),
    }
}

/// Something that is to hang on a post, with the file if it is ours.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What was wanted.
    pub wanted: NewAttachment,
    /// The file.
    pub media: Option<Media>,
}

/// What is to hang on these posts, for who decides about them.
pub(in crate::domain) async fn of_held(conn: &mut Conn, held: &[HeldId]) -> Result<HashMap<HeldId, Vec<Kept>>> {
    let mut files: HashMap<HeldId, Vec<Kept>> = HashMap::new();
    for (row, media) in held_files::list(conn, held).await? {
        if let Some(wanted) = wanted(&row) {
            files.entry(row.held_id).or_default().push(Kept { wanted, media });
        }
    }
    Ok(files)
}

fn packed(new: &NewAttachment) -> Option<Value> {
    let NewAttachment::Remote {
        url,
        media_type,
        alt,
        width,
        height,
        blurhash,
    } = new
    else {
        return None;
    };
    Some(json!({
        "url": url, "media_type": media_type, "alt": alt, "width": width, "height": height, "blurhash": blurhash,
    }))
}

fn unpacked(value: &Value) -> Option<NewAttachment> {
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let number = |key: &str| value.get(key)?.as_i64().and_then(|number| i32::try_from(number).ok());
    Some(NewAttachment::Remote {
        url: text("url")?,
        media_type: text("media_type")?,
        alt: text("alt")?,
        width: number("width"),
        height: number("height"),
        blurhash: text("blurhash"),
    })
}
