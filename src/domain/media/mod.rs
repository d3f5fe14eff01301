//! Files of members: taken in, hung on posts, given to who may see them, and destroyed.
//!
//! A file is kept under the SHA-256 of its bytes. Its row comes first, `pending`, and counts for its owner's quota; then the
//! object; then the row is `ready`. So nothing is ever shown by halves, and what a crash leaves behind has a row that names
//! it. A file hangs on one post at most, and whoever may read the post may have the file ([`open`]).

pub mod attaching;
pub mod proxy;
pub mod sweep;
mod upload;

pub use attaching::NewAttachment;
pub use upload::{Upload, begin};

use std::collections::HashMap;

use crate::db::media::attachments::{self, Attachment};
use crate::db::media::{self as rows, Media, garbage};
use crate::db::types::{AccountId, MediaId, PostId, Visibility};
use crate::db::{Conn, posts};
use crate::media::{MediaError, Stored};

use super::error::{Denied, Error, Result};
use super::validate::Problems;
use super::{Core, Principal, Viewer};

/// Most files on one post.
pub const ATTACHMENTS_MAX: usize = 8;
/// Longest description of a file, in characters.
pub const ALT_MAX: usize = 1_500;
/// Files on one page of "my uploads".
pub const FILES_PER_PAGE: i64 = 24;
/// What the passes to files are made for.
const PASS: &str = "media pass";

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

/// What hangs on these posts.
///
/// # Errors
/// If the database fails.
pub async fn of_posts(conn: &mut Conn, ids: &[PostId]) -> Result<HashMap<PostId, Vec<Hanging>>> {
    let mut hangings: HashMap<PostId, Vec<Hanging>> = HashMap::new();
    for (attachment, media) in attachments::list(conn, ids).await? {
        let here = hangings.entry(attachment.post_id).or_default();
        here.push(Hanging { attachment, media });
    }
    Ok(hangings)
}

/// A file that somebody may have: its row, how far it may be passed on, and its bytes.
pub struct Opened {
    /// The row.
    pub media: Media,
    /// Whether everybody may have it, so that shared caches may keep it.
    pub is_public: bool,
    /// The bytes.
    pub stored: Stored,
}

/// Opens a file for a viewer: who may read the post it hangs on, or its owner. `pass` is what a trusted server got with a
/// post that is not for everybody, see [`pass`].
///
/// # Errors
/// [`Error::NotFound`], also for who may not have it; [`Error::Unavailable`] if the store does not answer.
pub async fn open(core: &Core, viewer: &Viewer, token: &str, size: Size, pass: Option<&str>) -> Result<Opened> {
    let mut conn = core.db.read().await?;
    let media = rows::find_by_token(&mut conn, token).await?.ok_or(Error::NotFound)?;
    let post = attachments::find_post(&mut conn, media.id).await?;
    let post = post.filter(|post| !post.is_removed());
    drop(conn);
    let has_pass = || pass.is_some_and(|pass| core.secrets.verify_mac(PASS, token, pass));
    let may_open = match &post {
        Some(post) => viewer.may_read(post) || post.visibility == Visibility::Network && has_pass(),
        None => false,
    };
    if !may_open && viewer.account_id() != Some(media.account_id) {
        return Err(Error::NotFound);
    }
    let size = if media.is_picture() { size } else { Size::Large };
    let stored = core.media.get(&key(&media.hash, size)).await?;
    Ok(Opened {
        is_public: post.is_some_and(|post| post.visibility == Visibility::Public),
        media,
        stored,
    })
}

/// What lets a server fetch a file of a post of network scope: it is sent to trusted servers only, with the post.
pub fn pass(core: &Core, token: &str) -> String {
    core.secrets.mac(PASS, token)
}

/// A page of a member's own files, newest first.
#[derive(Debug, Clone, Default)]
pub struct OwnFiles {
    /// The files of this page.
    pub files: Vec<Media>,
    /// The posts on which they hang.
    pub posts: HashMap<MediaId, posts::Post>,
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
/// [`Error::NotFound`] if it is somebody else's; [`Error::Conflict`] if it hangs on a post.
pub async fn delete(core: &Core, by: &Principal, id: MediaId) -> Result<()> {
    let file = mine(core, by, &[id]).await?.pop().ok_or(Error::NotFound)?;
    core.change(async |conn| {
        if attachments::find_post(conn, id).await?.is_some() {
            return Err(Error::Conflict("a post that the file hangs on".to_owned()));
        }
        destroy(core, conn, &[file.clone()]).await
    })
    .await
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
