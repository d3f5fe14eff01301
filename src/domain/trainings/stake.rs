//! Who has a stake in a training: who hears of its changes, and who may know what only those with a seat may know.

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::reading::bookmarks;
use crate::db::types::AccountId;
use crate::domain::Principal;
use crate::domain::error::Result;

/// Most who are told of a change.
const TOLD_MAX: i64 = 5_000;

/// Everybody here who is to hear of a change of a training.
///
/// # Errors
/// If the database fails.
pub async fn concerned(conn: &mut Conn, post: &Post) -> Result<Vec<AccountId>> {
    Ok(bookmarks::list_holders(conn, post.id, TOLD_MAX).await?)
}

/// Whether somebody has a confirmed seat.
///
/// # Errors
/// If the database fails.
pub async fn has_seat(_conn: &mut Conn, _by: &Principal, _post: &Post) -> Result<bool> {
    Ok(false)
}
