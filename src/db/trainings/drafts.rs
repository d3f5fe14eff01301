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

/// Puts what was typed in the place of version `draft.version`; says whether that was still the newest.
pub async fn update(conn: &mut Conn, draft: &TrainingDraft) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            training_drafts::table
                .find(draft.id)
                .filter(training_drafts::account_id.eq(draft.account_id))
                .filter(training_drafts::version.eq(draft.version)),
        )
        .set((
            training_drafts::forum_id.eq(draft.forum_id),
            training_drafts::title.eq(&draft.title),
            training_drafts::typed.eq(&draft.typed),
            training_drafts::version.eq(draft.version + 1),
            training_drafts::updated_at.eq(draft.updated_at),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// One draft.
pub async fn find(conn: &mut Conn, id: TrainingDraftId) -> Result<Option<TrainingDraft>> {
    Ok(on!(conn, |c| training_drafts::table
        .find(id)
        .select(TrainingDraft::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The draft that changes a published training.
pub async fn find_of(conn: &mut Conn, training: PostId) -> Result<Option<TrainingDraft>> {
    Ok(on!(conn, |c| training_drafts::table
        .filter(training_drafts::training_id.eq(training))
        .select(TrainingDraft::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The drafts of a member, the last changed first.
pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<TrainingDraft>> {
    Ok(on!(conn, |c| training_drafts::table
        .filter(training_drafts::account_id.eq(account))
        .order((training_drafts::updated_at.desc(), training_drafts::id.desc()))
        .limit(100)
        .select(TrainingDraft::as_select())
        .load(c)
        .await)?)
}

/// How many drafts a member has.
pub async fn count(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| training_drafts::table
        .filter(training_drafts::account_id.eq(account))
        .count()
        .get_result(c)
        .await)?)
}

/// Throws a draft away; says whether it was there.
pub async fn delete(conn: &mut Conn, id: TrainingDraftId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::delete(training_drafts::table.find(id))
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// Throws away the draft that changes a training.
pub async fn delete_of(conn: &mut Conn, training: PostId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        training_drafts::table.filter(training_drafts::training_id.eq(training))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Throws away what was last changed before `until`.
pub async fn delete_old(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        training_drafts::table.filter(training_drafts::updated_at.lt(until))
    )
    .execute(c)
    .await)?)
}
