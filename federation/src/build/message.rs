//! Private messages: one object for one person, mentioned and addressed, with nobody beside them.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use url::Url;

use super::{AttachmentDraft, TagDraft, Wire, time};
use crate::audience::Recipients;

/// What a receiver takes for a private message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MessageForm {
    /// A `Note` to one person who is mentioned: almost everybody.
    #[default]
    Note,
    /// A `ChatMessage`: Mbin, and Lemmy before 1.0.
    ChatMessage,
}

/// A private message to one person.
#[derive(Debug, Clone)]
pub struct MessageDraft {
    /// The object's id; every person gets an object of their own.
    pub id: Url,
    /// What it is called.
    pub form: MessageForm,
    /// The author's id.
    pub author: Url,
    /// The one whom it is for.
    pub recipient: Url,
    /// Their handle, `@name@host`.
    pub handle: String,
    /// Body, sanitized HTML.
    pub content_html: String,
    /// The Markdown it was written in.
    pub source_markdown: Option<String>,
    /// What it answers, of which the recipient has a copy.
    pub in_reply_to: Option<Url>,
    /// Files.
    pub attachments: Vec<AttachmentDraft>,
    /// When it was written.
    pub published: DateTime<Utc>,
}

impl MessageDraft {
    /// The addressees: the one person.
    #[must_use]
    pub fn recipients(&self) -> Recipients {
        Recipients {
            to: vec![self.recipient.clone()],
            cc: Vec::new(),
        }
    }

    /// The object.
    #[must_use]
    pub fn build(&self) -> Wire {
        let kind = match self.form {
            MessageForm::Note => "Note",
            MessageForm::ChatMessage => "ChatMessage",
        };
        let mention = TagDraft::Mention {
            href: self.recipient.clone(),
            name: self.handle.clone(),
        };
        let attachments: Vec<Value> = self.attachments.iter().map(AttachmentDraft::json).collect();
        let source = self.source_markdown.as_ref();
        Wire::new(json!({ "id": self.id, "type": kind, "attributedTo": self.author }))
            .addressed(&self.recipients())
            .set("content", self.content())
            .set("mediaType", "text/html")
            .set("tag", vec![mention.json()])
            .set("attachment", attachments)
            .set("published", time(self.published))
            .maybe("inReplyTo", self.in_reply_to.as_ref().map(Url::as_str))
            .maybe(
                "source",
                source.map(|text| json!({ "content": text, "mediaType": "text/markdown" })),
            )
    }

    /// The body, begun with the mention that readers of notes look for.
    fn content(&self) -> String {
        if self.form == MessageForm::ChatMessage {
            return self.content_html.clone();
        }
        let name = self
            .handle
            .trim_start_matches('@')
            .split('@')
            .next()
            .unwrap_or_default();
        let mention = format!(
            "<span class=\"h-card\"><a href=\"{}\" class=\"u-url mention\">@{name}</a></span>",
            self.recipient
        );
        let first = self
            .content_html
            .strip_prefix("<p")
            .and_then(|rest| rest.split_once('>'));
        match first {
            Some((attributes, rest)) => format!("<p{attributes}>{mention} {rest}"),
            None => format!("<p>{mention}</p>{}", self.content_html),
        }
    }
}
