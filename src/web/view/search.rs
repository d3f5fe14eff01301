//! What a search found.

use super::{Byline, ForumLine, TopicKind};

/// A piece of a text, and whether it is what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Plain text.
    pub text: String,
    /// Whether it is marked.
    pub is_hit: bool,
}

/// A topic or a reply that was found.
#[derive(Debug, Clone)]
pub struct HitRow {
    /// Its page.
    pub href: String,
    /// Title of the topic; empty if its topic is not to be shown.
    pub title: Vec<Marked>,
    /// The place in the text.
    pub excerpt: Vec<Marked>,
    /// Language of the text; empty when unknown.
    pub lang: String,
    /// Language of the title.
    pub title_lang: String,
    /// Type and state of the topic.
    pub kind: TopicKind,
    /// It is a reply.
    pub is_reply: bool,
    /// It is the best answer.
    pub is_accepted: bool,
    /// Who wrote it and when.
    pub author: Byline,
    /// Where.
    pub forum: Option<ForumLine>,
    /// Replies; of topics.
    pub replies: u32,
}
