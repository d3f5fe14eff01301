//! The best answer of a question: chosen by who asked, or by a moderator; one at most.

use crate::db::posts::{self, Post};
use crate::db::types::{Deed, NotificationKind, PostId, TopicKind};
use crate::db::{forums, questions as rows};

use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::posts::thread_of;
use super::questions::solved;
use super::{Core, Principal, notifications, submissions};

/// Marks `answer` as the best answer of its question, in place of another if there is one. Marking it again does nothing.
///
/// # Errors
/// [`Denied::NotAuthor`] if the principal neither asked nor moderates; [`Error::NotFound`] if `answer` is no visible
/// reply to a question.
pub async fn accept(core: &Core, by: &Principal, answer: PostId) -> Result<()> {
    core.change(async |conn| {
        // Whoever takes the answer away meanwhile waits for the head, and finds the mark on it.
        let (topic, answer) = thread_of(conn, answer).await?;
        let is_question = topic.topic_kind == Some(TopicKind::Question);
        if answer.id == topic.id || answer.is_removed() || (topic.is_local && !is_question) {
            return Err(Error::NotFound);
        }
        require_right(conn, by, &topic).await?;
        if !is_question {
            // PieFed tells of a question only by the answer that is chosen.
            posts::set_topic_kind(conn, topic.id, TopicKind::Question).await?;
        }
        if topic.accepted_id == Some(answer.id) {
            return Ok(());
        }
        posts::set_accepted(conn, topic.id, Some(answer.id)).await?;
        rows::set_accepted_by(conn, topic.id, Some(by.actor_id)).await?;
        if let Some(former) = topic.accepted_id {
            submissions::taken_back(conn, by, former, Deed::Answer).await?;
        }
        submissions::sent(core, conn, by, topic.forum_id, (answer.id, Deed::Answer)).await?;
        solved::call(core, conn, by, &answer).await?;
        notifications::tell(
            core,
            conn,
            NotificationKind::Accepted,
            answer.actor_id,
            by.actor_id,
            Some(&answer),
        )
        .await?;
        event::record(
            core,
            conn,
            by,
            &Event::AnswerAccepted {
                topic: topic.id,
                answer: answer.id,
            },
        )
        .await
    })
    .await
}

/// Takes the mark off a question's best answer. Without one nothing happens.
///
/// # Errors
/// [`Denied::NotAuthor`] if the principal neither asked nor moderates.
pub async fn clear(core: &Core, by: &Principal, topic: PostId) -> Result<()> {
    core.change(async |conn| {
        let topic = posts::get_locked(conn, topic).await?;
        require_right(conn, by, &topic).await?;
        let Some(answer) = topic.accepted_id else { return Ok(()) };
        posts::set_accepted(conn, topic.id, None).await?;
        rows::set_accepted_by(conn, topic.id, None).await?;
        submissions::taken_back(conn, by, answer, Deed::Answer).await?;
        event::record(
            core,
            conn,
            by,
            &Event::AnswerCleared {
                topic: topic.id,
                answer,
            },
        )
        .await
    })
    .await
}

/// That the principal asked, or moderates.
pub(super) async fn require_right(conn: &mut crate::db::Conn, by: &Principal, topic: &Post) -> Result<()> {
    if topic.is_removed() {
        return Err(Error::Gone);
    }
    if topic.actor_id == by.actor_id {
        return Ok(());
    }
    let (forum, actor) = forums::get(conn, topic.forum_id.ok_or(Error::NotFound)?).await?;
    if by.moderates(conn, &forum, &actor).await? {
        Ok(())
    } else {
        Err(Error::Forbidden(Denied::NotAuthor))
    }
}
