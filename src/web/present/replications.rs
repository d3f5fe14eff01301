//! Reports of those who did it too, as the page of a case study shows them.

use crate::db::types::{Language, TermKind};
use crate::domain::cases::library::PAYBACKS;
use crate::domain::cases::replications::{Figure, RESULTS, Replications, Told, result_key};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::text;
use crate::web::view::{ReplicationView, ReplicationsView, ReplyView, ShareView};

use super::{payback_key, size_key, wording};

/// Reports in the list above the replies.
const SHOWN: usize = 20;
/// Characters of a report that stand in the list.
const EXCERPT: usize = 280;

/// Everything reported of a case study of `author`, with those reports in full whose replies stand on this page of its
/// thread.
pub fn replications(
    found: &Replications,
    (thread, author): (&[ReplyView], &str),
    may_report: bool,
    terms: &Taxonomy,
    language: Language,
) -> ReplicationsView {
    let shares = |figure: Option<&Figure>, keys: [&'static str; 4]| match figure {
        Some(figure) => shares(figure, keys),
        None => Vec::new(),
    };
    let at = |told: &Told| thread.iter().position(|reply| reply.id == told.reply.0);
    let here = found.told.iter().filter_map(|told| Some((told, at(told)?)));
    ReplicationsView {
        count: i64::try_from(found.told.len()).unwrap_or(i64::MAX),
        regions: found.regions,
        results: shares(found.results.as_ref(), RESULTS.map(result_key)),
        paybacks: shares(found.paybacks.as_ref(), PAYBACKS.map(|(name, ..)| payback_key(name))),
        median: found.paybacks.as_ref().and_then(|figure| figure.median),
        reports: here
            .take(SHOWN)
            .map(|(told, at)| report(told, &thread[at..], author, terms, language))
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

/// A report, its reply and what stands after that in the thread.
fn report(told: &Told, thread: &[ReplyView], author: &str, terms: &Taxonomy, language: Language) -> ReplicationView {
    let (reply, after) = (&thread[0], &thread[1..]);
    let report = &told.report;
    let region = report.region.as_deref();
    let region = region.and_then(|code| terms.name(TermKind::Region, Some(code), language));
    let size = report.size.map(|size| wording(language, size_key(size)).into_owned());
    // What came from elsewhere has no text but that of the reply.
    let words = if report.story.is_empty() {
        text::plain(&reply.html)
    } else {
        report.story.clone()
    };
    let mut below = after.iter().take_while(|other| other.depth > reply.depth);
    let answer = below.find(|other| !other.deleted && !author.is_empty() && other.author.handle == author);
    ReplicationView {
        id: reply.id,
        author: reply.author.clone(),
        result: report.result.map(result_key),
        payback: report.payback,
        facts: region.map(str::to_owned).into_iter().chain(size).collect(),
        excerpt: text::cut(words.trim(), EXCERPT),
        lang: reply.lang.clone(),
        answer: answer.map(|answer| answer.id),
    }
}
