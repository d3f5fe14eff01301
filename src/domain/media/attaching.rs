//! What hangs on a post: set when it is published, changed when it is edited, gone when it is removed.

use crate::db::Conn;
use crate::db::media::attachments::{self, Attachment};
use crate::db::media::{self as rows, Media};
use crate::db::posts::Post;
use crate::db::types::{MediaId, PostId};
use crate::domain::error::{Error, Result};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, text};

use super::{ALT_MAX, ATTACHMENTS_MAX, clean_alt};

/// Longest address that is kept.
const URL_MAX: usize = 2_000;

/// Something to hang on a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewAttachment {
    /// A file of the author's.
    Own {
        /// Which.
        id: MediaId,
        /// What it shows; none leaves what was said before.
        alt: Option<String>,
    },
    /// A file on another server.
    Remote {
        /// Where.
        url: String,
        /// Media type as its server says; empty if it says nothing.
        media_type: String,
        /// What it shows.
        alt: String,
        /// Pixels.
        width: Option<i32>,
        /// Pixels.
        height: Option<i32>,
        /// Placeholder.
        blurhash: Option<String>,
    },
}

/// That these can be hung on a post at all; asked before anything is written.
///
/// # Errors
/// [`Problem::TooMany`] on `files`.
pub fn check(wanted: &[NewAttachment]) -> Result<()> {
    if wanted.len() > ATTACHMENTS_MAX {
        return Err(Error::Invalid(Problems::one(
            "files",
            Problem::TooMany(ATTACHMENTS_MAX),
        )));
    }
    Ok(())
}

/// Hangs these on a post and takes off what hung there before; files of ours that are taken off are destroyed.
pub(in crate::domain) async fn set(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    post: &Post,
    wanted: &[NewAttachment],
) -> Result<()> {
    let before: Vec<Media> = attachments::list(conn, &[post.id])
        .await?
        .into_iter()
        .filter_map(|(_, media)| media)
        .collect();
    attachments::delete_of(conn, post.id).await?;
    let mut hung = Vec::new();
    for (position, new) in wanted.iter().take(ATTACHMENTS_MAX).enumerate() {
        let position = i32::try_from(position).unwrap_or(i32::MAX);
        match new {
            NewAttachment::Own { id, alt } => {
                own(core, conn, by, post.id, position, (*id, alt.as_deref())).await?;
                hung.push(*id);
            }
            NewAttachment::Remote { .. } => remote(core, conn, post.id, position, new).await?,
        }
    }
    let dropped: Vec<Media> = before.into_iter().filter(|file| !hung.contains(&file.id)).collect();
    super::destroy(core, conn, &dropped).await
}

async fn own(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    post: PostId,
    position: i32,
    (id, alt): (MediaId, Option<&str>),
) -> Result<()> {
    let file = require_free(conn, by, id).await?;
    if let Some(alt) = alt {
        rows::set_alt(conn, id, &clean_alt(alt)?).await?;
    }
    let row = Attachment {
        id: core.ids.next(),
        post_id: post,
        position,
        media_id: Some(id),
        url: None,
        media_type: file.media_type,
        alt: String::new(),
        width: None,
        height: None,
        blurhash: None,
    };
    Ok(attachments::insert(conn, &[row]).await?)
}

/// A file of one's own that hangs on nothing, not even on a post that waits.
pub(super) async fn require_free(conn: &mut Conn, by: &Principal, id: MediaId) -> Result<Media> {
    let gone = || Error::Invalid(Problems::one("files", Problem::FileGone));
    let account = by.account_id.ok_or_else(gone)?;
    let file = rows::list_own(conn, account, &[id]).await?.pop().ok_or_else(gone)?;
    if super::is_used(conn, id).await? {
        return Err(gone());
    }
    Ok(file)
}

async fn remote(core: &Core, conn: &mut Conn, post: PostId, position: i32, new: &NewAttachment) -> Result<()> {
    let NewAttachment::Remote {
        url,
        media_type,
        alt,
        width,
        height,
        blurhash,
    } = new
    else {
        return Ok(());
    };
    if url.len() > URL_MAX {
        return Ok(());
    }
    let row = Attachment {
        id: core.ids.next(),
        post_id: post,
        position,
        media_id: None,
        url: Some(url.clone()),
        media_type: text::cut(media_type, 100),
        alt: text::cut(alt, ALT_MAX),
        width: *width,
        height: *height,
        blurhash: blurhash.as_deref().map(|hash| text::cut(hash, 100)),
    };
    Ok(attachments::insert(conn, &[row]).await?)
}

/// Whether a post of another server already has exactly these.
pub(in crate::domain) async fn is_same(conn: &mut Conn, post: PostId, wanted: &[NewAttachment]) -> Result<bool> {
    let now = attachments::list(conn, &[post]).await?;
    let same = |(row, new): (&(Attachment, Option<Media>), &NewAttachment)| match new {
        NewAttachment::Remote { url, alt, .. } => {
            row.0.url.as_ref() == Some(url) && row.0.alt == text::cut(alt, ALT_MAX)
        }
        NewAttachment::Own { .. } => false,
    };
    Ok(now.len() == wanted.len() && now.iter().zip(wanted).all(same))
}

/// Takes everything off a post that goes.
pub(in crate::domain) async fn clear(core: &Core, conn: &mut Conn, post: PostId) -> Result<()> {
    let files: Vec<Media> = attachments::list(conn, &[post])
        .await?
        .into_iter()
        .filter_map(|(_, media)| media)
        .collect();
    attachments::delete_of(conn, post).await?;
    super::destroy(core, conn, &files).await
}

/// Takes everything off a post; files of ours are their owner's to use again.
pub(in crate::domain) async fn detach(conn: &mut Conn, post: PostId) -> Result<()> {
    Ok(attachments::delete_of(conn, post).await?)
}
