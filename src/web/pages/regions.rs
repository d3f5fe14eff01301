//! `/regions/{code}`: what factories of one region did.

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::db::types::TermKind;
use crate::domain::regions;
use crate::domain::trainings::calendar::{self, Around};
use crate::error::Result;
use crate::web::forms::Path;
use crate::web::page::Page;
use crate::web::view::{CaseCard, TrainingCard};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

use super::cases::library::cards;
use super::trainings::agenda::cards as training_cards;

/// Trainings that are shown.
pub(super) const TRAININGS_SHOWN: i64 = 4;

/// `/regions/{code}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/regions/show.html")]
pub struct RegionPage {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its case studies.
    pub total: i64,
    /// The newest of them.
    pub cards: Vec<CaseCard>,
    /// Whether there are more.
    pub has_more: bool,
    /// Its industrial cities: name, where their case studies are, how many.
    pub cities: Vec<(String, String, i64)>,
    /// Sectors: the same.
    pub sectors: Vec<(String, String, i64)>,
    /// The next trainings in it.
    pub trainings: Vec<TrainingCard>,
}

/// GET `/regions/{code}`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Page<RegionPage>> {
    let (language, found) = (
        visitor.language(),
        regions::show(&app.core, &visitor.viewer, &code).await?,
    );
    let terms = &found.terms;
    let line = |kind, facet: &str, code: &str, count: i64| {
        let name = terms.name(kind, Some(code), language).unwrap_or(code).to_owned();
        (name, paths::cases_by(facet, code), count)
    };
    let taught = calendar::around(
        &app.core,
        &visitor.viewer,
        Around::Region(&found.term.code),
        TRAININGS_SHOWN,
    )
    .await?;
    let page = RegionPage {
        name: found.term.name(language).to_owned(),
        total: found.library.counts.total,
        cards: cards(&found.library, &found.library.found, terms, language),
        has_more: found.library.next.is_some(),
        cities: found
            .cities
            .iter()
            .map(|city| line(TermKind::City, "city", &city.code, city.count))
            .collect(),
        sectors: found
            .sectors
            .iter()
            .map(|(code, count)| {
                let (name, _, count) = line(TermKind::Sector, "sector", code, *count);
                (name, paths::cases_of(&found.term.code, code), count)
            })
            .collect(),
        trainings: training_cards(&taught, &taught.shown, terms, language),
        code: found.term.code.clone(),
    };
    Ok(Page::new(visitor.chrome(), page))
}
