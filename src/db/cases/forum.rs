//! The case studies of a forum: those it shows, and those that its moderators decide about.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::conn::{Conn, on};
use crate::literals::{IsCase, IsInLibrary, IsSubmitted, Readable};
use crate::posts::Post;
use crate::schema::{case_drafts, case_studies, posts};
use crate::types::{CaseDraftId, CaseDraftState, ForumId, PostId, Visibility};
use crate::{Keyset, Result};

use super::drafts::CaseDraft;

/// A page of the case studies of a forum, newest first.
pub async fn list(conn: &mut Conn, forum: ForumId, visibilities: &[Visibility], page: Keyset) -> Result<Vec<Post>> {
    let (before, _) = page.after.unwrap_or((i64::MAX, 0));
    Ok(on!(conn, |c| posts::table
        .inner_join(case_studies::table)
        .filter(posts::forum_id.eq(forum))
        .filter(IsCase)
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .filter(IsInLibrary)
        .filter(posts::id.lt(PostId(before)))
        .order(posts::id.desc())
        .limit(page.limit)
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// What waits for the editors of these forums, the oldest first.
pub async fn list_submitted(conn: &mut Conn, forums: &[ForumId], limit: i64) -> Result<Vec<CaseDraft>> {
    Ok(on!(conn, |c| case_drafts::table
        .filter(IsSubmitted)
        .filter(case_drafts::forum_id.eq_any(forums.iter().map(|id| Some(*id))))
        .order(case_drafts::id)
        .limit(limit)
        .select(CaseDraft::as_select())
        .load(c)
        .await)?)
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
