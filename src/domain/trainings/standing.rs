//! Whether a training takes place, and what becomes of its record when its post or its author goes.

use crate::db::posts::{self, Post};
use crate::db::trainings::{self, calendar as days, drafts, standing};
use crate::db::types::{ActorId, PostId, PostKind, TrainingState};
use crate::db::{Conn, accounts, forums};
use crate::domain::cases::{News, Wording, words_of};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::{guard, reports};
use crate::domain::posts::{thread_of, viewer_of};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, edits, requests};

use super::changes::{self, Change};
use super::{calendar, manages, sheet};

/// Longest reason, in characters.
pub const REASON_MAX: usize = 300;

/// Says that a training does not take place, and why. Everybody with a stake in it hears of it; it stays to be read, and may be
/// answered. Cancelling what is cancelled does nothing.
///
/// # Errors
/// [`Error::Invalid`] on `reason`; [`Denied::NotAuthor`] unless by who manages it; [`Error::Gone`]; [`Error::NotFound`];
/// [`Error::Conflict`] if it was changed at the same moment.
pub async fn cancel(core: &Core, by: &Principal, id: PostId, reason: &str, wording: Wording) -> Result<Post> {
    let mut problems = Problems::default();
    let reason = problems.line("reason", reason, 5, REASON_MAX);
    problems.into_result(())?;
    let seen = posts::get(&mut core.db.read().await?, id).await?;
    let content = called_off(core, &seen, &reason, wording).await?;
    core.change(async |conn| {
        let post = managed(core, conn, by, id).await?;
        if post.edited_at != seen.edited_at {
            return Err(Error::Conflict("trainings".to_owned()));
        }
        // Nobody is given a seat of it meanwhile.
        trainings::get_seating_locked(conn, id).await?;
        let row = trainings::find(conn, id).await?.ok_or(Error::NotFound)?;
        if row.ends_at <= core.clock.now() {
            return Err(Error::Invalid(Problems::one("reason", Problem::TooLate)));
        }
        if !standing::set_state(conn, id, TrainingState::Cancelled, &reason).await? {
            return Ok(post);
        }
        drafts::delete_of(conn, id).await?;
        let forum = forums::get(conn, post.forum_id.ok_or(Error::NotFound)?).await?;
        let place = (&forum.0, &forum.1);
        let verdict = guard::judge_edit(conn, by, place, &post, (&post.title, &content)).await?;
        let author = author(core, conn, by, &post).await?;
        let words = (None, post.title.as_str(), &content);
        edits::put(
            core,
            conn,
            author.as_ref().unwrap_or(by),
            &post,
            words,
            core.clock.now(),
            News::Some,
        )
        .await?;
        reports::by_rule(core, conn, &forum.0, &post, verdict).await?;
        changes::tell(core, conn, by.actor_id, &post, &[Change::Cancelled]).await?;
        requests::training_cancelled(core, conn, by.actor_id, id).await?;
        Ok(posts::get(conn, id).await?)
    })
    .await
}

/// A training that stands and that `by` manages; its thread is held until the transaction ends.
pub(super) async fn managed(core: &Core, conn: &mut Conn, by: &Principal, id: PostId) -> Result<Post> {
    let (_, post) = thread_of(conn, id).await?;
    if post.kind != PostKind::Training || !post.is_local || !viewer_of(core, conn, by).await?.may_read(&post) {
        return Err(Error::NotFound);
    }
    if post.is_removed() {
        return Err(Error::Gone);
    }
    if manages(conn, by, &post).await? {
        Ok(post)
    } else {
        Err(Error::Forbidden(Denied::NotAuthor))
    }
}

/// The text of a training with the word that it does not take place before it.
async fn called_off(core: &Core, post: &Post, reason: &str, wording: Wording) -> Result<Content> {
    let language = post.language.clone().unwrap_or_default();
    let line = sheet::called_off(wording, words_of(&language), reason);
    let text = format!("{line}\n\n{}", post.source.as_deref().unwrap_or_default());
    Content::written(core, &text, &language).await
}

/// The author, where a moderator acts: what other servers are told of a post comes from its author.
async fn author(core: &Core, conn: &mut Conn, by: &Principal, post: &Post) -> Result<Option<Principal>> {
    if by.actor_id == post.actor_id {
        return Ok(None);
    }
    match accounts::find_by_actor(conn, post.actor_id).await? {
        Some(account) => Ok(Principal::member(core, &account).ok()),
        None => Ok(None),
    }
}

/// Tells those with a stake that its author took a training away, if it was still to come. Call it before its record goes.
pub(in crate::domain) async fn withdrawn(core: &Core, conn: &mut Conn, post: &Post) -> Result<()> {
    let Some(row) = trainings::find(conn, post.id).await? else {
        return Ok(());
    };
    if row.state == TrainingState::Cancelled || row.ends_at <= core.clock.now() {
        return Ok(());
    }
    changes::tell(core, conn, post.actor_id, post, &[Change::Cancelled]).await?;
    requests::training_cancelled(core, conn, post.actor_id, post.id).await
}

/// A moderator hides a training: the need of which it came is open again, if it was still to come. Should it be brought back, the
/// need stays open; the training stands by itself then.
pub(in crate::domain) async fn hidden(core: &Core, conn: &mut Conn, post: &Post) -> Result<()> {
    match trainings::find(conn, post.id).await? {
        Some(row) if row.ends_at > core.clock.now() => {
            requests::training_cancelled(core, conn, post.actor_id, post.id).await
        }
        _ => Ok(()),
    }
}

/// Destroys what a post has as a training that its author took away, or whose hidden text is kept no longer.
pub(in crate::domain) async fn gone(conn: &mut Conn, post: PostId) -> Result<()> {
    drafts::delete_of(conn, post).await?;
    days::delete(conn, post).await?;
    Ok(standing::delete(conn, post).await?)
}

/// What is left of the trainings of somebody whose account goes: those to come do not take place, and nothing of the others
/// leads to them. Records of removed ones go.
pub(in crate::domain) async fn forget(core: &Core, conn: &mut Conn, author: ActorId) -> Result<()> {
    for (post, _) in standing::list_coming_by(conn, author, core.clock.now()).await? {
        standing::set_state(conn, post.id, TrainingState::Cancelled, "").await?;
        changes::tell(core, conn, author, &post, &[Change::Cancelled]).await?;
        requests::training_cancelled(core, conn, author, post.id).await?;
    }
    for (post, _) in standing::list_by(conn, author).await? {
        if post.is_removed() {
            gone(conn, post.id).await?;
        }
    }
    standing::anonymise(conn, author).await?;
    // What they are found by was made of what is gone now.
    for (post, _) in standing::list_by(conn, author).await? {
        calendar::file(conn, post.id).await?;
    }
    Ok(())
}
