//! Accounts to be erased, those that were, and their names, which nobody else gets.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{erasures, reserved_names};
use crate::types::{AccountId, ActorId, ErasureId, ErasureMode, ErasureState, Language, UtcTime};

/// An erasure.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = erasures)]
pub struct Erasure {
    /// Id.
    pub id: ErasureId,
    /// The account; gone once it is erased.
    pub account_id: AccountId,
    /// Its actor, of which a tombstone is left.
    pub actor_id: ActorId,
    /// What becomes of the posts.
    pub mode: ErasureMode,
    /// Life.
    pub state: ErasureState,
    /// Language of the last letter.
    pub language: Language,
    /// Hash of the token that stops it.
    pub token_hash: Option<Vec<u8>>,
    /// Where the last letter goes, sealed; empty once it was sent.
    pub address: Option<Vec<u8>>,
    /// Asked for by staff.
    pub is_by_staff: bool,
    /// Posts that were made nameless or removed.
    pub post_count: i64,
    /// The newest notice that had been accepted: all that is kept of the ledger.
    pub notice_version: Option<i64>,
    /// When it was asked for.
    pub requested_at: UtcTime,
    /// When it begins.
    pub due_at: UtcTime,
    /// When the account was erased.
    pub erased_at: Option<UtcTime>,
    /// When nothing was left to do.
    pub finished_at: Option<UtcTime>,
}

/// Adds an erasure.
///
/// # Errors
/// [`crate::Error::Conflict`] if one waits for this account already.
pub async fn insert(conn: &mut Conn, erasure: &Erasure) -> Result<()> {
    on!(conn, |c| diesel::insert_into(erasures::table)
        .values(erasure)
        .execute(c)
        .await)?;
    Ok(())
}

/// The erasure with this id.
pub async fn get(conn: &mut Conn, id: ErasureId) -> Result<Erasure> {
    Ok(on!(conn, |c| erasures::table
        .find(id)
        .select(Erasure::as_select())
        .first(c)
        .await)?)
}

/// The erasure that waits for this account.
pub async fn find_waiting(conn: &mut Conn, account: AccountId) -> Result<Option<Erasure>> {
    Ok(on!(conn, |c| erasures::table
        .filter(erasures::account_id.eq(account))
        .filter(erasures::state.eq(ErasureState::Waiting))
        .select(Erasure::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The newest erasures.
pub async fn list(conn: &mut Conn, limit: i64) -> Result<Vec<Erasure>> {
    Ok(on!(conn, |c| erasures::table
        .order(erasures::id.desc())
        .limit(limit)
        .select(Erasure::as_select())
        .load(c)
        .await)?)
}

/// Sets the token that stops an erasure.
pub async fn set_token(conn: &mut Conn, id: ErasureId, hash: &[u8]) -> Result<()> {
    on!(conn, |c| diesel::update(erasures::table.find(id))
        .set(erasures::token_hash.eq(hash))
        .execute(c)
        .await)?;
    Ok(())
}

/// Whether a token stops an erasure that waits.
pub async fn has_token(conn: &mut Conn, hash: &[u8]) -> Result<bool> {
    let count: i64 = on!(conn, |c| erasures::table
        .filter(erasures::token_hash.eq(hash))
        .filter(erasures::state.eq(ErasureState::Waiting))
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// Stops the erasure that this token belongs to; says whether it still waited.
pub async fn cancel(conn: &mut Conn, hash: &[u8]) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        erasures::table
            .filter(erasures::token_hash.eq(hash))
            .filter(erasures::state.eq(ErasureState::Waiting))
    )
    .set(erasures::state.eq(ErasureState::Cancelled))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Stops the erasure of an account; says whether one waited.
pub async fn cancel_of(conn: &mut Conn, account: AccountId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        erasures::table
            .filter(erasures::account_id.eq(account))
            .filter(erasures::state.eq(ErasureState::Waiting))
    )
    .set(erasures::state.eq(ErasureState::Cancelled))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// What is known once the account is erased.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = erasures)]
pub struct Erased {
    /// See [`Erasure`].
    pub state: ErasureState,
    /// See [`Erasure`].
    pub address: Vec<u8>,
    /// See [`Erasure`].
    pub notice_version: Option<i64>,
    /// See [`Erasure`].
    pub erased_at: UtcTime,
}

/// The account is being erased; says whether it still waited for that.
pub async fn set_erased(conn: &mut Conn, id: ErasureId, erased: &Erased) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        erasures::table
            .find(id)
            .filter(erasures::state.eq(ErasureState::Waiting))
    )
    .set(erased)
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Adds to the number of posts concerned.
pub async fn add_posts(conn: &mut Conn, id: ErasureId, posts: i64) -> Result<()> {
    on!(conn, |c| diesel::update(erasures::table.find(id))
        .set(erasures::post_count.eq(erasures::post_count + posts))
        .execute(c)
        .await)?;
    Ok(())
}

/// Nothing is left to do; says whether that is new.
pub async fn set_finished(conn: &mut Conn, id: ErasureId, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        erasures::table
            .find(id)
            .filter(erasures::state.eq(ErasureState::Telling))
    )
    .set((
        erasures::state.eq(ErasureState::Done),
        erasures::finished_at.eq(now),
        erasures::token_hash.eq(None::<Vec<u8>>)
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// How many erasures ended since then.
pub async fn count_finished(conn: &mut Conn, since: UtcTime) -> Result<i64> {
    Ok(on!(conn, |c| erasures::table
        .filter(erasures::finished_at.ge(since))
        .count()
        .get_result(c)
        .await)?)
}

/// Forgets where the last letter went.
pub async fn clear_address(conn: &mut Conn, id: ErasureId) -> Result<()> {
    on!(conn, |c| diesel::update(erasures::table.find(id))
        .set(erasures::address.eq(None::<Vec<u8>>))
        .execute(c)
        .await)?;
    Ok(())
}

/// Forgets the addresses of erasures that ended before `until`, whether their last letter could be sent or not.
pub async fn clear_addresses(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::update(
        erasures::table
            .filter(erasures::finished_at.lt(until))
            .filter(erasures::address.is_not_null())
    )
    .set(erasures::address.eq(None::<Vec<u8>>))
    .execute(c)
    .await)?)
}

/// Keeps a name from being taken by somebody else.
pub async fn reserve_name(conn: &mut Conn, hash: &str, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::insert_into(reserved_names::table)
        .values((reserved_names::name_hash.eq(hash), reserved_names::created_at.eq(now)))
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Whether a name belonged to somebody who was erased.
pub async fn is_reserved(conn: &mut Conn, hash: &str) -> Result<bool> {
    let count: i64 = on!(conn, |c| reserved_names::table
        .filter(reserved_names::name_hash.eq(hash))
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}
