//! Reports of those who did it too, as the page of a case study shows them.

use crate::db::types::{Language, TermKind};
use crate::domain::cases::replications::{Figure, Replications, Told, result_key};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::text;
use crate::domain::topics::Shown;
use crate::web::view::{ReplicationView, ReplicationsView, ShareView};

use super::people::byline;
use super::{size_key, wording};

/// Characters of a report that stand in the list.
const EXCERPT: usize = 280;
/// The classes of what came of it.
const RESULTS: [&str; 4] = [
    "replication-better",
    "replication-same",
    "replication-worse",
    "replication-failed",
];
/// The classes of payback.
const PAYBACKS: [&str; 4] = [
    "case-payback-12",
    "case-payback-24",
    "case-payback-36",
    "case-payback-more",
];

/// Everything reported of a case study.
pub fn replications(found: Replications, may_report: bool, terms: &Taxonomy, language: Language) -> ReplicationsView {
    let shares = |figure: Option<&Figure>, keys: [&'static str; 4]| match figure {
        Some(figure) => shares(figure, keys),
        None => Vec::new(),
    };
    ReplicationsView {
        count: found.count,
        regions: found.regions,
        results: shares(found.results.as_ref(), RESULTS),
        paybacks: shares(found.paybacks.as_ref(), PAYBACKS),
        median: found.paybacks.as_ref().and_then(|figure| figure.median),
        reports: found
            .told
            .iter()
            .map(|told| report(told, &found.shown, terms, language))
            .collect(),
        may_report,
        is_mine_there: found.is_mine_there,
    }
}

fn shares(figure: &Figure, keys: [&'static str; 4]) -> Vec<ShareView> {
    let all = figure.classes.iter().sum();
    let counts = keys.into_iter().zip(figure.classes);
    counts.map(|(key, count)| ShareView { key, count, all }).collect()
}

fn report(told: &Told, shown: &Shown, terms: &Taxonomy, language: Language) -> ReplicationView {
    let report = &told.report;
    let region = report.region.as_deref();
    let region = region.and_then(|code| terms.name(TermKind::Region, Some(code), language));
    let size = report.size.map(|size| wording(language, size_key(size)).into_owned());
    // What came from elsewhere has no text but that of the reply.
    let words = if report.story.is_empty() {
        told.post.excerpt.clone()
    } else {
        report.story.clone()
    };
    ReplicationView {
        id: told.post.id.0,
        author: byline(&told.post, shown, &[]),
        result: report.result.map(result_key),
        payback: report.payback,
        facts: region.map(str::to_owned).into_iter().chain(size).collect(),
        excerpt: text::cut(&words, EXCERPT),
        lang: told.post.language.clone().unwrap_or_default(),
        answer: told.answer.map(|answer| answer.0),
    }
}
