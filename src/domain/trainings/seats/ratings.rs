//! What is shown of all evaluations of a training together, so that nobody's can be taken out of it: nothing of fewer than [`FROM`]
//! people, and what is shown stands still until so many have answered, changed what they say or taken it back, and then moves at
//! once. Two looks never differ by one person. Whoever comes and goes again and again is one change.

use std::collections::HashSet;

use crate::db::Conn;
use crate::db::trainings::evaluations::{self as rows, EvaluationRow, RatingRow};
use crate::db::types::{PostId, SeatId};
use crate::domain::error::Result;

/// Figures show from so many people on, and move when so many changed.
pub const FROM: usize = 5;
/// Marks that each of them gives.
const QUESTIONS: i64 = 3;

/// The middle of several marks, in tenths: 43 for 4.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Average {
    /// How many say so.
    pub count: i64,
    /// What was taught.
    pub content: i64,
    /// Who taught it.
    pub trainer: i64,
    /// How it was organised.
    pub organisation: i64,
    /// All of it.
    pub whole: i64,
}

/// Moves what is shown of a training, if enough changed. The caller holds the training.
pub(super) async fn renew(conn: &mut Conn, training: PostId) -> Result<()> {
    let said = rows::list(conn, training).await?;
    let counted = rows::list_rated(conn, training).await?;
    if may_move(&said, &counted) {
        rows::upsert_rating(conn, &sum(training, &said)).await?;
        let seats: Vec<SeatId> = said.iter().map(|one| one.seat_id).collect();
        Ok(rows::replace_rated(conn, training, &seats).await?)
    } else {
        Ok(rows::set_shown(conn, training, said.len() >= FROM).await?)
    }
}

/// Whether so much changed that what is shown may move: `counted` is whose evaluation it counts as it is, or did before that was
/// taken back.
fn may_move(said: &[EvaluationRow], counted: &[SeatId]) -> bool {
    let now: HashSet<i64> = said.iter().map(|one| one.seat_id.0).collect();
    let before: HashSet<i64> = counted.iter().map(|seat| seat.0).collect();
    said.len() >= FROM && now.symmetric_difference(&before).count() >= FROM
}

fn sum(training: PostId, said: &[EvaluationRow]) -> RatingRow {
    let sum = |mark: fn(&EvaluationRow) -> i64| said.iter().map(mark).sum();
    RatingRow {
        training_id: training,
        people: i64::try_from(said.len()).unwrap_or(i64::MAX),
        content: sum(|one| one.content),
        trainer: sum(|one| one.trainer),
        organisation: sum(|one| one.organisation),
        is_shown: true,
    }
}

/// What is shown, as it is written.
pub(super) fn average(row: &RatingRow) -> Average {
    Average {
        count: row.people,
        content: tenths(row.content, row.people),
        trainer: tenths(row.trainer, row.people),
        organisation: tenths(row.organisation, row.people),
        whole: whole(row.content + row.trainer + row.organisation, row.people),
    }
}

/// The middle of all marks of so many people together, in tenths.
pub(in crate::domain) fn whole(marks: i64, people: i64) -> i64 {
    tenths(marks, QUESTIONS * people)
}

fn tenths(sum: i64, count: i64) -> i64 {
    (20 * sum / count.max(1) + 1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(seats: &[i64]) -> Vec<EvaluationRow> {
        let one = |seat: &i64| EvaluationRow {
            seat_id: SeatId(*seat),
            training_id: PostId(1),
            content: 4,
            trainer: 5,
            organisation: 4,
            comment: String::new(),
        };
        seats.iter().map(one).collect()
    }

    fn counted(seats: &[i64]) -> Vec<SeatId> {
        seats.iter().copied().map(SeatId).collect()
    }

    #[test]
    fn four_are_too_few_to_be_shown_and_five_are_not() {
        assert!(!may_move(&said(&[1, 2, 3, 4]), &[]));
        assert!(may_move(&said(&[1, 2, 3, 4, 5]), &[]));
    }

    #[test]
    fn nothing_moves_until_five_came_or_went() {
        let before = counted(&[1, 2, 3, 4, 5]);
        assert!(!may_move(&said(&[1, 2, 3, 4, 5, 6]), &before), "one came");
        assert!(!may_move(&said(&[3, 4, 5, 6, 7]), &before), "two went, two came");
        assert!(may_move(&said(&[3, 4, 5, 6, 7, 8]), &before), "two went, three came");
        assert!(
            !may_move(&said(&[1, 2]), &counted(&[1, 2, 3, 4, 5, 6, 7])),
            "too few are left"
        );
    }

    #[test]
    fn marks_are_shown_in_tenths() {
        let shown = average(&RatingRow {
            content: 13,
            ..sum(PostId(1), &said(&[1, 2, 3]))
        });
        assert_eq!((shown.content, shown.trainer, shown.organisation), (43, 50, 40));
        assert_eq!((shown.whole, shown.count), (44, 3));
    }
}
