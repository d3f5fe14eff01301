//! What those who were there say of a training: three marks and a comment. Never with a name, and nothing at all of fewer than
//! three, so that nobody is uncovered by it.

use crate::db::Conn;
use crate::db::organisation_members;
use crate::db::posts::Post;
use crate::db::trainings::after::{self, EvaluationRow};
use crate::db::trainings::{self, seats};
use crate::db::types::PostId;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::trainings::manages;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer};

use super::ground::Ground;

/// From so many on, what they say is shown.
pub const FROM: usize = 3;
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

/// The middle of several marks, in tenths: 43 for 4.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Average {
    /// How many say so.
    pub count: usize,
    /// What was taught.
    pub content: i64,
    /// Who taught it.
    pub trainer: i64,
    /// How it was organised.
    pub organisation: i64,
    /// All of it.
    pub whole: i64,
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
        Ok(after::upsert_evaluation(conn, &row).await?)
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
        Some(seat) => Ok(after::find_evaluation(&mut conn, seat.id).await?),
        None => Ok(None),
    }
}

/// The marks of a training, if enough people gave some: everybody who may read of it may see them.
///
/// # Errors
/// If the database fails.
pub async fn average(conn: &mut Conn, training: PostId) -> Result<Option<Average>> {
    Ok(middle(&after::list_evaluations(conn, training).await?))
}

/// Marks and comments, for who looks after the training and for the organisation that taught; nothing of too few.
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
    let teaches = match row.provider_id.zip(by.account_id) {
        Some((provider, account)) => {
            let place = organisation_members::find(&mut conn, provider, account).await?;
            place.is_some_and(|place| place.is_active())
        }
        None => false,
    };
    if !teaches && !manages(&mut conn, &by, &post).await? {
        return Err(Error::Forbidden(Denied::NotAuthor));
    }
    let said = after::list_evaluations(&mut conn, training).await?;
    let results = middle(&said).map(|average| Results {
        average,
        comments: said
            .into_iter()
            .map(|one| one.comment)
            .filter(|words| !words.is_empty())
            .collect(),
    });
    Ok((post, results))
}

fn middle(said: &[EvaluationRow]) -> Option<Average> {
    if said.len() < FROM {
        return None;
    }
    let count = i64::try_from(said.len()).unwrap_or(i64::MAX);
    let tenths = |mark: fn(&EvaluationRow) -> i64| (20 * said.iter().map(mark).sum::<i64>() / count + 1) / 2;
    let (content, trainer) = (tenths(|one| one.content), tenths(|one| one.trainer));
    let organisation = tenths(|one| one.organisation);
    Some(Average {
        count: said.len(),
        content,
        trainer,
        organisation,
        whole: (content + trainer + organisation + 1) / 3,
    })
}

#[cfg(test)]
mod tests {
    use crate::db::types::SeatId;

    use super::*;

    #[test]
    fn two_are_too_few_to_be_shown_and_three_are_shown_in_tenths() {
        let one = |content| EvaluationRow {
            seat_id: SeatId(1),
            training_id: PostId(1),
            content,
            trainer: 5,
            organisation: 4,
            comment: String::new(),
        };
        assert_eq!(middle(&[one(4), one(5)]), None);
        let shown = middle(&[one(4), one(5), one(4)]).expect("three");
        assert_eq!((shown.content, shown.trainer, shown.organisation), (43, 50, 40));
        assert_eq!((shown.whole, shown.count), (44, 3));
    }
}
