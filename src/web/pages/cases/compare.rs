//! `/cases/compare?id=…&id=…`: two to four case studies side by side.

use askama::Template;
use axum::extract::{RawQuery, State};

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::{Language, PostId, TermKind};
use crate::domain::cases::Cost;
use crate::domain::cases::compare::{self, Comparison, MOST};
use crate::domain::cases::library::Card;
use crate::domain::taxonomy::Taxonomy;
use crate::error::Result;
use crate::web::page::Page;
use crate::web::present::{byline, cost_words, metric_view, months_words, size_key, wording};
use crate::web::view::{Byline, MetricView};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// Ids that are read of an address.
const READ: usize = 50;

/// The head of a column.
#[derive(Debug, Clone)]
pub struct ComparedCase {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Language; empty when unknown.
    pub lang: String,
    /// A teaser; may be empty.
    pub summary: String,
    /// Who wrote it.
    pub author: Byline,
    /// Its figures.
    pub metrics: Vec<MetricView>,
    /// The address without it; empty if nothing would be left.
    pub without: String,
}

/// A line of the table.
#[derive(Debug, Clone)]
pub struct ComparedRow {
    /// The key of its name.
    pub key: &'static str,
    /// What each case study says; empty if nothing.
    pub cells: Vec<Vec<String>>,
    /// They do not say the same.
    pub differs: bool,
}

/// `/cases/compare`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/compare.html")]
pub struct ComparePage {
    /// The columns.
    pub cases: Vec<ComparedCase>,
    /// The lines.
    pub rows: Vec<ComparedRow>,
    /// How many cannot be shown.
    pub missing: usize,
    /// How many were too many.
    pub beyond: usize,
}

impl ComparePage {
    fn most(&self) -> usize {
        MOST
    }

    fn has_metrics(&self) -> bool {
        self.cases.iter().any(|case| !case.metrics.is_empty())
    }

    fn has_summaries(&self) -> bool {
        self.cases.iter().any(|case| !case.summary.is_empty())
    }
}

/// GET `/cases/compare`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Page<ComparePage>> {
    let query = query.unwrap_or_default();
    let named = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "id");
    let asked: Vec<PostId> = named
        .take(READ)
        .map(|(_, id)| PostId(id.parse().unwrap_or(0)))
        .collect();
    let found = compare::compare(&app.core, &visitor.viewer, &asked).await?;
    let terms = Taxonomy::load(&app.core).await?;
    let language = visitor.language();
    let pairs: Vec<(&Post, &Card)> = found
        .shown
        .posts
        .iter()
        .filter_map(|post| Some((post, found.cards.get(&post.id)?)))
        .collect();
    let page = ComparePage {
        cases: pairs.iter().map(|(post, card)| column(post, card, &found)).collect(),
        rows: rows(&pairs, &terms, language),
        missing: found.missing,
        beyond: found.beyond,
    };
    Ok(Page::new(visitor.chrome(), page))
}

fn column(post: &Post, card: &Card, found: &Comparison) -> ComparedCase {
    let others = found.shown.posts.iter().filter(|other| other.id != post.id);
    let others: Vec<String> = others.map(|other| format!("id={}", other.id)).collect();
    ComparedCase {
        id: post.id.0,
        title: post.title.clone(),
        lang: post.language.clone().unwrap_or_default(),
        summary: card.row.summary.clone(),
        author: byline(post, &found.shown, &[]),
        metrics: card.metrics.iter().map(metric_view).collect(),
        without: if others.is_empty() {
            String::new()
        } else {
            format!("{}?{}", paths::CASE_COMPARE, others.join("&"))
        },
    }
}

fn rows(pairs: &[(&Post, &Card)], terms: &Taxonomy, language: Language) -> Vec<ComparedRow> {
    let word = |key: &str| wording(language, key).into_owned();
    let term = |kind, code: &str| terms.name(kind, Some(code), language).unwrap_or(code).to_owned();
    type Says<'a> = &'a dyn Fn(&Card) -> Vec<String>;
    let lines: [(&'static str, Says<'_>); 8] = [
        ("case-sector", &|card| {
            let code = card.row.sector.iter();
            code.map(|code| term(TermKind::Sector, code)).collect()
        }),
        ("case-technologies", &|card| {
            let codes = card.row.technologies.split_whitespace();
            codes.map(|code| term(TermKind::Technology, code)).collect()
        }),
        ("case-vendors", &|card| card.vendors.clone()),
        ("case-organisation", &|card| filled(&card.row.organisation)),
        ("case-place", &|card| {
            let city = card.row.city.iter().map(|code| term(TermKind::City, code));
            let region = card.row.region.iter().map(|code| term(TermKind::Region, code));
            filled(&card.row.locality)
                .into_iter()
                .chain(city)
                .chain(region)
                .collect()
        }),
        ("case-size", &|card| {
            card.row.size_class.iter().map(|size| word(size_key(*size))).collect()
        }),
        ("case-cost", &|card| {
            let cost = Cost::of(&card.row).into_iter();
            cost.map(|cost| cost_words(cost, language)).collect()
        }),
        ("case-payback", &|card| {
            let months = card.row.payback_months.iter();
            months.map(|months| months_words(*months, language)).collect()
        }),
    ];
    let line = |(key, says): (&'static str, Says<'_>)| {
        let cells: Vec<Vec<String>> = pairs.iter().map(|(_, card)| says(card)).collect();
        ComparedRow {
            key,
            differs: cells.windows(2).any(|two| two[0] != two[1]),
            cells,
        }
    };
    let lines = lines.into_iter().map(line);
    lines
        .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
        .collect()
}

fn filled(text: &str) -> Vec<String> {
    Some(text.to_owned())
        .filter(|text| !text.is_empty())
        .into_iter()
        .collect()
}
