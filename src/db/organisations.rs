//! Organisations: factories, providers and chambers. Nothing of them leaves this instance. Who works there is in
//! [`super::organisation_members`].

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::conn::{Conn, on};
use super::schema::{organisation_words, organisations};
use super::types::{AccountId, Language, OrganisationId, OrganisationKind, SizeClass, UtcTime};
use super::{Keyset, Result};

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = organisations)]
pub struct Organisation {
    /// Id.
    pub id: OrganisationId,
    /// What it does.
    pub kind: OrganisationKind,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// About it, in Arabic; plain text.
    pub about_ar: String,
    /// About it, in English; plain text.
    pub about_en: String,
    /// Unified national number, ten digits. A claim until it is verified; two may claim the same. For owners and
    /// verifiers only.
    pub national_number: Option<String>,
    /// Code of its sector.
    pub sector: Option<String>,
    /// Size.
    pub size_class: Option<SizeClass>,
    /// Code of its region.
    pub region: Option<String>,
    /// Code of its industrial city.
    pub city: Option<String>,
    /// Where in the city, in words.
    pub site: String,
    /// What it makes or offers, in words.
    pub products: String,
    /// Address of its website; empty if none.
    pub website: String,
    /// Who entered it.
    pub created_by: Option<AccountId>,
    /// When.
    pub created_at: UtcTime,
}

impl Organisation {
    /// The name in `language`, else in the other.
    pub fn name(&self, language: Language) -> &str {
        either(language, &self.name_ar, &self.name_en)
    }

    /// What it says of itself in `language`, else in the other.
    pub fn about(&self, language: Language) -> &str {
        either(language, &self.about_ar, &self.about_en)
    }
}

fn either<'a>(language: Language, ar: &'a str, en: &'a str) -> &'a str {
    let (own, other) = match language {
        Language::Ar => (ar, en),
        Language::En => (en, ar),
    };
    if own.is_empty() { other } else { own }
}

/// The columns that owners edit.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = organisations)]
#[diesel(treat_none_as_null = true)]
pub struct OrganisationChanges {
    /// See [`Organisation`].
    pub kind: OrganisationKind,
    /// See [`Organisation`].
    pub name_ar: String,
    /// See [`Organisation`].
    pub name_en: String,
    /// See [`Organisation`].
    pub about_ar: String,
    /// See [`Organisation`].
    pub about_en: String,
    /// See [`Organisation`].
    pub national_number: Option<String>,
    /// See [`Organisation`].
    pub sector: Option<String>,
    /// See [`Organisation`].
    pub size_class: Option<SizeClass>,
    /// See [`Organisation`].
    pub region: Option<String>,
    /// See [`Organisation`].
    pub city: Option<String>,
    /// See [`Organisation`].
    pub site: String,
    /// See [`Organisation`].
    pub products: String,
    /// See [`Organisation`].
    pub website: String,
}

/// What a list is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Beginnings of folded words, all of which are in the names.
    pub words: Vec<String>,
    /// Of this kind.
    pub kind: Option<OrganisationKind>,
    /// Of this sector.
    pub sector: Option<String>,
    /// In this region.
    pub region: Option<String>,
}

/// Adds an organisation.
pub async fn insert(conn: &mut Conn, new: &Organisation) -> Result<()> {
    on!(conn, |c| diesel::insert_into(organisations::table)
        .values(new)
        .execute(c)
        .await)?;
    Ok(())
}

/// Changes an organisation.
pub async fn update(conn: &mut Conn, id: OrganisationId, changes: &OrganisationChanges) -> Result<()> {
    on!(conn, |c| diesel::update(organisations::table.find(id))
        .set(changes)
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets the unified national number that was verified.
pub async fn set_national_number(conn: &mut Conn, id: OrganisationId, number: &str) -> Result<()> {
    on!(conn, |c| diesel::update(organisations::table.find(id))
        .set(organisations::national_number.eq(number))
        .execute(c)
        .await)?;
    Ok(())
}

/// The organisation with this id.
pub async fn get(conn: &mut Conn, id: OrganisationId) -> Result<Organisation> {
    Ok(on!(conn, |c| organisations::table
        .find(id)
        .select(Organisation::as_select())
        .first(c)
        .await)?)
}

/// The same, and holds it until the transaction ends: changes of who belongs to it wait for one another.
pub async fn get_locked(conn: &mut Conn, id: OrganisationId) -> Result<Organisation> {
    // Writing is what both engines lock a row by.
    Ok(on!(conn, |c| diesel::update(organisations::table.find(id))
        .set(organisations::created_at.eq(organisations::created_at))
        .returning(Organisation::as_returning())
        .get_result(c)
        .await)?)
}

/// Those with these ids, in no order.
pub async fn list_by_ids(conn: &mut Conn, ids: &[OrganisationId]) -> Result<Vec<Organisation>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| organisations::table
        .filter(organisations::id.eq_any(ids.iter().copied()))
        .select(Organisation::as_select())
        .load(c)
        .await)?)
}

/// Those that claim this unified national number, the first ones first.
pub async fn find_by_national_number(conn: &mut Conn, number: &str) -> Result<Vec<Organisation>> {
    Ok(on!(conn, |c| organisations::table
        .filter(organisations::national_number.eq(number))
        .order(organisations::id)
        .select(Organisation::as_select())
        .load(c)
        .await)?)
}

/// A page of those that `filter` lets through, newest first.
pub async fn list(conn: &mut Conn, filter: &Filter, page: Keyset) -> Result<Vec<Organisation>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| {
        let mut query = organisations::table
            .filter(organisations::id.lt(OrganisationId(before)))
            .order(organisations::id.desc())
            .limit(page.limit)
            .select(Organisation::as_select())
            .into_boxed();
        for word in &filter.words {
            let named = organisation_words::table
                .filter(organisation_words::word.ge(word))
                .filter(organisation_words::word.lt(after(word)))
                .select(organisation_words::organisation_id);
            query = query.filter(organisations::id.eq_any(named));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(organisations::kind.eq(kind));
        }
        if let Some(sector) = &filter.sector {
            query = query.filter(organisations::sector.eq(sector));
        }
        if let Some(region) = &filter.region {
            query = query.filter(organisations::region.eq(region));
        }
        query.load(c).await
    })?)
}

/// What comes after every word that begins with `word`.
pub(super) fn after(word: &str) -> String {
    format!("{word}\u{10FFFF}")
}

/// Sets the words an organisation is found by.
pub async fn set_words(conn: &mut Conn, id: OrganisationId, words: &[String]) -> Result<()> {
    on!(&mut *conn, |c| {
        diesel::delete(organisation_words::table.filter(organisation_words::organisation_id.eq(id)))
            .execute(c)
            .await
    })?;
    for word in words {
        on!(&mut *conn, |c| {
            diesel::insert_into(organisation_words::table)
                .values((
                    organisation_words::word.eq(word),
                    organisation_words::organisation_id.eq(id),
                ))
                .on_conflict_do_nothing()
                .execute(c)
                .await
        })?;
    }
    Ok(())
}
