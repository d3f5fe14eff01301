//! `/cases/table.csv`: what is found in the library, as a table to take away.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::{Language, TermKind};
use crate::domain::cases::library::{self, Card};
use crate::domain::cases::{Metric, cost_key, numbers};
use crate::domain::taxonomy::Taxonomy;
use crate::error::{Failure, Result};
use crate::web::forms::Query;
use crate::web::present::{size_key, wording};
use crate::web::spreadsheet::{UTF8_MARK, harmless};
use crate::web::visitor::Visitor;

use super::library::{Asked, search};

/// Figures of one case study that stand in the table.
const METRICS: usize = 3;

/// Keys of the heads of its columns.
const HEAD: [&str; 15] = [
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

/// GET `/cases/table.csv`: what the visitor may see of what is found.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response> {
    let language = visitor.language();
    let (shown, cards) = library::table(&app.core, &visitor.viewer, &search(&asked)).await?;
    let terms = Taxonomy::load(&app.core).await?;
    let rows = shown.posts.iter().filter_map(|post| Some((post, cards.get(&post.id)?)));
    let table = write(rows, &terms, language).map_err(|error| {
        tracing::error!(%error, "a table could not be written");
        Failure::status(StatusCode::INTERNAL_SERVER_ERROR)
    })?;
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
    Ok((headers, table).into_response())
}

fn write<'a>(
    rows: impl Iterator<Item = (&'a Post, &'a Card)>,
    terms: &Taxonomy,
    language: Language,
) -> std::result::Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(UTF8_MARK.as_bytes().to_vec());
    writer.write_record(HEAD.map(|key| wording(language, key).into_owned()))?;
    for (post, card) in rows {
        let cells = cells(post, card, terms, language);
        writer.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn cells(post: &Post, card: &Card, terms: &Taxonomy, language: Language) -> [String; HEAD.len()] {
    let row = &card.row;
    let word = |key: Option<&str>| key.map(|key| wording(language, key).into_owned()).unwrap_or_default();
    let term = |kind, code: Option<&str>| {
        let name = code.map(|code| terms.name(kind, Some(code), language).unwrap_or(code));
        name.unwrap_or_default().to_owned()
    };
    let technologies = row.technologies.split_whitespace();
    let technologies = technologies.map(|code| term(TermKind::Technology, Some(code)));
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let results = card.metrics.iter().take(METRICS).map(result);
    [
        post.title.clone(),
        post.url.clone(),
        term(TermKind::Sector, row.sector.as_deref()),
        technologies.collect::<Vec<_>>().join("; "),
        card.vendors.join("; "),
        row.organisation.clone(),
        term(TermKind::Region, row.region.as_deref()),
        term(TermKind::City, row.city.as_deref()),
        word(row.size_class.map(size_key)),
        number(row.cost_amount),
        word(row.cost_band.map(cost_key)),
        number(row.payback_months),
        row.language.clone(),
        post.published_at.rfc3339(),
        results.collect::<Vec<_>>().join("; "),
    ]
}

/// A figure in one cell.
fn result(metric: &Metric) -> String {
    let value = |value: Option<f64>| value.map(numbers::shown).unwrap_or_default();
    let (before, after) = (value(metric.before), value(metric.after));
    format!("{}: {before} → {after} {}", metric.name, metric.unit)
        .trim_end()
        .to_owned()
}
