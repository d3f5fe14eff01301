//! Files of members: rows. Their bytes are elsewhere.

pub mod attachments;
pub mod drafted;
pub mod garbage;
pub mod proxied;
pub mod uploads;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::{attachments as hangings, draft_files, held_files, media, message_files};
use super::types::{AccountId, MediaId, MediaState, UtcTime};

/// A file of a member.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = media)]
pub struct Media {
    /// Id; sorts by when it came.
    pub id: MediaId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What stands in its address; cannot be guessed.
    pub token: String,
    /// SHA-256 of the stored bytes, in hexadecimal digits; names the object.
    pub hash: String,
    /// Media type of the stored bytes.
    pub media_type: String,
    /// Name for whoever downloads it.
    pub name: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Bytes, all sizes together.
    pub size: i64,
    /// Pixels; pictures only.
    pub width: Option<i32>,
    /// Pixels; pictures only.
    pub height: Option<i32>,
    /// Placeholder; pictures only.
    pub blurhash: Option<String>,
    /// Whether the store has it.
    pub state: MediaState,
    /// When it came.
    pub created_at: UtcTime,
}

impl Media {
    /// Whether it is shown rather than downloaded.
    pub fn is_picture(&self) -> bool {
        self.width.is_some()
    }
}

/// Adds a file.
pub async fn insert(conn: &mut Conn, row: &Media) -> Result<()> {
    on!(conn, |c| diesel::insert_into(media::table).values(row).execute(c).await)?;
    Ok(())
}

/// Notes that the store has the bytes. Says whether the row was still there.
pub async fn set_ready(conn: &mut Conn, id: MediaId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(media::table.find(id))
        .set(media::state.eq(MediaState::Ready))
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// Says anew what a file shows.
pub async fn set_alt(conn: &mut Conn, id: MediaId, alt: &str) -> Result<()> {
    on!(conn, |c| diesel::update(media::table.find(id))
        .set(media::alt.eq(alt))
        .execute(c)
        .await)?;
    Ok(())
}

/// The file with this token.
pub async fn find_by_token(conn: &mut Conn, token: &str) -> Result<Option<Media>> {
    Ok(on!(conn, |c| media::table
        .filter(media::token.eq(token))
        .filter(media::state.eq(MediaState::Ready))
        .select(Media::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Those of these files that belong to the account and are whole, in no order.
pub async fn list_own(conn: &mut Conn, account: AccountId, ids: &[MediaId]) -> Result<Vec<Media>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| media::table
        .filter(media::id.eq_any(ids.iter().copied()))
        .filter(media::account_id.eq(account))
        .filter(media::state.eq(MediaState::Ready))
        .select(Media::as_select())
        .load(c)
        .await)?)
}

/// The files of an account before `before`, newest first.
pub async fn list(conn: &mut Conn, account: AccountId, before: Option<MediaId>, limit: i64) -> Result<Vec<Media>> {
    let before = before.unwrap_or(MediaId(i64::MAX));
    Ok(on!(conn, |c| media::table
        .filter(media::account_id.eq(account))
        .filter(media::id.lt(before))
        .order(media::id.desc())
        .limit(limit)
        .select(Media::as_select())
        .load(c)
        .await)?)
}

/// Bytes that an account keeps, those on their way included.
pub async fn sum_of(conn: &mut Conn, account: AccountId) -> Result<i64> {
    // Summed here: the engines give sums of other types.
    let sizes: Vec<i64> = on!(conn, |c| media::table
        .filter(media::account_id.eq(account))
        .select(media::size)
        .load(c)
        .await)?;
    Ok(sizes.iter().sum())
}

/// Files that hang on nothing, not even on a draft or on a post that waits or was refused, and came before `until`: those
/// that never became whole, and others.
pub async fn list_unused(conn: &mut Conn, state: MediaState, until: UtcTime, limit: i64) -> Result<Vec<Media>> {
    Ok(on!(conn, |c| media::table
        .left_join(hangings::table)
        .filter(media::state.eq(state))
        .filter(media::created_at.lt(until))
        .filter(hangings::id.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(
            held_files::table.filter(held_files::media_id.eq(media::id.nullable()))
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            draft_files::table.filter(draft_files::media_id.eq(media::id))
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            message_files::table.filter(message_files::media_id.eq(media::id.nullable()))
        )))
        .order(media::created_at)
        .limit(limit)
        .select(Media::as_select())
        .load(c)
        .await)?)
}

/// Deletes rows. Their objects become garbage where no other row names them, see [`garbage::add`].
pub async fn delete(conn: &mut Conn, ids: &[MediaId]) -> Result<()> {
    on!(conn, |c| diesel::delete(
        media::table.filter(media::id.eq_any(ids.iter().copied()))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Every file of an account, for its copy and for its end.
pub async fn list_all(conn: &mut Conn, account: AccountId) -> Result<Vec<Media>> {
    Ok(on!(conn, |c| media::table
        .filter(media::account_id.eq(account))
        .order(media::id)
        .select(Media::as_select())
        .load(c)
        .await)?)
}
