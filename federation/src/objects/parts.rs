//! The pieces that actors and content share: links, images, tags, attachments, tombstones.

use chrono::{DateTime, Utc};
use serde_json::Value;
use url::Url;

use crate::{
    Error,
    lenient::{self, Reader, many},
};

/// The page for people among the shapes of `url`: an HTML `Link` if there is one, else the first usable web address.
pub(super) fn best_url(value: &Value) -> Option<Url> {
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https");
    let is_html = |item: &&Value| {
        item.get("mediaType")
            .and_then(Value::as_str)
            .is_some_and(|kind| kind.starts_with("text/html"))
    };
    let href = |item: &Value| item.get("href").and_then(lenient::id).or_else(|| lenient::id(item));
    let items = many(value);
    items
        .iter()
        .filter(is_html)
        .find_map(href)
        .or_else(|| items.iter().find_map(href))
        .filter(is_web)
}

/// The address of an image: `{"url": …}` in its shapes, or a bare string; with several, the last (as Lemmy does).
pub(super) fn image_url(value: &Value) -> Option<Url> {
    many(value)
        .iter()
        .rev()
        .find_map(|image| image.get("url").map_or_else(|| lenient::id(image), best_url))
}

/// BCP 47 tags among the shapes of `language`: `{"identifier","name"}`, strings, arrays of either.
pub(super) fn languages(value: &Value) -> Vec<String> {
    let tag = |item: &Value| {
        item.as_str()
            .or_else(|| item.get("identifier")?.as_str())
            .map(str::to_owned)
    };
    many(value)
        .iter()
        .filter_map(tag)
        .filter(|tag| !tag.is_empty() && tag != "und")
        .collect()
}

/// A hashtag, mention or custom emoji in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// `#name`; the name is given without the number sign.
    Hashtag {
        /// Without `#`.
        name: String,
        /// Its page on the sender's server.
        href: Option<Url>,
    },
    /// A person or forum that should know.
    Mention {
        /// The actor's id.
        href: Url,
        /// `@name@host`, or however the sender spells it.
        name: Option<String>,
    },
    /// A picture for `:name:`.
    Emoji {
        /// With colons, as in the text.
        name: String,
        /// The picture.
        icon: Option<Url>,
    },
}

impl Tag {
    /// Reads the tags we understand and leaves the rest out.
    pub(super) fn read_all(value: &Value) -> Vec<Self> {
        many(value).iter().filter_map(Self::read).collect()
    }

    fn read(value: &Value) -> Option<Self> {
        let r = Reader::new("tag", value).ok()?;
        lenient::first_kind(value, |kind| match kind {
            "Hashtag" => Some(Self::Hashtag {
                name: r.text("name")?.trim_start_matches('#').to_owned(),
                href: r.opt_url("href"),
            }),
            "Mention" => Some(Self::Mention {
                href: r.opt_url("href")?,
                name: r.text("name"),
            }),
            "Emoji" => Some(Self::Emoji {
                name: r.text("name")?,
                icon: image_url(r.get("icon")),
            }),
            _ => None,
        })
    }
}

/// A file or link that belongs to an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// `Image`, `Document`, `Video`, `Audio`, `Link` …
    pub kind: String,
    /// Where it is.
    pub url: Url,
    /// MIME type, when given.
    pub media_type: Option<String>,
    /// Alternative text, plain.
    pub description: Option<String>,
    /// Pixels.
    pub width: Option<u64>,
    /// Pixels.
    pub height: Option<u64>,
    /// Placeholder, see blurha.sh.
    pub blurhash: Option<String>,
}

impl Attachment {
    /// Reads what has an address and leaves the rest (`PropertyValue` …) out.
    pub(super) fn read_all(value: &Value) -> Vec<Self> {
        many(value).iter().filter_map(Self::read).collect()
    }

    fn read(value: &Value) -> Option<Self> {
        let r = Reader::new("attachment", value).ok()?;
        let url = r.opt_url("href").or_else(|| image_url(value))?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        Some(Self {
            kind: lenient::kinds(value).next().unwrap_or("Link").to_owned(),
            url,
            media_type: r.text("mediaType"),
            description: r.text("summary").or_else(|| r.text("name")),
            width: r.count("width"),
            height: r.count("height"),
            blurhash: r.text("blurhash"),
        })
    }
}

/// What is left of a deleted object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// The id of what was deleted.
    pub id: Url,
    /// What it was.
    pub former_type: Option<String>,
    /// When it was deleted.
    pub deleted: Option<DateTime<Utc>>,
}

impl Tombstone {
    /// Reads a tombstone.
    ///
    /// # Errors
    /// When it is something else or has no id.
    pub fn read(value: &Value) -> Result<Self, Error> {
        let r = Reader::new("Tombstone", value)?;
        if !lenient::kinds(value).any(|kind| kind == "Tombstone") {
            let kind = lenient::kinds(value).next().unwrap_or_default().to_owned();
            return Err(Error::Unsupported {
                of: "Tombstone".to_owned(),
                kind,
            });
        }
        Ok(Self {
            id: r.id()?,
            former_type: r.text("formerType"),
            deleted: r.time("deleted"),
        })
    }
}
