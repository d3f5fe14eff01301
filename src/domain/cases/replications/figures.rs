//! What is shown of all reports of a case study together, so that no report can be taken out of it.
//!
//! Two rules keep a single report out of sight, also from who writes one and takes it back, and from who compares what was shown
//! before somebody else came or went with what is shown after:
//!
//! 1. Nothing is shown of fewer than [`THRESHOLD`] reports.
//! 2. What is shown stands still until [`THRESHOLD`] people or organisations have come, gone or changed what they say, and then
//!    moves at once. Coming and going again and again is one change.
//!
//! Each figure counts for itself: what somebody does not say of payback does not help to tell the payback of another.

use crate::db::cases::replications::{self as rows, FigureRow, ReplicationRow, Reported};
use crate::db::types::{Outcome, PostId, ReplicationFigure, Visibility};
use crate::db::{Conn, posts};
use crate::domain::cases::library::payback_class;
use crate::domain::error::Result;

/// Figures show from so many reports on, and move when so many changed.
pub const THRESHOLD: usize = 5;

/// The classes of what came of it.
pub const RESULTS: [Outcome; 4] = [Outcome::Better, Outcome::Same, Outcome::Worse, Outcome::Failed];

/// A figure as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// How many reports are of each class: better, same, worse, failed; or paid off within one, two, three years, later.
    pub classes: [i64; 4],
    /// The middle one of all values, if they are numbers.
    pub median: Option<i64>,
}

/// What one report gives to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    post: PostId,
    /// What it says now; none if it says nothing or is gone.
    value: Option<i64>,
    /// What is shown counts it as it is; or did, if it is gone.
    is_counted: bool,
}

/// Whether what is shown counts a report as it is after its value changed. One that is counted and says nothing any more is
/// a change until the figures move.
pub(super) fn still_counts<T: Copy + PartialEq>(is_counted: bool, before: Option<T>, after: Option<T>) -> bool {
    is_counted && (after.is_none() || before == after)
}

fn value(row: &ReplicationRow, figure: ReplicationFigure) -> Option<i64> {
    match figure {
        ReplicationFigure::Result => {
            let class = row
                .result
                .and_then(|result| RESULTS.iter().position(|known| *known == result));
            class.and_then(|class| i64::try_from(class).ok())
        }
        ReplicationFigure::Payback => row.payback_months,
    }
}

/// What the reports give to a figure. Those that not every reader of the case study may see do not count, so that all read
/// the same.
fn parts(all: &[Reported], figure: ReplicationFigure, visibility: Visibility) -> Vec<Part> {
    let part = |one: &Reported| Part {
        post: one.row.post_id,
        value: value(&one.row, figure).filter(|_| !one.is_removed && one.visibility == visibility),
        is_counted: match figure {
            ReplicationFigure::Result => one.row.is_result_counted,
            ReplicationFigure::Payback => one.row.is_payback_counted,
        },
    };
    all.iter().map(part).collect()
}

fn values(parts: &[Part]) -> Vec<i64> {
    parts.iter().filter_map(|part| part.value).collect()
}

/// Whether enough reports stand for anything to be shown.
fn may_show(parts: &[Part]) -> bool {
    values(parts).len() >= THRESHOLD
}

/// Whether so much changed that what is shown may move.
fn may_move(parts: &[Part]) -> bool {
    let changed = parts.iter().filter(|part| part.value.is_some() != part.is_counted);
    may_show(parts) && changed.count() >= THRESHOLD
}

/// The class of a value.
fn class(figure: ReplicationFigure, value: i64) -> usize {
    let class = match figure {
        ReplicationFigure::Result => usize::try_from(value).ok(),
        ReplicationFigure::Payback => payback_class(value),
    };
    class.unwrap_or(0).min(3)
}

fn figure(kind: ReplicationFigure, mut values: Vec<i64>) -> Figure {
    let mut classes = [0; 4];
    for value in &values {
        classes[class(kind, *value)] += 1;
    }
    values.sort_unstable();
    let middle = values.len() / 2;
    let median = if values.len().is_multiple_of(2) && middle > 0 {
        (values[middle - 1] + values[middle] + 1) / 2
    } else {
        values.get(middle).copied().unwrap_or(0)
    };
    Figure {
        classes,
        median: (kind == ReplicationFigure::Payback).then_some(median),
    }
}

/// Moves what is shown of a case study, if enough changed.
pub(super) async fn renew(conn: &mut Conn, case: PostId) -> Result<()> {
    let visibility = posts::get(conn, case).await?.visibility;
    let (all, _) = rows::list_all(conn, case).await?;
    for kind in [ReplicationFigure::Result, ReplicationFigure::Payback] {
        let parts = parts(&all, kind, visibility);
        if !may_move(&parts) {
            continue;
        }
        let shown = figure(kind, values(&parts));
        let [in_first, in_second, in_third, in_fourth] = shown.classes;
        let row = FigureRow {
            case_id: case,
            figure: kind,
            in_first,
            in_second,
            in_third,
            in_fourth,
            median: shown.median,
        };
        rows::upsert_figure(conn, &row).await?;
        let (standing, others): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.value.is_some());
        let ids = |parts: &[Part]| parts.iter().map(|part| part.post).collect::<Vec<_>>();
        rows::set_counted(conn, &ids(&standing), kind, true).await?;
        rows::set_counted(conn, &ids(&others), kind, false).await?;
    }
    Ok(())
}

/// What may be shown of a case study at this moment.
pub(super) fn shown(
    all: &[Reported],
    stored: &[FigureRow],
    kind: ReplicationFigure,
    visibility: Visibility,
) -> Option<Figure> {
    if !may_show(&parts(all, kind, visibility)) {
        return None;
    }
    let row = stored.iter().find(|row| row.figure == kind)?;
    Some(Figure {
        classes: [row.in_first, row.in_second, row.in_third, row.in_fourth],
        median: row.median,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(post: i64, value: Option<i64>, is_counted: bool) -> Part {
        Part {
            post: PostId(post),
            value,
            is_counted,
        }
    }

    fn several(count: i64, is_counted: bool) -> Vec<Part> {
        (0..count).map(|post| part(post, Some(post * 10), is_counted)).collect()
    }

    #[test]
    fn four_reports_show_nothing_and_five_do() {
        assert!(!may_show(&several(4, false)));
        assert!(may_show(&several(5, false)) && may_move(&several(5, false)));
    }

    #[test]
    fn one_more_report_moves_nothing() {
        let mut parts = several(5, true);
        parts.push(part(9, Some(3), false));
        assert!(!may_move(&parts), "the difference would be that report");
        parts.extend(several(4, false));
        assert!(may_move(&parts), "with four more it is theirs together");
    }

    #[test]
    fn one_report_fewer_moves_nothing() {
        let mut parts = several(10, true);
        parts[0].value = None;
        assert!(may_show(&parts) && !may_move(&parts));
        for gone in &mut parts[..5] {
            gone.value = None;
        }
        assert!(may_move(&parts));
    }

    #[test]
    fn who_never_said_their_payback_does_not_uncover_who_did() {
        let mut parts = several(5, true);
        parts.extend((20..24).map(|post| part(post, None, false)));
        parts.push(part(30, Some(7), false));
        assert!(!may_move(&parts));
    }

    #[test]
    fn a_change_counts_until_the_figures_move() {
        assert!(!still_counts(true, Some(3), Some(4)), "another value is a change");
        assert!(still_counts(true, Some(3), Some(3)), "other words are none");
        assert!(still_counts(true, Some(3), None), "counted and gone is one");
        assert!(!still_counts(false, Some(3), Some(3)));
    }

    #[test]
    fn the_median_is_the_middle_or_between_the_two_in_the_middle() {
        let of = |values: &[i64]| figure(ReplicationFigure::Payback, values.to_vec());
        assert_eq!(of(&[30, 1, 12, 13, 99]).median, Some(13));
        assert_eq!(of(&[1, 2, 10, 12, 40, 50]).median, Some(11));
        assert_eq!(of(&[1, 12, 13, 30, 99]).classes, [2, 1, 1, 1]);
    }
}
