//! `/cases/map.json`: what the live map shows. Nothing that is not on the page or on the page of a case study.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::app::App;
use crate::db::types::TermKind;
use crate::domain::cases::library::Facet;
use crate::domain::cases::map::{self, Cluster, Window};
use crate::domain::cases::{Ring, outlines};
use crate::domain::taxonomy::Taxonomy;
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::paths;
use crate::web::visitor::Visitor;

use super::library::{Asked, address, search};

/// What the live map shows.
#[derive(Debug, Serialize)]
struct Live {
    regions: Vec<Place>,
    cities: Vec<Place>,
    clusters: Vec<Points>,
    /// Outlines of the regions by code, if they were asked for: closed lines of (longitude, latitude).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    outlines: BTreeMap<&'static str, &'static [Ring]>,
}

/// A region or a city.
#[derive(Debug, Serialize)]
struct Place {
    code: String,
    name: String,
    count: i64,
    href: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<[f64; 2]>,
}

/// Points that lie close together.
#[derive(Debug, Serialize)]
struct Points {
    at: [f64; 2],
    count: usize,
    cases: Vec<(String, String)>,
}

impl From<Cluster> for Points {
    fn from(cluster: Cluster) -> Self {
        let cases = cluster.cases.into_iter();
        Self {
            at: [near(cluster.point.latitude), near(cluster.point.longitude)],
            count: cluster.count,
            cases: cases.map(|(id, title)| (paths::case_study(&id.0), title)).collect(),
        }
    }
}

/// To ten metres; more digits only cost.
fn near(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}

/// GET `/cases/map.json`.
pub(crate) async fn data(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response> {
    let (core, language, search) = (&app.core, visitor.language(), search(&asked));
    let window = asked.get("box").and_then(|text| Window::read(text)).unwrap_or_default();
    let terms = Taxonomy::load(core).await?;
    let map = map::show(core, &visitor.viewer, &search, &terms).await?;
    let clusters = map::clusters(core, &visitor.viewer, &search, window).await?;
    let place = |kind, facet: Facet, code: &str, count: i64, at: Option<[f64; 2]>| Place {
        name: terms.name(kind, Some(code), language).unwrap_or(code).to_owned(),
        href: address(paths::CASES, &search.clone().with(facet, code), &[]),
        code: code.to_owned(),
        count,
        at,
    };
    let regions = map.regions.iter();
    let cities = map.cities.iter();
    let with_outlines = asked.get("outlines").is_some_and(|value| value == "yes");
    let live = Live {
        regions: regions
            .map(|(code, count)| place(TermKind::Region, Facet::Region, code, *count, None))
            .collect(),
        cities: cities
            .map(|city| {
                let at = city.point.map(|point| [point.latitude, point.longitude]);
                place(TermKind::City, Facet::City, &city.code, city.count, at)
            })
            .collect(),
        clusters: clusters.into_iter().map(Points::from).collect(),
        outlines: outlines()
            .iter()
            .filter(|_| with_outlines)
            .map(|(code, rings)| (code.as_str(), rings.as_slice()))
            .collect(),
    };
    let private = [(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))];
    Ok((private, Json(live)).into_response())
}
