//! Case studies being written. What was typed is one document that is never queried inside.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::IsSubmitted;
use crate::schema::case_drafts;
use crate::types::{AccountId, CaseDraftId, CaseDraftState, ForumId, PostId, UtcTime};

/// A case study being written.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_drafts)]
pub struct CaseDraft {
    /// Id.
    pub id: CaseDraftId,
    /// Whose.
    pub account_id: AccountId,
    /// The published case study that it changes.
    pub case_id: Option<PostId>,
    /// The question it grows from.
    pub source_topic_id: Option<PostId>,
    /// The case study that it says in another language.
    pub original_id: Option<PostId>,
    /// The forum it is meant for.
    pub forum_id: Option<ForumId>,
    /// Title as typed.
    pub title: String,
    /// Everything as typed.
    pub typed: Value,
    /// How far it is.
    pub state: CaseDraftState,
    /// What the editors wrote when they sent it back.
    pub note: String,
    /// Counts changes.
    pub version: i64,
    /// Last change.
    pub updated_at: UtcTime,
}

/// Adds a draft.
pub async fn insert(conn: &mut Conn, draft: &CaseDraft) -> Result<()> {
    on!(conn, |c| diesel::insert_into(case_drafts::table)
        .values(draft)
        .execute(c)
        .await)?;
    Ok(())
}

/// Puts what was typed in the place of version `draft.version`; says whether that was still the newest.
pub async fn update(conn: &mut Conn, draft: &CaseDraft) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            case_drafts::table
                .find(draft.id)
                .filter(case_drafts::account_id.eq(draft.account_id))
                .filter(case_drafts::version.eq(draft.version)),
        )
        .set((
            case_drafts::forum_id.eq(draft.forum_id),
            case_drafts::title.eq(&draft.title),
            case_drafts::typed.eq(&draft.typed),
            case_drafts::state.eq(draft.state),
            case_drafts::version.eq(draft.version + 1),
            case_drafts::updated_at.eq(draft.updated_at),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Hands a draft in, or sends it back with a note; says whether it was in the state `from` until now.
pub async fn set_state(
    conn: &mut Conn,
    id: CaseDraftId,
    from: &[CaseDraftState],
    to: CaseDraftState,
    note: &str,
) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            case_drafts::table
                .find(id)
                .filter(case_drafts::state.eq_any(from.iter().copied())),
        )
        .set((
            case_drafts::state.eq(to),
            case_drafts::note.eq(note),
            case_drafts::version.eq(case_drafts::version + 1),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Hands a draft to the editors of a forum.
pub async fn submit(conn: &mut Conn, id: CaseDraftId, forum: ForumId) -> Result<()> {
    on!(conn, |c| diesel::update(case_drafts::table.find(id))
        .set((
            case_drafts::state.eq(CaseDraftState::Submitted),
            case_drafts::forum_id.eq(forum),
            case_drafts::note.eq(""),
            case_drafts::version.eq(case_drafts::version + 1),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// One draft.
pub async fn find(conn: &mut Conn, id: CaseDraftId) -> Result<Option<CaseDraft>> {
    Ok(on!(conn, |c| case_drafts::table
        .find(id)
        .select(CaseDraft::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The draft that changes a published case study.
pub async fn find_of(conn: &mut Conn, case: PostId) -> Result<Option<CaseDraft>> {
    Ok(on!(conn, |c| case_drafts::table
        .filter(case_drafts::case_id.eq(case))
        .select(CaseDraft::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The drafts of a member, the last changed first.
pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<CaseDraft>> {
    Ok(on!(conn, |c| case_drafts::table
        .filter(case_drafts::account_id.eq(account))
        .order((case_drafts::updated_at.desc(), case_drafts::id.desc()))
        .limit(100)
        .select(CaseDraft::as_select())
        .load(c)
        .await)?)
}

/// How many drafts a member has.
pub async fn count(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| case_drafts::table
        .filter(case_drafts::account_id.eq(account))
        .count()
        .get_result(c)
        .await)?)
}

/// What waits for editors, the oldest first.
pub async fn list_submitted(conn: &mut Conn, limit: i64) -> Result<Vec<CaseDraft>> {
    Ok(on!(conn, |c| case_drafts::table
        .filter(IsSubmitted)
        .order(case_drafts::id)
        .limit(limit)
        .select(CaseDraft::as_select())
        .load(c)
        .await)?)
}

/// What waits for the editors of these forums, the oldest first.
pub async fn list_submitted_to(conn: &mut Conn, forums: &[ForumId], limit: i64) -> Result<Vec<CaseDraft>> {
    Ok(on!(conn, |c| case_drafts::table
        .filter(IsSubmitted)
        .filter(case_drafts::forum_id.eq_any(forums.iter().map(|id| Some(*id))))
        .order(case_drafts::id)
        .limit(limit)
        .select(CaseDraft::as_select())
        .load(c)
        .await)?)
}

/// Throws a draft away.
pub async fn delete(conn: &mut Conn, id: CaseDraftId) -> Result<()> {
    on!(conn, |c| diesel::delete(case_drafts::table.find(id)).execute(c).await)?;
    Ok(())
}

/// Throws away what was last changed before `until` and does not wait for editors.
pub async fn delete_old(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        case_drafts::table
            .filter(case_drafts::updated_at.lt(until))
            .filter(case_drafts::state.ne(CaseDraftState::Submitted))
    )
    .execute(c)
    .await)?)
}
