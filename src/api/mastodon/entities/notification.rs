//! What a member is told.

use serde::Serialize;

use crate::api::reply::{Id, Time};
use crate::db::notifications::Notification as Row;
use crate::db::types::NotificationKind;
use crate::id::time_of;

use super::{Account, Status};

/// A notification. Those about a post always carry it.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct Notification<'a> {
    id: Id,
    r#type: &'static str,
    created_at: Time,
    group_key: String,
    account: Account<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status<'a>>,
}

impl<'a> Notification<'a> {
    /// None if the post it needs may not be told.
    pub(in crate::api::mastodon) fn new(row: &Row, account: Account<'a>, status: Option<Status<'a>>) -> Option<Self> {
        let kind = row.kind;
        if status.is_none() && kind != NotificationKind::Follow {
            return None;
        }
        Some(Self {
            id: Id(row.id.0),
            r#type: word(kind),
            created_at: Time(time_of(row.id.0)),
            group_key: format!("ungrouped-{}", row.id),
            account,
            status,
        })
    }
}

/// Mastodon has no word for a best answer; its favourites come nearest.
fn word(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Reply | NotificationKind::Mention => "mention",
        NotificationKind::Accepted => "favourite",
        NotificationKind::Follow => "follow",
        NotificationKind::Watch => "status",
    }
}

/// The kinds that clients call by one of these words.
pub(in crate::api::mastodon) fn kinds(asked: &[String], excluded: &[String]) -> Vec<NotificationKind> {
    NotificationKind::ALL
        .iter()
        .copied()
        .filter(|kind| asked.is_empty() || asked.iter().any(|asked| asked == word(*kind)))
        .filter(|kind| !excluded.iter().any(|excluded| excluded == word(*kind)))
        .collect()
}
