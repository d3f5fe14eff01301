//! Lists of seats: who comes to a training, and where somebody goes.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::TrainingRow;
use super::seats::SeatRow;
use crate::actors::Actor;
use crate::conn::{Conn, on};
use crate::posts::Post;
use crate::schema::{accounts, actors, posts, training_seats, trainings};
use crate::types::{AccountId, ActorId, PostId, SeatId, SeatState};
use crate::{Keyset, Result};

/// A page of the seats of these states, in the order they were first asked for, with who has them.
pub async fn list(
    conn: &mut Conn,
    training: PostId,
    states: &[SeatState],
    page: Keyset,
) -> Result<Vec<(SeatRow, Option<Actor>)>> {
    // The head of each state comes from the index in its order; only those are put together.
    let mut found = Vec::new();
    for state in states {
        found.extend(list_one(&mut *conn, training, *state, page).await?);
    }
    found.sort_by_key(|(seat, _)| seat.id);
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    Ok(found)
}

async fn list_one(
    conn: &mut Conn,
    training: PostId,
    state: SeatState,
    page: Keyset,
) -> Result<Vec<(SeatRow, Option<Actor>)>> {
    let after = page.after.map_or(0, |(id, _)| id);
    Ok(on!(conn, |c| training_seats::table
        .left_join(actors::table.on(training_seats::actor_id.eq(actors::id.nullable())))
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::state.eq(state))
        .filter(training_seats::id.gt(SeatId(after)))
        .order(training_seats::id)
        .limit(page.limit)
        .select((SeatRow::as_select(), Option::<Actor>::as_select()))
        .load(c)
        .await)?)
}

/// What somebody booked for others in a training, in the order of booking, with whom it is for.
pub async fn list_booked(conn: &mut Conn, training: PostId, by: ActorId) -> Result<Vec<(SeatRow, Option<Actor>)>> {
    Ok(on!(conn, |c| training_seats::table
        .left_join(actors::table.on(training_seats::actor_id.eq(actors::id.nullable())))
        .filter(training_seats::booked_by.eq(by))
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::actor_id.is_null().or(training_seats::actor_id.ne(by)))
        .order(training_seats::id)
        .select((SeatRow::as_select(), Option::<Actor>::as_select()))
        .load(c)
        .await)?)
}

/// How many seats of a training are in which state.
pub async fn count_by_state(conn: &mut Conn, training: PostId) -> Result<Vec<(SeatState, i64)>> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::training_id.eq(training))
        .group_by(training_seats::state)
        .select((training_seats::state, diesel::dsl::count_star()))
        .load(c)
        .await)?)
}

/// The accounts behind the seats of these states; for a colleague without one, who booked.
pub async fn list_accounts(conn: &mut Conn, training: PostId, states: &[SeatState]) -> Result<Vec<AccountId>> {
    let mut found: Vec<AccountId> = on!(&mut *conn, |c| training_seats::table
        .inner_join(accounts::table.on(training_seats::actor_id.eq(accounts::actor_id.nullable())))
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::state.eq_any(states.iter().copied()))
        .select(accounts::id)
        .load(c)
        .await)?;
    let bookers: Vec<AccountId> = on!(conn, |c| training_seats::table
        .inner_join(accounts::table.on(training_seats::booked_by.eq(accounts::actor_id)))
        .filter(training_seats::training_id.eq(training))
        .filter(training_seats::state.eq_any(states.iter().copied()))
        .filter(training_seats::actor_id.is_null())
        .select(accounts::id)
        .load(c)
        .await)?;
    found.extend(bookers);
    found.sort();
    found.dedup();
    Ok(found)
}

/// The seats of somebody, those in the trainings that were offered last in front.
pub async fn list_of(conn: &mut Conn, actor: ActorId, limit: i64) -> Result<Vec<(SeatRow, Post, TrainingRow)>> {
    Ok(on!(conn, |c| training_seats::table
        .inner_join(trainings::table.on(trainings::post_id.eq(training_seats::training_id)))
        .inner_join(posts::table.on(posts::id.eq(training_seats::training_id)))
        .filter(training_seats::actor_id.eq(actor))
        .order(training_seats::training_id.desc())
        .limit(limit)
        .select((SeatRow::as_select(), Post::as_select(), TrainingRow::as_select()))
        .load(c)
        .await)?)
}

/// Every seat of somebody.
pub async fn list_all_of(conn: &mut Conn, actor: ActorId) -> Result<Vec<SeatRow>> {
    Ok(on!(conn, |c| training_seats::table
        .filter(training_seats::actor_id.eq(actor))
        .order(training_seats::id)
        .select(SeatRow::as_select())
        .load(c)
        .await)?)
}

/// The trainings that somebody offers, the newest first.
pub async fn list_offered_by(conn: &mut Conn, author: ActorId, limit: i64) -> Result<Vec<(Post, TrainingRow)>> {
    Ok(on!(conn, |c| posts::table
        .inner_join(trainings::table)
        .filter(posts::actor_id.eq(author))
        .filter(posts::removed_at.is_null())
        .order(posts::id.desc())
        .limit(limit)
        .select((Post::as_select(), TrainingRow::as_select()))
        .load(c)
        .await)?)
}
