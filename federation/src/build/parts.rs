//! The pieces that drafts share.

use serde_json::{Value, json};
use url::Url;

use super::Wire;

/// A language, as Lemmy wants it: code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag: `ar`, `en`.
    pub identifier: String,
    /// The language's own name for itself.
    pub name: String,
}

impl Language {
    pub(super) fn json(&self) -> Value {
        json!({ "identifier": self.identifier, "name": self.name })
    }
}

/// A picture of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageDraft {
    /// Where it is.
    pub url: Url,
    /// MIME type.
    pub media_type: String,
}

impl ImageDraft {
    pub(super) fn json(&self) -> Value {
        json!({ "type": "Image", "mediaType": self.media_type, "url": self.url })
    }
}

/// A row of a profile. The value is HTML; a link in it needs `rel="me"` for Mastodon to verify it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileField {
    /// Label, plain text.
    pub name: String,
    /// Sanitized HTML.
    pub value: String,
}

impl ProfileField {
    pub(super) fn json(&self) -> Value {
        json!({ "type": "PropertyValue", "name": self.name, "value": self.value })
    }
}

/// The public keys of an actor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeysDraft {
    /// RSA key, SPKI PEM ([`crate::signature::PublicKey::to_pem`]). Everybody needs it.
    pub rsa_pem: String,
    /// Ed25519 key ([`crate::signature::PublicKey::to_multibase`]). Some prefer it.
    pub ed25519_multibase: Option<String>,
}

/// A hashtag or mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagDraft {
    /// A hashtag.
    Hashtag {
        /// Without `#`; at most 39 characters, or Mobilizon drops it.
        name: String,
        /// Our page for it.
        href: Url,
    },
    /// A person or forum that should know. Also name it in the recipients, or Mastodon will not notify it.
    Mention {
        /// The actor's id.
        href: Url,
        /// `@name@host`.
        name: String,
    },
}

impl TagDraft {
    pub(super) fn json(&self) -> Value {
        match self {
            Self::Hashtag { name, href } => {
                json!({ "type": "Hashtag", "name": format!("#{name}"), "href": href })
            }
            Self::Mention { href, name } => {
                json!({ "type": "Mention", "name": name, "href": href })
            }
        }
    }
}

/// A file or link. There are only these three because one entry of any other type makes the whole object unreadable to Lemmy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentDraft {
    /// A picture.
    Image {
        /// Where it is.
        url: Url,
        /// MIME type.
        media_type: String,
        /// Alternative text, plain.
        description: Option<String>,
        /// Width and height in pixels.
        size: Option<(u32, u32)>,
        /// Placeholder, see blurha.sh.
        blurhash: Option<String>,
    },
    /// Any other file.
    Document {
        /// Where it is.
        url: Url,
        /// MIME type.
        media_type: String,
        /// File name or description.
        name: Option<String>,
    },
    /// A link that the topic is about.
    Link {
        /// Where it leads.
        href: Url,
    },
}

impl AttachmentDraft {
    /// Alternative text goes into `name` (Lemmy, PieFed, older Mastodon) and `summary` (GoToSocial, newer Mastodon).
    pub(super) fn json(&self) -> Value {
        let wire = match self {
            Self::Image {
                url,
                media_type,
                description,
                size,
                blurhash,
            } => Wire::new(json!({ "type": "Image", "mediaType": media_type, "url": url }))
                .maybe("name", description.clone())
                .maybe("summary", description.clone())
                .maybe("width", size.map(|(width, _)| width))
                .maybe("height", size.map(|(_, height)| height))
                .maybe("blurhash", blurhash.clone()),
            Self::Document { url, media_type, name } => {
                Wire::new(json!({ "type": "Document", "mediaType": media_type, "url": url }))
                    .maybe("name", name.clone())
            }
            Self::Link { href } => Wire::new(json!({ "type": "Link", "mediaType": "text/html", "href": href })),
        };
        wire.embed()
    }
}
