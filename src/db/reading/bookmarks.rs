//! Posts that members keep, in folders of their own.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::conn::{Conn, on};
use crate::posts::Post;
use crate::schema::{bookmark_folders, bookmarks, posts};
use crate::timelines::Window;
use crate::types::{AccountId, BookmarkId, FolderId, PostId};
use crate::{Keyset, Result};

/// A post that a member keeps.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = bookmarks)]
pub struct Bookmark {
    /// Id; sorts by when it was kept.
    pub id: BookmarkId,
    /// Whose.
    pub account_id: AccountId,
    /// Which post.
    pub post_id: PostId,
    /// In which folder; none if it lies on top.
    pub folder_id: Option<FolderId>,
    /// What they wrote beside it.
    pub note: String,
}

/// A folder.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = bookmark_folders)]
pub struct Folder {
    /// Id.
    pub id: FolderId,
    /// Whose.
    pub account_id: AccountId,
    /// Its name.
    pub name: String,
}

/// Keeps a post; nothing happens if it is kept already.
pub async fn insert(conn: &mut Conn, bookmark: &Bookmark) -> Result<()> {
    on!(conn, |c| diesel::insert_into(bookmarks::table)
        .values(bookmark)
        .on_conflict((bookmarks::account_id, bookmarks::post_id))
        .do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Who keeps a post, as many as `limit`.
pub async fn list_holders(conn: &mut Conn, post: PostId, limit: i64) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| bookmarks::table
        .filter(bookmarks::post_id.eq(post))
        .select(bookmarks::account_id)
        .limit(limit)
        .load(c)
        .await)?)
}

/// Keeps a post no longer.
pub async fn delete(conn: &mut Conn, account: AccountId, post: PostId) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(
            bookmarks::table
                .filter(bookmarks::account_id.eq(account))
                .filter(bookmarks::post_id.eq(post)),
        )
        .execute(c)
        .await
    })?;
    Ok(())
}

/// The bookmark of a post, if the member keeps it.
pub async fn find(conn: &mut Conn, account: AccountId, post: PostId) -> Result<Option<Bookmark>> {
    Ok(on!(conn, |c| bookmarks::table
        .filter(bookmarks::account_id.eq(account))
        .filter(bookmarks::post_id.eq(post))
        .select(Bookmark::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Puts a bookmark into a folder and changes its note.
pub async fn update(conn: &mut Conn, id: BookmarkId, folder: Option<FolderId>, note: &str) -> Result<()> {
    on!(conn, |c| diesel::update(bookmarks::table.filter(bookmarks::id.eq(id)))
        .set((bookmarks::folder_id.eq(folder), bookmarks::note.eq(note)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Which of these posts a member keeps.
pub async fn list_kept(conn: &mut Conn, account: AccountId, ids: &[PostId]) -> Result<Vec<PostId>> {
    Ok(on!(conn, |c| bookmarks::table
        .filter(bookmarks::account_id.eq(account))
        .filter(bookmarks::post_id.eq_any(ids.iter().copied()))
        .select(bookmarks::post_id)
        .load(c)
        .await)?)
}

/// A page of what a member keeps, in one folder or in all, latest first.
pub async fn list(
    conn: &mut Conn,
    account: AccountId,
    folder: Option<FolderId>,
    page: Keyset,
) -> Result<Vec<(Bookmark, Post)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| {
        let mut query = bookmarks::table
            .inner_join(posts::table)
            .filter(bookmarks::account_id.eq(account))
            .filter(bookmarks::id.lt(BookmarkId(before)))
            .order(bookmarks::id.desc())
            .limit(page.limit)
            .select((Bookmark::as_select(), Post::as_select()))
            .into_boxed();
        if let Some(folder) = folder {
            query = query.filter(bookmarks::folder_id.eq(folder));
        }
        query.load(c).await
    })?)
}

/// A window of what a member keeps, as the Mastodon API pages it, latest first.
pub async fn list_window(conn: &mut Conn, account: AccountId, window: Window) -> Result<Vec<(BookmarkId, Post)>> {
    let (below, above) = window.bounds();
    let mut rows: Vec<(BookmarkId, Post)> = on!(conn, |c| {
        let query = bookmarks::table
            .inner_join(posts::table)
            .filter(bookmarks::account_id.eq(account))
            .filter(bookmarks::id.lt(BookmarkId(below)))
            .filter(bookmarks::id.gt(BookmarkId(above)))
            .filter(posts::removed_at.is_null())
            .limit(window.limit)
            .select((bookmarks::id, Post::as_select()))
            .into_boxed();
        let query = if window.min.is_some() {
            query.order(bookmarks::id.asc())
        } else {
            query.order(bookmarks::id.desc())
        };
        query.load(c).await
    })?;
    if window.min.is_some() {
        rows.reverse();
    }
    Ok(rows)
}

/// What a member keeps, for the copy of their data: id, address of the post, folder, note.
pub type Kept = (BookmarkId, String, Option<String>, String);

/// Everything a member keeps, in the order it was put there.
pub async fn list_all(conn: &mut Conn, account: AccountId) -> Result<Vec<Kept>> {
    Ok(on!(conn, |c| bookmarks::table
        .inner_join(posts::table)
        .left_join(bookmark_folders::table)
        .filter(bookmarks::account_id.eq(account))
        .order(bookmarks::id)
        .select((
            bookmarks::id,
            posts::url,
            bookmark_folders::name.nullable(),
            bookmarks::note,
        ))
        .load(c)
        .await)?)
}

/// The folders of a member, by name.
pub async fn list_folders(conn: &mut Conn, account: AccountId) -> Result<Vec<Folder>> {
    Ok(on!(conn, |c| bookmark_folders::table
        .filter(bookmark_folders::account_id.eq(account))
        .order(bookmark_folders::name)
        .select(Folder::as_select())
        .load(c)
        .await)?)
}

/// Makes a folder, unless there is one of its name.
pub async fn insert_folder(conn: &mut Conn, folder: &Folder) -> Result<()> {
    on!(conn, |c| diesel::insert_into(bookmark_folders::table)
        .values(folder)
        .on_conflict((bookmark_folders::account_id, bookmark_folders::name))
        .do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Takes a folder away; what lay in it lies on top then.
pub async fn delete_folder(conn: &mut Conn, account: AccountId, id: FolderId) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(
            bookmark_folders::table
                .filter(bookmark_folders::id.eq(id))
                .filter(bookmark_folders::account_id.eq(account)),
        )
        .execute(c)
        .await
    })?;
    Ok(())
}
