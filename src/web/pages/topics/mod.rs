//! `/topics/{id}` and what is done to posts.

pub(crate) mod acts;
pub(crate) mod delete;
pub(crate) mod history;
pub(crate) mod reply;
pub(crate) mod show;
pub(crate) mod undo;

pub use history::{HistoryPage, VersionView};

use askama::Template;

use crate::web::{
    filters, paths,
    view::{ForumHead, Level, NearTopic, Pager, PostView, QuestionView, ReplyForm, ReplyView},
};

/// `/topics/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/topics/show.html")]
pub struct TopicPage {
    /// The forum it is in.
    pub forum: ForumHead,
    /// The topic.
    pub topic: PostView,
    /// The accepted answer, whose text is shown under the question; `replies` keeps its place in the thread, marked
    /// `accepted`. Must be given whenever one of `replies` is.
    pub accepted: Option<ReplyView>,
    /// Who accepted it.
    pub accepted_by: Option<String>,
    /// The replies of this page, in reading order.
    pub replies: Vec<ReplyView>,
    /// All replies of the topic.
    pub reply_count: u32,
    /// Ways on.
    pub pager: Pager,
    /// Whether the viewer may answer.
    pub may_reply: bool,
    /// They would have to be verified first.
    pub needs_level: bool,
    /// The form of a reply as it came back, or empty.
    pub form: ReplyForm,
    /// What it has beside that, if it is a question.
    pub question: Option<QuestionView>,
    /// How much the viewer wants to hear of it; `None` for a guest.
    pub level: Option<Level>,
    /// The first reply on this page that the viewer has not seen.
    pub first_new: Option<i64>,
    /// Topics near this one.
    pub near: Vec<NearTopic>,
    /// Whether the viewer may make a case study of it.
    pub may_make_case: bool,
}

impl TopicPage {
    /// Whether what the viewer has not seen begins with this reply.
    pub(crate) fn begins_new(&self, reply: &i64) -> bool {
        self.first_new.as_ref() == Some(reply)
    }
}

/// `/topics/{id}` of a topic that moderators hid.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/topics/hidden.html")]
pub struct HiddenTopicPage {
    /// The topic's id.
    pub id: i64,
    /// The key of why.
    pub category: &'static str,
    /// Why, in words; may be empty.
    pub words: String,
    /// Whether the viewer may see what is hidden.
    pub may_open: bool,
}

/// `/posts/{id}/delete`: asks before deleting.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/topics/delete.html")]
pub struct DeletePostPage {
    /// The post's id.
    pub id: i64,
    /// Title of the topic it is, or is in.
    pub title: String,
    /// Whether it is a reply.
    pub is_reply: bool,
    /// The beginning of its text, plain.
    pub excerpt: String,
    /// Replies that stay.
    pub replies: u32,
    /// Where "no" leads.
    pub back: String,
}
