//! Content: topics, replies, articles, events and whatever else looks like something to read.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;
use url::Url;

use super::case_study::CaseStudyDocument;
use super::event::EventDocument;
use super::parts::{Attachment, Tag, best_url, image_url, languages};
use crate::{
    Error,
    audience::Recipients,
    lenient::{self, Reader, many},
};

/// What an object calls itself. How it is treated follows from `name`, `inReplyTo` and the forum as much as from this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentKind {
    /// A topic, as Lemmy, PieFed, Mbin and we send it.
    Page,
    /// A reply, or a microblog post.
    Note,
    /// A long text with a title.
    Article,
    /// Something that happens at a time.
    Event,
    /// A video.
    Video,
    /// A poll; never a forum question.
    Question,
    /// A private message of older Lemmy, Mbin and PieFed.
    ChatMessage,
    /// Another type that has an author and a text or title.
    Other(String),
}

impl ContentKind {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "Page" => Self::Page,
            "Note" => Self::Note,
            "Article" => Self::Article,
            "Event" => Self::Event,
            "Video" => Self::Video,
            "Question" => Self::Question,
            "ChatMessage" => Self::ChatMessage,
            _ => return None,
        })
    }

    /// The ActivityStreams name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Page => "Page",
            Self::Note => "Note",
            Self::Article => "Article",
            Self::Event => "Event",
            Self::Video => "Video",
            Self::Question => "Question",
            Self::ChatMessage => "ChatMessage",
            Self::Other(name) => name,
        }
    }
}

/// Something to read, as its server describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentDocument {
    /// The object's id.
    pub id: Url,
    /// What it calls itself.
    pub kind: ContentKind,
    /// The author: of several, the first `Person`, else the first.
    pub attributed_to: Url,
    /// Title, plain text.
    pub name: Option<String>,
    /// Body, in `media_type`; HTML unless it says otherwise.
    pub content: Option<String>,
    /// MIME type of `content`.
    pub media_type: Option<String>,
    /// Content warning on a `Note`, teaser elsewhere; HTML.
    pub summary: Option<String>,
    /// The Markdown it was written in.
    pub source_markdown: Option<String>,
    /// BCP 47 tag, from `language` or the key of `contentMap`.
    pub language: Option<String>,
    /// What it answers.
    pub in_reply_to: Option<Url>,
    /// The forum it says it belongs to.
    pub audience: Option<Url>,
    /// `to` and `cc`.
    pub recipients: Recipients,
    /// The conversation's collection.
    pub context: Option<Url>,
    /// The replies' collection.
    pub replies: Option<Url>,
    /// Hashtags, mentions, emoji.
    pub tags: Vec<Tag>,
    /// Files and links.
    pub attachments: Vec<Attachment>,
    /// A picture for previews.
    pub image: Option<Url>,
    /// The page for people.
    pub url: Option<Url>,
    /// Should be hidden behind a warning.
    pub sensitive: bool,
    /// False when closed for replies; `None` when it does not say.
    pub comments_enabled: Option<bool>,
    /// Pinned in its forum.
    pub stickied: bool,
    /// A topic that asks for an answer (our term).
    pub is_question: bool,
    /// The reply that is the best answer.
    pub accepted_answer: Option<Url>,
    /// This reply is the best answer.
    pub answer: bool,
    /// The record of a case study, on an `Article` that carries one (our terms).
    pub case_study: Option<Box<CaseStudyDocument>>,
    /// When and where it happens, of an `Event` that says when.
    pub event: Option<Box<EventDocument>>,
    /// This reply reports that its author did what a case study tells of, too (our term).
    pub replication: Option<Value>,
    /// `likes.totalItems`.
    pub likes: Option<u64>,
    /// When it was written.
    pub published: Option<DateTime<Utc>>,
    /// When it was last changed.
    pub updated: Option<DateTime<Utc>>,
}

impl ContentDocument {
    /// Reads an object. An unknown type is accepted when it has an author and a text or title.
    ///
    /// # Errors
    /// [`Error::Unsupported`] when it does not look like content; missing `id` or `attributedTo`.
    pub fn read(value: &Value) -> Result<Self, Error> {
        let found = lenient::kinds(value).next().unwrap_or("object").to_owned();
        let known = lenient::first_kind(value, ContentKind::from_name);
        let r = Reader::new(&found, value)?;
        let looks_like_content = r.has("attributedTo") && (r.has("content") || r.has("name"));
        let kind = match known {
            Some(kind) => kind,
            None if looks_like_content => ContentKind::Other(found.clone()),
            None => {
                return Err(Error::Unsupported {
                    of: "object".to_owned(),
                    kind: found,
                });
            }
        };
        let is_article = kind == ContentKind::Article;
        let case_study = CaseStudyDocument::read(value).filter(|_| is_article).map(Box::new);
        let is_event = kind == ContentKind::Event;
        let event = is_event.then(|| EventDocument::read(value)).flatten().map(Box::new);
        Ok(Self {
            id: r.id()?,
            kind,
            case_study,
            event,
            attributed_to: author(&r)?,
            name: r.text("name").or_else(|| r.text("nameMap")),
            content: r.text("content").or_else(|| r.text("contentMap")),
            media_type: r.text("mediaType"),
            summary: r.text("summary").or_else(|| r.text("summaryMap")),
            source_markdown: markdown(r.get("source")),
            language: language(&r),
            in_reply_to: r.opt_url("inReplyTo"),
            audience: r.opt_url("audience"),
            recipients: Recipients {
                to: r.recipients("to"),
                cc: r.recipients("cc"),
            },
            context: r.opt_url("context"),
            replies: r.opt_url("replies"),
            tags: Tag::read_all(r.get("tag")),
            attachments: Attachment::read_all(r.get("attachment")),
            image: image_url(r.get("image")),
            url: best_url(r.get("url")),
            sensitive: r.flag("sensitive").unwrap_or(false),
            comments_enabled: r.flag("commentsEnabled"),
            stickied: r.flag("stickied").unwrap_or(false),
            is_question: r.flag("isQuestion").unwrap_or(false),
            accepted_answer: r.opt_url("acceptedAnswer"),
            answer: r.flag("answer").unwrap_or(false),
            replication: Some(r.get("replication")).filter(|said| said.is_object()).cloned(),
            likes: r.get("likes").get("totalItems").and_then(Value::as_u64),
            published: r.time("published"),
            updated: r.time("updated"),
        })
    }

    /// The ids of those it mentions.
    pub fn mentions(&self) -> impl Iterator<Item = &Url> {
        self.tags.iter().filter_map(|tag| match tag {
            Tag::Mention { href, .. } => Some(href),
            _ => None,
        })
    }
}

impl<'de> Deserialize<'de> for ContentDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// PeerTube names a channel and a person; the person wrote it.
fn author(r: &Reader<'_>) -> Result<Url, Error> {
    let is_person = |item: &&Value| lenient::kinds(item).any(|kind| kind == "Person");
    let person = many(r.get("attributedTo")).iter().find(is_person).and_then(lenient::id);
    person.map_or_else(|| r.url("attributedTo"), Ok)
}

fn markdown(source: &Value) -> Option<String> {
    let is_markdown = source.get("mediaType").and_then(Value::as_str) == Some("text/markdown");
    source
        .get("content")
        .and_then(Value::as_str)
        .filter(|_| is_markdown)
        .map(str::to_owned)
}

/// `language` wins; else the key of `contentMap` whose text is the content, else its first.
fn language(r: &Reader<'_>) -> Option<String> {
    if let Some(tag) = languages(r.get("language"))
        .into_iter()
        .chain(languages(r.get("inLanguage")))
        .next()
    {
        return Some(tag);
    }
    let map = r.get("contentMap").as_object()?;
    let same = map.iter().find(|(_, text)| *text == r.get("content"));
    same.or_else(|| map.iter().next())
        .map(|(tag, _)| tag.clone())
        .filter(|tag| tag != "und")
}
