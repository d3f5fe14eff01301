//! What providers would give a training for. Callers that decide by what they read hold the need, see [`super::get_locked`].

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::Result;
use crate::conn::{Conn, on};
use crate::organisations::Organisation;
use crate::schema::{organisations, training_offers, training_requests};
use crate::types::{
    AccountId, OfferState, OrganisationId, PriceFor, TrainingDraftId, TrainingMode, TrainingOfferId, TrainingRequestId,
    UtcTime,
};

/// An offer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_offers)]
pub struct OfferRow {
    /// Id.
    pub id: TrainingOfferId,
    /// What for.
    pub request_id: TrainingRequestId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Who speaks for them.
    pub account_id: AccountId,
    /// How it stands.
    pub state: OfferState,
    /// Days and hours as typed: pairs of `2027-02-03T09:00`.
    pub days: Value,
    /// When the first day begins.
    pub starts_at: UtcTime,
    /// When the last day ends.
    pub ends_at: UtcTime,
    /// Riyals.
    pub price: i64,
    /// What the price is for.
    pub price_for: PriceFor,
    /// Seats.
    pub seats: i64,
    /// Where.
    pub mode: TrainingMode,
    /// The place in words; may be empty.
    pub place: String,
    /// What they say of it; plain text.
    pub words: String,
    /// Until when it stands.
    pub valid_until: UtcTime,
    /// The training being written of it.
    pub draft_id: Option<TrainingDraftId>,
    /// When it was made.
    pub created_at: UtcTime,
    /// Last change.
    pub updated_at: UtcTime,
}

/// What a provider may change.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = training_offers)]
pub struct OfferChanges {
    /// See [`OfferRow`].
    pub account_id: AccountId,
    /// See [`OfferRow`].
    pub state: OfferState,
    /// See [`OfferRow`].
    pub days: Value,
    /// See [`OfferRow`].
    pub starts_at: UtcTime,
    /// See [`OfferRow`].
    pub ends_at: UtcTime,
    /// See [`OfferRow`].
    pub price: i64,
    /// See [`OfferRow`].
    pub price_for: PriceFor,
    /// See [`OfferRow`].
    pub seats: i64,
    /// See [`OfferRow`].
    pub mode: TrainingMode,
    /// See [`OfferRow`].
    pub place: String,
    /// See [`OfferRow`].
    pub words: String,
    /// See [`OfferRow`].
    pub valid_until: UtcTime,
    /// See [`OfferRow`].
    pub updated_at: UtcTime,
}

/// Adds an offer.
pub async fn insert(conn: &mut Conn, row: &OfferRow) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_offers::table)
        .values(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// Changes an offer that is neither picked nor matched; says whether it was such a one.
pub async fn update(conn: &mut Conn, id: TrainingOfferId, changes: &OfferChanges) -> Result<bool> {
    let fixed = [OfferState::Picked, OfferState::Matched];
    let rows = on!(conn, |c| diesel::update(
        training_offers::table
            .find(id)
            .filter(training_offers::state.ne_all(fixed)),
    )
    .set(changes)
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Moves an offer from one state to another; says whether it was in the first. The index lets one offer of a need be picked.
pub async fn set_state(
    conn: &mut Conn,
    id: TrainingOfferId,
    (from, to): (OfferState, OfferState),
    now: UtcTime,
) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        training_offers::table.find(id).filter(training_offers::state.eq(from)),
    )
    .set((training_offers::state.eq(to), training_offers::updated_at.eq(now)))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Remembers the training that is being written of an offer.
pub async fn set_draft(conn: &mut Conn, id: TrainingOfferId, draft: Option<TrainingDraftId>) -> Result<()> {
    on!(conn, |c| diesel::update(training_offers::table.find(id))
        .set(training_offers::draft_id.eq(draft))
        .execute(c)
        .await)?;
    Ok(())
}

/// An offer.
pub async fn find(conn: &mut Conn, id: TrainingOfferId) -> Result<Option<OfferRow>> {
    Ok(on!(conn, |c| training_offers::table
        .find(id)
        .select(OfferRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The offer of which a training is being written.
pub async fn find_by_draft(conn: &mut Conn, draft: TrainingDraftId) -> Result<Option<OfferRow>> {
    Ok(on!(conn, |c| training_offers::table
        .filter(training_offers::draft_id.eq(draft))
        .select(OfferRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The offer of an organisation.
pub async fn find_of(
    conn: &mut Conn,
    request: TrainingRequestId,
    organisation: OrganisationId,
) -> Result<Option<OfferRow>> {
    Ok(on!(conn, |c| training_offers::table
        .filter(training_offers::request_id.eq(request))
        .filter(training_offers::organisation_id.eq(organisation))
        .select(OfferRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Every offer for a need with who makes it, the first ones first.
pub async fn list(conn: &mut Conn, request: TrainingRequestId) -> Result<Vec<(OfferRow, Organisation)>> {
    Ok(on!(conn, |c| training_offers::table
        .inner_join(organisations::table)
        .filter(training_offers::request_id.eq(request))
        .order(training_offers::id)
        .select((OfferRow::as_select(), Organisation::as_select()))
        .load(c)
        .await)?)
}

/// What somebody offered, oldest first, each with the title of the need.
pub async fn list_by(conn: &mut Conn, account: AccountId) -> Result<Vec<(OfferRow, String)>> {
    Ok(on!(conn, |c| training_offers::table
        .inner_join(training_requests::table)
        .filter(training_offers::account_id.eq(account))
        .order(training_offers::id)
        .select((OfferRow::as_select(), training_requests::title))
        .load(c)
        .await)?)
}

/// How many offers of an organisation wait for an answer.
pub async fn count_open(conn: &mut Conn, organisation: OrganisationId) -> Result<i64> {
    Ok(on!(conn, |c| training_offers::table
        .filter(training_offers::organisation_id.eq(organisation))
        .filter(training_offers::state.eq(OfferState::Open))
        .count()
        .get_result(c)
        .await)?)
}
