//! The composer: a new topic, an edited topic, an edited reply.

pub(crate) mod complete;
pub(crate) mod drafting;
pub(crate) mod edit;
mod kept;
pub(crate) mod new;

pub use kept::KeptPage;
pub(crate) use kept::{Draft, keep, keep_stale};

pub use complete::SimilarTopic;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{DraftView, FieldView, ForumHead, Tray},
};

/// `/forums/{name}/new`. The form sends `kind`, `title`, `body`, `language`, and `intent` =
/// `publish` or `preview`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/compose/topic.html")]
pub struct NewTopicPage {
    /// The forum it goes to.
    pub forum: ForumHead,
    /// `discussion`, `question` or `announcement`.
    pub kind: FieldView,
    /// Whether the viewer may announce.
    pub may_announce: bool,
    /// Title.
    pub title: FieldView,
    /// Text in Markdown.
    pub body: FieldView,
    /// Language tag of the text.
    pub language: FieldView,
    /// Sanitised HTML of the text, when a preview was asked for.
    pub preview_html: Option<String>,
    /// Topics that may be about the same, shown with the preview: id and title.
    pub similar: Vec<SimilarTopic>,
    /// Its draft.
    pub draft: DraftView,
    /// Its files.
    pub files: Tray,
}

impl NewTopicPage {
    /// The types on offer: value, key of the name, key of the help, icon.
    fn kinds(&self) -> &'static [(&'static str, &'static str, &'static str, &'static str)] {
        let all = &KINDS;
        if self.may_announce { all } else { &all[..2] }
    }
}

const KINDS: [(&str, &str, &str, &str); 3] = [
    ("question", "kind-question", "kind-question-help", "circle-help"),
    (
        "discussion",
        "kind-discussion",
        "kind-discussion-help",
        "message-square",
    ),
    (
        "announcement",
        "kind-announcement",
        "kind-announcement-help",
        "megaphone",
    ),
];

/// `/posts/{id}/edit`. The form sends `title` (topics), `body`, `language`, and `intent` = `save`
/// or `preview`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/compose/edit.html")]
pub struct EditPostPage {
    /// The post's id.
    pub id: i64,
    /// Title, when the post is a topic.
    pub title: Option<FieldView>,
    /// Title of the topic a reply is in.
    pub topic_title: String,
    /// Text in Markdown.
    pub body: FieldView,
    /// Language tag of the text.
    pub language: FieldView,
    /// Sanitised HTML of the text, when a preview was asked for.
    pub preview_html: Option<String>,
    /// Its files.
    pub files: Tray,
    /// Where "cancel" leads.
    pub back: String,
    /// Its draft.
    pub draft: DraftView,
}

impl EditPostPage {
    fn title_is_wrong(&self) -> bool {
        self.title.as_ref().is_some_and(|title| title.error.is_some())
    }
}
