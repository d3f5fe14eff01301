//! Regions: what factories of one did, and where in it.

use crate::db::taxonomy::Term;
use crate::db::types::TermKind;

use super::cases::library::{self, Facet, Library, Search, Sort};
use super::cases::map::{self, City};
use super::error::{Error, Result};
use super::taxonomy::Taxonomy;
use super::{Core, Viewer};

/// Most sectors that are named.
const SECTORS: usize = 6;

/// A region's page.
#[derive(Debug)]
pub struct Region {
    /// The term.
    pub term: Term,
    /// Its newest case studies, and what they are counted under.
    pub library: Library,
    /// Its industrial cities that have any, most first.
    pub cities: Vec<City>,
    /// Codes of the sectors that have most of them, with their counts.
    pub sectors: Vec<(String, i64)>,
    /// What names them.
    pub terms: Taxonomy,
}

/// The page of a region.
///
/// # Errors
/// [`Error::NotFound`] if there is no such region.
pub async fn show(core: &Core, viewer: &Viewer, code: &str) -> Result<Region> {
    let terms = Taxonomy::load(core).await?;
    let term = terms.find(TermKind::Region, code).ok_or(Error::NotFound)?.clone();
    let search = Search::default().with(Facet::Region, code);
    let library = library::page(core, viewer, &search, Sort::New, None).await?;
    let mut cities = map::of(library.counts.clone(), &terms).cities;
    cities.retain(|city| city.region == term.code);
    let sectors = library.counts.of(Facet::Sector).into_iter().take(SECTORS);
    let sectors = sectors.map(|(code, count)| (code.to_owned(), count)).collect();
    Ok(Region {
        term,
        library,
        cities,
        sectors,
        terms,
    })
}
