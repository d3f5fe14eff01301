//! The record of a case study, in the terms of our namespace. Of its place it says what the domain shows, and nothing that would
//! tell how much that is.

use federation::build::{CaseStudyDraft, CostDraft, FigureDraft, PassageDraft, PlaceDraft, TermDraft, VersionDraft};

use crate::db::posts::Post;
use crate::db::types::{Language, SizeClass, TermKind};
use crate::domain::Result;
use crate::domain::cases::{CaseStudy, Point, ShownPlace, middle, words_of};
use crate::domain::taxonomy::Taxonomy;

use super::url;

/// Most Markdown of all sections that goes along with their HTML, in bytes. An activity of 256 KB is refused by many inboxes, and
/// the readable text says the same three times.
const MARKDOWN_MAX: usize = 30_000;
/// Where everything is whose place we show.
const COUNTRY: &str = "SA";

/// The record of a case study; names are in the language of its text.
///
/// # Errors
/// If a stored address is damaged.
pub(super) fn record(post: &Post, case: &CaseStudy, terms: &Taxonomy) -> Result<CaseStudyDraft> {
    let language = words_of(post.language.as_deref().unwrap_or_default());
    let term = |kind, code: &str| named(terms, kind, code, language);
    let [problem, solution, lessons] = &case.sources;
    let is_long = case.sources.iter().map(String::len).sum::<usize>() > MARKDOWN_MAX;
    let passage = |html: &str, markdown: &str| PassageDraft {
        html: html.to_owned(),
        markdown: Some(markdown.to_owned()).filter(|markdown| !markdown.is_empty() && !is_long),
    };
    let has_lessons = !case.lessons.is_empty();
    let versions = case.versions.iter().map(version).collect::<Result<_>>()?;
    let source_topic = case.source_topic.as_ref();
    Ok(CaseStudyDraft {
        problem: passage(&case.problem, problem),
        solution: passage(&case.solution, solution),
        lessons: has_lessons.then(|| passage(&case.lessons, lessons)),
        sector: case.sector.as_deref().map(|code| term(TermKind::Sector, code)),
        technologies: case
            .technologies
            .iter()
            .map(|code| term(TermKind::Technology, code))
            .collect(),
        vendors: case.vendors.clone(),
        company_size: case.size.map(SizeClass::as_str).map(str::to_owned),
        organisation: Some(case.organisation.clone()).filter(|name| !name.is_empty()),
        cost: case.cost.map(|cost| CostDraft {
            amount: cost.amount,
            band: cost.band.as_str().to_owned(),
        }),
        payback_months: case.payback,
        metrics: case.metrics.iter().map(figure).collect(),
        readiness: case
            .dimensions
            .iter()
            .map(|dimension| (dimension.code.clone(), dimension.before, dimension.after))
            .collect(),
        milestones: case
            .milestones
            .iter()
            .map(|milestone| (milestone.month.clone(), milestone.words.clone()))
            .collect(),
        contact: case.contact.as_str().to_owned(),
        place: place(&case.place, terms, language),
        grew_from: source_topic.map(|topic| url(&topic.uri)).transpose()?,
        versions,
    })
}

pub(super) fn named(terms: &Taxonomy, kind: TermKind, code: &str, language: Language) -> TermDraft {
    TermDraft {
        code: code.to_owned(),
        name: terms.name(kind, Some(code), language).unwrap_or(code).to_owned(),
    }
}

fn figure(metric: &crate::domain::cases::Metric) -> FigureDraft {
    FigureDraft {
        name: metric.name.clone(),
        unit: metric.unit.clone(),
        before: metric.before,
        after: metric.after,
        period: metric.period.clone(),
    }
}

fn version(post: &Post) -> Result<VersionDraft> {
    Ok(VersionDraft {
        id: url(&post.uri)?,
        language: post.language.clone(),
        title: post.title.clone(),
    })
}

/// As much of a place as is shown: nothing where nothing is. A place without a point of its own has the middle of its region.
fn place(shown: &ShownPlace, terms: &Taxonomy, language: Language) -> Option<PlaceDraft> {
    if *shown == ShownPlace::default() {
        return None;
    }
    let region = shown.region.as_deref();
    let city = shown.city.as_deref();
    let comma = language.comma();
    let region_term = region.and_then(|code| terms.find(TermKind::Region, code));
    let region = region.map(|code| named(terms, TermKind::Region, code, language));
    let city = city.map(|code| named(terms, TermKind::City, code, language));
    let names = [
        Some(shown.locality.as_str()).filter(|name| !name.is_empty()),
        city.as_ref().map(|city| city.name.as_str()),
        region.as_ref().map(|region| region.name.as_str()),
    ];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(comma);
    let point = shown.point.or_else(|| region_term.and_then(middle));
    Some(PlaceDraft {
        name,
        city,
        locality: shown.locality.clone(),
        country: COUNTRY.to_owned(),
        point: point.map(|Point { latitude, longitude }| (latitude, longitude)),
        region,
    })
}
