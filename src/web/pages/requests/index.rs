//! `/requests`: trainings that are needed, narrowed by a form that works by its address.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::TermKind;
use crate::domain::requests::{self, Search, SortBy};
use crate::domain::taxonomy::Taxonomy;
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::present::{cursor, options};
use crate::web::view::{LANGUAGES, Pager, SelectOption};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

use super::line::NeedLine;

/// `/requests`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/requests/index.html")]
pub struct RequestsPage {
    /// Those of this page.
    pub needs: Vec<NeedLine>,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
    /// Technologies to choose from.
    pub technologies: Vec<SelectOption>,
    /// What is looked for.
    pub search: SearchView,
    /// The viewer is a member.
    pub is_member: bool,
    /// Ways on.
    pub pager: Pager,
}

/// What is looked for, as chosen.
#[derive(Debug, Clone, Default)]
pub struct SearchView {
    /// How it stands.
    pub state: String,
    /// Region.
    pub region: String,
    /// Language.
    pub language: String,
    /// Technology.
    pub technology: String,
    /// Only what may be online.
    pub is_online: bool,
    /// Only what the viewer asked for or signed.
    pub is_mine: bool,
    /// Those of most people first.
    pub is_by_people: bool,
}

impl RequestsPage {
    /// States to choose from: value and key.
    fn states(&self) -> [(&'static str, &'static str); 4] {
        [
            ("", "need-state-looking"),
            ("offered", "need-state-offered"),
            ("matched", "need-state-matched"),
            ("closed", "need-state-closed"),
        ]
    }

    /// Languages to choose from.
    fn languages(&self) -> [(&'static str, &'static str); 6] {
        LANGUAGES
    }

    /// How many choices narrow the list.
    fn chosen(&self) -> usize {
        let search = &self.search;
        let words = [&search.state, &search.region, &search.language, &search.technology];
        words.iter().filter(|word| !word.is_empty()).count() + usize::from(search.is_online)
    }

    /// Whether anything narrows the list.
    fn is_narrow(&self) -> bool {
        self.chosen() > 0
    }
}

/// The address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NeedsQuery {
    state: String,
    region: String,
    online: String,
    language: String,
    technology: String,
    mine: String,
    sort: String,
    after: String,
}

impl NeedsQuery {
    fn search(&self) -> Search {
        Search {
            state: self.state.clone(),
            region: self.region.clone(),
            is_online: self.online == "yes",
            language: self.language.clone(),
            technology: self.technology.clone(),
            is_mine: self.mine == "yes",
            sort: if self.sort == "people" {
                SortBy::Most
            } else {
                SortBy::Newest
            },
        }
    }

    /// The address of another page of the same.
    fn page(&self, after: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let parts = [
            ("state", &self.state),
            ("region", &self.region),
            ("online", &self.online),
            ("language", &self.language),
            ("technology", &self.technology),
            ("mine", &self.mine),
            ("sort", &self.sort),
        ];
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        query.append_pair("after", after);
        format!("{}?{}", paths::REQUESTS, query.finish())
    }
}

/// GET `/requests`.
pub(crate) async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<NeedsQuery>,
) -> Result<Page<RequestsPage>> {
    let language = visitor.language();
    let (rows, next) = requests::list(&app.core, &visitor.viewer, &query.search(), cursor::read(&query.after)).await?;
    let terms = Taxonomy::load(&app.core).await?;
    let page = RequestsPage {
        needs: rows.iter().map(|row| NeedLine::of(row, &terms, language)).collect(),
        regions: options(&terms, TermKind::Region, &query.region, language),
        technologies: options(&terms, TermKind::Technology, &query.technology, language),
        is_member: visitor.viewer.account_id().is_some(),
        pager: Pager {
            previous: None,
            next: next.map(|key| query.page(&cursor::write(key))),
        },
        search: SearchView {
            is_online: query.online == "yes",
            is_mine: query.mine == "yes",
            is_by_people: query.sort == "people",
            state: query.state,
            region: query.region,
            language: query.language,
            technology: query.technology,
        },
    };
    Ok(Page::new(visitor.chrome(), page))
}
