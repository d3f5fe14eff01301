//! Where a case study is: what was said, and how much of it may be shown. Coordinates leave the domain through [`shown`]
//! alone.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::db::cases::PlaceRow;
use crate::db::taxonomy::Term;
use crate::db::types::{PlacePrecision, PostId, TermKind};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::{Problem, Problems};

use super::form::CaseForm;
use super::numbers;
use super::told::{ToldPlace, ToldTerm, known, line};

/// How far from its industrial city a factory may be, in kilometres.
const CITY_REACH: f64 = 40.0;
/// The outlines are coarse: so far beyond them a point may still be in the Kingdom, in kilometres.
const TOLERANCE: f64 = 12.0;
/// Longest name of a town.
const LOCALITY_MAX: usize = 80;

/// A point on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// As much of a place as its author shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ShownPlace {
    /// Region.
    pub region: Option<String>,
    /// Industrial city.
    pub city: Option<String>,
    /// Town; empty if none.
    pub locality: String,
    /// Where on the map: the place itself, or the middle of its city.
    pub point: Option<Point>,
}

/// A place as its author said it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    precision: PlacePrecision,
    region: Option<String>,
    city: Option<String>,
    locality: String,
    point: Option<Point>,
}

impl Place {
    /// Takes it from a form.
    pub(super) fn check(problems: &mut Problems, terms: &Taxonomy, form: &CaseForm) -> Self {
        let city = terms.choice(problems, "city", TermKind::City, &form.city, Some(&form.city));
        let mut region = terms.choice(problems, "region", TermKind::Region, &form.region, Some(&form.region));
        let city_term = city.as_deref().and_then(|code| terms.find(TermKind::City, code));
        match (city_term.and_then(|term| term.parent.clone()), &region) {
            (Some(parent), Some(chosen)) if parent != *chosen => problems.add("city", Problem::CityElsewhere),
            (Some(parent), None) => region = Some(parent),
            _ => {}
        }
        let precision = form.precision.parse().unwrap_or(PlacePrecision::City);
        let point = read_point(problems, &form.latitude, &form.longitude);
        if let Some(point) = point {
            let away = is_far(point, city_term);
            match region_of(point) {
                None => problems.add("latitude", Problem::Outside),
                Some(_) if away => problems.add("latitude", Problem::FarFromCity),
                Some(_) if region.as_deref().is_some_and(|code| !is_near(point, code)) => {
                    problems.add("latitude", Problem::OtherRegion);
                }
                Some(found) => region = region.or_else(|| Some(found.to_owned())),
            }
        }
        if precision == PlacePrecision::Exact && form.latitude.trim().is_empty() && form.longitude.trim().is_empty() {
            problems.add("latitude", Problem::PointMissing);
        }
        Self {
            precision,
            region,
            city,
            locality: problems.line("locality", &form.locality, 0, LOCALITY_MAX),
            point,
        }
    }

    /// Takes it from another server. All that came may be shown; what is none of our regions and cities is kept as the name of
    /// the town, and a point that cannot be there is left out.
    pub(super) fn heard(told: &ToldPlace, terms: &Taxonomy) -> Self {
        let city = known(&told.city, TermKind::City, terms);
        let parent = city.and_then(|city| terms.find(TermKind::Region, city.parent.as_deref()?));
        let region = parent.or_else(|| known(&told.region, TermKind::Region, terms));
        let strange = |told: &ToldTerm, is_known: bool| {
            if is_known {
                String::new()
            } else {
                line(told.called(), LOCALITY_MAX)
            }
        };
        let parts = [
            line(&told.locality, LOCALITY_MAX),
            strange(&told.city, city.is_some()),
            strange(&told.region, region.is_some()),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let mut locality = line(&parts.join(", "), LOCALITY_MAX);
        if locality.is_empty() && city.is_none() && region.is_none() {
            locality = line(&told.name, LOCALITY_MAX);
        }
        let point = told
            .point
            .map(|(latitude, longitude)| Point { latitude, longitude })
            .filter(|point| fits(*point, city, region));
        let found = point.and_then(region_of).map(str::to_owned);
        let region_code = region.map(|term| term.code.clone()).or(found);
        // The middle of its city or region is no more than what their names say.
        let named = city.or(region.filter(|_| locality.is_empty()));
        let point = point.filter(|point| !named.and_then(middle).is_some_and(|middle| is_same(middle, *point)));
        Self {
            precision: point.map_or(PlacePrecision::City, |_| PlacePrecision::Exact),
            region: region_code,
            city: city.map(|term| term.code.clone()),
            locality,
            point,
        }
    }

    /// As it is stored.
    pub(super) fn row(&self, post: PostId) -> PlaceRow {
        PlaceRow {
            post_id: post,
            precision: self.precision,
            region: self.region.clone(),
            city: self.city.clone(),
            locality: self.locality.clone(),
            latitude: self.point.map(|point| point.latitude),
            longitude: self.point.map(|point| point.longitude),
        }
    }
}

/// What may be shown of a place: the one way by which it leaves the domain.
pub(super) fn shown(place: &PlaceRow, terms: &Taxonomy) -> ShownPlace {
    let city = place.city.as_deref().and_then(|code| terms.find(TermKind::City, code));
    let middle = city.and_then(middle);
    match place.precision {
        PlacePrecision::Hidden => ShownPlace::default(),
        PlacePrecision::Region => ShownPlace {
            region: place.region.clone(),
            ..ShownPlace::default()
        },
        PlacePrecision::City => ShownPlace {
            region: place.region.clone(),
            city: place.city.clone(),
            locality: place.locality.clone(),
            point: middle,
        },
        PlacePrecision::Exact => ShownPlace {
            region: place.region.clone(),
            city: place.city.clone(),
            locality: place.locality.clone(),
            point: place.latitude.zip(place.longitude).map(at).or(middle),
        },
    }
}

/// The middle of a region or city.
pub fn middle(term: &Term) -> Option<Point> {
    term.latitude.zip(term.longitude).map(at)
}

fn at((latitude, longitude): (f64, f64)) -> Point {
    Point { latitude, longitude }
}

/// Whether a point is too far from its industrial city to be in it.
fn is_far(point: Point, city: Option<&Term>) -> bool {
    city.and_then(middle)
        .is_some_and(|middle| distance(point, middle) > CITY_REACH)
}

/// Whether two points are the same but for rounding.
fn is_same(a: Point, b: Point) -> bool {
    (a.latitude - b.latitude).abs() < 1e-4 && (a.longitude - b.longitude).abs() < 1e-4
}

/// Whether a point can be that of a place in the Kingdom.
fn fits(point: Point, city: Option<&Term>, region: Option<&Term>) -> bool {
    let is_elsewhere = region.is_some_and(|region| !is_near(point, &region.code));
    region_of(point).is_some() && !is_far(point, city) && !is_elsewhere
}

/// The place itself, of one whose author shows it.
pub(super) fn exact(place: &PlaceRow) -> Option<Point> {
    match place.precision {
        // Without lists there is no middle of a city that could stand for it.
        PlacePrecision::Exact => shown(place, &Taxonomy::default()).point,
        PlacePrecision::City | PlacePrecision::Region | PlacePrecision::Hidden => None,
    }
}

pub(in crate::domain) fn read_point(problems: &mut Problems, latitude: &str, longitude: &str) -> Option<Point> {
    let typed = [latitude.trim(), longitude.trim()];
    if typed.iter().all(|part| part.is_empty()) {
        return None;
    }
    let mut degrees = |field, typed: &str, limit: f64| {
        let read = if typed.is_empty() {
            Err(Problem::PointMissing)
        } else {
            numbers::decimal(typed).and_then(|value| {
                if value.abs() <= limit {
                    Ok(value)
                } else {
                    Err(Problem::Degrees)
                }
            })
        };
        read.map_err(|problem| {
            let problem = if problem == Problem::PointMissing {
                problem
            } else {
                Problem::Degrees
            };
            problems.add(field, problem);
        })
        .ok()
    };
    let latitude = degrees("latitude", typed[0], 90.0);
    let longitude = degrees("longitude", typed[1], 180.0);
    Some(Point {
        latitude: latitude?,
        longitude: longitude?,
    })
}

/// Kilometres between two points.
pub fn distance(a: Point, b: Point) -> f64 {
    let (from, to) = (a.latitude.to_radians(), b.latitude.to_radians());
    let (north, east) = ((to - from) / 2.0, (b.longitude - a.longitude).to_radians() / 2.0);
    let share = north.sin().powi(2) + from.cos() * to.cos() * east.sin().powi(2);
    2.0 * 6371.0 * share.sqrt().asin()
}

#[derive(Deserialize)]
struct Outlines {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    iso: String,
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Vec<Vec<Ring>>,
}

/// A closed line of (longitude, latitude).
pub type Ring = Vec<[f64; 2]>;

/// The outlines of the regions, by code. Public-domain data of Natural Earth.
static REGIONS: LazyLock<Vec<(String, Vec<Ring>)>> = LazyLock::new(|| {
    let outlines: Outlines =
        serde_json::from_str(include_str!("regions.geojson")).unwrap_or(Outlines { features: Vec::new() });
    let region = |feature: Feature| {
        (
            feature.properties.iso,
            feature.geometry.coordinates.into_iter().flatten().collect(),
        )
    };
    outlines.features.into_iter().map(region).collect()
});

/// The outlines of the regions, by code, for maps.
pub fn outlines() -> &'static [(String, Vec<Ring>)] {
    &REGIONS
}

/// The region a point lies in, or the nearest one if it lies just outside all of them.
pub fn region_of(point: Point) -> Option<&'static str> {
    let inside = REGIONS
        .iter()
        .find(|(_, rings)| rings.iter().any(|ring| is_inside(point, ring)));
    let found = inside.or_else(|| {
        let near = REGIONS.iter().map(|region| (gap(point, &region.1), region));
        let nearest = near.min_by(|(a, _), (b, _)| a.total_cmp(b))?;
        (nearest.0 <= TOLERANCE).then_some(nearest.1)
    });
    found.map(|(code, _)| code.as_str())
}

/// Whether a point lies in a region or just beside it.
fn is_near(point: Point, code: &str) -> bool {
    let region = REGIONS.iter().find(|(known, _)| known == code);
    region.is_none_or(|(_, rings)| rings.iter().any(|ring| is_inside(point, ring)) || gap(point, rings) <= TOLERANCE)
}

/// By how often a ray to the east crosses the ring.
fn is_inside(point: Point, ring: &[[f64; 2]]) -> bool {
    let mut inside = false;
    for pair in ring.windows(2) {
        let ([x1, y1], [x2, y2]) = (pair[0], pair[1]);
        let is_between = (y1 > point.latitude) != (y2 > point.latitude);
        if is_between && point.longitude < (x2 - x1) * (point.latitude - y1) / (y2 - y1) + x1 {
            inside = !inside;
        }
    }
    inside
}

/// Kilometres from a point to the nearest outline.
fn gap(point: Point, rings: &[Vec<[f64; 2]>]) -> f64 {
    let sides = rings.iter().flat_map(|ring| ring.windows(2));
    sides
        .map(|side| to_side(point, side[0], side[1]))
        .fold(f64::MAX, f64::min)
}

/// Kilometres to one side of an outline; flat is good enough over such distances.
fn to_side(point: Point, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> f64 {
    let east = point.latitude.to_radians().cos();
    let (px, py) = ((point.longitude - x1) * east, point.latitude - y1);
    let (dx, dy) = ((x2 - x1) * east, y2 - y1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        ((px * dx + py * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (nx, ny) = (px - along * dx, py - along * dy);
    (nx * nx + ny * ny).sqrt() * 111.2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Point {
        Point { latitude, longitude }
    }

    #[test]
    fn points_are_found_in_their_region() {
        for (point, region) in [
            (at(24.71, 46.67), Some("SA-01")),
            (at(21.42, 39.83), Some("SA-02")),
            (at(27.01, 49.6), Some("SA-04")),
            (at(24.0, 38.2), Some("SA-03")),
            (at(25.2, 55.27), None),
            (at(30.04, 31.24), None),
            (at(20.0, 38.5), None),
            (at(0.0, 0.0), None),
        ] {
            assert_eq!(region_of(point), region, "{point:?}");
        }
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let riyadh_to_jeddah = distance(at(24.71, 46.67), at(21.49, 39.19));
        assert!((840.0..860.0).contains(&riyadh_to_jeddah), "{riyadh_to_jeddah}");
    }

    #[test]
    fn no_precision_shows_more_than_it_says() {
        let place = |precision| PlaceRow {
            post_id: PostId(1),
            precision,
            region: Some("SA-04".to_owned()),
            city: Some("jubail".to_owned()),
            locality: "Jubail".to_owned(),
            latitude: Some(27.004_321),
            longitude: Some(49.612_345),
        };
        let terms = Taxonomy::default();
        assert_eq!(shown(&place(PlacePrecision::Hidden), &terms), ShownPlace::default());
        let region = shown(&place(PlacePrecision::Region), &terms);
        assert_eq!((region.city, region.locality.as_str(), region.point), (None, "", None));
        let city = shown(&place(PlacePrecision::City), &terms);
        assert_eq!(
            city.point, None,
            "of an unknown city there is no middle, and never the point itself"
        );
        let exact = shown(&place(PlacePrecision::Exact), &terms);
        assert_eq!(exact.point, Some(at(27.004_321, 49.612_345)));
    }
}
