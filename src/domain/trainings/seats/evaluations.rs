//! What those who were there say of a training: three marks and a comment. Never with a name; marks and comments are shown as
//! [`ratings`] lets them, so that none can be told to be somebody's. What is taken back is gone at once: a comment with it, while
//! the marks of all stand still.

use crate::db::Conn;
use crate::db::organisation_members;
use crate::db::posts::Post;
use crate::db::trainings::evaluations::{self as rows, EvaluationRow};
use crate::db::trainings::{self, TrainingRow, seats};
use crate::db::types::{ActorId, PostId, SeatId};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::trainings::manages;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer};

use super::ground::Ground;
use super::ratings::{self, Average};

/// Longest comment, in characters.
pub const COMMENT_MAX: usize = 1_000;

/// What somebody says, as typed.
#[derive(Debug, Clone, Default)]
pub struct EvaluationForm {
    /// What was taught, 1 to 5.
    pub content: String,
    /// Who taught it, 1 to 5.
    pub trainer: String,
    /// How it was organised, 1 to 5.
    pub organisation: String,
    /// In words.
    pub comment: String,
}

/// What was said of a training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results {
    /// Marks.
    pub average: Average,
    /// Comments, in an order that tells nothing of who wrote them.
    pub comments: Vec<String>,
}

/// Says what one thinks of a training where one was, in the place of what one said before.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::TrainingAhead`] before its end; [`Denied::NotAttended`].
pub async fn evaluate(core: &Core, by: &Principal, training: PostId, form: &EvaluationForm) -> Result<()> {
    let mut problems = Problems::default();
    let mut mark = |field, typed: &str| match typed.trim().parse::<i64>() {
        Ok(mark) if (1..=5).contains(&mark) => mark,
        _ => {
            problems.add(field, Problem::Required);
            0
        }
    };
    let (content, trainer) = (mark("content", &form.content), mark("trainer", &form.trainer));
    let organisation = mark("organisation", &form.organisation);
    let comment = problems.block("comment", &form.comment, 0, COMMENT_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let ground = Ground::enter(core, conn, by, training).await?;
        match ground.require_alive() {
            Err(Error::Forbidden(Denied::TrainingOver)) => {}
            Ok(()) => return Err(Error::Forbidden(Denied::TrainingAhead)),
            Err(other) => return Err(other),
        }
        let seat = seats::find_of(conn, training, by.actor_id).await?;
        let seat = seat.filter(|seat| seat.state.is_coming());
        let row = EvaluationRow {
            seat_id: seat.ok_or(Error::Forbidden(Denied::NotAttended))?.id,
            training_id: training,
            content,
            trainer,
            organisation,
            comment: comment.clone(),
        };
        // Said anew after it was taken back, too: else its words would show at once, for the figures count who it is of.
        if rows::find(conn, row.seat_id).await?.as_ref() != Some(&row) {
            rows::delete_rated(conn, row.seat_id).await?;
        }
        rows::upsert(conn, &row).await?;
        ratings::renew(conn, training).await
    })
    .await
}

/// What somebody said before, to be changed.
///
/// # Errors
/// If the database fails.
pub async fn mine(core: &Core, by: &Principal, training: PostId) -> Result<Option<EvaluationRow>> {
    let mut conn = core.db.read().await?;
    match seats::find_of(&mut conn, training, by.actor_id).await? {
        Some(seat) => Ok(rows::find(&mut conn, seat.id).await?),
        None => Ok(None),
    }
}

/// Takes back what one said. Doing it again does nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Gone`].
pub async fn take_back(core: &Core, by: &Principal, training: PostId) -> Result<()> {
    core.change(async |conn| {
        Ground::enter(core, conn, by, training).await?;
        match seats::find_of(conn, training, by.actor_id).await? {
            Some(seat) => remove(conn, training, seat.id).await,
            None => Ok(()),
        }
    })
    .await
}

/// Takes back everything that somebody said, wherever it was.
pub(super) async fn forget(core: &Core, conn: &mut Conn, actor: ActorId) -> Result<()> {
    for (seat, training) in rows::list_by(conn, actor).await? {
        Ground::hold(core, conn, training).await?;
        remove(conn, training, seat).await?;
    }
    Ok(())
}

async fn remove(conn: &mut Conn, training: PostId, seat: SeatId) -> Result<()> {
    if rows::delete(conn, seat).await? {
        ratings::renew(conn, training).await?;
    }
    Ok(())
}

/// What is shown of the marks of a training: everybody who may read of it may see that.
///
/// # Errors
/// If the database fails.
pub async fn average(conn: &mut Conn, training: PostId) -> Result<Option<Average>> {
    let row = rows::find_rating(conn, training).await?;
    Ok(row.filter(|row| row.is_shown).map(|row| ratings::average(&row)))
}

/// Marks and comments, for who looks after the training and for the organisation that taught: no more than what the figures
/// count, so that a comment does not come when somebody has just answered.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Error::NotFound`]; [`Error::Gone`].
pub async fn results(core: &Core, viewer: &Viewer, training: PostId) -> Result<(Post, Option<Results>)> {
    let mut conn = core.db.read().await?;
    let (post, row, _) = trainings::find_whole(&mut conn, training)
        .await?
        .ok_or(Error::NotFound)?;
    if !viewer.may_read(&post) {
        return Err(Error::NotFound);
    }
    if post.is_removed() {
        return Err(Error::Gone);
    }
    let by = Principal::of(viewer).ok_or(Error::Forbidden(Denied::SignIn))?;
    if !teaches(&mut conn, &by, &row).await? && !manages(&mut conn, &by, &post).await? {
        return Err(Error::Forbidden(Denied::NotAuthor));
    }
    let Some(average) = average(&mut conn, training).await? else {
        return Ok((post, None));
    };
    let counted = rows::list_rated(&mut conn, training).await?;
    let said = rows::list(&mut conn, training).await?.into_iter();
    let comments = said
        .filter(|one| counted.contains(&one.seat_id) && !one.comment.is_empty())
        .map(|one| one.comment)
        .collect();
    Ok((post, Some(Results { average, comments })))
}

/// Whether somebody works for the organisation that taught.
async fn teaches(conn: &mut Conn, by: &Principal, row: &TrainingRow) -> Result<bool> {
    let Some((provider, account)) = row.provider_id.zip(by.account_id) else {
        return Ok(false);
    };
    let place = organisation_members::find(conn, provider, account).await?;
    Ok(place.is_some_and(|place| place.is_active()))
}
