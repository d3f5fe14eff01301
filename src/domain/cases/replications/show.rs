//! The reports of a case study as its reader may see them.

use std::collections::HashMap;

use crate::db::actors::{self, Actor};
use crate::db::cases::replications::{self as rows, ReplicationRow};
use crate::db::instances;
use crate::db::posts::{self, Post};
use crate::db::types::{InstanceId, PostId, PostKind, ReplicationFigure};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::topics::Shown;
use crate::domain::verification::levels;
use crate::domain::{Core, Viewer};

use super::figures::{self, Figure};
use super::form::Report;

/// Reports in the list above the replies, which hold all of them.
const SHOWN: i64 = 20;

/// A report as a reader sees it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The reply.
    pub post: Post,
    /// What it reports. Figures that its author does not show are left out.
    pub report: Report,
    /// The first answer of the author of the case study.
    pub answer: Option<PostId>,
}

/// What was reported of a case study.
#[derive(Debug, Clone, Default)]
pub struct Replications {
    /// How many reports the reader may see.
    pub count: i64,
    /// In how many regions, as far as reports say it openly.
    pub regions: i64,
    /// The newest.
    pub told: Vec<Told>,
    /// Their authors.
    pub shown: Shown,
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
    let mut conn = core.db.read().await?;
    let conn = &mut conn;
    let all = rows::list_all(conn, case.id).await?;
    let seen: Vec<&ReplicationRow> = all
        .iter()
        .filter(|(_, is_removed, reach)| !is_removed && viewer.may_see(*reach))
        .map(|(row, ..)| row)
        .collect();
    if seen.is_empty() {
        return Ok(Replications::default());
    }
    let mut regions: Vec<&str> = seen
        .iter()
        .filter(|row| row.is_open)
        .filter_map(|row| row.region.as_deref())
        .collect();
    regions.sort_unstable();
    regions.dedup();
    let stored = rows::list_figures(conn, case.id).await?;
    let figure = |kind| figures::shown(&all, &stored, kind, case.visibility);
    let newest = rows::list_standing(conn, case.id, viewer.visibilities(), SHOWN).await?;
    let ids: Vec<PostId> = newest.iter().map(|(_, post)| post.id).collect();
    let answers: Vec<(PostId, PostId)> = rows::list_answers(conn, &ids, case.actor_id).await?;
    let answer = |id: PostId| answers.iter().find(|(of, _)| *of == id).map(|(_, answer)| *answer);
    let mine = match viewer.actor_id() {
        Some(actor) => rows::find_by(conn, case.id, actor).await?,
        None => None,
    };
    let mut authors: Vec<_> = newest.iter().map(|(_, post)| post.actor_id).collect();
    authors.sort_unstable();
    authors.dedup();
    let authors = actors::list_by_ids(conn, &authors).await?;
    let people: Vec<&Actor> = authors.iter().collect();
    let mut standings = levels::standings(conn, &people, core.clock.now()).await?;
    if viewer.account_id().is_none() {
        for standing in standings.values_mut() {
            standing.organisation = None;
        }
    }
    let servers: Vec<InstanceId> = authors.iter().filter_map(|author| author.instance_id).collect();
    let hosts: HashMap<InstanceId, String> = if servers.is_empty() {
        HashMap::new()
    } else {
        let known = instances::list_by_ids(conn, &servers).await?.into_iter();
        known.map(|server| (server.id, server.host)).collect()
    };
    Ok(Replications {
        count: i64::try_from(seen.len()).unwrap_or(i64::MAX),
        regions: i64::try_from(regions.len()).unwrap_or(i64::MAX),
        results: figure(ReplicationFigure::Result),
        paybacks: figure(ReplicationFigure::Payback),
        told: newest
            .into_iter()
            .map(|(row, post)| Told {
                answer: answer(post.id),
                report: open_part(row),
                post,
            })
            .collect(),
        shown: Shown {
            authors: authors.into_iter().map(|actor| (actor.id, actor)).collect(),
            hosts,
            standings,
            ..Shown::default()
        },
        is_mine_there: mine.is_some(),
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
    if viewer.actor_id() == Some(post.actor_id) {
        return Err(Error::Forbidden(Denied::OwnCaseStudy));
    }
    let mine = mine(core, viewer, case).await?;
    Ok((post, mine))
}
