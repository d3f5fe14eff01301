//! Breaches of personal data.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::breaches;
use crate::types::{BreachId, UtcTime};

/// A breach.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = breaches, treat_none_as_null = true)]
pub struct Breach {
    /// Id.
    pub id: BreachId,
    /// In one line.
    pub title: String,
    /// When it was noticed: the clock runs from here.
    pub discovered_at: UtcTime,
    /// How, when and where it happened.
    pub circumstances: String,
    /// Whose data and which, and how many.
    pub affected: String,
    /// What may come of it.
    pub risks: String,
    /// What is done about it.
    pub measures: String,
    /// When the authority was told.
    pub authority_told_at: Option<UtcTime>,
    /// When the people were told.
    pub people_told_at: Option<UtcTime>,
    /// When the file was closed.
    pub closed_at: Option<UtcTime>,
    /// When it was entered.
    pub created_at: UtcTime,
}

/// Adds a breach.
pub async fn insert(conn: &mut Conn, breach: &Breach) -> Result<()> {
    on!(conn, |c| diesel::insert_into(breaches::table)
        .values(breach)
        .execute(c)
        .await)?;
    Ok(())
}

/// The breach with this id.
pub async fn get(conn: &mut Conn, id: BreachId) -> Result<Breach> {
    Ok(on!(conn, |c| breaches::table
        .find(id)
        .select(Breach::as_select())
        .first(c)
        .await)?)
}

/// Stores what is known of a breach now.
pub async fn update(conn: &mut Conn, breach: &Breach) -> Result<()> {
    on!(conn, |c| diesel::update(breaches::table.find(breach.id))
        .set(breach)
        .execute(c)
        .await)?;
    Ok(())
}

/// All breaches, newest first. There are few.
pub async fn list(conn: &mut Conn) -> Result<Vec<Breach>> {
    Ok(on!(conn, |c| breaches::table
        .order(breaches::id.desc())
        .select(Breach::as_select())
        .load(c)
        .await)?)
}
