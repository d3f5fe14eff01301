//! The map of case studies, drawn. North is up and east is right in every language.

use std::sync::LazyLock;

use crate::db::types::{Language, TermKind};
use crate::domain::cases::library::Facet;
use crate::domain::cases::map::Map;
use crate::domain::cases::{Point, Ring, middle, outlines};
use crate::domain::taxonomy::Taxonomy;
use crate::web::view::{CityDot, LegendStep, MapRow, MapView, RegionShape};

/// The drawing is a thousand wide; see `templates/components/map.html`.
const SCALE: f64 = 49.0;
/// Its north-western corner.
const WEST: f64 = 34.3;
const NORTH: f64 = 32.4;
/// How much shorter a degree eastward is than one northward, in the middle of the Kingdom.
const EASTWARD: f64 = 0.9135;
/// Steps of colour.
const STEPS: i64 = 5;
/// Radius of the smallest circle, and what the largest has more.
const RADIUS: (f64, f64) = (6.0, 18.0);

/// Outlines as SVG draws them, by code.
static PATHS: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let drawn =
        |(code, rings): &'static (String, Vec<Ring>)| (code.as_str(), rings.iter().map(|ring| path(ring)).collect());
    outlines().iter().map(drawn).collect()
});

#[expect(clippy::cast_possible_truncation, reason = "the drawing is a thousand wide")]
fn at(point: Point) -> (i64, i64) {
    let x = (point.longitude - WEST) * EASTWARD * SCALE;
    let y = (NORTH - point.latitude) * SCALE;
    (x.round() as i64, y.round() as i64)
}

fn path(ring: &[[f64; 2]]) -> String {
    let mut path = String::new();
    let mut last = None;
    for [longitude, latitude] in ring {
        let here = at(Point {
            latitude: *latitude,
            longitude: *longitude,
        });
        if last == Some(here) {
            continue;
        }
        path.push(if last.is_none() { 'M' } else { 'L' });
        path.push_str(&format!("{} {}", here.0, here.1));
        last = Some(here);
    }
    path.push('Z');
    path
}

/// The steps of a legend for counts up to `most`: as many as there are different ones, five at most.
fn legend(most: i64) -> Vec<LegendStep> {
    let mut from = 1;
    let mut steps: Vec<LegendStep> = Vec::new();
    for number in 1..=STEPS {
        let to = (most * number).div_euclid(STEPS);
        if to >= from {
            steps.push(LegendStep { step: 0, from, to });
            from = to + 1;
        }
    }
    let (few, all) = (steps.len(), usize::try_from(STEPS).unwrap_or(0));
    for (at, step) in steps.iter_mut().enumerate() {
        // The most have the darkest colour, however few steps there are.
        step.step = all + 1 + at - few;
    }
    steps
}

fn step_of(legend: &[LegendStep], count: i64) -> usize {
    legend
        .iter()
        .find(|step| count >= step.from && count <= step.to)
        .map_or(0, |step| step.step)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a radius of a few dozen, of counts that are far from 2^52"
)]
fn radius(count: i64, most: i64) -> i64 {
    (RADIUS.0 + RADIUS.1 * (count as f64 / most.max(1) as f64).sqrt()).round() as i64
}

/// The map, with the address of each region and city by facet and code.
pub fn map_view(map: &Map, terms: &Taxonomy, language: Language, href: impl Fn(Facet, &str) -> String) -> MapView {
    let name = |kind, code: &str| terms.name(kind, Some(code), language).unwrap_or(code).to_owned();
    let most = map.regions.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let legend = legend(most);
    let shape = |(code, count): &(String, i64)| {
        let path = PATHS.iter().find(|(known, _)| known == code)?.1.as_str();
        let term = terms.find(TermKind::Region, code)?;
        let (x, y) = at(middle(term)?);
        Some(RegionShape {
            name: name(TermKind::Region, code),
            href: href(Facet::Region, code),
            path,
            count: *count,
            step: step_of(&legend, *count),
            x,
            y,
        })
    };
    let largest = map.cities.iter().map(|city| city.count).max().unwrap_or(0);
    let dots = map.cities.iter().filter_map(|city| {
        let (x, y) = at(city.point?);
        Some(CityDot {
            name: name(TermKind::City, &city.code),
            href: href(Facet::City, &city.code),
            count: city.count,
            x,
            y,
            radius: radius(city.count, largest),
        })
    });
    let row = |(code, count): &(String, i64)| MapRow {
        name: name(TermKind::Region, code),
        href: href(Facet::Region, code),
        count: *count,
        cities: map
            .cities
            .iter()
            .filter(|city| city.region == *code)
            .map(|city| {
                (
                    name(TermKind::City, &city.code),
                    href(Facet::City, &city.code),
                    city.count,
                )
            })
            .collect(),
    };
    let mut rows: Vec<MapRow> = map.regions.iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    let placed: i64 = map.counts.of(Facet::Region).iter().map(|(_, count)| count).sum();
    MapView {
        regions: map.regions.iter().filter_map(shape).collect(),
        cities: dots.collect(),
        legend,
        rows,
        elsewhere: (map.counts.total - placed).max(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_has_its_step_and_the_most_the_last() {
        for most in [1, 2, 3, 4, 5, 6, 9, 100, 50_000] {
            let legend = legend(most);
            assert_eq!(legend.first().map(|step| step.from), Some(1), "{most}");
            assert_eq!(step_of(&legend, most), 5, "{most}");
            assert!((1..=most.min(200)).all(|count| step_of(&legend, count) > 0), "{most}");
        }
        assert!(legend(0).is_empty());
        assert_eq!(step_of(&[], 0), 0);
    }

    #[test]
    fn regions_are_drawn_within_the_picture() {
        assert_eq!(PATHS.len(), 13);
        let all: String = PATHS.iter().map(|(_, path)| path.as_str()).collect();
        for pair in all.split(['M', 'L', 'Z']).filter(|pair| !pair.is_empty()) {
            let (x, y) = pair.split_once(' ').expect("two numbers");
            let (x, y): (i64, i64) = (x.parse().expect("x"), y.parse().expect("y"));
            assert!((0..=1000).contains(&x) && (0..=820).contains(&y), "{pair}");
        }
        assert!(all.len() < 16_000, "{} bytes", all.len());
    }
}
