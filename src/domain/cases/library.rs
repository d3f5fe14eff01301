//! The library of case studies: narrowed by facets, in several orders, with counts of what each choice would show.

use std::collections::HashMap;
use std::sync::Arc;

use crate::db::Conn;
use crate::db::cases::library as rows;
use crate::db::cases::{self, CaseRow, parts};
use crate::db::posts::Post;
use crate::db::types::{InstanceId, PostId};
use crate::domain::error::Result;
use crate::domain::paging::cut_page;
use crate::domain::topics::Shown;
use crate::domain::{Core, Viewer};

use super::catalogue::Wish;
use super::check::Metric;

/// Case studies on one page.
const PER_PAGE: i64 = 20;
/// Those at the head of the library.
const FEATURED: usize = 3;
/// Most rows of a table that is taken away.
const TABLE_MAX: usize = 2_000;
/// The choices of payback: name, more than so many months, at most so many.
pub const PAYBACKS: [(&str, i64, i64); 4] = [("12", -1, 12), ("24", 12, 24), ("36", 24, 36), ("more", 36, i64::MAX)];

/// Which of them so many months belong to.
pub(super) fn payback_class(months: i64) -> Option<usize> {
    let fits = |(_, more_than, at_most): &(&str, i64, i64)| months > *more_than && months <= *at_most;
    PAYBACKS.iter().position(fits)
}

/// The orders of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Newest first.
    #[default]
    New,
    /// Those that paid off fastest first; others are left out.
    Payback,
    /// Most votes first.
    Top,
}

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

    pub(super) fn at(self) -> usize {
        Self::ALL.iter().position(|facet| *facet == self).unwrap_or(0)
    }
}

/// What somebody looks for, as typed: a value for each facet, empty for all. What makes no sense finds nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
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

    pub(in crate::domain) fn wish(&self, core: &Core, viewer: &Viewer) -> Wish<'_> {
        Wish {
            visibilities: viewer.visibilities(),
            search: self,
            now: core.clock.now(),
        }
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that are found.
    pub total: i64,
    values: [Vec<(String, i64)>; Facet::ALL.len()],
}

impl Counts {
    pub(super) fn new(total: i64, mut values: [Vec<(String, i64)>; Facet::ALL.len()]) -> Self {
        for values in &mut values {
            values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        }
        Self { total, values }
    }

    /// The values of a facet that would show something, most first.
    pub fn of(&self, facet: Facet) -> Vec<(&str, i64)> {
        let values = self.values[facet.at()].iter();
        values.map(|(value, count)| (value.as_str(), *count)).collect()
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
    pub counts: Arc<Counts>,
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
    sort: Sort,
    after: Option<(i64, i64)>,
) -> Result<Library> {
    let mut conn = core.db.read().await?;
    let library = core.catalogue.current(&mut conn).await?;
    let wish = search.wish(core, viewer);
    let counts = library.count(&wish);
    let is_front = !search.is_narrow() && after.is_none();
    let featured = if is_front {
        library.featured(&wish, FEATURED)
    } else {
        Vec::new()
    };
    let limit = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let mut keys = library.find(&wish, sort, after, limit + 1);
    let more = cut_page(&mut keys, PER_PAGE);
    let found: Vec<PostId> = keys.iter().map(|key| PostId(key.1)).collect();
    let mut ids = found.clone();
    ids.extend(featured.iter().filter(|id| !found.contains(id)));
    let posts = in_order(rows::list_by_ids(&mut conn, &ids, viewer.visibilities()).await?, &ids);
    let cards = cards(&mut conn, &ids).await?;
    let hosts = hosts(&mut conn, &counts).await?;
    Ok(Library {
        featured,
        found,
        shown: Shown::load_for_page(core, &mut conn, viewer, posts).await?,
        cards,
        counts,
        hosts,
        next: keys.last().copied().filter(|_| more),
    })
}

/// How many each choice would show, without a page of what is found.
///
/// # Errors
/// If the database fails.
pub async fn counted(core: &Core, viewer: &Viewer, search: &Search) -> Result<Library> {
    let mut conn = core.db.read().await?;
    let library = core.catalogue.current(&mut conn).await?;
    let counts = library.count(&search.wish(core, viewer));
    Ok(Library {
        hosts: hosts(&mut conn, &counts).await?,
        counts,
        ..Library::default()
    })
}

/// Everything that is found, for a table that is taken away: at most two thousand rows.
///
/// # Errors
/// If the database fails.
pub async fn table(core: &Core, viewer: &Viewer, search: &Search) -> Result<(Shown, HashMap<PostId, Card>)> {
    let mut conn = core.db.read().await?;
    let library = core.catalogue.current(&mut conn).await?;
    let ids = library.newest(&search.wish(core, viewer), TABLE_MAX);
    let posts = in_order(rows::list_by_ids(&mut conn, &ids, viewer.visibilities()).await?, &ids);
    let cards = cards(&mut conn, &ids).await?;
    Ok((Shown::load(&mut conn, viewer, posts).await?, cards))
}

/// Posts in the order of their ids here.
fn in_order(posts: Vec<Post>, ids: &[PostId]) -> Vec<Post> {
    let mut by_id: HashMap<PostId, Post> = posts.into_iter().map(|post| (post.id, post)).collect();
    ids.iter().filter_map(|id| by_id.remove(id)).collect()
}

/// Names of the servers that are counted.
async fn hosts(conn: &mut Conn, counts: &Counts) -> Result<Vec<(InstanceId, String)>> {
    let homes = counts.of(Facet::Home);
    let servers: Vec<InstanceId> = homes.iter().filter_map(|(id, _)| id.parse().ok()).collect();
    if servers.is_empty() {
        return Ok(Vec::new());
    }
    let servers = crate::db::instances::list_by_ids(conn, &servers).await?;
    Ok(servers.into_iter().map(|server| (server.id, server.host)).collect())
}

pub(in crate::domain) async fn cards(conn: &mut Conn, ids: &[PostId]) -> Result<HashMap<PostId, Card>> {
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
