//! Topics, replies, and what is left of them.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use url::Url;

use super::{AttachmentDraft, CaseStudyDraft, Language, TagDraft, Wire, time};
use crate::audience::Recipients;

/// The longest title Lemmy keeps, in characters.
const MAX_TITLE: usize = 200;

/// A topic: discussion, question or announcement. Sent as `Page`; never as `Question`, which is a poll to everybody.
#[derive(Debug, Clone)]
pub struct TopicDraft {
    /// The object's id.
    pub id: Url,
    /// The page for people.
    pub url: Url,
    /// The author's id.
    pub author: Url,
    /// The forum's id. Added to the recipients if it is not among them.
    pub group: Option<Url>,
    /// Title, plain text; cut at 200 characters.
    pub title: String,
    /// Body, sanitized HTML.
    pub content_html: String,
    /// The Markdown it was written in.
    pub source_markdown: Option<String>,
    /// The language it is written in, if known.
    pub language: Option<Language>,
    /// Who is addressed.
    pub recipients: Recipients,
    /// Hashtags and mentions; for a forum on another instance, a mention of the forum.
    pub tags: Vec<TagDraft>,
    /// Files and links.
    pub attachments: Vec<AttachmentDraft>,
    /// Should be hidden behind a warning.
    pub sensitive: bool,
    /// False when locked.
    pub comments_enabled: bool,
    /// Pinned in its forum.
    pub stickied: bool,
    /// Asks for an answer.
    pub is_question: bool,
    /// The reply that is the best answer.
    pub accepted_answer: Option<Url>,
    /// The conversation's collection.
    pub context: Option<Url>,
    /// The replies' collection.
    pub replies: Option<Url>,
    /// When it was written.
    pub published: DateTime<Utc>,
    /// When it was last changed.
    pub updated: Option<DateTime<Utc>>,
}

impl TopicDraft {
    /// The `Page`.
    #[must_use]
    pub fn build(&self) -> Wire {
        let title: String = self.title.chars().take(MAX_TITLE).collect();
        let body = Body {
            id: &self.id,
            url: &self.url,
            author: &self.author,
            group: self.group.as_ref(),
            html: &self.content_html,
            markdown: self.source_markdown.as_deref(),
            language: self.language.as_ref(),
            recipients: &self.recipients,
            tags: &self.tags,
            attachments: &self.attachments,
            sensitive: self.sensitive,
            context: self.context.as_ref(),
            replies: self.replies.as_ref(),
            published: self.published,
            updated: self.updated,
        };
        body.wire("Page")
            .set("name", title)
            .set("commentsEnabled", self.comments_enabled)
            .set("stickied", self.stickied)
            .set("isQuestion", self.is_question)
            .maybe("acceptedAnswer", self.accepted_answer.as_ref().map(Url::as_str))
    }
}

/// A case study. Sent as `Article`: a topic with a teaser, and with keys of our own that others pass over.
#[derive(Debug, Clone)]
pub struct ArticleDraft {
    /// Everything it has in common with a topic.
    pub topic: TopicDraft,
    /// A teaser, escaped HTML of one line: Mastodon shows it in place of the body.
    pub summary: Option<String>,
    /// The record, in keys of our own namespace; none leaves a readable text.
    pub record: Option<CaseStudyDraft>,
}

impl ArticleDraft {
    /// The `Article`.
    #[must_use]
    pub fn build(&self) -> Wire {
        let wire = self
            .topic
            .build()
            .set("type", "Article")
            // Mobilizon takes no article without it.
            .set("actor", self.topic.author.as_str())
            .maybe("summary", self.summary.as_deref());
        match &self.record {
            Some(record) => record.put(wire),
            None => wire,
        }
    }
}

/// A reply. Sent as `Note`.
#[derive(Debug, Clone)]
pub struct ReplyDraft {
    /// The object's id.
    pub id: Url,
    /// The page for people.
    pub url: Url,
    /// The author's id.
    pub author: Url,
    /// The forum's id. Added to the recipients if it is not among them.
    pub group: Option<Url>,
    /// What is answered: the topic or another reply.
    pub in_reply_to: Url,
    /// Body, sanitized HTML.
    pub content_html: String,
    /// The Markdown it was written in.
    pub source_markdown: Option<String>,
    /// The language it is written in, if known.
    pub language: Option<Language>,
    /// Who is addressed; the parent's author belongs in `cc` and among the mentions.
    pub recipients: Recipients,
    /// Hashtags and mentions.
    pub tags: Vec<TagDraft>,
    /// Files and links.
    pub attachments: Vec<AttachmentDraft>,
    /// Should be hidden behind a warning.
    pub sensitive: bool,
    /// This is the best answer of its topic.
    pub is_answer: bool,
    /// It reports that its author did what a case study tells of, too: our own keys of that, which others pass over.
    pub replication: Option<Value>,
    /// The conversation's collection, as the parent names it.
    pub context: Option<Url>,
    /// The replies' collection.
    pub replies: Option<Url>,
    /// When it was written.
    pub published: DateTime<Utc>,
    /// When it was last changed.
    pub updated: Option<DateTime<Utc>>,
}

impl ReplyDraft {
    /// The `Note`.
    #[must_use]
    pub fn build(&self) -> Wire {
        let body = Body {
            id: &self.id,
            url: &self.url,
            author: &self.author,
            group: self.group.as_ref(),
            html: &self.content_html,
            markdown: self.source_markdown.as_deref(),
            language: self.language.as_ref(),
            recipients: &self.recipients,
            tags: &self.tags,
            attachments: &self.attachments,
            sensitive: self.sensitive,
            context: self.context.as_ref(),
            replies: self.replies.as_ref(),
            published: self.published,
            updated: self.updated,
        };
        body.wire("Note")
            .set("inReplyTo", self.in_reply_to.as_str())
            .maybe("answer", self.is_answer.then_some(true))
            .maybe("replication", self.replication.clone())
    }
}

/// What topics and replies have in common.
struct Body<'a> {
    id: &'a Url,
    url: &'a Url,
    author: &'a Url,
    group: Option<&'a Url>,
    html: &'a str,
    markdown: Option<&'a str>,
    language: Option<&'a Language>,
    recipients: &'a Recipients,
    tags: &'a [TagDraft],
    attachments: &'a [AttachmentDraft],
    sensitive: bool,
    context: Option<&'a Url>,
    replies: Option<&'a Url>,
    published: DateTime<Utc>,
    updated: Option<DateTime<Utc>>,
}

impl Body<'_> {
    fn wire(&self, kind: &str) -> Wire {
        let recipients = match self.group {
            Some(group) => self.recipients.clone().with_group(group),
            None => self.recipients.clone(),
        };
        let tags: Vec<Value> = self.tags.iter().map(TagDraft::json).collect();
        let attachments: Vec<Value> = self.attachments.iter().map(AttachmentDraft::json).collect();
        Wire::new(json!({
            "id": self.id,
            "type": kind,
            "attributedTo": self.author,
            "url": self.url,
            "content": self.html,
            "mediaType": "text/html",
            "attachment": attachments,
            "tag": tags,
            "sensitive": self.sensitive,
            "published": time(self.published),
        }))
        .addressed(&recipients)
        .maybe("audience", self.group.map(Url::as_str))
        .maybe(
            "source",
            self.markdown
                .map(|text| json!({ "content": text, "mediaType": "text/markdown" })),
        )
        .maybe("language", self.language.map(Language::json))
        .maybe(
            "contentMap",
            self.language
                .map(|language| json!({ language.identifier.as_str(): self.html })),
        )
        .maybe("context", self.context.map(Url::as_str))
        .maybe("replies", self.replies.map(Url::as_str))
        .maybe("updated", self.updated.map(time))
    }
}

/// What is left of a deleted object, served at its id with 410 (gone) or 200 (removed by a moderator).
#[derive(Debug, Clone)]
pub struct TombstoneDraft {
    /// The id of what was deleted.
    pub id: Url,
    /// What it was: `Page`, `Note`.
    pub former_type: String,
    /// When it was deleted.
    pub deleted: DateTime<Utc>,
}

impl TombstoneDraft {
    /// The `Tombstone`.
    #[must_use]
    pub fn build(&self) -> Wire {
        Wire::new(json!({
            "id": self.id,
            "type": "Tombstone",
            "formerType": self.former_type,
            "deleted": time(self.deleted),
        }))
    }
}
