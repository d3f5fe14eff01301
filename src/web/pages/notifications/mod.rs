//! `/notifications`.

mod index;

pub(crate) use index::{index, read_all};

use askama::Template;

use crate::web::{
    filters, paths,
    view::{Pager, PersonLine, Stamp},
};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Somebody answered my topic or reply.
    Reply,
    /// My answer was accepted.
    Accepted,
    /// Somebody mentioned me.
    Mention,
    /// Somebody follows me.
    Follow,
    /// A question whose problem I have, too, has an accepted answer.
    Solved,
    /// My question has answers to choose from.
    Reminder,
    /// A question of my field waits for an answer.
    Nudge,
    /// My question was asked before.
    Duplicate,
    /// Somebody reported something that I am to judge.
    Report,
    /// Moderators did something that concerns me; the key of the sentence.
    Deed(&'static str),
    /// Somebody began a topic in a forum that I watch.
    WatchedForum,
    /// Somebody replied in a topic that I watch.
    WatchedTopic,
    /// A forum elsewhere did not take what I sent.
    Refused,
    /// What I sent to a forum elsewhere did not arrive.
    Undelivered,
    /// Somebody did what my case study tells of, too.
    Replicated,
    /// The editors published my case study.
    CasePublished,
    /// The editors sent my case study back.
    CaseReturned,
    /// There are new case studies for searches that I keep.
    SavedSearch,
    /// Day, hour or place of a training that concerns me changed.
    TrainingChanged,
    /// A training that concerns me does not take place.
    TrainingCancelled,
    /// Something became of a seat; the key of the sentence.
    Seat(&'static str),
    /// Something about a training that is needed; the key of the sentence.
    Need(&'static str),
    /// Somebody wrote to me.
    Message,
}

impl NoticeKind {
    /// The key of the sentence about `$name`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reply => "notice-reply",
            Self::Accepted => "notice-accepted",
            Self::Mention => "notice-mention",
            Self::Follow => "notice-follow",
            Self::Solved => "notice-solved",
            Self::Reminder => "notice-reminder",
            Self::Nudge => "notice-nudge",
            Self::Duplicate => "notice-duplicate",
            Self::Report => "notice-report",
            Self::Deed(key) | Self::Need(key) => key,
            Self::WatchedForum => "notice-watched-forum",
            Self::WatchedTopic => "notice-watched-topic",
            Self::Refused => "notice-send-refused",
            Self::Undelivered => "notice-send-undelivered",
            Self::Replicated => "notice-replicated",
            Self::CasePublished => "notice-case-published",
            Self::CaseReturned => "notice-case-returned",
            Self::SavedSearch => "notice-saved-search",
            Self::TrainingChanged => "notice-training-changed",
            Self::TrainingCancelled => "notice-training-cancelled",
            Self::Seat(key) => key,
            Self::Message => "notice-message",
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Notice {
    /// What.
    pub kind: NoticeKind,
    /// Who did it.
    pub actor: PersonLine,
    /// Where to read it.
    pub href: String,
    /// Title of the topic or the beginning of the text; may be empty.
    pub subject: String,
    /// When.
    pub at: Stamp,
    /// Not seen yet.
    pub unread: bool,
}

/// `/notifications`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/notifications/index.html")]
pub struct NotificationsPage {
    /// The notices, newest first.
    pub notices: Vec<Notice>,
    /// Whether any is not seen yet.
    pub any_unread: bool,
    /// Ways on.
    pub pager: Pager,
}
