//! What stands beside the post of a case study, whole: made from what was typed here or from what another server told, stored
//! in one way.

use crate::db::Conn;
use crate::db::cases::parts::{self, Parts};
use crate::db::cases::{self, CaseRow, PlaceRow};
use crate::db::types::PostId;
use crate::domain::error::Result;

/// The rows of a case study.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    pub(super) row: CaseRow,
    pub(super) place: PlaceRow,
    pub(super) parts: Parts,
}

impl Record {
    /// What is stored of a post now.
    pub(super) async fn find(conn: &mut Conn, post: PostId) -> Result<Option<Self>> {
        let Some(row) = cases::find(conn, post).await? else {
            return Ok(None);
        };
        let Some(place) = cases::find_place(conn, post).await? else {
            return Ok(None);
        };
        let technologies = row.technologies.split_whitespace().map(str::to_owned).collect();
        let mut parts = parts::get(conn, post).await?;
        parts.technologies = technologies;
        // The engines do not agree on the order of texts.
        parts.dimensions.sort_by(|a, b| a.dimension.cmp(&b.dimension));
        Ok(Some(Self { row, place, parts }))
    }

    /// Stores it in the place of what was there before.
    pub(super) async fn store(&self, conn: &mut Conn) -> Result<()> {
        cases::upsert(conn, &self.row).await?;
        cases::upsert_place(conn, &self.place).await?;
        Ok(parts::replace(conn, self.row.post_id, &self.parts).await?)
    }
}

/// What a record says that the one before did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum News {
    /// Nothing.
    None,
    /// Something.
    Some,
    /// It names less of the place: what former versions of the text say of it is to be forgotten.
    Less,
}

impl News {
    /// Of a record after another one.
    pub(super) fn between(before: &CaseRow, after: &CaseRow) -> Self {
        let is_gone = |before: Option<&String>, after: Option<&String>| before.is_some() && after.is_none();
        let forgets = is_gone(before.region.as_ref(), after.region.as_ref())
            || is_gone(before.city.as_ref(), after.city.as_ref())
            || (!before.locality.is_empty() && after.locality.is_empty());
        if forgets { Self::Less } else { Self::Some }
    }
}
