//! What members choose from: regions, industrial cities, sectors and technologies.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::taxonomy_terms;
use super::types::{Language, TermKind};

/// One choice.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = taxonomy_terms)]
pub struct Term {
    /// Which list it is of.
    pub kind: TermKind,
    /// Its name in that list; fixed.
    pub code: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// Of a city, the code of its region.
    pub parent: Option<String>,
    /// Other words for it, separated by commas.
    pub synonyms: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Place in its list.
    pub position: i64,
    /// Whether it is offered; one that is not stays where it was chosen.
    pub is_active: bool,
}

impl Term {
    /// The name in `language`.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Ar => &self.name_ar,
            Language::En => &self.name_en,
        }
    }
}

/// The columns that an admin edits.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = taxonomy_terms)]
#[diesel(treat_none_as_null = true)]
pub struct TermChanges {
    /// See [`Term`].
    pub name_ar: String,
    /// See [`Term`].
    pub name_en: String,
    /// See [`Term`].
    pub parent: Option<String>,
    /// See [`Term`].
    pub synonyms: String,
    /// See [`Term`].
    pub latitude: Option<f64>,
    /// See [`Term`].
    pub longitude: Option<f64>,
    /// See [`Term`].
    pub position: i64,
    /// See [`Term`].
    pub is_active: bool,
}

/// Everything, list after list, each in its order. A few hundred rows at most.
pub async fn list(conn: &mut Conn) -> Result<Vec<Term>> {
    Ok(on!(conn, |c| taxonomy_terms::table
        .order((taxonomy_terms::kind, taxonomy_terms::position, taxonomy_terms::code))
        .select(Term::as_select())
        .load(c)
        .await)?)
}

/// Adds a term.
pub async fn insert(conn: &mut Conn, term: &Term) -> Result<()> {
    on!(conn, |c| diesel::insert_into(taxonomy_terms::table)
        .values(term)
        .execute(c)
        .await)?;
    Ok(())
}

/// Changes a term; says whether it is there.
pub async fn update(conn: &mut Conn, kind: TermKind, code: &str, changes: &TermChanges) -> Result<bool> {
    let count = on!(conn, |c| diesel::update(taxonomy_terms::table.find((kind, code)))
        .set(changes)
        .execute(c)
        .await)?;
    Ok(count > 0)
}
