//! Who has a stake in a training: who hears of its changes, and who may know what only those with a seat may know.

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::reading::bookmarks;
use crate::db::trainings::seats as rows;
use crate::db::types::AccountId;
use crate::domain::Principal;
use crate::domain::error::Result;

use super::seats;

/// Most who keep a training and are told of a change of it.
const TOLD_MAX: i64 = 5_000;

/// Everybody here who is to hear of a change of a training: with a seat or the wish for one, or who keeps it.
///
/// # Errors
/// If the database fails.
pub async fn concerned(conn: &mut Conn, post: &Post) -> Result<Vec<AccountId>> {
    let mut all = seats::concerned(conn, post.id).await?;
    all.extend(bookmarks::list_holders(conn, post.id, TOLD_MAX).await?);
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Whether somebody has a confirmed seat.
///
/// # Errors
/// If the database fails.
pub async fn has_seat(conn: &mut Conn, by: &Principal, post: &Post) -> Result<bool> {
    let seat = rows::find_of(conn, post.id, by.actor_id).await?;
    Ok(seat.is_some_and(|seat| seat.state.is_coming()))
}
