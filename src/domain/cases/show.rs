//! A case study as it may be shown to somebody who may read its post.

use std::collections::HashMap;

use crate::db::Conn;
use crate::db::cases::parts::{self, Parts};
use crate::db::cases::{self, CaseRow, PlaceRow};
use crate::db::posts::{self, Post};
use crate::db::types::{CaseStanding, ContactWish, OrganisationId, PostId, SizeClass, Visibility};
use crate::domain::error::{Error, Result};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::topics::Shown;
use crate::domain::{Core, Principal, Viewer, text};

use super::check::{Checked, Cost, Dimension, Metric, Milestone};
use super::form::CaseForm;
use super::place::{self, ShownPlace};
use super::publish;
use super::sheet::Wording;

/// Longest teaser that is made of the problem, in characters.
const TEASER_MAX: usize = 200;

/// A case study as far as it may be shown. Texts are safe HTML.
#[derive(Debug, Clone)]
pub struct CaseStudy {
    /// Whether it is in the library.
    pub standing: CaseStanding,
    /// A teaser; empty if there is none.
    pub summary: String,
    /// What was wrong.
    pub problem: String,
    /// What was done.
    pub solution: String,
    /// What was learned; empty if not said.
    pub lessons: String,
    /// ISIC code.
    pub sector: Option<String>,
    /// Size of the establishment.
    pub size: Option<SizeClass>,
    /// As much of its place as its author shows.
    pub place: ShownPlace,
    /// What it cost.
    pub cost: Option<Cost>,
    /// Months until it paid off.
    pub payback: Option<i64>,
    /// Codes of technologies.
    pub technologies: Vec<String>,
    /// Vendors.
    pub vendors: Vec<String>,
    /// Figures.
    pub metrics: Vec<Metric>,
    /// Dimensions of readiness.
    pub dimensions: Vec<Dimension>,
    /// What happened when.
    pub milestones: Vec<Milestone>,
    /// The organisation, of ours.
    pub organisation_id: Option<OrganisationId>,
    /// Its name; empty if it is not named.
    pub organisation: String,
    /// How its author likes to be asked.
    pub contact: ContactWish,
    /// The Markdown of problem, solution and lessons; empty where only the HTML is known.
    pub sources: [String; 3],
    /// The question it grew from, if the viewer may read that.
    pub source_topic: Option<Post>,
    /// The same in other languages, as far as the viewer may read them.
    pub versions: Vec<Post>,
}

/// A post that the viewer may read, as a case study.
///
/// # Errors
/// [`Error::NotFound`] if it is none; [`Error::Gone`] if it was removed.
pub async fn get(core: &Core, viewer: &Viewer, id: PostId, terms: &Taxonomy) -> Result<(Post, CaseStudy)> {
    let mut conn = core.db.read().await?;
    let found = cases::find_whole(&mut conn, id).await?;
    let (post, row, place) = found
        .filter(|(post, ..)| viewer.may_read(post))
        .ok_or(Error::NotFound)?;
    if post.is_removed() {
        return Err(Error::Gone);
    }
    let parts = parts::get(&mut conn, id).await?;
    let mut others = cases::list_versions(&mut conn, row.original_id).await?;
    others.retain(|other| *other != id);
    let near: Vec<PostId> = others.iter().copied().chain(row.source_topic_id).collect();
    let mut near = posts::list_by_ids(&mut conn, &near).await?;
    near.retain(|other| viewer.may_read(other) && !other.is_removed());
    drop(conn);
    let place = place.map(|place| place::shown(&place, terms)).unwrap_or_default();
    let (versions, sources): (Vec<Post>, Vec<Post>) = near.into_iter().partition(|other| others.contains(&other.id));
    let case = CaseStudy {
        source_topic: sources.into_iter().next(),
        versions,
        ..of_rows(row, parts, place)
    };
    Ok((post, case))
}

/// These posts as case studies for whoever may read them: what each leads to is left out where it has fewer readers.
///
/// # Errors
/// If the database fails.
pub async fn list(conn: &mut Conn, of: &[Post], terms: &Taxonomy) -> Result<HashMap<PostId, CaseStudy>> {
    let ids: Vec<PostId> = of.iter().map(|post| post.id).collect();
    let rows = cases::list(conn, &ids).await?;
    let originals: Vec<PostId> = rows.iter().map(|row| row.original_id).collect();
    let families = cases::list_versions_of(conn, &originals).await?;
    let mut parts = parts::list(conn, &ids).await?;
    let places = cases::list_places(conn, &ids).await?;
    let mut places: HashMap<PostId, PlaceRow> = places.into_iter().map(|place| (place.post_id, place)).collect();
    let sources = rows.iter().filter_map(|row| row.source_topic_id);
    let near: Vec<PostId> = families.iter().map(|(_, version)| *version).chain(sources).collect();
    let near = posts::list_by_ids(conn, &near).await?;
    let readers: HashMap<PostId, Visibility> = of.iter().map(|post| (post.id, post.visibility)).collect();
    let cases = rows.into_iter().map(|row| {
        let id = row.post_id;
        let reach = readers.get(&id).copied().unwrap_or(Visibility::Public);
        let is_open = |other: &&Post| other.id != id && !other.is_removed() && other.visibility.rank() <= reach.rank();
        let find = |wanted: PostId| near.iter().find(|other| other.id == wanted).filter(is_open).cloned();
        let family = families.iter().filter(|(first, _)| *first == row.original_id);
        let versions = family.filter_map(|(_, version)| find(*version)).collect();
        let source_topic = row.source_topic_id.and_then(find);
        let place = places.remove(&id).map(|place| place::shown(&place, terms));
        let case = CaseStudy {
            source_topic,
            versions,
            ..of_rows(row, parts.remove(&id).unwrap_or_default(), place.unwrap_or_default())
        };
        (id, case)
    });
    Ok(cases.collect())
}

/// What is shown of a case study where there is room for a sentence or two: its teaser, or the beginning of its problem.
pub fn teaser(summary: &str, problem_html: &str) -> String {
    if summary.is_empty() {
        text::cut(&text::plain(problem_html), TEASER_MAX)
    } else {
        summary.to_owned()
    }
}

/// A case study that the viewer reads, with what stands around its author's name.
///
/// # Errors
/// If the database fails.
pub async fn with_author(core: &Core, viewer: &Viewer, post: Post) -> Result<Shown> {
    Shown::load_for_page(core, &mut core.db.read().await?, viewer, vec![post]).await
}

fn of_rows(row: CaseRow, parts: Parts, place: ShownPlace) -> CaseStudy {
    let cost = Cost::of(&row);
    CaseStudy {
        standing: row.state,
        summary: row.summary,
        problem: row.problem_html,
        solution: row.solution_html,
        lessons: row.lessons_html,
        sector: row.sector,
        size: row.size_class,
        place,
        cost,
        payback: row.payback_months,
        technologies: row.technologies.split_whitespace().map(str::to_owned).collect(),
        vendors: parts.vendors,
        metrics: parts.metrics.into_iter().map(Metric::from).collect(),
        dimensions: parts
            .dimensions
            .into_iter()
            .map(|row| Dimension {
                code: row.dimension,
                before: row.before,
                after: row.after,
            })
            .collect(),
        milestones: parts
            .milestones
            .into_iter()
            .map(|row| Milestone {
                month: row.month,
                words: row.words,
            })
            .collect(),
        organisation_id: row.organisation_id,
        organisation: row.organisation,
        contact: row.contact,
        sources: [row.problem, row.solution, row.lessons],
        source_topic: None,
        versions: Vec::new(),
    }
}

impl From<parts::MetricRow> for Metric {
    fn from(row: parts::MetricRow) -> Self {
        Self {
            name: row.name,
            unit: row.unit,
            before: row.before,
            after: row.after,
            period: row.period,
        }
    }
}

/// What a draft will look like, and the text that others will get of it.
///
/// # Errors
/// [`Error::Invalid`] as long as it cannot be published.
pub async fn preview(core: &Core, by: &Principal, form: &CaseForm, wording: Wording) -> Result<(CaseStudy, String)> {
    let ready = publish::prepare(core, by, form, wording).await?;
    let shown = place::shown(&ready.checked.place.row(PostId(0)), &ready.terms);
    Ok((of_checked(ready.checked, ready.sections, shown), ready.content.html))
}

fn of_checked(checked: Checked, sections: [String; 3], place: ShownPlace) -> CaseStudy {
    let [problem, solution, lessons] = sections;
    CaseStudy {
        standing: CaseStanding::Published,
        summary: checked.summary,
        problem,
        solution,
        lessons,
        sector: checked.sector,
        size: checked.size,
        place,
        cost: checked.cost,
        payback: checked.payback,
        technologies: checked.technologies,
        vendors: checked.vendors,
        metrics: checked.metrics,
        dimensions: checked.dimensions,
        milestones: checked.milestones,
        organisation_id: checked.organisation.as_ref().map(|(id, _)| *id),
        organisation: checked.organisation.map(|(_, name)| name).unwrap_or_default(),
        contact: checked.contact,
        sources: [checked.problem, checked.solution, checked.lessons],
        source_topic: None,
        versions: Vec::new(),
    }
}
