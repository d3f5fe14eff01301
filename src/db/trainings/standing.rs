//! Whether a training takes place, others of its series, and what becomes of its record when its post or its author goes.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::TrainingRow;
use crate::Result;
use crate::conn::{Conn, on};
use crate::posts::Post;
use crate::schema::{posts, training_access, training_materials, training_seating, training_sessions, trainings};
use crate::types::{ActorId, OrganisationId, PostId, TrainingState, UtcTime};

/// Says that a training takes place, may, or does not; says whether that is news. It counts as a change.
pub async fn set_state(conn: &mut Conn, post: PostId, state: TrainingState, reason: &str) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        trainings::table.find(post).filter(trainings::state.ne(state))
    )
    .set((
        trainings::state.eq(state),
        trainings::reason.eq(reason),
        trainings::change_number.eq(trainings::change_number + 1),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// The trainings that are the same one held at other times, the latest first. Ask the domain who may see each.
pub async fn list_series(conn: &mut Conn, series: PostId, but: PostId, limit: i64) -> Result<Vec<(Post, TrainingRow)>> {
    Ok(on!(conn, |c| trainings::table
        .inner_join(posts::table)
        .filter(trainings::series_id.eq(series))
        .filter(trainings::post_id.ne(but))
        .filter(posts::removed_at.is_null())
        .order((trainings::starts_at.desc(), trainings::post_id.desc()))
        .limit(limit)
        .select((Post::as_select(), TrainingRow::as_select()))
        .load(c)
        .await)?)
}

/// What somebody offered, oldest first, each with its post.
pub async fn list_by(conn: &mut Conn, author: ActorId) -> Result<Vec<(Post, TrainingRow)>> {
    Ok(on!(conn, |c| trainings::table
        .inner_join(posts::table)
        .filter(posts::actor_id.eq(author))
        .order(trainings::post_id)
        .select((Post::as_select(), TrainingRow::as_select()))
        .load(c)
        .await)?)
}

/// What somebody offered and what has not begun at `now`, and takes place as far as is known.
pub async fn list_coming_by(conn: &mut Conn, author: ActorId, now: UtcTime) -> Result<Vec<(Post, TrainingRow)>> {
    let mut theirs = list_by(conn, author).await?;
    theirs.retain(|(post, row)| {
        post.removed_at.is_none() && row.starts_at > now && row.state != TrainingState::Cancelled
    });
    Ok(theirs)
}

/// Destroys everything that a post has beside it as a training.
pub async fn delete(conn: &mut Conn, post: PostId) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        training_sessions::table.filter(training_sessions::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    on!(&mut *conn, |c| diesel::delete(
        training_materials::table.filter(training_materials::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    on!(&mut *conn, |c| diesel::delete(training_access::table.find(post))
        .execute(c)
        .await)?;
    on!(&mut *conn, |c| diesel::delete(training_seating::table.find(post))
        .execute(c)
        .await)?;
    on!(conn, |c| diesel::delete(trainings::table.find(post)).execute(c).await)?;
    Ok(())
}

/// Takes from what somebody offered what leads to them: the page of their organisation, who taught, and where they met.
pub async fn anonymise(conn: &mut Conn, author: ActorId) -> Result<()> {
    let theirs = list_by(conn, author).await?;
    let theirs: Vec<PostId> = theirs.into_iter().map(|(post, _)| post.id).collect();
    if theirs.is_empty() {
        return Ok(());
    }
    on!(&mut *conn, |c| diesel::delete(
        training_access::table.filter(training_access::post_id.eq_any(theirs.iter().copied()))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::update(
        trainings::table.filter(trainings::post_id.eq_any(theirs.iter().copied()))
    )
    .set((
        trainings::provider_id.eq(None::<OrganisationId>),
        trainings::trainer.eq(""),
    ))
    .execute(c)
    .await)?;
    Ok(())
}
