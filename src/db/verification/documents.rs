//! The papers of a case: what they are, and their sealed bytes.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{verification_documents as documents, verification_files as files};
use crate::types::{CaseId, DocumentId, DocumentKind, UtcTime};

/// A paper, without its bytes.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = documents)]
pub struct Document {
    /// Id.
    pub id: DocumentId,
    /// The case it belongs to.
    pub case_id: CaseId,
    /// What it is.
    pub kind: DocumentKind,
    /// Name of the file as it was handed in.
    pub name: String,
    /// Media type, as found in the bytes.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// The key it is sealed with, itself sealed with the instance's secret.
    pub sealed_key: Vec<u8>,
    /// When it came.
    pub created_at: UtcTime,
}

/// Adds a paper and its sealed bytes.
pub async fn insert(conn: &mut Conn, document: &Document, sealed: &[u8]) -> Result<()> {
    on!(&mut *conn, |c| diesel::insert_into(documents::table)
        .values(document)
        .execute(c)
        .await)?;
    on!(conn, |c| {
        diesel::insert_into(files::table)
            .values((files::document_id.eq(document.id), files::sealed.eq(sealed)))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// The papers of a case, in the order in which they came.
pub async fn list(conn: &mut Conn, case: CaseId) -> Result<Vec<Document>> {
    Ok(on!(conn, |c| documents::table
        .filter(documents::case_id.eq(case))
        .order(documents::id)
        .select(Document::as_select())
        .load(c)
        .await)?)
}

/// A paper of this case.
pub async fn get(conn: &mut Conn, case: CaseId, id: DocumentId) -> Result<Document> {
    Ok(on!(conn, |c| documents::table
        .filter(documents::id.eq(id))
        .filter(documents::case_id.eq(case))
        .select(Document::as_select())
        .first(c)
        .await)?)
}

/// The sealed bytes of a paper.
pub async fn get_sealed(conn: &mut Conn, id: DocumentId) -> Result<Vec<u8>> {
    Ok(on!(conn, |c| files::table
        .find(id)
        .select(files::sealed)
        .first(c)
        .await)?)
}

/// Destroys a paper of this case; says whether there was one.
pub async fn delete(conn: &mut Conn, case: CaseId, id: DocumentId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::delete(
        documents::table
            .filter(documents::id.eq(id))
            .filter(documents::case_id.eq(case))
    )
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Destroys every paper of a case; says how many there were.
pub async fn delete_all(conn: &mut Conn, case: CaseId) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        documents::table.filter(documents::case_id.eq(case))
    )
    .execute(c)
    .await)?)
}
