//! `/cases`: the library, narrowed by a form that works by its address; and the same as a table to take away.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::{CostBand, Language, SizeClass, TermKind};
use crate::domain::Principal;
use crate::domain::cases::library::{self, Counts, Facet, Library, Search, Sort};
use crate::domain::cases::{cost_key, numbers};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::verification::Right;
use crate::error::{Failure, Result};
use crate::web::forms::Query;
use crate::web::i18n;
use crate::web::page::Page;
use crate::web::present::{case_card, cursor, size_key, wording};
use crate::web::spreadsheet::{UTF8_MARK, harmless};
use crate::web::view::{CaseCard, FacetView, LANGUAGES, Pager, SelectOption};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// Figures of one case study that stand in the table.
const METRICS_IN_TABLE: usize = 3;

/// `/cases`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/index.html")]
pub struct LibraryPage {
    /// At the head, on the first page of the whole library.
    pub featured: Vec<CaseCard>,
    /// Those of this page.
    pub cards: Vec<CaseCard>,
    /// Those that are found.
    pub total: i64,
    /// What narrows it.
    pub facets: Vec<FacetView>,
    /// Only by members who are verified here.
    pub is_verified: bool,
    /// Whether anything is narrowed.
    pub is_narrow: bool,
    /// The order.
    pub sort: &'static str,
    /// The address of the table with what is found.
    pub table: String,
    /// Whether the viewer may publish.
    pub may_publish: bool,
    /// Whether the viewer is an editor.
    pub is_editor: bool,
    /// Ways on.
    pub pager: Pager,
}

impl LibraryPage {
    fn is_sorted_by(&self, sort: &str) -> bool {
        self.sort == sort
    }

    /// The orders: value and key of the name.
    fn sorts(&self) -> [(&'static str, &'static str); 3] {
        [
            ("new", "case-sort-new"),
            ("payback", "case-sort-payback"),
            ("top", "case-sort-top"),
        ]
    }
}

/// What the address says, by name.
type Asked = HashMap<String, String>;

fn search(asked: &Asked) -> Search {
    let chosen = |search: Search, facet: Facet| match asked.get(facet.as_str()) {
        Some(value) => search.with(facet, value),
        None => search,
    };
    let mut search = Facet::ALL.into_iter().fold(Search::default(), chosen);
    search.is_verified = asked.get("verified").is_some_and(|value| value == "yes");
    search
}

fn sort(asked: &Asked) -> (&'static str, Sort) {
    match asked.get("sort").map(String::as_str) {
        Some("payback") => ("payback", Sort::Payback),
        Some("top") => ("top", Sort::Top),
        _ => ("new", Sort::New),
    }
}

/// The address of the same search somewhere else.
fn address(page: &str, search: &Search, extra: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for facet in Facet::ALL.into_iter().filter(|facet| !search.chosen(*facet).is_empty()) {
        query.append_pair(facet.as_str(), search.chosen(facet));
    }
    if search.is_verified {
        query.append_pair("verified", "yes");
    }
    query.extend_pairs(extra);
    let query = query.finish();
    if query.is_empty() {
        page.to_owned()
    } else {
        format!("{page}?{query}")
    }
}

/// GET `/cases`.
pub(crate) async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Page<LibraryPage>> {
    let (core, language) = (&app.core, visitor.language());
    let search = search(&asked);
    let (sort_name, sort) = sort(&asked);
    let after = asked.get("after").and_then(|text| cursor::read(text));
    let found = library::page(core, &visitor.viewer, &search, sort, after).await?;
    let terms = Taxonomy::load(core).await?;
    let by = Principal::of(&visitor.viewer);
    let extra = |after: Option<&str>| {
        let mut extra = Vec::new();
        if sort_name != "new" {
            extra.push(("sort", sort_name));
        }
        extra.extend(after.map(|after| ("after", after)));
        address(paths::CASES, &search, &extra)
    };
    let page = LibraryPage {
        featured: cards(&found, &found.featured, &terms, language),
        cards: cards(&found, &found.found, &terms, language),
        total: found.counts.total,
        facets: facets(&search, &found, &terms, language),
        is_verified: search.is_verified,
        is_narrow: search.is_narrow(),
        sort: sort_name,
        table: address(paths::CASES_TABLE, &search, &[]),
        may_publish: by.as_ref().is_some_and(|by| by.may(core, Right::PublishCaseStudies)),
        is_editor: by.as_ref().is_some_and(Principal::is_staff),
        pager: Pager {
            previous: after.map(|_| extra(None)),
            next: found.next.map(|next| extra(Some(&cursor::write(next)))),
        },
    };
    Ok(Page::new(visitor.chrome(), page))
}

fn cards(found: &Library, ids: &[crate::db::types::PostId], terms: &Taxonomy, language: Language) -> Vec<CaseCard> {
    let post = |id| found.shown.posts.iter().find(move |post| post.id == id);
    ids.iter()
        .filter_map(|id| Some((post(*id)?, found.cards.get(id)?)))
        .map(|(post, card)| case_card(post, card, &found.shown, terms, language))
        .collect()
}

fn facets(search: &Search, found: &Library, terms: &Taxonomy, language: Language) -> Vec<FacetView> {
    let word = |key: &str| wording(language, key).into_owned();
    let term = |kind, code: &str| terms.name(kind, Some(code), language).unwrap_or(code).to_owned();
    let name = |facet: Facet, value: &str| match facet {
        Facet::Sector => term(TermKind::Sector, value),
        Facet::Technology => term(TermKind::Technology, value),
        Facet::Region => term(TermKind::Region, value),
        Facet::City => term(TermKind::City, value),
        Facet::Size => value
            .parse::<SizeClass>()
            .map_or_else(|_| value.to_owned(), |size| word(size_key(size))),
        Facet::Cost => value
            .parse::<CostBand>()
            .map_or_else(|_| value.to_owned(), |band| word(cost_key(band))),
        Facet::Payback => word(payback_key(value)),
        Facet::Language => LANGUAGES
            .iter()
            .find(|(tag, _)| *tag == value)
            .map_or_else(|| value.to_owned(), |(_, name)| (*name).to_owned()),
        Facet::Home if value == "here" => word("case-home-here"),
        Facet::Home => found
            .hosts
            .iter()
            .find(|(id, _)| id.to_string() == value)
            .map_or_else(|| value.to_owned(), |(_, host)| host.clone()),
    };
    Facet::ALL
        .into_iter()
        .map(|facet| FacetView {
            name: facet.as_str(),
            key: facet_key(facet),
            options: choices(&found.counts, facet, search.chosen(facet))
                .into_iter()
                .map(|(value, count)| SelectOption {
                    name: format!("{} ({})", name(facet, &value), i18n::number(count)),
                    value,
                })
                .collect(),
            chosen: search.chosen(facet).to_owned(),
        })
        .collect()
}

/// What a facet offers: what would show something, and what was chosen.
fn choices(counts: &Counts, facet: Facet, chosen: &str) -> Vec<(String, i64)> {
    let mut choices: Vec<(String, i64)> = counts
        .of(facet)
        .into_iter()
        .map(|(value, count)| (value.to_owned(), count))
        .collect();
    if !chosen.is_empty() && choices.iter().all(|(value, _)| value != chosen) {
        choices.push((chosen.to_owned(), 0));
    }
    choices
}

fn facet_key(facet: Facet) -> &'static str {
    match facet {
        Facet::Sector => "case-sector",
        Facet::Technology => "case-technology",
        Facet::Region => "case-region",
        Facet::City => "case-city",
        Facet::Size => "case-size",
        Facet::Cost => "case-cost",
        Facet::Payback => "case-payback",
        Facet::Language => "field-language",
        Facet::Home => "case-home",
    }
}

fn payback_key(value: &str) -> &'static str {
    match value {
        "12" => "case-payback-12",
        "24" => "case-payback-24",
        "36" => "case-payback-36",
        _ => "case-payback-more",
    }
}

/// GET `/cases/table.csv`: what the visitor may see of what is found.
pub(crate) async fn table(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response> {
    let language = visitor.language();
    let (shown, cards) = library::table(&app.core, &visitor.viewer, &search(&asked)).await?;
    let terms = Taxonomy::load(&app.core).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "case-study-title",
        "case-address",
        "case-sector",
        "case-technologies",
        "case-vendors",
        "case-organisation",
        "case-region",
        "case-city",
        "case-size",
        "case-cost-amount",
        "case-cost",
        "case-payback-months",
        "field-language",
        "case-published",
        "case-results",
    ];
    let broken = |error: csv::Error| {
        tracing::error!(%error, "a table could not be written");
        Failure::status(StatusCode::INTERNAL_SERVER_ERROR)
    };
    writer
        .write_record(head.map(|key| wording(language, key).into_owned()))
        .map_err(broken)?;
    for post in &shown.posts {
        let Some(card) = cards.get(&post.id) else { continue };
        let row = &card.row;
        let term = |kind, code: Option<&str>| {
            code.map_or_else(String::new, |code| {
                terms.name(kind, Some(code), language).unwrap_or(code).to_owned()
            })
        };
        let technologies = row
            .technologies
            .split_whitespace()
            .map(|code| term(TermKind::Technology, Some(code)));
        let results = card.metrics.iter().take(METRICS_IN_TABLE).map(|metric| {
            let value = |value: Option<f64>| value.map(numbers::shown).unwrap_or_default();
            let (before, after) = (value(metric.before), value(metric.after));
            format!("{}: {before} → {after} {}", metric.name, metric.unit)
                .trim_end()
                .to_owned()
        });
        let cells = [
            post.title.clone(),
            post.url.clone(),
            term(TermKind::Sector, row.sector.as_deref()),
            technologies.collect::<Vec<_>>().join("; "),
            card.vendors.join("; "),
            row.organisation.clone(),
            term(TermKind::Region, row.region.as_deref()),
            term(TermKind::City, row.city.as_deref()),
            row.size_class
                .map(|size| wording(language, size_key(size)).into_owned())
                .unwrap_or_default(),
            row.cost_amount.map(|amount| amount.to_string()).unwrap_or_default(),
            row.cost_band
                .map(|band| wording(language, cost_key(band)).into_owned())
                .unwrap_or_default(),
            row.payback_months.map(|months| months.to_string()).unwrap_or_default(),
            row.language.clone(),
            post.published_at.rfc3339(),
            results.collect::<Vec<_>>().join("; "),
        ];
        let cells = cells.iter().map(|cell| harmless(cell).into_owned());
        writer.write_record(cells).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|error| {
        tracing::error!(%error, "a table could not be written");
        Failure::status(StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    let body = [UTF8_MARK.as_bytes(), &bytes].concat();
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"cases.csv\""),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, body).into_response())
}
