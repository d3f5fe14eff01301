//! Showing moderators what somebody wrote: the messages that were chosen, as they stand now, and nothing else.

use crate::db::Conn;
use crate::db::messages::reported::{self, ReportedMessage};
use crate::db::messages::texts::{self, Message};
use crate::db::types::{ActorId, ConversationId, MessageId, MessageKind};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::{WhyForm, reports};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal};

use super::readable;

/// Most messages of one report.
const MESSAGES_MAX: usize = 50;

/// Reports messages of one person in a conversation. Reporting more of them while that is open adds to it.
///
/// # Errors
/// [`Error::Invalid`] on `messages` (none were chosen, or those of several people), `category` or `words`; [`Error::NotFound`];
/// [`Denied::OwnPost`].
pub async fn file(core: &Core, by: &Principal, id: ConversationId, chosen: &[MessageId], form: &WhyForm) -> Result<()> {
    let why = form.check();
    let mut problems = match &why {
        Err(Error::Invalid(problems)) => problems.clone(),
        _ => Problems::default(),
    };
    if chosen.is_empty() {
        problems.add("messages", Problem::Required);
    }
    if chosen.len() > MESSAGES_MAX {
        problems.add("messages", Problem::TooMany(MESSAGES_MAX));
    }
    problems.into_result(())?;
    let why = why?;
    core.change(async |conn| {
        let messages = theirs(conn, by, id, chosen).await?;
        let subject = one_author(&messages)?;
        if subject == by.actor_id {
            return Err(Error::Forbidden(Denied::OwnPost));
        }
        let report = reports::file_about(core, conn, by, subject, &why).await?;
        let rows: Vec<ReportedMessage> = messages
            .into_iter()
            .map(|message| ReportedMessage {
                report_id: report.id,
                message_id: message.id,
                author_id: message.author_id,
                html: message.html,
                sent_at: message.sent_at,
            })
            .collect();
        Ok(reported::insert(conn, &rows).await?)
    })
    .await
}

/// The chosen messages, if the member may read every one of them.
async fn theirs(conn: &mut Conn, by: &Principal, id: ConversationId, chosen: &[MessageId]) -> Result<Vec<Message>> {
    let (_, member) = readable(conn, by, id).await?;
    let messages = texts::list_by_ids(conn, chosen).await?;
    let may_read = |message: &Message| {
        message.conversation_id == id
            && super::may_see(&member, message)
            && message.kind == MessageKind::Text
            && message.deleted_at.is_none()
    };
    if messages.is_empty() || !messages.iter().all(may_read) {
        return Err(Error::NotFound);
    }
    Ok(messages)
}

fn one_author(messages: &[Message]) -> Result<ActorId> {
    let mut authors: Vec<ActorId> = messages.iter().map(|message| message.author_id).collect();
    authors.dedup();
    match authors.as_slice() {
        [one] => Ok(*one),
        _ => Err(Error::Invalid(Problems::one("messages", Problem::Choice))),
    }
}
