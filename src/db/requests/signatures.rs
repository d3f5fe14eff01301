//! Who needs a training, with how many people. Callers that count hold the need, see [`super::get_locked`].

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::actors::Actor;
use crate::conn::{Conn, on};
use crate::organisations::Organisation;
use crate::schema::{accounts, actors, organisations, request_signatures, training_requests};
use crate::types::{AccountId, NeedState, OrganisationId, TrainingRequestId, UtcTime};

/// That an account needs a training.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_signatures)]
pub struct Signature {
    /// Which.
    pub request_id: TrainingRequestId,
    /// Who.
    pub account_id: AccountId,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// For how many people.
    pub people: i64,
    /// Since when.
    pub created_at: UtcTime,
}

/// Signs, or changes what was signed before; keeps since when.
pub async fn upsert(conn: &mut Conn, row: &Signature) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(request_signatures::table)
            .values(row)
            .on_conflict((request_signatures::request_id, request_signatures::account_id))
            .do_update()
            .set((
                request_signatures::organisation_id.eq(row.organisation_id),
                request_signatures::people.eq(row.people),
            ))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Takes a signature back; says whether there was one.
pub async fn delete(conn: &mut Conn, request: TrainingRequestId, account: AccountId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::delete(
        request_signatures::table.find((request, account))
    )
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Somebody's signature.
pub async fn find(conn: &mut Conn, request: TrainingRequestId, account: AccountId) -> Result<Option<Signature>> {
    Ok(on!(conn, |c| request_signatures::table
        .find((request, account))
        .select(Signature::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Everybody who signed, the first ones first.
pub async fn list(conn: &mut Conn, request: TrainingRequestId) -> Result<Vec<Signature>> {
    Ok(on!(conn, |c| request_signatures::table
        .filter(request_signatures::request_id.eq(request))
        .order((request_signatures::created_at, request_signatures::account_id))
        .select(Signature::as_select())
        .load(c)
        .await)?)
}

/// The same with who they are and where they work, at most `limit`.
pub async fn list_named(
    conn: &mut Conn,
    request: TrainingRequestId,
    limit: i64,
) -> Result<Vec<(Signature, Actor, Option<Organisation>)>> {
    Ok(on!(conn, |c| request_signatures::table
        .inner_join(accounts::table.inner_join(actors::table))
        .left_join(organisations::table)
        .filter(request_signatures::request_id.eq(request))
        .order((request_signatures::created_at, request_signatures::account_id))
        .limit(limit)
        .select((
            Signature::as_select(),
            Actor::as_select(),
            Option::<Organisation>::as_select()
        ))
        .load(c)
        .await)?)
}

/// What an account signed, oldest first, each with the title of the need and how it stands.
pub async fn list_by(conn: &mut Conn, account: AccountId) -> Result<Vec<(Signature, String, NeedState)>> {
    Ok(on!(conn, |c| request_signatures::table
        .inner_join(training_requests::table)
        .filter(request_signatures::account_id.eq(account))
        .order(request_signatures::request_id)
        .select((
            Signature::as_select(),
            training_requests::title,
            training_requests::state
        ))
        .load(c)
        .await)?)
}

/// Moves a signature to another need, which has none of this account.
pub async fn move_to(
    conn: &mut Conn,
    (from, to): (TrainingRequestId, TrainingRequestId),
    account: AccountId,
) -> Result<()> {
    on!(conn, |c| diesel::update(
        request_signatures::table.find((from, account))
    )
    .set(request_signatures::request_id.eq(to))
    .execute(c)
    .await)?;
    Ok(())
}
