//! Files of members: taken in, hung on posts, given to who may see them, and destroyed.
//!
//! A file is kept under the SHA-256 of its bytes. Its row comes first, `pending`, and counts for its owner's quota; then the
//! object; then the row is `ready`. So nothing is ever shown by halves, and what a crash leaves behind has a row that names
//! it. A file hangs on one post at most, and whoever may read the post may have the file ([`open`]).

pub mod attaching;
pub mod drafted;
pub mod messages;
mod opening;
pub mod proxy;
pub mod resumable;
pub mod sweep;
mod upload;
pub mod waiting;

pub use attaching::NewAttachment;
pub use opening::{Opened, brief_pass, message_pass, open, pass};
pub use upload::{Upload, begin};

use std::collections::{HashMap, HashSet};

use crate::db::media::attachments::{self, Attachment};
use crate::db::media::{self as rows, Media, drafted as drafted_rows, garbage};
use crate::db::moderation::held_files;
use crate::db::types::{AccountId, DraftId, MediaId, PostId};
use crate::db::{Conn, posts};
use crate::media::MediaError;

use super::error::{Denied, Error, Result};
use super::validate::Problems;
use super::{Core, Principal};

/// Most files on one post.
pub const ATTACHMENTS_MAX: usize = 8;
/// Longest description of a file, in characters.
pub const ALT_MAX: usize = 1_500;
/// Files on one page of "my uploads".
pub const FILES_PER_PAGE: i64 = 24;

/// Something that hangs on a post, with the file if it is ours.
#[derive(Debug, Clone)]
pub struct Hanging {
    /// Its place, and what another server says of it.
    pub attachment: Attachment,
    /// The file.
    pub media: Option<Media>,
}

/// The two sizes of a picture. Other files have the large one only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// As it is kept.
    Large,
    /// For lists and galleries.
    Small,
}

/// The key of an object.
fn key(hash: &str, size: Size) -> String {
    let folder = hash.get(..2).unwrap_or("00");
    match size {
        Size::Large => format!("files/{folder}/{hash}"),
        Size::Small => format!("small/{folder}/{hash}"),
    }
}

/// What hangs on those of these posts that stand.
///
/// # Errors
/// If the database fails.
pub async fn of_posts(conn: &mut Conn, ids: &[PostId]) -> Result<HashMap<PostId, Vec<Hanging>>> {
    let mut hangings: HashMap<PostId, Vec<Hanging>> = HashMap::new();
    for (attachment, media) in attachments::list_standing(conn, ids).await? {
        let here = hangings.entry(attachment.post_id).or_default();
        here.push(Hanging { attachment, media });
    }
    Ok(hangings)
}

/// What hangs on a post, for who decides about it whether it stands or is hidden.
pub(super) async fn of_case(conn: &mut Conn, post: PostId) -> Result<Vec<Hanging>> {
    let rows = attachments::list(conn, &[post]).await?;
    let hanging = |(attachment, media)| Hanging { attachment, media };
    Ok(rows.into_iter().map(hanging).collect())
}

/// A page of a member's own files, newest first.
#[derive(Debug, Clone, Default)]
pub struct OwnFiles {
    /// The files of this page.
    pub files: Vec<Media>,
    /// The posts on which they hang.
    pub posts: HashMap<MediaId, posts::Post>,
    /// Those whose post waits for a moderator.
    pub waiting: HashSet<MediaId>,
    /// Those that drafts remember.
    pub drafts: HashMap<MediaId, DraftId>,
    /// Where the next page begins.
    pub next: Option<MediaId>,
    /// Bytes in all.
    pub used: i64,
    /// Bytes there may be.
    pub quota: i64,
}

/// A member's own files before `before`.
///
/// # Errors
/// If the database fails.
pub async fn own(core: &Core, account: AccountId, before: Option<MediaId>) -> Result<OwnFiles> {
    let mut conn = core.db.read().await?;
    let mut files = rows::list(&mut conn, account, before, FILES_PER_PAGE + 1).await?;
    let per_page = usize::try_from(FILES_PER_PAGE).unwrap_or(usize::MAX);
    let has_more = files.len() > per_page;
    files.truncate(per_page);
    let ids: Vec<MediaId> = files.iter().map(|file| file.id).collect();
    let posts = attachments::list_posts(&mut conn, &ids).await?;
    Ok(OwnFiles {
        next: has_more.then(|| files.last().map(|file| file.id)).flatten(),
        used: rows::sum_of(&mut conn, account).await?,
        quota: quota(core),
        posts: posts.into_iter().collect(),
        waiting: held_files::list_waiting(&mut conn, &ids).await?.into_iter().collect(),
        drafts: drafted_rows::list_drafts(&mut conn, &ids).await?.into_iter().collect(),
        files,
    })
}

/// Bytes that one member may keep.
fn quota(core: &Core) -> i64 {
    i64::from(core.config.media.quota_megabytes) * 1_000_000
}

/// Those of these files that a member may hang on a post, in the order asked for.
///
/// # Errors
/// If the database fails.
pub async fn mine(core: &Core, by: &Principal, ids: &[MediaId]) -> Result<Vec<Media>> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let mut known = rows::list_own(&mut core.db.read().await?, account, ids).await?;
    known.sort_by_key(|file| ids.iter().position(|id| *id == file.id));
    Ok(known)
}

/// The files that hang on a post, for its editor.
///
/// # Errors
/// If the database fails.
pub async fn on_post(core: &Core, post: PostId) -> Result<Vec<Media>> {
    let found = attachments::list(&mut core.db.read().await?, &[post]).await?;
    Ok(found.into_iter().filter_map(|(_, media)| media).collect())
}

/// Says what a file shows.
///
/// # Errors
/// [`Error::NotFound`] if it is somebody else's; [`Error::Invalid`] on `alt`.
pub async fn describe(core: &Core, by: &Principal, id: MediaId, alt: &str) -> Result<Media> {
    let mut file = mine(core, by, &[id]).await?.pop().ok_or(Error::NotFound)?;
    file.alt = clean_alt(alt)?;
    rows::set_alt(&mut core.db.write().await?, id, &file.alt).await?;
    Ok(file)
}

fn clean_alt(alt: &str) -> Result<String> {
    let mut problems = Problems::default();
    let alt = problems.block("alt", alt, 0, ALT_MAX);
    problems.into_result(alt)
}

/// Deletes a file of one's own that hangs on nothing.
///
/// # Errors
/// [`Error::NotFound`] if it is somebody else's; [`Error::Conflict`] if it hangs on a post or waits with one.
pub async fn delete(core: &Core, by: &Principal, id: MediaId) -> Result<()> {
    let file = mine(core, by, &[id]).await?.pop().ok_or(Error::NotFound)?;
    core.change(async |conn| {
        if is_used(conn, id).await? {
            return Err(Error::Conflict("a post that the file hangs on".to_owned()));
        }
        destroy(core, conn, std::slice::from_ref(&file)).await
    })
    .await
}

/// Whether a file hangs on a post, on one that waits, or on a message.
async fn is_used(conn: &mut Conn, id: MediaId) -> Result<bool> {
    Ok(attachments::find_post(conn, id).await?.is_some()
        || held_files::find_forum(conn, id).await?.is_some()
        || messages::is_used(conn, id).await?)
}

/// Destroys files: the rows now, the objects as soon as nothing names them, by a job.
pub(super) async fn destroy(core: &Core, conn: &mut Conn, files: &[Media]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let ids: Vec<MediaId> = files.iter().map(|file| file.id).collect();
    rows::delete(conn, &ids).await?;
    for file in files {
        garbage::add(conn, &file.hash).await?;
    }
    sweep::ask(core, conn).await
}

/// Destroys every file of an account that ends.
pub(super) async fn destroy_all_of(core: &Core, conn: &mut Conn, account: AccountId) -> Result<()> {
    resumable::cancel_all_of(conn, account).await?;
    sweep::ask(core, conn).await?;
    let files = rows::list_all(conn, account).await?;
    destroy(core, conn, &files).await
}

impl From<MediaError> for Error {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Missing => Self::NotFound,
            MediaError::Unavailable(what) => Self::Unavailable(what),
            other => Self::Internal(other.to_string()),
        }
    }
}
