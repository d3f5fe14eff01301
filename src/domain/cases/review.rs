//! What editors do with case studies that were handed in. Staff are the editors of all, moderators those of their forums.

use std::collections::HashMap;

use crate::db::accounts::list_actors;
use crate::db::actors::Actor;
use crate::db::cases::drafts::{self as rows, CaseDraft};
use crate::db::posts::Post;
use crate::db::types::{AccountId, CaseDraftId, CaseDraftState, ForumId, NotificationKind};
use crate::db::{Conn, forums};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::posts::Approval;
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal, accounts, notifications};

use super::form::CaseForm;
use super::sheet::Wording;
use super::{drafts, publish};

/// So many are listed.
const SHOWN: i64 = 50;
/// Longest note to an author.
const NOTE_MAX: usize = 1_000;

/// Whose case studies somebody decides about.
enum Desk {
    /// Everybody's.
    All,
    /// Those of some forums.
    Forums(Vec<ForumId>),
}

impl Desk {
    fn has(&self, draft: &CaseDraft) -> bool {
        match self {
            Self::All => true,
            Self::Forums(forums) => draft.forum_id.is_some_and(|forum| forums.contains(&forum)),
        }
    }
}

/// What somebody decides about: staff about everything, moderators about what is meant for their forums.
async fn desk(conn: &mut Conn, by: &Principal) -> Result<Desk> {
    if by.is_staff() {
        return Ok(Desk::All);
    }
    let moderated = forums::list_moderated(conn, by.actor_id).await?;
    let ours = moderated.into_iter().filter(|(forum, _)| forum.is_local);
    let ids: Vec<ForumId> = ours.map(|(forum, _)| forum.id).collect();
    if ids.is_empty() {
        return Err(Error::Forbidden(Denied::NotModerator));
    }
    Ok(Desk::Forums(ids))
}

/// Whether somebody decides about any case studies.
///
/// # Errors
/// If the database fails.
pub async fn is_editor(core: &Core, by: &Principal) -> Result<bool> {
    match desk(&mut core.db.read().await?, by).await {
        Ok(_) => Ok(true),
        Err(Error::Forbidden(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// What waits, the oldest first, and its author.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<(CaseDraft, Option<Actor>)>> {
    let mut conn = core.db.read().await?;
    let waiting = match desk(&mut conn, by).await? {
        Desk::All => rows::list_submitted(&mut conn, SHOWN).await?,
        Desk::Forums(forums) => rows::list_submitted_to(&mut conn, &forums, SHOWN).await?,
    };
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
    let draft = waiting(&mut core.db.read().await?, by, id).await?;
    let form = drafts::read(&draft)?;
    let (account, actor) = accounts::get(core, draft.account_id).await?;
    Ok((draft, form, actor, Principal::member(core, &account)?))
}

async fn waiting(conn: &mut Conn, by: &Principal, id: CaseDraftId) -> Result<CaseDraft> {
    let desk = desk(conn, by).await?;
    let draft = rows::find(conn, id).await?;
    draft
        .filter(|draft| draft.state == CaseDraftState::Submitted && desk.has(draft))
        .ok_or(Error::NotFound)
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
            let published = publish::put(core, conn, &author, &draft, &ready, Approval::Given).await?;
            if let Some(post) = &published {
                tell(core, conn, NotificationKind::CasePublished, &author, &draft, Some(post)).await?;
            }
            Ok(published)
        })
        .await?;
    published.ok_or(Error::Held)
}

/// Sends it back with a note.
///
/// # Errors
/// [`Denied::NotModerator`]; [`Error::NotFound`]; [`Error::Invalid`] without a note.
pub async fn send_back(core: &Core, by: &Principal, id: CaseDraftId, note: &str) -> Result<()> {
    let (draft, _, _, author) = get(core, by, id).await?;
    let mut problems = Problems::default();
    let note = problems.block("note", note, 3, NOTE_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let from = [CaseDraftState::Submitted];
        if !rows::set_state(conn, id, &from, CaseDraftState::Returned, &note).await? {
            return Err(Error::NotFound);
        }
        tell(core, conn, NotificationKind::CaseReturned, &author, &draft, None).await
    })
    .await
}

/// Tells an author what was decided. The forum speaks for its editors, so that nobody is told which of them it was.
async fn tell(
    core: &Core,
    conn: &mut Conn,
    kind: NotificationKind,
    author: &Principal,
    draft: &CaseDraft,
    post: Option<&Post>,
) -> Result<()> {
    let Some(forum) = draft.forum_id else {
        return Ok(());
    };
    let (_, voice) = forums::get(conn, forum).await?;
    notifications::tell(core, conn, kind, author.actor_id, voice.id, post).await
}
