//! The record of processing.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::processing_records;
use crate::types::{ProcessingId, UtcTime};

/// A row of the record: what is done with whose data, why, and for how long. Each text in both languages.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = processing_records)]
#[expect(
    missing_docs,
    reason = "each pair is one column of the record, named as the law names it"
)]
pub struct Processing {
    pub id: ProcessingId,
    pub position: i64,
    pub purpose_ar: String,
    pub purpose_en: String,
    pub data_ar: String,
    pub data_en: String,
    pub people_ar: String,
    pub people_en: String,
    pub recipients_ar: String,
    pub recipients_en: String,
    pub transfer_ar: String,
    pub transfer_en: String,
    pub retention_ar: String,
    pub retention_en: String,
    pub basis_ar: String,
    pub basis_en: String,
    pub measures_ar: String,
    pub measures_en: String,
    pub updated_at: UtcTime,
}

/// Adds a row, unless its number is taken.
pub async fn insert(conn: &mut Conn, row: &Processing) -> Result<()> {
    on!(conn, |c| diesel::insert_into(processing_records::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Changes a row.
pub async fn update(conn: &mut Conn, row: &Processing) -> Result<()> {
    on!(conn, |c| diesel::update(processing_records::table.find(row.id))
        .set(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// The row with this id.
pub async fn get(conn: &mut Conn, id: ProcessingId) -> Result<Processing> {
    Ok(on!(conn, |c| processing_records::table
        .find(id)
        .select(Processing::as_select())
        .first(c)
        .await)?)
}

/// The whole record, in its order.
pub async fn list(conn: &mut Conn) -> Result<Vec<Processing>> {
    Ok(on!(conn, |c| processing_records::table
        .order((processing_records::position, processing_records::id))
        .select(Processing::as_select())
        .load(c)
        .await)?)
}

/// How many rows it has.
pub async fn count(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, |c| processing_records::table.count().get_result(c).await)?)
}
