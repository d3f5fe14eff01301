//! Trainings being written. What was typed is one document that is never queried inside.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::training_drafts;
use crate::types::{AccountId, ForumId, PostId, TrainingDraftId, UtcTime};

/// A training being written.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_drafts)]
pub struct TrainingDraft {
    /// Id.
    pub id: TrainingDraftId,
    /// Whose.
    pub account_id: AccountId,
    /// The published training that it changes.
    pub training_id: Option<PostId>,
    /// The training that it holds again.
    pub series_id: Option<PostId>,
    /// The forum it is meant for.
    pub forum_id: Option<ForumId>,
    /// Title as typed.
    pub title: String,
    /// Everything as typed.
    pub typed: Value,
    /// Counts changes.
    pub version: i64,
    /// Last change.
    pub updated_at: UtcTime,
}

/// Adds a draft.
pub async fn insert(conn: &mut Conn, draft: &TrainingDraft) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_drafts::table)
        .values(draft)
        .execute(c)
        .await)?;
    Ok(())
}
