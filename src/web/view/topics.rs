//! Topics and replies.

use super::{Byline, DraftView, FieldView, FileView, ForumLine, SendView, Stamp, Tray};

/// What a topic is, and for a question how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicKind {
    /// A conversation.
    Discussion,
    /// A question nobody has answered yet.
    Question,
    /// A question with answers, none of them accepted.
    Waiting,
    /// A question with an accepted answer.
    Answered,
    /// A question that was asked before.
    Duplicate,
    /// A question with which nobody went on.
    Stale,
    /// News from those who run the forum.
    Announcement,
    /// Something written outside forums, on another server.
    Note,
    /// A case study.
    CaseStudy,
    /// A training.
    Training,
}

impl TopicKind {
    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Discussion => "kind-discussion",
            Self::Question => "kind-question",
            Self::Waiting => "kind-waiting",
            Self::Duplicate => "kind-duplicate",
            Self::Stale => "kind-stale",
            Self::Answered => "kind-answered",
            Self::Announcement => "kind-announcement",
            Self::Note => "kind-note",
            Self::CaseStudy => "kind-case-study",
            Self::Training => "kind-training",
        }
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Discussion => "message-square",
            Self::Question | Self::Waiting => "circle-help",
            Self::Duplicate | Self::Stale => "lock",
            Self::Answered => "circle-check-big",
            Self::Announcement => "megaphone",
            Self::Note => "message-square",
            Self::CaseStudy => "factory",
            Self::Training => "calendar-days",
        }
    }

    /// The class of its badge.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Discussion | Self::Note | Self::Duplicate | Self::Stale => "badge-plain",
            Self::Question | Self::Waiting => "badge-brand",
            Self::Answered => "badge-accent",
            Self::Announcement | Self::CaseStudy | Self::Training => "badge-info",
        }
    }

    /// Whether it asks something.
    #[must_use]
    pub const fn is_question(self) -> bool {
        matches!(
            self,
            Self::Question | Self::Waiting | Self::Answered | Self::Duplicate | Self::Stale
        )
    }

    /// Whether it is a question that was closed.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Duplicate | Self::Stale)
    }
}

/// A topic in a list.
#[derive(Debug, Clone)]
pub struct TopicRow {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Language of the title and the excerpt; empty when unknown.
    pub lang: String,
    /// Type and state.
    pub kind: TopicKind,
    /// The beginning of the text, plain.
    pub excerpt: String,
    /// Who wrote it and when.
    pub author: Byline,
    /// The forum it is in, where the list mixes forums.
    pub forum: Option<ForumLine>,
    /// The server it came from, when it is not this one.
    pub origin: Option<String>,
    /// Replies.
    pub replies: u32,
    /// Up-votes.
    pub votes: u32,
    /// When something last happened.
    pub active_at: Stamp,
    /// Kept at the head of the forum.
    pub pinned: bool,
    /// Takes no replies.
    pub locked: bool,
    /// Changed since the viewer last looked.
    pub unread: bool,
    /// Replies since then, up to a hundred; none if they never looked.
    pub newer: u32,
}

impl TopicRow {
    /// The class of the box of replies: empty, answered, or accepted in copper.
    #[must_use]
    pub const fn reply_class(&self) -> &'static str {
        match (self.kind, self.replies) {
            (TopicKind::Answered, _) => "topic-row-accepted",
            (_, 0) => "topic-row-silent",
            _ => "topic-row-answered",
        }
    }
}

/// Up-votes of a post and what the viewer may do about them.
#[derive(Debug, Clone, Copy)]
pub struct VoteView {
    /// How many.
    pub count: u32,
    /// Whether the viewer's is among them.
    pub mine: bool,
    /// Whether the viewer may vote.
    pub allowed: bool,
}

/// The text of a topic with everything around it.
#[derive(Debug, Clone)]
pub struct PostView {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Language; empty when unknown.
    pub lang: String,
    /// Type and state.
    pub kind: TopicKind,
    /// Sanitised HTML.
    pub html: String,
    /// Who wrote it and when.
    pub author: Byline,
    /// Up-votes.
    pub vote: VoteView,
    /// What hangs on it.
    pub files: Vec<FileView>,
    /// The post on its home server, when it is not this one.
    pub remote_url: Option<String>,
    /// Kept at the head of the forum.
    pub pinned: bool,
    /// Takes no replies.
    pub locked: bool,
    /// The viewer may edit it.
    pub may_edit: bool,
    /// The viewer may delete it.
    pub may_delete: bool,
    /// The viewer may pin and lock it.
    pub may_moderate: bool,
    /// Until when the viewer can take it back.
    pub undo_until: Option<Stamp>,
    /// The viewer keeps it; `None` for a guest.
    pub kept: Option<bool>,
    /// What the viewer sent about it to its forum's server and what is not confirmed there.
    pub sending: Vec<SendView>,
}

/// A topic near another one.
#[derive(Debug, Clone)]
pub struct NearTopic {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Language of the title; empty when unknown.
    pub lang: String,
    /// Type and state.
    pub kind: TopicKind,
    /// Replies.
    pub replies: u32,
}

/// What a question has beside its text and answers.
#[derive(Debug, Clone, Default)]
pub struct QuestionView {
    /// The question that was asked before: id and title.
    pub original: Option<(i64, String)>,
    /// Members with the same problem.
    pub same: u32,
    /// Whether the viewer is one of them.
    pub is_same: bool,
    /// Whether the viewer may say so.
    pub may_say_same: bool,
    /// Whether the viewer may close it or open it again.
    pub may_close: bool,
}

/// The reply another one answers, when it is not right above.
#[derive(Debug, Clone)]
pub struct ReplyRef {
    /// Its id.
    pub id: i64,
    /// Its author.
    pub name: String,
}

/// A reply, in reading order; `depth` says how far it is moved in.
#[derive(Debug, Clone)]
pub struct ReplyView {
    /// Its id; the anchor is `reply-{id}`.
    pub id: i64,
    /// 0, 1 or 2: deeper ones stay at 2 and carry `replying_to`.
    pub depth: u8,
    /// Whom it answers, where the nesting does not show it.
    pub replying_to: Option<ReplyRef>,
    /// Language; empty when unknown.
    pub lang: String,
    /// Sanitised HTML; empty when deleted.
    pub html: String,
    /// Who wrote it and when.
    pub author: Byline,
    /// Up-votes.
    pub vote: VoteView,
    /// It is the accepted answer.
    pub accepted: bool,
    /// It was deleted; its replies stay.
    pub deleted: bool,
    /// What hangs on it.
    pub files: Vec<FileView>,
    /// Moderators hid it; the key of why.
    pub hidden: Option<&'static str>,
    /// The reply on its home server, when it is not this one.
    pub remote_url: Option<String>,
    /// The viewer may answer it.
    pub may_reply: bool,
    /// The viewer may accept it, or take that back.
    pub may_accept: bool,
    /// The viewer asked: accepting is theirs before anybody's.
    pub is_asker: bool,
    /// The viewer may edit it.
    pub may_edit: bool,
    /// The viewer may delete it.
    pub may_delete: bool,
    /// Until when the viewer can take it back.
    pub undo_until: Option<Stamp>,
    /// The viewer keeps it; `None` for a guest.
    pub kept: Option<bool>,
    /// Written since the viewer last looked.
    pub is_new: bool,
    /// What the viewer sent about it to its forum's server and what is not confirmed there.
    pub sending: Vec<SendView>,
}

/// The form of a reply as it came back, or empty.
#[derive(Debug, Clone, Default)]
pub struct ReplyForm {
    /// The reply it answers; `None` answers the topic.
    pub parent: Option<i64>,
    /// The text.
    pub body: FieldView,
    /// Its files.
    pub files: Tray,
    /// Language of the text.
    pub lang: String,
    /// Sanitised HTML of the text, when a preview was asked for.
    pub preview_html: Option<String>,
    /// Its draft.
    pub draft: DraftView,
}

impl ReplyForm {
    /// Whether this is the form that answers `parent`, `None` being the topic.
    #[must_use]
    pub fn answers(&self, parent: &Option<&i64>) -> bool {
        self.parent.as_ref() == *parent
    }
}
