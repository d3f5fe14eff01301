//! Requests about personal data.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::data_requests;
use crate::types::{AccountId, DataRequestId, RequestKind, RequestState, UtcTime};

/// A request.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = data_requests)]
pub struct DataRequest {
    /// Id.
    pub id: DataRequestId,
    /// Kind.
    pub kind: RequestKind,
    /// The member who filed it; none if it came another way, or they are gone.
    pub account_id: Option<AccountId>,
    /// Who asked, if it came another way.
    pub requester: String,
    /// What they wrote.
    pub message: String,
    /// Life.
    pub state: RequestState,
    /// Whether staff made sure who asks.
    pub is_identified: bool,
    /// Whether more time was taken.
    pub is_extended: bool,
    /// Why.
    pub extension_reason: String,
    /// Notes of staff.
    pub notes: String,
    /// What was answered.
    pub answer: String,
    /// When it came.
    pub received_at: UtcTime,
    /// By when it has to be answered.
    pub due_at: UtcTime,
    /// When it was answered.
    pub closed_at: Option<UtcTime>,
}

/// Adds a request.
pub async fn insert(conn: &mut Conn, request: &DataRequest) -> Result<()> {
    on!(conn, |c| diesel::insert_into(data_requests::table)
        .values(request)
        .execute(c)
        .await)?;
    Ok(())
}

/// The request with this id.
pub async fn get(conn: &mut Conn, id: DataRequestId) -> Result<DataRequest> {
    Ok(on!(conn, |c| data_requests::table
        .find(id)
        .select(DataRequest::as_select())
        .first(c)
        .await)?)
}

/// Requests that wait, the most urgent first.
pub async fn list_open(conn: &mut Conn, limit: i64) -> Result<Vec<DataRequest>> {
    Ok(on!(conn, |c| data_requests::table
        .filter(data_requests::state.eq(RequestState::Open))
        .order((data_requests::due_at, data_requests::id))
        .limit(limit)
        .select(DataRequest::as_select())
        .load(c)
        .await)?)
}

/// Requests that were answered, newest first.
pub async fn list_closed(conn: &mut Conn, limit: i64) -> Result<Vec<DataRequest>> {
    Ok(on!(conn, |c| data_requests::table
        .filter(data_requests::state.ne(RequestState::Open))
        .order(data_requests::id.desc())
        .limit(limit)
        .select(DataRequest::as_select())
        .load(c)
        .await)?)
}

/// How many requests of this account wait.
pub async fn count_open_of(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| data_requests::table
        .filter(data_requests::account_id.eq(account))
        .filter(data_requests::state.eq(RequestState::Open))
        .count()
        .get_result(c)
        .await)?)
}

/// Sets what staff note.
pub async fn set_notes(conn: &mut Conn, id: DataRequestId, notes: &str, is_identified: bool) -> Result<()> {
    on!(conn, |c| diesel::update(data_requests::table.find(id))
        .set((
            data_requests::notes.eq(notes),
            data_requests::is_identified.eq(is_identified)
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Takes more time, once; says whether it was not taken before.
pub async fn extend(conn: &mut Conn, id: DataRequestId, reason: &str, due: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        data_requests::table
            .find(id)
            .filter(data_requests::state.eq(RequestState::Open))
            .filter(data_requests::is_extended.eq(false))
    )
    .set((
        data_requests::is_extended.eq(true),
        data_requests::extension_reason.eq(reason),
        data_requests::due_at.eq(due),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Answers a request; says whether it still waited.
pub async fn close(
    conn: &mut Conn,
    id: DataRequestId,
    state: RequestState,
    answer: &str,
    now: UtcTime,
) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        data_requests::table
            .find(id)
            .filter(data_requests::state.eq(RequestState::Open))
    )
    .set((
        data_requests::state.eq(state),
        data_requests::answer.eq(answer),
        data_requests::closed_at.eq(now),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}
