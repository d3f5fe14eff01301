//! Uploads that come in parts, and the parts.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{upload_parts as parts, uploads};
use crate::types::{AccountId, MediaId, PartId, UploadId, UtcTime};

/// A file on its way in.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = uploads)]
pub struct Upload {
    /// Id.
    pub id: UploadId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What stands in its address; cannot be guessed.
    pub token: String,
    /// Name, clean.
    pub name: String,
    /// Bytes there will be.
    pub length: i64,
    /// Bytes that are kept.
    pub received: i64,
    /// What became of it.
    pub media_id: Option<MediaId>,
    /// Until when somebody is making a file of it.
    pub ending_until: Option<UtcTime>,
    /// When it is given up.
    pub expires_at: UtcTime,
}

/// Some bytes of it: an object of their own. Its row comes first and goes last.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = parts)]
pub struct Part {
    /// Id; names the object.
    pub id: PartId,
    /// Part of what; none while the object is being stored, and once it is needed no more.
    pub upload_id: Option<UploadId>,
    /// Where in the file it begins.
    pub start: i64,
    /// Bytes.
    pub size: i64,
    /// Until when one that belongs to nothing is not destroyed: it may still be on its way.
    pub spared_until: UtcTime,
}

/// Adds an upload.
pub async fn insert(conn: &mut Conn, row: &Upload) -> Result<()> {
    on!(conn, |c| diesel::insert_into(uploads::table)
        .values(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// An upload of an account that is not given up yet.
pub async fn find(conn: &mut Conn, account: AccountId, token: &str, now: UtcTime) -> Result<Option<Upload>> {
    Ok(on!(conn, |c| uploads::table
        .filter(uploads::token.eq(token))
        .filter(uploads::account_id.eq(account))
        .filter(uploads::expires_at.gt(now))
        .select(Upload::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The uploads of an account that did not become a file yet, newest first.
pub async fn list_open(conn: &mut Conn, account: AccountId) -> Result<Vec<Upload>> {
    Ok(on!(conn, |c| uploads::table
        .filter(uploads::account_id.eq(account))
        .filter(uploads::media_id.is_null())
        .order(uploads::id.desc())
        .select(Upload::as_select())
        .load(c)
        .await)?)
}

/// Moves the end of what is kept from `from` to `to`. Says whether it still stood there.
pub async fn advance(conn: &mut Conn, id: UploadId, (from, to): (i64, i64), expires_at: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        uploads::table
            .find(id)
            .filter(uploads::received.eq(from))
            .filter(uploads::media_id.is_null())
    )
    .set((uploads::received.eq(to), uploads::expires_at.eq(expires_at)))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Lets one alone make a file of it, until `until`. Says whether nobody else does.
pub async fn claim_end(conn: &mut Conn, id: UploadId, now: UtcTime, until: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        uploads::table
            .find(id)
            .filter(uploads::media_id.is_null())
            .filter(uploads::ending_until.is_null().or(uploads::ending_until.lt(now)))
    )
    .set(uploads::ending_until.eq(until))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Lets others try to make a file of it.
pub async fn release_end(conn: &mut Conn, id: UploadId) -> Result<()> {
    on!(conn, |c| diesel::update(uploads::table.find(id))
        .set(uploads::ending_until.eq(None::<UtcTime>))
        .execute(c)
        .await)?;
    Ok(())
}

/// Notes what became of it. Says whether nothing had before.
pub async fn set_media(conn: &mut Conn, id: UploadId, file: MediaId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        uploads::table.find(id).filter(uploads::media_id.is_null())
    )
    .set(uploads::media_id.eq(file))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Forgets an upload; its parts belong to nothing then.
pub async fn delete(conn: &mut Conn, id: UploadId) -> Result<()> {
    on!(conn, |c| diesel::delete(uploads::table.find(id)).execute(c).await)?;
    Ok(())
}

/// Forgets those that are given up; says how many.
pub async fn delete_expired(conn: &mut Conn, now: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        uploads::table.filter(uploads::expires_at.le(now))
    )
    .execute(c)
    .await)?)
}

/// Forgets those of an account.
pub async fn delete_all_of(conn: &mut Conn, account: AccountId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        uploads::table.filter(uploads::account_id.eq(account))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Notes a part that is about to be stored.
pub async fn insert_part(conn: &mut Conn, row: &Part) -> Result<()> {
    on!(conn, |c| diesel::insert_into(parts::table).values(row).execute(c).await)?;
    Ok(())
}

/// Makes a part that was stored one of the upload's; it is spared no longer than the upload stands. Says whether it was
/// still there.
pub async fn attach_part(conn: &mut Conn, id: PartId, upload: UploadId, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        parts::table.find(id).filter(parts::upload_id.is_null())
    )
    .set((parts::upload_id.eq(upload), parts::spared_until.eq(now)))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// A part that was stored for nothing.
pub async fn give_up_part(conn: &mut Conn, id: PartId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::update(
        parts::table.find(id).filter(parts::upload_id.is_null())
    )
    .set(parts::spared_until.eq(now))
    .execute(c)
    .await)?;
    Ok(())
}

/// The parts of an upload, in their order.
pub async fn list_parts(conn: &mut Conn, upload: UploadId) -> Result<Vec<Part>> {
    Ok(on!(conn, |c| parts::table
        .filter(parts::upload_id.eq(upload))
        .order(parts::start)
        .select(Part::as_select())
        .load(c)
        .await)?)
}

/// How many parts an upload has.
pub async fn count_parts(conn: &mut Conn, upload: UploadId) -> Result<i64> {
    Ok(on!(conn, |c| parts::table
        .filter(parts::upload_id.eq(upload))
        .count()
        .get_result(c)
        .await)?)
}

/// Makes the parts of an upload belong to nothing.
pub async fn detach_parts(conn: &mut Conn, upload: UploadId) -> Result<()> {
    on!(conn, |c| diesel::update(
        parts::table.filter(parts::upload_id.eq(upload))
    )
    .set(parts::upload_id.eq(None::<UploadId>))
    .execute(c)
    .await)?;
    Ok(())
}

/// Parts that belong to nothing and are not spared.
pub async fn list_loose_parts(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<PartId>> {
    Ok(on!(conn, |c| parts::table
        .filter(parts::upload_id.is_null())
        .filter(parts::spared_until.le(now))
        .order(parts::spared_until)
        .limit(limit)
        .select(parts::id)
        .load(c)
        .await)?)
}

/// Forgets a part whose object is gone.
pub async fn delete_part(conn: &mut Conn, id: PartId) -> Result<()> {
    on!(conn, |c| diesel::delete(parts::table.find(id)).execute(c).await)?;
    Ok(())
}
