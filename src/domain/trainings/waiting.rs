//! Trainings that wait for a moderator. What was typed is kept beside the text: approved, a training appears from that as if it
//! were published at that moment; refused, its author has it as a draft again.

use serde::{Deserialize, Serialize};

use crate::db::forums::Forum;
use crate::db::moderation::held::Held;
use crate::db::posts::Post;
use crate::db::trainings::drafts::{self, TrainingDraft};
use crate::db::types::{HeldCause, PostId, TrainingDraftId};
use crate::db::{Conn, accounts};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::held::{self, Waiting};
use crate::domain::posts::Approval;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::{Core, Principal, organisations, text};

use super::check::{self, Known};
use super::form::TrainingForm;
use super::publish::{Ready, appear};

/// What its author typed, and what it was begun from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::domain) struct Typed {
    /// The form.
    pub(super) form: TrainingForm,
    /// The first of those that are the same training held again.
    pub(super) series: Option<i64>,
    /// The draft; an offer to a need may have been picked for it.
    pub(super) draft: Option<i64>,
}

impl Typed {
    /// What was published without a draft.
    pub(super) fn of(form: TrainingForm) -> Self {
        Self {
            form,
            series: None,
            draft: None,
        }
    }

    fn read(held: &Held) -> Result<Self> {
        let kept = held.training.clone().unwrap_or_default();
        serde_json::from_value(kept).map_err(|error| Error::Internal(error.to_string()))
    }
}

/// Lets a training wait.
pub(super) async fn hold(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    forum: &Forum,
    (ready, typed): (&Ready, &Typed),
    (cause, phrase): (HeldCause, String),
) -> Result<()> {
    let kept = serde_json::to_value(typed).map_err(|error| Error::Internal(error.to_string()))?;
    let waiting = Waiting::Training {
        title: &ready.checked.title,
        content: &ready.content,
        kept: &kept,
    };
    held::hold(core, conn, by, forum, waiting, cause, phrase).await
}

/// What waits, made ready to appear as it was typed. Its day may have come meanwhile, but not its end.
///
/// # Errors
/// [`Denied::TrainingOver`]; [`Error::Invalid`] if what it names is gone.
pub(in crate::domain) async fn ready(
    core: &Core,
    author: &Principal,
    held: &Held,
    content: Content,
) -> Result<(Ready, Typed)> {
    let typed = Typed::read(held)?;
    let terms = Taxonomy::load(core).await?;
    let workplaces = organisations::mine(core, author).await?;
    let known = Known {
        terms: &terms,
        workplaces: &workplaces,
        now: held.created_at,
        published: None,
    };
    let (checked, problems) = check::check(&known, &typed.form);
    problems.into_result(())?;
    if checked.ends <= core.clock.now() {
        return Err(Error::Forbidden(Denied::TrainingOver));
    }
    let programme = Content::written(core, &checked.programme, &checked.language)
        .await?
        .html;
    let ready = Ready {
        checked,
        content,
        programme,
        forum: held.forum_id,
    };
    Ok((ready, typed))
}

/// A moderator lets it appear.
pub(in crate::domain) async fn approve(
    core: &Core,
    conn: &mut Conn,
    author: &Principal,
    (ready, typed): (&Ready, &Typed),
) -> Result<Option<Post>> {
    appear(core, conn, author, (ready, typed), Approval::Given).await
}

/// A moderator refuses it: its author has it as a draft again, under the number that it had.
pub(in crate::domain) async fn give_back(core: &Core, conn: &mut Conn, held: &Held) -> Result<()> {
    let typed = Typed::read(held)?;
    let Some(account) = accounts::find_by_actor(conn, held.actor_id).await? else {
        return Ok(());
    };
    let draft = TrainingDraft {
        id: typed.draft.map_or_else(|| core.ids.next(), TrainingDraftId),
        account_id: account.id,
        training_id: None,
        series_id: typed.series.map(PostId),
        forum_id: None,
        title: text::cut(typed.form.title.trim(), text::TITLE_MAX),
        typed: serde_json::to_value(&typed.form).map_err(|error| Error::Internal(error.to_string()))?,
        version: 1,
        updated_at: core.clock.now(),
    };
    Ok(drafts::insert(conn, &draft).await?)
}
