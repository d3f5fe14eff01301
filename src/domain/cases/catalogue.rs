//! The library in memory: of each case study only what it is filed under and who may see it, some eighty bytes. Fifty thousand are
//! counted under every facet in a millisecond, which no statement does.
//!
//! Nothing of it is older than the last committed change: before it is asked, it reads what was marked as changed since (see
//! `case_marks`), usually nothing. What is shown of a case study is read from the database by its id, with the same conditions
//! again.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use tokio::sync::OnceCell;

use crate::db::Conn;
use crate::db::accounts::level_at;
use crate::db::cases::PlaceRow;
use crate::db::cases::library::{self as rows, Change, Filed, FiledAuthor, FiledPost};
use crate::db::types::{CaseStanding, CostBand, PostId, SizeClass, UtcTime, Visibility};
use crate::domain::error::Result;

use super::library::{Counts, Facet, PAYBACKS, Search, Sort, payback_class};
use super::place::{self, Point};

/// Changes that are read at once.
const CHUNK: usize = 10_000;
/// Counts that are remembered until something changes.
const REMEMBERED: usize = 512;
/// The code of what was not chosen or not said.
const NOTHING: u32 = 0;
/// The code of a choice that no case study has.
const UNKNOWN: u32 = u32::MAX;

const FACETS: usize = Facet::ALL.len();

/// The library of this process.
#[derive(Debug, Default)]
pub struct Catalogue {
    shelf: RwLock<Shelf>,
    /// Whether all of it was read; many first visitors read it once.
    filled: OnceCell<()>,
    counted: std::sync::Mutex<Counted>,
}

/// The library with every change that was committed before it was asked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Current<'a>(&'a Catalogue);

/// What somebody may see and looks for.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Wish<'a> {
    pub(super) visibilities: &'static [Visibility],
    pub(super) search: &'a Search,
    pub(super) now: UtcTime,
}

/// Counts as of a change.
#[derive(Debug, Default)]
struct Counted {
    through: i64,
    by_wish: HashMap<(&'static [Visibility], Search), Arc<Counts>>,
}

/// One case study.
#[derive(Debug)]
struct Entry {
    id: PostId,
    visibility: Visibility,
    is_featured: bool,
    votes: i64,
    payback: Option<i64>,
    /// The level of its author, and until when.
    level: (i32, Option<UtcTime>),
    /// Under which it is filed, by facet; technologies are beside.
    codes: [u32; FACETS],
    technologies: Box<[u32]>,
    /// Only of one whose author shows the place itself.
    point: Option<Point>,
}

impl Entry {
    fn has(&self, facet: Facet, code: u32) -> bool {
        match facet {
            Facet::Technology => self.technologies.contains(&code),
            _ => self.codes[facet.at()] == code,
        }
    }

    fn codes(&self, facet: Facet) -> &[u32] {
        match facet {
            Facet::Technology => &self.technologies,
            _ => std::slice::from_ref(&self.codes[facet.at()]),
        }
    }

    fn key(&self, sort: Sort) -> Option<(i64, i64)> {
        match sort {
            Sort::New => Some((self.id.0, self.id.0)),
            Sort::Payback => self.payback.map(|months| (months, self.id.0)),
            Sort::Top => Some((self.votes, self.id.0)),
        }
    }
}

/// Smaller numbers for the texts of one facet.
#[derive(Debug, Default)]
struct Symbols {
    names: Vec<String>,
    codes: HashMap<String, u32>,
}

impl Symbols {
    fn code(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return NOTHING;
        }
        if let Some(code) = self.codes.get(name) {
            return *code;
        }
        self.names.push(name.to_owned());
        let code = u32::try_from(self.names.len()).unwrap_or(UNKNOWN);
        self.codes.insert(name.to_owned(), code);
        code
    }
}

#[derive(Debug, Default)]
struct Shelf {
    /// The number of the last change that is in it, with all before.
    through: i64,
    entries: Vec<Entry>,
    places: HashMap<PostId, usize>,
    symbols: [Symbols; FACETS],
}

/// A wish in codes.
struct Wanted {
    visibilities: &'static [Visibility],
    chosen: Vec<(Facet, u32)>,
    verified_at: Option<UtcTime>,
}

impl Wanted {
    fn sees(&self, entry: &Entry) -> bool {
        self.visibilities.contains(&entry.visibility)
            && self
                .verified_at
                .is_none_or(|now| level_at(entry.level.0, entry.level.1, now) > 0)
    }

    /// What was chosen and does not fit.
    fn missed<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = Facet> + 'a {
        let misses = move |(facet, code): &&(Facet, u32)| !entry.has(*facet, *code);
        self.chosen.iter().filter(misses).map(|(facet, _)| *facet)
    }
}

impl Shelf {
    /// Takes in what was read, unless somebody else has done so meanwhile.
    fn apply(&mut self, changes: Vec<Change>) {
        for (mark, post, filed, place, author) in changes {
            if mark.changed <= self.through {
                continue;
            }
            self.through = mark.changed;
            self.remove(mark.post_id);
            if let (Some(post), Some(filed)) = (post, filed)
                && post.removed_at.is_none()
                && filed.state != CaseStanding::Archived
            {
                self.insert(mark.post_id, &post, &filed, place.as_ref(), author);
            }
        }
    }

    fn remove(&mut self, id: PostId) {
        if let Some(at) = self.places.remove(&id) {
            self.entries.swap_remove(at);
            if let Some(moved) = self.entries.get(at) {
                self.places.insert(moved.id, at);
            }
        }
    }

    fn insert(
        &mut self,
        id: PostId,
        post: &FiledPost,
        filed: &Filed,
        place: Option<&PlaceRow>,
        author: Option<FiledAuthor>,
    ) {
        let codes = Facet::ALL.map(|facet| {
            let value = value(facet, filed);
            value.map_or(NOTHING, |value| self.symbols[facet.at()].code(&value))
        });
        let technologies = filed.technologies.split_whitespace();
        let symbols = &mut self.symbols[Facet::Technology.at()];
        let entry = Entry {
            id,
            visibility: post.visibility,
            is_featured: filed.state == CaseStanding::Featured,
            votes: post.vote_count,
            payback: filed.payback_months,
            level: author.map_or((0, None), |author| (author.level, author.level_until)),
            codes,
            technologies: technologies.map(|code| symbols.code(code)).collect(),
            point: place.and_then(place::exact),
        };
        self.places.insert(id, self.entries.len());
        self.entries.push(entry);
    }

    fn wanted(&self, wish: &Wish<'_>) -> Wanted {
        let code = |facet: Facet| {
            let chosen = wish.search.chosen(facet);
            let code = self.symbols[facet.at()].codes.get(chosen).copied().unwrap_or(UNKNOWN);
            (!chosen.is_empty()).then_some((facet, code))
        };
        Wanted {
            visibilities: wish.visibilities,
            chosen: Facet::ALL.into_iter().filter_map(code).collect(),
            verified_at: wish.search.is_verified.then_some(wish.now),
        }
    }

    /// Those that are seen and fit everything.
    fn matches<'a>(&'a self, wanted: &'a Wanted) -> impl Iterator<Item = &'a Entry> {
        let fits = move |entry: &&Entry| wanted.sees(entry) && wanted.missed(entry).next().is_none();
        self.entries.iter().filter(fits)
    }

    /// Counts each choice. A case study counts for a facet if it fits everything that was chosen of the others.
    fn count(&self, wanted: &Wanted) -> Counts {
        let mut tallies: [Vec<i64>; FACETS] = std::array::from_fn(|at| vec![0; self.symbols[at].names.len() + 1]);
        let mut total = 0;
        let mut add = |entry: &Entry, facet: Facet| {
            for code in entry.codes(facet) {
                if let Some(tally) = tallies[facet.at()].get_mut(*code as usize) {
                    *tally += 1;
                }
            }
        };
        for entry in self.entries.iter().filter(|entry| wanted.sees(entry)) {
            let mut missed = wanted.missed(entry);
            match (missed.next(), missed.next()) {
                (None, _) => {
                    total += 1;
                    Facet::ALL.into_iter().for_each(|facet| add(entry, facet));
                }
                (Some(facet), None) => add(entry, facet),
                (Some(_), Some(_)) => {}
            }
        }
        let named = |facet: Facet| {
            let names = &self.symbols[facet.at()].names;
            let counted = names.iter().zip(tallies[facet.at()].iter().skip(1));
            let seen = counted.filter(|(_, count)| **count > 0);
            seen.map(|(name, count)| (name.clone(), *count)).collect()
        };
        Counts::new(total, Facet::ALL.map(named))
    }
}

/// Where a key stands in an order: smaller is earlier.
fn rank(sort: Sort, key: (i64, i64)) -> (i64, i64) {
    match sort {
        Sort::New => (key.1.saturating_neg(), 0),
        Sort::Payback => (key.0, key.1.saturating_neg()),
        Sort::Top => (key.0.saturating_neg(), key.1.saturating_neg()),
    }
}

/// What a case study is filed under of a facet with one value.
fn value(facet: Facet, filed: &Filed) -> Option<String> {
    match facet {
        Facet::Sector => filed.sector.clone(),
        Facet::Technology => None,
        Facet::Region => filed.region.clone(),
        Facet::City => filed.city.clone(),
        Facet::Size => filed.size_class.map(|size: SizeClass| size.as_str().to_owned()),
        Facet::Cost => filed.cost_band.map(|band: CostBand| band.as_str().to_owned()),
        Facet::Payback => filed
            .payback_months
            .and_then(payback_class)
            .map(|class| PAYBACKS[class].0.to_owned()),
        Facet::Language => Some(filed.language.clone()),
        Facet::Home => Some(filed.instance_id.map_or_else(|| "here".to_owned(), |id| id.to_string())),
    }
}

impl Catalogue {
    /// Takes in what changed since it was last asked, and can be asked then.
    pub(in crate::domain) async fn current(&self, conn: &mut Conn) -> Result<Current<'_>> {
        self.filled.get_or_try_init(|| self.catch_up(conn)).await?;
        self.catch_up(conn).await?;
        Ok(Current(self))
    }

    async fn catch_up(&self, conn: &mut Conn) -> Result<()> {
        loop {
            let after = self.shelf().through;
            let limit = i64::try_from(CHUNK).unwrap_or(i64::MAX);
            let changes = rows::list_changes(conn, after, limit).await?;
            let is_all = changes.len() < CHUNK;
            if !changes.is_empty() {
                self.shelf
                    .write()
                    .unwrap_or_else(PoisonError::into_inner)
                    .apply(changes);
            }
            if is_all {
                return Ok(());
            }
        }
    }

    fn shelf(&self) -> RwLockReadGuard<'_, Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Current<'_> {
    /// How many each choice would show.
    pub(in crate::domain) fn count(&self, wish: &Wish<'_>) -> Arc<Counts> {
        let shelf = self.0.shelf();
        let wanted = shelf.wanted(wish);
        // Whom time may change, and what nobody has, is not remembered.
        if wanted.verified_at.is_some() || wanted.chosen.iter().any(|(_, code)| *code == UNKNOWN) {
            return Arc::new(shelf.count(&wanted));
        }
        let key = (wish.visibilities, wish.search.clone());
        let mut counted = self.0.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.through != shelf.through || counted.by_wish.len() >= REMEMBERED {
            counted.by_wish.clear();
            counted.through = shelf.through;
        }
        if let Some(counts) = counted.by_wish.get(&key) {
            return Arc::clone(counts);
        }
        drop(counted);
        let counts = Arc::new(shelf.count(&wanted));
        let mut counted = self.0.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.through == shelf.through {
            counted.by_wish.insert(key, Arc::clone(&counts));
        }
        counts
    }

    /// The keys of those that are found, in order, after the case study with this key.
    pub(super) fn find(&self, wish: &Wish<'_>, sort: Sort, after: Option<(i64, i64)>, limit: usize) -> Vec<(i64, i64)> {
        let shelf = self.0.shelf();
        let wanted = shelf.wanted(wish);
        let after = after.map(|key| rank(sort, key));
        let keys = shelf.matches(&wanted).filter_map(|entry| entry.key(sort));
        let mut found: Vec<((i64, i64), (i64, i64))> = keys
            .map(|key| (rank(sort, key), key))
            .filter(|(rank, _)| after.is_none_or(|after| *rank > after))
            .collect();
        if found.len() > limit {
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, key)| key).collect()
    }

    /// The newest of those that are found.
    pub(in crate::domain) fn newest(&self, wish: &Wish<'_>, limit: usize) -> Vec<PostId> {
        let keys = self.find(wish, Sort::New, None, limit);
        keys.into_iter().map(|key| PostId(key.1)).collect()
    }

    /// Those at the head of the library, newest first.
    pub(super) fn featured(&self, wish: &Wish<'_>, limit: usize) -> Vec<PostId> {
        let shelf = self.0.shelf();
        let wanted = shelf.wanted(wish);
        let heads = shelf.matches(&wanted).filter(|entry| entry.is_featured);
        let mut heads: Vec<PostId> = heads.map(|entry| entry.id).collect();
        heads.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
        heads.truncate(limit);
        heads
    }

    /// Those whose authors show the place itself, with that.
    pub(super) fn points(&self, wish: &Wish<'_>) -> Vec<(PostId, Point)> {
        let shelf = self.0.shelf();
        let wanted = shelf.wanted(wish);
        let pointed = shelf
            .matches(&wanted)
            .filter_map(|entry| Some((entry.id, entry.point?)));
        pointed.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::cases::library::Mark;

    fn change(number: i64, id: i64, visibility: Visibility, sector: &str, payback: i64) -> Change {
        let post = FiledPost {
            visibility,
            removed_at: None,
            vote_count: 10 - id,
        };
        let filed = Filed {
            state: CaseStanding::Published,
            sector: Some(sector.to_owned()),
            region: Some(if id == 1 { "SA-01" } else { "SA-04" }.to_owned()),
            city: None,
            size_class: None,
            cost_band: None,
            payback_months: Some(payback),
            language: "ar".to_owned(),
            instance_id: None,
            technologies: " iiot ai ".to_owned(),
        };
        let mark = Mark {
            post_id: PostId(id),
            changed: number,
        };
        (mark, Some(post), Some(filed), None, None)
    }

    fn catalogue() -> Catalogue {
        let catalogue = Catalogue::default();
        catalogue.shelf.write().expect("a lock").apply(vec![
            change(1, 1, Visibility::Public, "10", 8),
            change(2, 2, Visibility::Public, "10", 14),
            change(3, 3, Visibility::Public, "24", 40),
            change(4, 4, Visibility::Instance, "24", 2),
        ]);
        catalogue
    }

    fn wish(search: &Search) -> Wish<'_> {
        Wish {
            visibilities: &[Visibility::Public],
            search,
            now: UtcTime::from_millis(0),
        }
    }

    #[test]
    fn each_choice_says_what_it_would_show_and_no_more() {
        let search = Search::default().with(Facet::Sector, "10");
        let catalogue = catalogue();
        for _ in 0..2 {
            let counts = Current(&catalogue).count(&wish(&search));
            assert_eq!(counts.total, 2);
            let open = "other sectors stay open to be chosen";
            assert_eq!(counts.of(Facet::Sector), [("10", 2), ("24", 1)], "{open}");
            assert_eq!(counts.of(Facet::Region), [("SA-01", 1), ("SA-04", 1)]);
            assert_eq!(counts.of(Facet::Payback), [("12", 1), ("24", 1)]);
            assert_eq!(counts.of(Facet::Technology), [("ai", 2), ("iiot", 2)]);
            assert_eq!(counts.of(Facet::Home), [("here", 2)]);
        }
        let members = Wish {
            visibilities: &[Visibility::Public, Visibility::Network, Visibility::Instance],
            ..wish(&search)
        };
        assert_eq!(
            Current(&catalogue).count(&members).of(Facet::Sector),
            [("10", 2), ("24", 2)]
        );
    }

    #[test]
    fn pages_follow_each_other_in_every_order() {
        let (catalogue, search) = (catalogue(), Search::default());
        for (sort, expected) in [
            (Sort::New, [3, 2, 1]),
            (Sort::Payback, [1, 2, 3]),
            (Sort::Top, [1, 2, 3]),
        ] {
            let mut walked = Vec::new();
            let mut after = None;
            while let Some(key) = Current(&catalogue).find(&wish(&search), sort, after, 1).first() {
                walked.push(key.1);
                after = Some(*key);
            }
            assert_eq!(walked, expected, "{sort:?}");
            let nonsense = Some((i64::MIN, i64::MIN));
            assert!(Current(&catalogue).find(&wish(&search), sort, nonsense, 9).len() <= 3);
        }
    }

    #[test]
    fn what_was_read_earlier_and_comes_later_undoes_nothing() {
        let (catalogue, search) = (catalogue(), Search::default());
        let mut gone = change(6, 2, Visibility::Public, "10", 14);
        gone.1 = None;
        let late = change(5, 2, Visibility::Public, "10", 14);
        for changes in [vec![gone], vec![late]] {
            catalogue.shelf.write().expect("a lock").apply(changes);
        }
        assert_eq!(Current(&catalogue).count(&wish(&search)).total, 2);
        let left: Vec<i64> = Current(&catalogue)
            .find(&wish(&search), Sort::New, None, 9)
            .into_iter()
            .map(|key| key.1)
            .collect();
        assert_eq!(left, [3, 1]);
    }
}
