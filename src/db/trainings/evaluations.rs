//! What those who were there say of a training, and what is shown of all of them together.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{training_evaluations, training_rated, training_ratings, training_seats};
use crate::types::{ActorId, PostId, SeatId};

/// What somebody who was there says.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = training_evaluations)]
pub struct EvaluationRow {
    /// By whom.
    pub seat_id: SeatId,
    /// Of which training.
    pub training_id: PostId,
    /// What was taught, 1 to 5.
    pub content: i64,
    /// Who taught it, 1 to 5.
    pub trainer: i64,
    /// How it was organised, 1 to 5.
    pub organisation: i64,
    /// In words; empty if none.
    pub comment: String,
}

/// What is shown of all of them, as it was when it last moved. Marks are sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = training_ratings)]
pub struct RatingRow {
    /// Of which training.
    pub training_id: PostId,
    /// Of how many people.
    pub people: i64,
    /// What was taught.
    pub content: i64,
    /// Who taught it.
    pub trainer: i64,
    /// How it was organised.
    pub organisation: i64,
    /// Whether enough of them stand at this moment.
    pub is_shown: bool,
}

/// Stores what somebody says, in the place of what they said before.
pub async fn upsert(conn: &mut Conn, row: &EvaluationRow) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_evaluations::table)
        .values(row)
        .on_conflict(training_evaluations::seat_id)
        .do_update()
        .set(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// What somebody said.
pub async fn find(conn: &mut Conn, seat: SeatId) -> Result<Option<EvaluationRow>> {
    Ok(on!(conn, |c| training_evaluations::table
        .find(seat)
        .select(EvaluationRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Everything that was said of a training, in an order that tells nothing of who said it.
pub async fn list(conn: &mut Conn, training: PostId) -> Result<Vec<EvaluationRow>> {
    Ok(on!(conn, |c| training_evaluations::table
        .filter(training_evaluations::training_id.eq(training))
        .order((training_evaluations::comment, training_evaluations::content))
        .select(EvaluationRow::as_select())
        .load(c)
        .await)?)
}

/// Takes back what somebody said; says whether they had said something.
pub async fn delete(conn: &mut Conn, seat: SeatId) -> Result<bool> {
    let count = on!(conn, |c| diesel::delete(training_evaluations::table.find(seat))
        .execute(c)
        .await)?;
    Ok(count > 0)
}

/// Seats of somebody with what they said of each training, in no order.
pub async fn list_by(conn: &mut Conn, actor: ActorId) -> Result<Vec<(SeatId, PostId)>> {
    Ok(on!(conn, |c| training_evaluations::table
        .inner_join(training_seats::table)
        .filter(training_seats::actor_id.eq(actor))
        .select((training_evaluations::seat_id, training_evaluations::training_id))
        .load(c)
        .await)?)
}

/// What is shown of all of them, or was.
pub async fn find_rating(conn: &mut Conn, training: PostId) -> Result<Option<RatingRow>> {
    Ok(on!(conn, |c| training_ratings::table
        .find(training)
        .select(RatingRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Moves what is shown.
pub async fn upsert_rating(conn: &mut Conn, row: &RatingRow) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_ratings::table)
        .values(row)
        .on_conflict(training_ratings::training_id)
        .do_update()
        .set(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// Shows what stands there, or shows it no more.
pub async fn set_shown(conn: &mut Conn, training: PostId, is_shown: bool) -> Result<()> {
    on!(conn, |c| diesel::update(training_ratings::table.find(training))
        .set(training_ratings::is_shown.eq(is_shown))
        .execute(c)
        .await)?;
    Ok(())
}

/// Whose evaluation is counted as it is; or was, if it is gone.
pub async fn list_rated(conn: &mut Conn, training: PostId) -> Result<Vec<SeatId>> {
    Ok(on!(conn, |c| training_rated::table
        .filter(training_rated::training_id.eq(training))
        .select(training_rated::seat_id)
        .load(c)
        .await)?)
}

/// Says whose evaluations are counted, in the place of those before.
pub async fn replace_rated(conn: &mut Conn, training: PostId, seats: &[SeatId]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        training_rated::table.filter(training_rated::training_id.eq(training))
    )
    .execute(c)
    .await)?;
    for seat in seats {
        on!(&mut *conn, |c| diesel::insert_into(training_rated::table)
            .values((
                training_rated::seat_id.eq(seat),
                training_rated::training_id.eq(training)
            ))
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// What somebody says is another thing than what is counted.
pub async fn delete_rated(conn: &mut Conn, seat: SeatId) -> Result<()> {
    on!(conn, |c| diesel::delete(training_rated::table.find(seat))
        .execute(c)
        .await)?;
    Ok(())
}
