//! Case studies, as cards and in full.

use std::borrow::Cow;

use crate::db::posts::Post;
use crate::db::types::{CaseDraftState, CaseStanding, ContactWish, Language, TermKind};
use crate::domain::cases::library::{Card, Facet};
use crate::domain::cases::{CaseStudy, Cost, Metric, cost_key, numbers, teaser};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::topics::Shown;
use crate::web::i18n;
use crate::web::paths;
use crate::web::view::{CaseCard, CaseView, DimensionView, FactView, MetricView};

use super::people::byline;
use super::{count, size_key};

/// So many months, in the plural that they take.
pub fn months_words(months: i64, language: Language) -> String {
    i18n::bare(&i18n::text_with(language.into(), "case-months", [("n", months.into())]))
}

/// Our words for the text that others read.
pub fn wording(language: Language, key: &str) -> Cow<'static, str> {
    i18n::text(language.into(), key)
}

/// The key of a dimension's name.
pub fn dimension_key(code: &str) -> &'static str {
    match code {
        "vertical-integration" => "siri-vertical-integration",
        "horizontal-integration" => "siri-horizontal-integration",
        "integrated-product-lifecycle" => "siri-integrated-product-lifecycle",
        "automation-shop-floor" => "siri-automation-shop-floor",
        "automation-enterprise" => "siri-automation-enterprise",
        "automation-facility" => "siri-automation-facility",
        "connectivity-shop-floor" => "siri-connectivity-shop-floor",
        "connectivity-enterprise" => "siri-connectivity-enterprise",
        "connectivity-facility" => "siri-connectivity-facility",
        "intelligence-shop-floor" => "siri-intelligence-shop-floor",
        "intelligence-enterprise" => "siri-intelligence-enterprise",
        "intelligence-facility" => "siri-intelligence-facility",
        "workforce-learning" => "siri-workforce-learning",
        "leadership-competency" => "siri-leadership-competency",
        "collaboration" => "siri-collaboration",
        "strategy-governance" => "siri-strategy-governance",
        _ => "siri-other",
    }
}

/// The key of how far a draft is.
pub fn draft_state_key(state: CaseDraftState) -> &'static str {
    match state {
        CaseDraftState::Draft => "case-state-draft",
        CaseDraftState::Submitted => "case-state-submitted",
        CaseDraftState::Returned => "case-state-returned",
    }
}

/// A figure.
pub fn metric_view(metric: &Metric) -> MetricView {
    let value = |value: Option<f64>| match value {
        Some(value) if metric.unit.is_empty() => numbers::shown(value),
        Some(value) if metric.unit == "%" => format!("{}%", numbers::shown(value)),
        Some(value) => format!("{} {}", numbers::shown(value), metric.unit),
        None => String::new(),
    };
    let change = metric.change().filter(|change| *change != 0.0);
    MetricView {
        name: metric.name.clone(),
        before: value(metric.before),
        after: value(metric.after),
        change: change.map_or_else(String::new, |change| {
            let sign = if change > 0.0 { "+" } else { "−" };
            format!("{sign}{}%", numbers::shown(change.abs()))
        }),
        period: metric.period.clone(),
    }
}

/// The amount that something cost, or its band in words.
pub fn cost_words(cost: Cost, language: Language) -> String {
    match cost.amount {
        Some(amount) => format!("{} {}", numbers::grouped(amount), wording(language, "case-riyals")),
        None => wording(language, cost_key(cost.band)).into_owned(),
    }
}

/// The key of a choice of payback.
pub fn payback_key(value: &str) -> &'static str {
    match value {
        "12" => "case-payback-12",
        "24" => "case-payback-24",
        "36" => "case-payback-36",
        _ => "case-payback-more",
    }
}

/// The name of a term; its code if it is none of ours.
fn named(terms: &Taxonomy, kind: TermKind, code: &str, language: Language) -> String {
    terms.name(kind, Some(code), language).unwrap_or(code).to_owned()
}

/// The town, unless it is told by the region already.
fn locality(town: &str, region: Option<&str>, terms: &Taxonomy, language: Language) -> Option<String> {
    let is_told = region.is_some_and(|code| named(terms, TermKind::Region, code, language) == town);
    (!town.is_empty() && !is_told).then(|| town.to_owned())
}

/// A case study in full.
pub fn case_view(case: &CaseStudy, lang: &str, terms: &Taxonomy, language: Language, is_member: bool) -> CaseView {
    let term = |facet: Facet, kind, code: &str| {
        let link = paths::cases_by(facet.as_str(), code);
        (named(terms, kind, code, language), Some(link))
    };
    let plain = |words: String| (words, None);
    let mut facts = Vec::new();
    let mut put = |key, values: Vec<(String, Option<String>)>| {
        if !values.is_empty() {
            facts.push(FactView { key, values });
        }
    };
    let sector = case
        .sector
        .as_deref()
        .map(|code| term(Facet::Sector, TermKind::Sector, code));
    put("case-sector", sector.into_iter().collect());
    let technologies = case.technologies.iter();
    put(
        "case-technologies",
        technologies
            .map(|code| term(Facet::Technology, TermKind::Technology, code))
            .collect(),
    );
    put("case-vendors", case.vendors.iter().cloned().map(plain).collect());
    let organisation = Some(case.organisation.clone()).filter(|name| !name.is_empty());
    let page = case
        .organisation_id
        .filter(|_| is_member)
        .map(|id| paths::organisation(&id.0));
    put(
        "case-organisation",
        organisation.map(|name| (name, page)).into_iter().collect(),
    );
    let place = &case.place;
    let locality = locality(&place.locality, place.region.as_deref(), terms, language);
    let places = locality.map(plain).into_iter();
    let city = place
        .city
        .as_deref()
        .map(|code| term(Facet::City, TermKind::City, code));
    let region = place
        .region
        .as_deref()
        .map(|code| term(Facet::Region, TermKind::Region, code));
    put("case-place", places.chain(city).chain(region).collect());
    let size = case
        .size
        .map(|size| plain(wording(language, size_key(size)).into_owned()));
    put("case-size", size.into_iter().collect());
    put(
        "case-cost",
        case.cost
            .map(|cost| plain(cost_words(cost, language)))
            .into_iter()
            .collect(),
    );
    let payback = case.payback.map(|months| plain(months_words(months, language)));
    put("case-payback", payback.into_iter().collect());
    let band = |band: Option<i64>| band.map(|band| band.to_string()).unwrap_or_default();
    CaseView {
        lang: lang.to_owned(),
        summary: case.summary.clone(),
        problem: case.problem.clone(),
        solution: case.solution.clone(),
        lessons: case.lessons.clone(),
        facts,
        metrics: case.metrics.iter().map(metric_view).collect(),
        dimensions: case
            .dimensions
            .iter()
            .map(|dimension| DimensionView {
                key: dimension_key(&dimension.code),
                before: band(dimension.before),
                after: band(dimension.after),
            })
            .collect(),
        milestones: case
            .milestones
            .iter()
            .map(|milestone| (milestone.month.clone(), milestone.words.clone()))
            .collect(),
        contact: match case.contact {
            ContactWish::Replies => Some("case-contact-replies-note"),
            ContactWish::Profile => Some("case-contact-profile-note"),
            ContactWish::None => None,
        },
    }
}

/// A case study in a list.
pub fn case_card(post: &Post, card: &Card, shown: &Shown, terms: &Taxonomy, language: Language) -> CaseCard {
    let row = &card.row;
    let comma = language.comma();
    let places = [
        // A town may be written in the other script: it keeps its own direction between the others.
        locality(&row.locality, row.region.as_deref(), terms, language).map(|town| format!("\u{2068}{town}\u{2069}")),
        row.city
            .as_deref()
            .map(|code| named(terms, TermKind::City, code, language)),
        row.region
            .as_deref()
            .map(|code| named(terms, TermKind::Region, code, language)),
    ];
    CaseCard {
        id: post.id.0,
        title: post.title.clone(),
        lang: post.language.clone().unwrap_or_default(),
        summary: teaser(&row.summary, &row.problem_html),
        sector: row
            .sector
            .as_deref()
            .map(|code| named(terms, TermKind::Sector, code, language))
            .unwrap_or_default(),
        place: places.into_iter().flatten().collect::<Vec<_>>().join(comma),
        metric: card.metrics.first().map(metric_view),
        payback: row.payback_months,
        cost: row.cost_band.map(cost_key),
        author: byline(post, shown, &[]),
        votes: count(post.vote_count),
        replies: count(post.reply_count),
        featured: row.state == CaseStanding::Featured,
    }
}
