//! What editors do with case studies that were handed in. Staff are the editors.

use std::collections::HashMap;

use crate::db::accounts::list_actors;
use crate::db::actors::Actor;
use crate::db::cases::drafts::{self as rows, CaseDraft};
use crate::db::posts::Post;
use crate::db::types::{AccountId, CaseDraftId, CaseDraftState};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::posts::Approval;
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal, accounts};

use super::form::CaseForm;
use super::sheet::Wording;
use super::{drafts, publish};

/// So many are listed.
const SHOWN: i64 = 50;
/// Longest note to an author.
const NOTE_MAX: usize = 1_000;

fn require_editor(by: &Principal) -> Result<()> {
    if by.is_staff() {
        Ok(())
    } else {
        Err(Error::Forbidden(Denied::NotModerator))
    }
}

/// What waits, the oldest first, and its author.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<(CaseDraft, Option<Actor>)>> {
    require_editor(by)?;
    let mut conn = core.db.read().await?;
    let waiting = rows::list_submitted(&mut conn, SHOWN).await?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<AccountId> = waiting.iter().map(|draft| draft.account_id).collect();
    let authors: HashMap<AccountId, Actor> = list_actors(&mut conn, &ids).await?.into_iter().collect();
    let with_author = waiting.into_iter().map(|draft| {
        let author = authors.get(&draft.account_id).cloned();
        (draft, author)
    });
    Ok(with_author.collect())
}

/// A case study that waits, as typed, with its author.
///
/// # Errors
/// [`Denied::NotModerator`]; [`Error::NotFound`].
pub async fn get(core: &Core, by: &Principal, id: CaseDraftId) -> Result<(CaseDraft, CaseForm, Actor, Principal)> {
    require_editor(by)?;
    let draft = rows::find(&mut core.db.read().await?, id).await?;
    let draft = draft
        .filter(|draft| draft.state == CaseDraftState::Submitted)
        .ok_or(Error::NotFound)?;
    let form = drafts::read(&draft)?;
    let (account, actor) = accounts::get(core, draft.account_id).await?;
    Ok((draft, form, actor, Principal::member(core, &account)?))
}

/// Publishes it in the name of its author.
///
/// # Errors
/// [`Denied::NotModerator`]; [`Error::NotFound`]; whatever keeps its author from publishing it.
pub async fn approve(core: &Core, by: &Principal, id: CaseDraftId, wording: Wording) -> Result<Post> {
    let (draft, form, _, author) = get(core, by, id).await?;
    let ready = publish::prepare(core, &author, &form, wording).await?;
    let published = core
        .change(async |conn| {
            // Of two editors at once, one finds it gone.
            let from = [CaseDraftState::Submitted];
            if !rows::set_state(conn, id, &from, CaseDraftState::Draft, "").await? {
                return Err(Error::NotFound);
            }
            publish::put(core, conn, &author, &draft, &ready, Approval::Given).await
        })
        .await?;
    published.ok_or(Error::Held)
}

/// Sends it back with a note.
///
/// # Errors
/// [`Denied::NotModerator`]; [`Error::NotFound`]; [`Error::Invalid`] without a note.
pub async fn send_back(core: &Core, by: &Principal, id: CaseDraftId, note: &str) -> Result<()> {
    require_editor(by)?;
    let mut problems = Problems::default();
    let note = problems.block("note", note, 3, NOTE_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let from = [CaseDraftState::Submitted];
        if rows::set_state(conn, id, &from, CaseDraftState::Returned, &note).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    })
    .await
}
