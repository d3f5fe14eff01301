//! What the copy holds of private messages: what the member wrote, what they are in, and whom they block. What others wrote
//! to them is the others'.

use crate::db::Conn;
use crate::db::messages::members::Member;
use crate::db::messages::texts::{self, Message};
use crate::db::messages::{Conversation, blocks, list_all_of, settings};
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

/// What they wrote.
pub(super) async fn written(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let row = |message: Message| {
        vec![
            field("export-conversation", "conversation", message.conversation_id.0),
            field("export-text", "text", message.source.unwrap_or(message.html)),
            when("export-when", "sent_at", Some(message.sent_at)),
        ]
    };
    let rows = texts::list_by_author(conn, who.actor.id).await?;
    Ok(Section {
        title: "export-messages",
        name: "messages",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// What they are in.
pub(super) async fn conversations(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let row = |(conversation, member): (Conversation, Member)| {
        vec![
            field("export-conversation", "conversation", conversation.id.0),
            field("export-title", "title", conversation.title),
            field("export-state", "state", member.state.as_str()),
            field("message-mute", "is_muted", member.is_muted),
            field("message-shows-read", "shows_read", member.shows_read),
            when("export-when", "created_at", Some(member.created_at)),
        ]
    };
    let rows = list_all_of(conn, who.account.id).await?;
    Ok(Section {
        title: "export-conversations",
        name: "conversations",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// Who may write to them, and who may not.
pub(super) async fn wishes(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let set = settings::get(conn, who.account.id).await?;
    let mut rows = vec![vec![
        field("settings-from-whom", "from_whom", set.from_whom.as_str()),
        field("message-shows-read", "shows_read", set.shows_read),
        field("settings-shows-presence", "shows_presence", set.shows_presence),
    ]];
    for (actor, since) in blocks::list(conn, who.actor.id, i64::MAX).await? {
        rows.push(vec![
            field("export-blocked", "blocked", actor.url),
            when("export-when", "created_at", Some(since)),
        ]);
    }
    Ok(Section {
        title: "export-message-settings",
        name: "message_settings",
        rows,
    })
}
