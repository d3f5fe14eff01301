//! The reports of a case study as its reader may see them.

use std::collections::HashSet;

use crate::db::cases::replications::{self as rows, ReplicationRow, Reported};
use crate::db::posts::{self, Post};
use crate::db::types::{PostId, PostKind, ReplicationFigure};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::{Core, Viewer};

use super::figures::{self, Figure};
use super::form::Report;
use super::is_for;

/// A report as a reader sees it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The reply.
    pub reply: PostId,
    /// What it reports. Figures that its author does not show are left out.
    pub report: Report,
}

/// What was reported of a case study.
#[derive(Debug, Clone, Default)]
pub struct Replications {
    /// Those that the reader may see, newest first.
    pub told: Vec<Told>,
    /// In how many regions, as far as reports say it openly.
    pub regions: i64,
    /// What came of it, from five on.
    pub results: Option<Figure>,
    /// After how long it paid off, from five on.
    pub paybacks: Option<Figure>,
    /// The reader has reported.
    pub is_mine_there: bool,
}

/// What was reported of a case study that the viewer reads.
///
/// # Errors
/// If the database fails.
pub async fn of_case(core: &Core, viewer: &Viewer, case: &Post) -> Result<Replications> {
    let (all, stored) = rows::list_all(&mut core.db.read().await?, case.id).await?;
    let figure = |kind| figures::shown(&all, &stored, kind, case.visibility);
    let (results, paybacks) = (figure(ReplicationFigure::Result), figure(ReplicationFigure::Payback));
    let may_see = |one: &Reported| !one.is_removed && viewer.may_see(one.visibility);
    let seen: Vec<Reported> = all.into_iter().filter(may_see).rev().collect();
    let open = seen.iter().filter(|one| one.row.is_open);
    let regions: HashSet<&str> = open.filter_map(|one| one.row.region.as_deref()).collect();
    Ok(Replications {
        regions: i64::try_from(regions.len()).unwrap_or(i64::MAX),
        is_mine_there: seen.iter().any(|one| viewer.actor_id() == Some(one.author)),
        results,
        paybacks,
        told: seen
            .into_iter()
            .map(|one| Told {
                reply: one.row.post_id,
                report: open_part(one.row),
            })
            .collect(),
    })
}

/// What others may know of a report.
fn open_part(row: ReplicationRow) -> Report {
    let report = whole(row);
    if report.is_open {
        return report;
    }
    Report {
        adapted: report.adapted,
        story: report.story,
        ..Report::default()
    }
}

fn whole(row: ReplicationRow) -> Report {
    Report {
        adapted: row.adapted,
        story: row.story,
        result: row.result,
        payback: row.payback_months,
        region: row.region,
        size: row.size_class,
        is_open: row.is_open,
    }
}

/// What one reported oneself, with its reply.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The reply.
    pub post: Post,
    /// All of it.
    pub report: Report,
}

/// What the viewer reported of a case study.
///
/// # Errors
/// If the database fails.
pub async fn mine(core: &Core, viewer: &Viewer, case: PostId) -> Result<Option<Mine>> {
    let Some(actor) = viewer.actor_id() else {
        return Ok(None);
    };
    let found = rows::find_by(&mut core.db.read().await?, case, actor).await?;
    Ok(found.map(|(row, post)| Mine {
        post,
        report: whole(row),
    }))
}

/// The case study that the viewer is about to report on, with what they reported before.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Gone`]; [`Denied::OwnCaseStudy`].
pub async fn ask(core: &Core, viewer: &Viewer, case: PostId) -> Result<(Post, Option<Mine>)> {
    let post = posts::get(&mut core.db.read().await?, case).await?;
    if post.kind != PostKind::CaseStudy || !viewer.may_read(&post) {
        return Err(Error::NotFound);
    }
    if post.is_removed() {
        return Err(Error::Gone);
    }
    if !is_for(viewer, &post) {
        return Err(Error::Forbidden(Denied::OwnCaseStudy));
    }
    let mine = mine(core, viewer, case).await?;
    Ok((post, mine))
}
