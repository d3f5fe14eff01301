//! Taking something back that was said: its text goes for everybody, its place stays.

use crate::db::Conn;
use crate::db::messages::texts::{self, Message};
use crate::db::messages::{self as rows, members, words};
use crate::db::types::{MessageId, MessageKind, UtcTime};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::media::messages as files;
use crate::domain::{Core, Principal};

use super::send::index;

/// Deletes a message of one's own for everybody. Doing it again does nothing.
///
/// # Errors
/// [`Error::NotFound`] if it is not in a conversation of theirs; [`Denied::NotAuthor`].
pub async fn delete(core: &Core, by: &Principal, id: MessageId) -> Result<()> {
    core.change(async |conn| {
        let message = texts::find(conn, id).await?.ok_or(Error::NotFound)?;
        if members::find(conn, message.conversation_id, by.actor_id)
            .await?
            .is_none()
        {
            return Err(Error::NotFound);
        }
        if message.author_id != by.actor_id || message.kind != MessageKind::Text {
            return Err(Error::Forbidden(Denied::NotAuthor));
        }
        wipe(core, conn, by, &message).await
    })
    .await
}

/// Destroys the text of a message, with its words and files.
pub(super) async fn wipe(core: &Core, conn: &mut Conn, by: &Principal, message: &Message) -> Result<()> {
    rows::get_locked(conn, message.conversation_id).await?;
    if !texts::wipe(conn, message.id, core.clock.now()).await? {
        return Ok(());
    }
    words::set(conn, message.conversation_id, message.id, &[]).await?;
    files::clear(core, conn, message.id).await?;
    if !message.is_withheld {
        members::take_message(conn, message.conversation_id, message.number, message.author_id).await?;
    }
    let event = Event::MessageDeleted {
        conversation: message.conversation_id,
        message: message.id,
    };
    event::record(core, conn, by, &event).await
}

/// Takes another version of what somebody elsewhere said.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Error::Gone`] if it was deleted.
pub async fn edit(core: &Core, by: &Principal, id: MessageId, content: &Content, at: UtcTime) -> Result<()> {
    core.change(async |conn| {
        let message = texts::find(conn, id).await?.ok_or(Error::NotFound)?;
        if message.author_id != by.actor_id {
            return Err(Error::Forbidden(Denied::NotAuthor));
        }
        if message.deleted_at.is_some() {
            return Err(Error::Gone);
        }
        if message.edited_at.is_some_and(|last| last >= at) || message.html == content.html {
            return Ok(());
        }
        let text = (
            content.source.as_deref(),
            content.html.as_str(),
            content.excerpt.as_str(),
        );
        texts::set_text(conn, id, text, at).await?;
        let edited = Message {
            html: content.html.clone(),
            ..message
        };
        index(conn, &edited, &[]).await?;
        let event = Event::MessageEdited {
            conversation: edited.conversation_id,
            message: id,
        };
        event::record(core, conn, by, &event).await
    })
    .await
}
