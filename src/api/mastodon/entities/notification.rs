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
        let word = word(kind)?;
        if status.is_none() && kind != NotificationKind::Follow {
            return None;
        }
        Some(Self {
            id: Id(row.id.0),
            r#type: word,
            created_at: Time(time_of(row.id.0)),
            group_key: format!("ungrouped-{}", row.id),
            account,
            status,
        })
    }
}

/// A private message is a mention whose status is direct. Mastodon has no word for a best answer; its favourites come nearest. What happens around questions is news of a post, and
/// what moderators have to say is read on our pages.
fn word(kind: NotificationKind) -> Option<&'static str> {
    Some(match kind {
        NotificationKind::Reply
        | NotificationKind::Replicated
        | NotificationKind::Mention
        | NotificationKind::Message => "mention",
        NotificationKind::Accepted | NotificationKind::Vote => "favourite",
        NotificationKind::Follow => "follow",
        NotificationKind::Solved
        | NotificationKind::Reminder
        | NotificationKind::Nudge
        | NotificationKind::Duplicate
        | NotificationKind::CasePublished
        | NotificationKind::Watch
        | NotificationKind::TrainingChanged
        | NotificationKind::TrainingCancelled => "status",
        NotificationKind::Report
        | NotificationKind::Moderation
        | NotificationKind::Refused
        | NotificationKind::Undelivered
        | NotificationKind::CaseReturned
        | NotificationKind::SavedSearch
        | NotificationKind::SeatAsked
        | NotificationKind::SeatConfirmed
        | NotificationKind::SeatWaiting
        | NotificationKind::SeatOffered
        | NotificationKind::SeatExpired
        | NotificationKind::SeatDeclined
        | NotificationKind::SeatRemoved
        | NotificationKind::CertificateReady
        | NotificationKind::EvaluationWanted
        | NotificationKind::RequestSigned
        | NotificationKind::RequestOffer
        | NotificationKind::RequestOfferPicked
        | NotificationKind::RequestOfferDeclined
        | NotificationKind::RequestMatched
        | NotificationKind::RequestMerged
        | NotificationKind::RequestClosed
        | NotificationKind::RequestReopened
        | NotificationKind::Verification
        | NotificationKind::Unreachable => return None,
    })
}

/// The kinds that clients call by one of these words.
pub(in crate::api::mastodon) fn kinds(asked: &[String], excluded: &[String]) -> Vec<NotificationKind> {
    NotificationKind::ALL
        .iter()
        .copied()
        .filter(|kind| word(*kind).is_some_and(|word| asked.is_empty() || asked.iter().any(|asked| asked == word)))
        .filter(|kind| word(*kind).is_some_and(|word| !excluded.iter().any(|excluded| excluded == word)))
        .collect()
}
