//! The record of processing: shipped filled in, kept up by staff.

use serde::Deserialize;

use crate::db::privacy::processing::{self, Processing};
use crate::db::types::ProcessingId;
use crate::domain::error::{Error, Result};
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal};

use super::journal;

/// The record that every instance begins with.
const SHIPPED: &str = include_str!("processing.json");
/// Longest text, in characters.
const TEXT_MAX: usize = 2_000;

/// The columns of the record, in both languages: `purpose`, `data`, `people`, `recipients`, `transfer`, `retention`, `basis`,
/// `measures`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[expect(
    missing_docs,
    reason = "each pair is one column of the record, named as the law names it"
)]
pub struct ProcessingForm {
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
}

/// Stores the shipped record where there is none.
///
/// # Errors
/// If the database fails.
pub async fn ship(core: &Core) -> Result<()> {
    if processing::count(&mut core.db.read().await?).await? > 0 {
        return Ok(());
    }
    let rows: Vec<ProcessingForm> =
        serde_json::from_str(SHIPPED).map_err(|error| Error::Internal(error.to_string()))?;
    core.change(async |conn| {
        for (number, form) in (1_i64..).zip(&rows) {
            // Numbers of their own, so that two processes that start at once ship one record.
            let row = checked(core, ProcessingId(number), number * 10, form)?;
            processing::insert(conn, &row).await?;
        }
        Ok(())
    })
    .await
}

/// The record.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<Processing>> {
    by.require_admin()?;
    Ok(processing::list(&mut core.db.read().await?).await?)
}

/// A row of it.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::NotFound`].
pub async fn get(core: &Core, by: &Principal, id: ProcessingId) -> Result<Processing> {
    by.require_admin()?;
    Ok(processing::get(&mut core.db.read().await?, id).await?)
}

/// Changes a row, or adds one at the end.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`]; [`Error::NotFound`].
pub async fn save(core: &Core, by: &Principal, id: Option<ProcessingId>, form: &ProcessingForm) -> Result<()> {
    by.require_admin()?;
    core.change(async |conn| {
        let row = match id {
            Some(id) => {
                let position = processing::get(conn, id).await?.position;
                let row = checked(core, id, position, form)?;
                processing::update(conn, &row).await?;
                row
            }
            None => {
                let position = processing::count(conn).await? * 10 + 10;
                let row = checked(core, core.ids.next(), position, form)?;
                processing::insert(conn, &row).await?;
                row
            }
        };
        journal::note(core, conn, by, "processing_changed", Some(row.id.0)).await
    })
    .await
}

fn checked(core: &Core, id: ProcessingId, position: i64, form: &ProcessingForm) -> Result<Processing> {
    let mut problems = Problems::default();
    let mut text = |field: &'static str, typed: &str| problems.block(field, typed, 1, TEXT_MAX);
    let row = Processing {
        id,
        position,
        purpose_ar: text("purpose_ar", &form.purpose_ar),
        purpose_en: text("purpose_en", &form.purpose_en),
        data_ar: text("data_ar", &form.data_ar),
        data_en: text("data_en", &form.data_en),
        people_ar: text("people_ar", &form.people_ar),
        people_en: text("people_en", &form.people_en),
        recipients_ar: text("recipients_ar", &form.recipients_ar),
        recipients_en: text("recipients_en", &form.recipients_en),
        transfer_ar: text("transfer_ar", &form.transfer_ar),
        transfer_en: text("transfer_en", &form.transfer_en),
        retention_ar: text("retention_ar", &form.retention_ar),
        retention_en: text("retention_en", &form.retention_en),
        basis_ar: text("basis_ar", &form.basis_ar),
        basis_en: text("basis_en", &form.basis_en),
        measures_ar: text("measures_ar", &form.measures_ar),
        measures_en: text("measures_en", &form.measures_en),
        updated_at: core.clock.now(),
    };
    problems.into_result(row)
}
