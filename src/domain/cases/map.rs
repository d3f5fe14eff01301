//! The map: how many case studies each region and each industrial city has, and where those are that show the place itself.
//!
//! A case study counts for the region and the city that its author shows. Only one whose author shows the place itself is a
//! point of its own; far out, points that lie close together are one with a number.

use std::collections::HashMap;
use std::sync::Arc;

use crate::db::cases::library as rows;
use crate::db::types::{PostId, TermKind};
use crate::domain::error::Result;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::{Core, Viewer};

use super::library::{Counts, Facet, Search};
use super::place::{self, Point};

/// So many parts a window is divided into, each way.
const PARTS: f64 = 24.0;
/// Most points that are told one by one.
const NAMED_MAX: usize = 60;
/// Most case studies that are told of one place.
const AT_ONE_PLACE: usize = 3;
/// The Kingdom, for those who ask for no window of their own.
const KINGDOM: Window = Window {
    south: 15.5,
    west: 34.0,
    north: 33.0,
    east: 56.5,
};

/// A part of the map, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Southern edge.
    pub south: f64,
    /// Western edge.
    pub west: f64,
    /// Northern edge.
    pub north: f64,
    /// Eastern edge.
    pub east: f64,
}

impl Default for Window {
    fn default() -> Self {
        KINGDOM
    }
}

impl Window {
    /// Reads `south,west,north,east`; nothing if it is no window on the Earth.
    pub fn read(text: &str) -> Option<Self> {
        let mut edges = text
            .split(',')
            .map(|edge| edge.trim().parse::<f64>().ok().filter(|edge| edge.is_finite()));
        let window = Self {
            south: edges.next()??.clamp(-90.0, 90.0),
            west: edges.next()??.clamp(-180.0, 180.0),
            north: edges.next()??.clamp(-90.0, 90.0),
            east: edges.next()??.clamp(-180.0, 180.0),
        };
        let is_window = edges.next().is_none() && window.south < window.north && window.west < window.east;
        is_window.then_some(window)
    }

    /// Which part a point lies in.
    fn part(&self, point: Point) -> Option<(u32, u32)> {
        let north = (point.latitude - self.south) / (self.north - self.south);
        let east = (point.longitude - self.west) / (self.east - self.west);
        let is_inside = (0.0..=1.0).contains(&north) && (0.0..=1.0).contains(&east);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "both lie between 0 and the number of parts"
        )]
        let number = |share: f64| (share * PARTS).min(PARTS - 1.0) as u32;
        is_inside.then(|| (number(north), number(east)))
    }
}

/// An industrial city with case studies.
#[derive(Debug, Clone, PartialEq)]
pub struct City {
    /// Its code.
    pub code: String,
    /// The code of its region.
    pub region: String,
    /// Its middle; none if nobody said where it is.
    pub point: Option<Point>,
    /// Case studies that name it.
    pub count: i64,
}

/// What the map shows.
#[derive(Debug, Clone, Default)]
pub struct Map {
    /// Counts for every choice.
    pub counts: Arc<Counts>,
    /// Codes of the regions in their order, each with its count.
    pub regions: Vec<(String, i64)>,
    /// Cities that have any, most first.
    pub cities: Vec<City>,
}

/// The map of what is found. Regions and cities that were not chosen show what choosing them would show.
///
/// # Errors
/// If the database fails.
pub async fn show(core: &Core, viewer: &Viewer, search: &Search, terms: &Taxonomy) -> Result<Map> {
    let library = core.catalogue.current(&mut core.db.read().await?).await?;
    Ok(of(library.count(&search.wish(core, viewer)), terms))
}

/// The map of what was counted.
pub fn of(counts: Arc<Counts>, terms: &Taxonomy) -> Map {
    let by_region: HashMap<&str, i64> = counts.of(Facet::Region).into_iter().collect();
    let regions = terms.all(TermKind::Region).map(|term| {
        let count = by_region.get(term.code.as_str()).copied().unwrap_or(0);
        (term.code.clone(), count)
    });
    let city = |(code, count): (&str, i64)| {
        let term = terms.find(TermKind::City, code)?;
        Some(City {
            code: term.code.clone(),
            region: term.parent.clone().unwrap_or_default(),
            point: place::middle(term),
            count,
        })
    };
    Map {
        regions: regions.collect(),
        cities: counts.of(Facet::City).into_iter().filter_map(city).collect(),
        counts,
    }
}

/// Points that lie close together.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// Their middle.
    pub point: Point,
    /// How many.
    pub count: usize,
    /// The first of them with their titles, where there are few.
    pub cases: Vec<(PostId, String)>,
}

/// What is found in a part of the map of those who show the place itself, drawn together to a few hundred at most.
///
/// # Errors
/// If the database fails.
pub async fn clusters(core: &Core, viewer: &Viewer, search: &Search, window: Window) -> Result<Vec<Cluster>> {
    let mut conn = core.db.read().await?;
    let library = core.catalogue.current(&mut conn).await?;
    let mut parts: HashMap<(u32, u32), Vec<(PostId, Point)>> = HashMap::new();
    for (id, point) in library.points(&search.wish(core, viewer)) {
        if let Some(part) = window.part(point) {
            parts.entry(part).or_default().push((id, point));
        }
    }
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_unstable_by_key(|(part, _)| *part);
    let few = parts.iter().filter(|(_, cases)| cases.len() <= AT_ONE_PLACE);
    let named: Vec<PostId> = few
        .flat_map(|(_, cases)| cases)
        .map(|(id, _)| *id)
        .take(NAMED_MAX)
        .collect();
    let posts = rows::list_by_ids(&mut conn, &named, viewer.visibilities()).await?;
    let titles: HashMap<PostId, String> = posts.into_iter().map(|post| (post.id, post.title)).collect();
    let cluster = |(_, cases): (_, Vec<(PostId, Point)>)| {
        let known = cases.iter().filter_map(|(id, _)| Some((*id, titles.get(id)?.clone())));
        Cluster {
            point: centre(&cases),
            count: cases.len(),
            cases: known.collect(),
        }
    };
    Ok(parts.into_iter().map(cluster).collect())
}

fn centre(cases: &[(PostId, Point)]) -> Point {
    let share = 1.0 / f64::from(u32::try_from(cases.len()).unwrap_or(u32::MAX).max(1));
    let sum = |degrees: fn(&Point) -> f64| cases.iter().map(|(_, point)| degrees(point)).sum::<f64>() * share;
    Point {
        latitude: sum(|point| point.latitude),
        longitude: sum(|point| point.longitude),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_four_edges_on_the_earth() {
        assert_eq!(Window::read("15.5, 34,33,56.5"), Some(KINGDOM));
        assert!(Window::read("-900,-900,900,900").is_some());
        for nonsense in ["", "1,2,3", "1,2,3,4,5", "3,2,1,4", "NaN,1,2,3", "1,2,inf,4", "a,b,c,d"] {
            assert_eq!(Window::read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn every_point_of_a_window_lies_in_one_of_its_parts() {
        let at = |latitude, longitude| Point { latitude, longitude };
        assert_eq!(KINGDOM.part(at(15.5, 34.0)), Some((0, 0)));
        assert_eq!(KINGDOM.part(at(33.0, 56.5)), Some((23, 23)));
        assert_eq!(KINGDOM.part(at(10.0, 40.0)), None);
    }
}
