//! Posts that a member keeps, in folders and with notes that nobody else sees.

use crate::db::reading::bookmarks::{self as rows, Bookmark, Folder};
use crate::db::timelines::Window;
use crate::db::types::{AccountId, BookmarkId, FolderId, PostId};
use crate::db::{Conn, Keyset};
use crate::domain::error::{Error, Result};
use crate::domain::paging::cut_page;
use crate::domain::timelines::{self, Feed};
use crate::domain::topics::{self, Shown};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer};

/// Bookmarks on one page.
const PER_PAGE: i64 = 30;
/// Most folders of a member.
const FOLDERS_MAX: usize = 50;
/// Longest name of a folder.
const NAME_MAX: usize = 60;
/// Longest note.
pub const NOTE_MAX: usize = 1_000;

/// What a member says of a post they keep.
#[derive(Debug, Clone, Default)]
pub struct BookmarkForm {
    /// Id of a folder; none if empty.
    pub folder: String,
    /// Name of a folder to be made for it.
    pub new_folder: String,
    /// The note.
    pub note: String,
}

/// A page of what a member keeps.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The bookmarks, in the order of their posts.
    pub bookmarks: Vec<Bookmark>,
    /// Their posts, and what is needed to show them. Of what was removed only the place is left.
    pub shown: Shown,
    /// Id of the last bookmark if there are more.
    pub next: Option<i64>,
}

fn account_of(by: &Principal) -> Result<AccountId> {
    by.account_id.ok_or(Error::NotFound)
}

/// Keeps a post.
///
/// # Errors
/// [`Error::NotFound`] if the member may not read it; [`Error::Gone`] if it was removed.
pub async fn keep(core: &Core, by: &Principal, post: PostId) -> Result<()> {
    let account = account_of(by)?;
    let viewer = Viewer::of_member(core, by).ok_or(Error::NotFound)?;
    let post = topics::post(core, &viewer, post).await?;
    if post.is_removed() {
        return Err(Error::Gone);
    }
    core.change(async |conn| {
        let bookmark = Bookmark {
            id: core.ids.next(),
            account_id: account,
            post_id: post.id,
            folder_id: None,
            note: String::new(),
        };
        Ok(rows::insert(conn, &bookmark).await?)
    })
    .await
}

/// Keeps a post no longer.
///
/// # Errors
/// If the database fails.
pub async fn release(core: &Core, by: &Principal, post: PostId) -> Result<()> {
    let account = account_of(by)?;
    core.change(async |conn| Ok(rows::delete(conn, account, post).await?))
        .await
}

/// The bookmark of a post.
///
/// # Errors
/// [`Error::NotFound`] if the member does not keep it.
pub async fn get(core: &Core, by: &Principal, post: PostId) -> Result<Bookmark> {
    let account = account_of(by)?;
    rows::find(&mut core.db.read().await?, account, post)
        .await?
        .ok_or(Error::NotFound)
}

/// The folders of a member.
///
/// # Errors
/// If the database fails.
pub async fn folders(core: &Core, by: &Principal) -> Result<Vec<Folder>> {
    let account = account_of(by)?;
    Ok(rows::list_folders(&mut core.db.read().await?, account).await?)
}

/// A page of what a member keeps, in one folder or in all; `after` is the id of the last bookmark shown.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, by: &Principal, folder: Option<FolderId>, after: Option<i64>) -> Result<Kept> {
    let account = account_of(by)?;
    let viewer = Viewer::of_member(core, by).ok_or(Error::NotFound)?;
    let mut conn = core.db.read().await?;
    let page = Keyset {
        after: after.map(|id| (id, id)),
        limit: PER_PAGE + 1,
    };
    let mut found = rows::list(&mut conn, account, folder, page).await?;
    let has_more = cut_page(&mut found, PER_PAGE);
    let next = found.last().filter(|_| has_more).map(|(bookmark, _)| bookmark.id.0);
    found.retain(|(_, post)| viewer.may_read(post));
    let (bookmarks, posts) = found.into_iter().unzip();
    let shown = Shown::load_for_page(core, &mut conn, &viewer, posts).await?;
    Ok(Kept { bookmarks, shown, next })
}

/// A window of what a member keeps that still stands, and the ids of its bookmarks.
///
/// # Errors
/// If the database fails.
pub async fn window(core: &Core, by: &Principal, window: Window) -> Result<(Vec<BookmarkId>, Feed)> {
    let account = account_of(by)?;
    let viewer = Viewer::of_member(core, by).ok_or(Error::NotFound)?;
    let found = rows::list_window(&mut core.db.read().await?, account, window).await?;
    let (ids, posts) = found.into_iter().unzip();
    Ok((ids, timelines::of_posts(core, &viewer, posts).await?))
}

/// Puts a bookmark into a folder, one made for it if it is named, and changes its note.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] if the member does not keep the post.
pub async fn save(core: &Core, by: &Principal, post: PostId, form: &BookmarkForm) -> Result<()> {
    let account = account_of(by)?;
    let mut problems = Problems::default();
    let note = problems.block("note", &form.note, 0, NOTE_MAX);
    let new_folder = problems.line("new_folder", &form.new_folder, 0, NAME_MAX);
    let folder = form.folder.trim().parse::<i64>().ok().map(FolderId);
    problems.into_result(())?;
    core.change(async |conn| {
        let bookmark = rows::find(conn, account, post).await?.ok_or(Error::NotFound)?;
        let folder = if new_folder.is_empty() {
            own_folder(conn, account, folder).await?
        } else {
            Some(folder_named(core, conn, account, &new_folder).await?)
        };
        Ok(rows::update(conn, bookmark.id, folder, &note).await?)
    })
    .await
}

async fn own_folder(conn: &mut Conn, account: AccountId, wanted: Option<FolderId>) -> Result<Option<FolderId>> {
    let Some(wanted) = wanted else { return Ok(None) };
    let own = rows::list_folders(conn, account).await?;
    if own.iter().any(|folder| folder.id == wanted) {
        Ok(Some(wanted))
    } else {
        Err(Error::Invalid(Problems::one("folder", Problem::Choice)))
    }
}

async fn folder_named(core: &Core, conn: &mut Conn, account: AccountId, name: &str) -> Result<FolderId> {
    let own = rows::list_folders(conn, account).await?;
    if let Some(folder) = own.iter().find(|folder| folder.name == name) {
        return Ok(folder.id);
    }
    if own.len() >= FOLDERS_MAX {
        return Err(Error::Invalid(Problems::one(
            "new_folder",
            Problem::TooMany(FOLDERS_MAX),
        )));
    }
    let folder = Folder {
        id: core.ids.next(),
        account_id: account,
        name: name.to_owned(),
    };
    rows::insert_folder(conn, &folder).await?;
    Ok(folder.id)
}

/// Takes a folder away. What lay in it is kept without one.
///
/// # Errors
/// If the database fails.
pub async fn remove_folder(core: &Core, by: &Principal, folder: FolderId) -> Result<()> {
    let account = account_of(by)?;
    core.change(async |conn| Ok(rows::delete_folder(conn, account, folder).await?))
        .await
}
