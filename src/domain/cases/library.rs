//! The library of case studies: narrowed by facets, in several orders, with counts of what each choice would show.

use std::collections::HashMap;

use crate::db::cases::library::{self as rows, Filed, Home, LibraryFilter, LibrarySort};
use crate::db::cases::{self, CaseRow, parts};
use crate::db::posts::Post;
use crate::db::types::{CostBand, InstanceId, PostId, SizeClass};
use crate::db::{Conn, Keyset};
use crate::domain::error::Result;
use crate::domain::paging::cut_page;
use crate::domain::topics::Shown;
use crate::domain::{Core, Viewer};

use super::check::Metric;

pub use crate::db::cases::library::LibrarySort as Sort;

/// Case studies on one page.
const PER_PAGE: i64 = 20;
/// Those at the head of the library.
const FEATURED: i64 = 3;
/// Most rows of a table that is taken away.
const TABLE_MAX: usize = 2_000;
/// The ends of the choices of payback, in months.
const PAYBACKS: [(&str, i64, i64); 4] = [("12", -1, 12), ("24", 12, 24), ("36", 24, 36), ("more", 36, i64::MAX)];

/// What the library can be narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Sector.
    Sector,
    /// Technology.
    Technology,
    /// Region.
    Region,
    /// Industrial city.
    City,
    /// Size of the establishment.
    Size,
    /// Cost.
    Cost,
    /// Months until it paid off.
    Payback,
    /// Language.
    Language,
    /// Home server: `here`, or its number.
    Home,
}

impl Facet {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Sector,
        Self::Technology,
        Self::Region,
        Self::City,
        Self::Size,
        Self::Cost,
        Self::Payback,
        Self::Language,
        Self::Home,
    ];

    /// Its name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sector => "sector",
            Self::Technology => "technology",
            Self::Region => "region",
            Self::City => "city",
            Self::Size => "size",
            Self::Cost => "cost",
            Self::Payback => "payback",
            Self::Language => "language",
            Self::Home => "home",
        }
    }

    fn at(self) -> usize {
        Self::ALL.iter().position(|facet| *facet == self).unwrap_or(0)
    }
}

/// What somebody looks for, as typed: a value for each facet, empty for all. What makes no sense finds nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    chosen: [String; Facet::ALL.len()],
    /// Only by members who are verified here.
    pub is_verified: bool,
}

impl Search {
    /// The same narrowed further.
    #[must_use]
    pub fn with(mut self, facet: Facet, value: &str) -> Self {
        value.trim().clone_into(&mut self.chosen[facet.at()]);
        self
    }

    /// What was chosen of a facet; empty for all.
    pub fn chosen(&self, facet: Facet) -> &str {
        &self.chosen[facet.at()]
    }

    /// Whether anything is narrowed.
    pub fn is_narrow(&self) -> bool {
        self.is_verified || self.chosen.iter().any(|value| !value.is_empty())
    }

    /// As a query takes it; nothing if a choice is none of its list, so that nothing can be found.
    pub(super) fn filter<'a>(&'a self, core: &Core, viewer: &Viewer) -> Option<LibraryFilter<'a>> {
        let text = |facet| Some(self.chosen(facet)).filter(|value| !value.is_empty());
        fn read<T: std::str::FromStr>(value: Option<&str>) -> Option<Option<T>> {
            match value {
                Some(value) => value.parse().ok().map(Some),
                None => Some(None),
            }
        }
        let payback = match text(Facet::Payback) {
            Some(value) => {
                let known = PAYBACKS.iter().find(|(name, ..)| *name == value)?;
                Some((known.1, known.2))
            }
            None => None,
        };
        let home = match text(Facet::Home) {
            Some("here") => Some(Home::Here),
            other => read::<i64>(other)?.map(|id| Home::There(InstanceId(id))),
        };
        Some(LibraryFilter {
            visibilities: viewer.visibilities(),
            sector: text(Facet::Sector),
            technology: text(Facet::Technology),
            region: text(Facet::Region),
            city: text(Facet::City),
            size: read::<SizeClass>(text(Facet::Size))?,
            cost: read::<CostBand>(text(Facet::Cost))?,
            payback,
            language: text(Facet::Language),
            home,
            verified_at: self.is_verified.then(|| core.clock.now()),
        })
    }
}

/// What a list shows of a case study beside its post.
#[derive(Debug, Clone)]
pub struct Card {
    /// The record.
    pub row: CaseRow,
    /// Its figures.
    pub metrics: Vec<Metric>,
    /// Its vendors.
    pub vendors: Vec<String>,
}

/// How many case studies each choice would show.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// Those that are found.
    pub total: i64,
    values: HashMap<(Facet, String), i64>,
}

impl Counts {
    /// The values of a facet that would show something, most first.
    pub fn of(&self, facet: Facet) -> Vec<(&str, i64)> {
        let found = self.values.iter().filter(|((of, _), _)| *of == facet);
        let mut found: Vec<(&str, i64)> = found.map(|((_, value), count)| (value.as_str(), *count)).collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        found
    }

    /// Counts what is filed. A row counts for a facet if it fits everything that was chosen of the others.
    fn count(search: &Search, filed: &[Filed]) -> Self {
        let mut counts = Self::default();
        for row in filed {
            let values = Facet::ALL.map(|facet| values(facet, row));
            let misses = |facet: &&Facet| {
                let chosen = search.chosen(**facet);
                !chosen.is_empty() && !values[facet.at()].iter().any(|value| value == chosen)
            };
            let missed: Vec<Facet> = Facet::ALL.iter().filter(misses).copied().collect();
            counts.total += i64::from(missed.is_empty());
            for (facet, values) in Facet::ALL.into_iter().zip(values) {
                if missed.iter().all(|other| *other == facet) {
                    for value in values {
                        *counts.values.entry((facet, value)).or_default() += 1;
                    }
                }
            }
        }
        counts
    }
}

fn values(facet: Facet, row: &Filed) -> Vec<String> {
    let one = |value: Option<&str>| {
        value
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect()
    };
    match facet {
        Facet::Sector => one(row.sector.as_deref()),
        Facet::Technology => row.technologies.split_whitespace().map(str::to_owned).collect(),
        Facet::Region => one(row.region.as_deref()),
        Facet::City => one(row.city.as_deref()),
        Facet::Size => one(row.size.map(SizeClass::as_str)),
        Facet::Cost => one(row.cost.map(CostBand::as_str)),
        Facet::Payback => one(row.payback.and_then(|months| {
            let fits = PAYBACKS
                .iter()
                .find(|(_, more_than, at_most)| months > *more_than && months <= *at_most);
            fits.map(|(name, ..)| *name)
        })),
        Facet::Language => one(Some(&row.language)),
        Facet::Home => vec![row.instance.map_or_else(|| "here".to_owned(), |id| id.to_string())],
    }
}

/// A page of the library.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Those at its head; on the first page of the whole library only.
    pub featured: Vec<PostId>,
    /// Those of this page.
    pub found: Vec<PostId>,
    /// All of them with what stands around them.
    pub shown: Shown,
    /// What they have beside their posts.
    pub cards: HashMap<PostId, Card>,
    /// Counts for the choices.
    pub counts: Counts,
    /// Names of the servers they come from.
    pub hosts: Vec<(InstanceId, String)>,
    /// Key of the last row if there is more.
    pub next: Option<(i64, i64)>,
}

/// A page of the library for a viewer.
///
/// # Errors
/// If the database fails.
pub async fn page(
    core: &Core,
    viewer: &Viewer,
    search: &Search,
    sort: LibrarySort,
    after: Option<(i64, i64)>,
) -> Result<Library> {
    let mut conn = core.db.read().await?;
    let counts = Counts::count(search, &rows::list_filed(&mut conn, viewer.visibilities()).await?);
    let featured = if search.is_narrow() || after.is_some() {
        Vec::new()
    } else {
        rows::list_featured(&mut conn, viewer.visibilities(), FEATURED).await?
    };
    let mut found = match search.filter(core, viewer) {
        Some(filter) => {
            let limit = PER_PAGE + 1;
            rows::list(&mut conn, &filter, sort, Keyset { after, limit }).await?
        }
        None => Vec::new(),
    };
    let more = cut_page(&mut found, PER_PAGE);
    let featured_ids: Vec<PostId> = featured.iter().map(|post| post.id).collect();
    let found_ids: Vec<PostId> = found.iter().map(|post| post.id).collect();
    let extra = featured.into_iter().filter(|post| !found_ids.contains(&post.id));
    let all: Vec<Post> = found.iter().cloned().chain(extra).collect();
    let ids: Vec<PostId> = all.iter().map(|post| post.id).collect();
    let cards = cards(&mut conn, &ids).await?;
    let next = found.last().filter(|_| more).map(|last| {
        let payback = cards.get(&last.id).and_then(|card| card.row.payback_months);
        rows::key(sort, last, payback)
    });
    let servers: Vec<InstanceId> = counts
        .of(Facet::Home)
        .iter()
        .filter_map(|(id, _)| id.parse().ok())
        .collect();
    let hosts = if servers.is_empty() {
        Vec::new()
    } else {
        crate::db::instances::list_by_ids(&mut conn, &servers).await?
    };
    Ok(Library {
        featured: featured_ids,
        found: found_ids,
        shown: Shown::load_for_page(core, &mut conn, viewer, all).await?,
        cards,
        counts,
        hosts: hosts.into_iter().map(|server| (server.id, server.host)).collect(),
        next,
    })
}

/// Everything that is found, for a table that is taken away: at most two thousand rows.
///
/// # Errors
/// If the database fails.
pub async fn table(core: &Core, viewer: &Viewer, search: &Search) -> Result<(Shown, HashMap<PostId, Card>)> {
    let mut conn = core.db.read().await?;
    let Some(filter) = search.filter(core, viewer) else {
        return Ok((Shown::default(), HashMap::new()));
    };
    let limit = i64::try_from(TABLE_MAX).unwrap_or(i64::MAX);
    let found = rows::list(&mut conn, &filter, LibrarySort::New, Keyset::first(limit)).await?;
    let ids: Vec<PostId> = found.iter().map(|post| post.id).collect();
    let cards = cards(&mut conn, &ids).await?;
    Ok((Shown::load(&mut conn, viewer, found).await?, cards))
}

/// What lists show of case studies beside their posts.
pub(super) async fn cards(conn: &mut Conn, ids: &[PostId]) -> Result<HashMap<PostId, Card>> {
    let mut metrics: HashMap<PostId, Vec<Metric>> = HashMap::new();
    for row in parts::list_metrics(conn, ids).await? {
        metrics.entry(row.post_id).or_default().push(row.into());
    }
    let mut vendors: HashMap<PostId, Vec<String>> = HashMap::new();
    for (post, name) in parts::list_vendors(conn, ids).await? {
        vendors.entry(post).or_default().push(name);
    }
    let rows = cases::list(conn, ids).await?.into_iter();
    Ok(rows
        .map(|row| {
            let card = Card {
                metrics: metrics.remove(&row.post_id).unwrap_or_default(),
                vendors: vendors.remove(&row.post_id).unwrap_or_default(),
                row,
            };
            (card.row.post_id, card)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed(id: i64, sector: &str, region: &str, payback: i64) -> Filed {
        Filed {
            post_id: PostId(id),
            sector: Some(sector.to_owned()),
            region: Some(region.to_owned()),
            city: None,
            size: None,
            cost: None,
            payback: Some(payback),
            language: "ar".to_owned(),
            instance: None,
            technologies: " iiot ai ".to_owned(),
        }
    }

    #[test]
    fn each_choice_says_what_it_would_show() {
        let all = [
            filed(1, "10", "SA-01", 8),
            filed(2, "10", "SA-04", 14),
            filed(3, "24", "SA-04", 40),
        ];
        let counts = Counts::count(&Search::default().with(Facet::Sector, "10"), &all);
        assert_eq!(counts.total, 2);
        assert_eq!(
            counts.of(Facet::Sector),
            [("10", 2), ("24", 1)],
            "other sectors stay open to be chosen"
        );
        assert_eq!(counts.of(Facet::Region), [("SA-01", 1), ("SA-04", 1)]);
        assert_eq!(counts.of(Facet::Payback), [("12", 1), ("24", 1)]);
        assert_eq!(counts.of(Facet::Technology), [("ai", 2), ("iiot", 2)]);
        assert_eq!(counts.of(Facet::Home), [("here", 2)]);
    }
}
