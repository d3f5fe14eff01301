//! `/cases`: the library, narrowed by a form that works by its address, as a list, a table or a map.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::{CostBand, Language, SizeClass, TermKind};
use crate::domain::Principal;
use crate::domain::cases::library::{self, Counts, Facet, Library, Search, Sort};
use crate::domain::cases::{cost_key, map, may_publish, review};
use crate::domain::taxonomy::Taxonomy;
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::i18n;
use crate::web::layers::street_map_policy;
use crate::web::page::Page;
use crate::web::present::{case_card, cursor, map_view, payback_key, size_key, wording};
use crate::web::view::{CaseCard, FacetView, LANGUAGES, LiveMap, MapView, Pager, SelectOption};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// How what is found is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As cards.
    List,
    /// As a table, to run down a column.
    Table,
    /// On the map.
    Map,
}

impl Look {
    const ALL: [Self; 3] = [Self::List, Self::Table, Self::Map];

    /// Its name in addresses; none for the usual one.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::List => None,
            Self::Table => Some("table"),
            Self::Map => Some("map"),
        }
    }

    fn from_name(name: Option<&str>) -> Self {
        let named = Self::ALL.into_iter().find(|look| look.name() == name);
        named.unwrap_or(Self::List)
    }

    /// The key of its name.
    fn key(self) -> &'static str {
        match self {
            Self::List => "case-as-list",
            Self::Table => "case-as-table",
            Self::Map => "case-as-map",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Table => "table",
            Self::Map => "map-pin",
        }
    }
}

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
    /// The map in the place of the list, if that was asked for, and what scripts make of it.
    pub map: Option<(MapView, LiveMap)>,
    /// How what is found is shown.
    pub look: Look,
    /// Every look, with the address of the same in it.
    pub looks: Vec<(Look, String)>,
    /// The address of the table with what is found.
    pub table: String,
    /// The address where the search can be kept; none if there is nothing to keep, or nobody to keep it.
    pub keep: Option<String>,
    /// The viewer has a place for searches.
    pub is_member: bool,
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

    fn is_shown_as(&self, look: &Look) -> bool {
        self.look == *look
    }

    /// How many limits were chosen.
    fn chosen(&self) -> usize {
        let facets = self.facets.iter().filter(|facet| !facet.chosen.is_empty());
        facets.count() + usize::from(self.is_verified)
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
pub(super) type Asked = HashMap<String, String>;

pub(super) fn search(asked: &Asked) -> Search {
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
pub(super) fn address(page: &str, search: &Search, extra: &[(&str, &str)]) -> String {
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
pub(crate) async fn index(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response> {
    let search = search(&asked);
    let look = Look::from_name(asked.get("view").map(String::as_str));
    let is_map = look == Look::Map;
    let (sort_name, sort) = sort(&asked);
    let after = asked
        .get("after")
        .and_then(|text| cursor::read(text))
        .filter(|_| !is_map);
    let terms = Taxonomy::load(&app.core).await?;
    let found = if is_map {
        library::counted(&app.core, &visitor.viewer, &search).await?
    } else {
        library::page(&app.core, &visitor.viewer, &search, sort, after).await?
    };
    let shown = Found {
        search: &search,
        library: &found,
        terms: &terms,
        language: visitor.language(),
    };
    let mut page = shown.page(look, sort_name, after);
    if is_map {
        let map = map::of(found.counts.clone(), &terms);
        let view = map_view(&map, &terms, shown.language, |facet, code| {
            address(paths::CASES, &search.clone().with(facet, code), &[])
        });
        page.map = Some((view, live(&app, &search)));
    }
    let by = Principal::of(&visitor.viewer);
    page.may_publish = may_publish(&app.core, &visitor.viewer);
    page.is_editor = match &by {
        Some(by) => review::is_editor(&app.core, by).await?,
        None => false,
    };
    page.is_member = by.is_some();
    page.keep = by
        .filter(|_| search.is_narrow())
        .map(|_| address(paths::CASE_SEARCHES, &search, &[]));
    let mut response = Page::new(visitor.chrome(), page).into_response();
    let street_map = app.core.config.map.tiles_origin().filter(|_| is_map);
    if let Some(policy) = street_map.and_then(|origin| street_map_policy(&app.core.config, &origin)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// What scripts make of the map.
fn live(app: &App, search: &Search) -> LiveMap {
    let config = &app.core.config.map;
    LiveMap {
        data: address(paths::CASES_MAP, search, &[]),
        tiles: config.tiles.clone(),
        credit: config.tiles_credit.clone(),
    }
}

/// What was found, on its way to the page.
struct Found<'a> {
    search: &'a Search,
    library: &'a Library,
    terms: &'a Taxonomy,
    language: Language,
}

impl Found<'_> {
    fn page(&self, look: Look, sort: &'static str, after: Option<(i64, i64)>) -> LibraryPage {
        let (search, found) = (self.search, self.library);
        let at = |after: Option<&str>, look: Look| {
            let mut extra = Vec::new();
            if sort != "new" {
                extra.push(("sort", sort));
            }
            extra.extend(look.name().map(|name| ("view", name)));
            extra.extend(after.map(|after| ("after", after)));
            address(paths::CASES, search, &extra)
        };
        LibraryPage {
            featured: cards(found, &found.featured, self.terms, self.language),
            cards: cards(found, &found.found, self.terms, self.language),
            total: found.counts.total,
            facets: facets(search, found, self.terms, self.language),
            is_verified: search.is_verified,
            is_narrow: search.is_narrow(),
            sort,
            map: None,
            look,
            looks: Look::ALL.map(|look| (look, at(None, look))).into(),
            table: address(paths::CASES_TABLE, search, &[]),
            keep: None,
            is_member: false,
            may_publish: false,
            is_editor: false,
            pager: Pager {
                previous: after.map(|_| at(None, look)),
                next: found.next.map(|next| at(Some(&cursor::write(next)), look)),
            },
        }
    }
}

pub(crate) fn cards(
    found: &Library,
    ids: &[crate::db::types::PostId],
    terms: &Taxonomy,
    language: Language,
) -> Vec<CaseCard> {
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
