//! Questions: how far they are, who has the same problem, and closing what was asked before.
//!
//! A question is open until somebody answers, answered until an answer is accepted (see `answers`), and accepted then; or it
//! is closed, because it was asked before or because nobody went on with it. Closing is ours alone: other servers know no
//! such thing. A closed question still takes replies; locking is for moderators.

pub mod solved;
pub mod upkeep;

use crate::db::Conn;
use crate::db::actors::{self, Actor};
use crate::db::posts::{self, Post};
use crate::db::question_upkeep as nudges;
use crate::db::questions::{self, Question};
use crate::db::types::{Closing, NotificationKind, PostId, PostKind, TopicKind};

use super::error::{Denied, Error, Result};
use super::posts::viewer_of;
use super::topics::Shown;
use super::validate::{Problem, Problems};
use super::{Core, Principal, Viewer, answers, moderation, notifications};

/// What a page shows of a question beside its text and answers.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Who accepted the answer.
    pub accepted_by: Option<Actor>,
    /// Why it is closed.
    pub closed_as: Option<Closing>,
    /// What was asked before, if the viewer may read it.
    pub original: Option<Post>,
    /// Members with the same problem.
    pub same_count: i64,
    /// Whether the viewer is one of them.
    pub is_same: bool,
}

/// What stands about a question; nothing if the topic is none.
pub(super) async fn about(conn: &mut Conn, viewer: &Viewer, topic: &Post, shown: &Shown) -> Result<Option<About>> {
    if topic.topic_kind != Some(TopicKind::Question) {
        return Ok(None);
    }
    let Question {
        accepted_by,
        closed_as,
        duplicate_of,
        ..
    } = shown.questions.get(&topic.id).cloned().unwrap_or_default();
    let (same_count, is_same) = questions::count_same(conn, topic.id, viewer.account_id()).await?;
    let original = match duplicate_of {
        Some(id) => posts::find(conn, id).await?,
        None => None,
    };
    Ok(Some(About {
        accepted_by: match accepted_by.filter(|_| topic.accepted_id.is_some()) {
            Some(id) => actors::find(conn, id).await?.filter(|actor| actor.deleted_at.is_none()),
            None => None,
        },
        closed_as,
        original: original.filter(|post| !post.is_removed() && viewer.may_read(post)),
        same_count,
        is_same,
    }))
}

/// Says that a member has the same problem, or no longer: they hear of the answer that is accepted.
///
/// # Errors
/// [`Error::NotFound`] if it is no question they may read; [`Denied::OwnPost`].
pub async fn set_same(core: &Core, by: &Principal, topic: PostId, is_same: bool) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    core.change(async |conn| {
        let topic = require_question(conn, topic).await?;
        if !viewer_of(core, conn, by).await?.may_read(&topic) {
            return Err(Error::NotFound);
        }
        if topic.actor_id == by.actor_id {
            return Err(Error::Forbidden(Denied::OwnPost));
        }
        if is_same {
            questions::insert_same(conn, topic.id, account, core.clock.now()).await?;
        } else {
            questions::delete_same(conn, topic.id, account).await?;
        }
        Ok(())
    })
    .await
}

/// Closes a question because it was asked before; `original` is the address or number of the earlier topic.
///
/// # Errors
/// [`Error::Invalid`] if that is no other topic the principal may read; [`Denied::NotAuthor`] if they neither asked nor
/// moderate.
pub async fn close_as_duplicate(core: &Core, by: &Principal, topic: PostId, original: &str) -> Result<()> {
    let original = number_in(original);
    core.change(async |conn| {
        let topic = require_question(conn, topic).await?;
        answers::require_right(conn, by, &topic).await?;
        let viewer = viewer_of(core, conn, by).await?;
        let earlier = match original {
            Some(id) => posts::find(conn, id).await?,
            None => None,
        };
        let is_fit = |post: &Post| post.kind == PostKind::Topic && !post.is_removed() && post.id != topic.id;
        let Some(earlier) = earlier.filter(|post| is_fit(post) && viewer.may_read(post)) else {
            let mut problems = Problems::default();
            problems.add("original", Problem::Choice);
            return Err(Error::Invalid(problems));
        };
        questions::close(conn, topic.id, Closing::Duplicate, Some(earlier.id), core.clock.now()).await?;
        if topic.actor_id != by.actor_id {
            moderation::note(core, conn, by, "close_duplicate", topic.forum_id, Some(topic.id)).await?;
            let kind = NotificationKind::Duplicate;
            notifications::tell(core, conn, kind, topic.actor_id, by.actor_id, Some(&topic)).await?;
        }
        Ok(())
    })
    .await
}

/// The number of a topic in what somebody typed or pasted: the last one in it.
fn number_in(typed: &str) -> Option<PostId> {
    let path = typed.split(['?', '#']).next()?;
    path.rsplit('/').find_map(|part| part.trim().parse().ok())
}

/// Opens a closed question again.
///
/// # Errors
/// [`Denied::NotAuthor`] if the principal neither asked nor moderates.
pub async fn reopen(core: &Core, by: &Principal, topic: PostId) -> Result<()> {
    core.change(async |conn| {
        let topic = require_question(conn, topic).await?;
        answers::require_right(conn, by, &topic).await?;
        if questions::reopen(conn, topic.id, Closing::ALL).await? && topic.actor_id != by.actor_id {
            moderation::note(core, conn, by, "reopen", topic.forum_id, Some(topic.id)).await?;
        }
        Ok(())
    })
    .await
}

async fn require_question(conn: &mut Conn, topic: PostId) -> Result<Post> {
    let topic = posts::get_locked(conn, topic).await?;
    if topic.is_removed() {
        return Err(Error::Gone);
    }
    if topic.topic_kind == Some(TopicKind::Question) {
        Ok(topic)
    } else {
        Err(Error::NotFound)
    }
}

/// Whether a member wants to be asked about unanswered questions of their field.
///
/// # Errors
/// If the database fails.
pub async fn wants_nudges(core: &Core, by: &Principal) -> Result<bool> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    Ok(!nudges::has_refused(&mut core.db.read().await?, account).await?)
}

/// Says whether they do.
///
/// # Errors
/// If the database fails.
pub async fn set_wants_nudges(core: &Core, by: &Principal, wanted: bool) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let now = core.clock.now();
    Ok(nudges::set_refused(&mut core.db.write().await?, account, !wanted, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_named_by_its_address_or_its_number() {
        for typed in [
            "42",
            " 42 ",
            "/topics/42",
            "https://a.example/topics/42?after=7#reply-9",
        ] {
            assert_eq!(number_in(typed), Some(PostId(42)), "{typed}");
        }
        assert_eq!(number_in("the pump thing"), None);
    }
}
