//! Actor documents: people, forums, organizations, applications.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;
use url::Url;

use super::parts::{best_url, image_url, languages};
use crate::{
    Error,
    lenient::{self, Reader, many},
};

const RFC_9421: &str = "https://datatracker.ietf.org/doc/html/rfc9421";

/// The five actor types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A bot.
    Service,
    /// A company or chamber.
    Organization,
    /// A forum.
    Group,
    /// A server.
    Application,
}

impl ActorKind {
    /// The kind with this ActivityStreams name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "Person" => Self::Person,
            "Service" => Self::Service,
            "Organization" => Self::Organization,
            "Group" => Self::Group,
            "Application" => Self::Application,
            _ => return None,
        })
    }

    /// The ActivityStreams name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Service => "Service",
            Self::Organization => "Organization",
            Self::Group => "Group",
            Self::Application => "Application",
        }
    }
}

/// How a key is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyMaterial {
    /// `publicKeyPem`: SPKI in PEM, RSA as a rule.
    Pem(String),
    /// `publicKeyMultibase` of a `Multikey` (FEP-521a), Ed25519 as a rule.
    Multibase(String),
}

/// A public key as an actor publishes it. [`crate::signature::PublicKey::from_document`] parses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDocument {
    /// The key id, as it appears in signatures.
    pub id: Url,
    /// `owner` or `controller`; must equal the actor's id, which [`ActorDocument::key`] checks.
    pub owner: Option<Url>,
    /// The key itself.
    pub material: KeyMaterial,
}

impl KeyDocument {
    fn read(value: &Value) -> Option<Self> {
        let reader = Reader::new("key", value).ok()?;
        let material = reader
            .text("publicKeyPem")
            .map(KeyMaterial::Pem)
            .or_else(|| reader.text("publicKeyMultibase").map(KeyMaterial::Multibase))?;
        let owner = reader.opt_url("owner").or_else(|| reader.opt_url("controller"));
        Some(Self {
            id: reader.opt_url("id")?,
            owner,
            material,
        })
    }
}

/// An actor, as its server describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorDocument {
    /// The actor's id.
    pub id: Url,
    /// Which of the five types.
    pub kind: ActorKind,
    /// The name in `@name@host`.
    pub preferred_username: String,
    /// Display name, plain text.
    pub name: Option<String>,
    /// Description, HTML.
    pub summary: Option<String>,
    /// Where to deliver.
    pub inbox: Url,
    /// Where past activities are listed.
    pub outbox: Option<Url>,
    /// Followers collection.
    pub followers: Option<Url>,
    /// Collection of whom it follows.
    pub following: Option<Url>,
    /// Pinned objects.
    pub featured: Option<Url>,
    /// A Group's moderators (`attributedTo`, or `moderators`).
    pub moderators: Option<Url>,
    /// `endpoints.sharedInbox`.
    pub shared_inbox: Option<Url>,
    /// The page for people.
    pub url: Option<Url>,
    /// Picture.
    pub icon: Option<Url>,
    /// Banner.
    pub image: Option<Url>,
    /// Every key it publishes: `publicKey` first, then `assertionMethod`.
    pub keys: Vec<KeyDocument>,
    /// Follow requests wait for approval; for a Lemmy Group, the forum is private.
    pub manually_approves_followers: bool,
    /// Only moderators may start topics.
    pub posting_restricted_to_mods: bool,
    /// Topics may have a best answer (PieFed, and we).
    pub question_answer: bool,
    /// Whether it wants to be found; `None` when it does not say.
    pub discoverable: Option<bool>,
    /// Whether its public posts may be searched; `None` when it does not say.
    pub indexable: Option<bool>,
    /// It, or its server, says that it verifies RFC 9421 signatures (FEP-844e).
    pub implements_rfc9421: bool,
    /// Adult or otherwise sensitive.
    pub sensitive: bool,
    /// Suspended by its own server.
    pub suspended: bool,
    /// The account it moved to.
    pub moved_to: Option<Url>,
    /// Other ids it says are itself.
    pub also_known_as: Vec<Url>,
    /// BCP 47 tags of the languages it uses.
    pub languages: Vec<String>,
    /// When it was created.
    pub published: Option<DateTime<Utc>>,
    /// When it was last changed.
    pub updated: Option<DateTime<Utc>>,
}

impl ActorDocument {
    /// Reads an actor document.
    ///
    /// A document without `inbox` is refused: some servers answer a signed request they cannot verify with a stripped
    /// actor, and a stored actor must never be overwritten by one.
    ///
    /// # Errors
    /// When it is no actor, or lacks `id`, `preferredUsername` or `inbox`.
    pub fn read(value: &Value) -> Result<Self, Error> {
        let found = lenient::kinds(value).next().unwrap_or_default().to_owned();
        let kind = lenient::first_kind(value, ActorKind::from_name).ok_or_else(|| Error::Unsupported {
            of: "actor".to_owned(),
            kind: found,
        })?;
        let r = Reader::new(kind.name(), value)?;
        let moderators = if kind == ActorKind::Group {
            r.opt_url("attributedTo")
        } else {
            None
        };
        Ok(Self {
            id: r.id()?,
            kind,
            preferred_username: r
                .text("preferredUsername")
                .ok_or_else(|| r.missing("preferredUsername"))?,
            name: r.text("name"),
            summary: r.text("summary"),
            inbox: r.url("inbox")?,
            outbox: r.opt_url("outbox"),
            followers: r.opt_url("followers"),
            following: r.opt_url("following"),
            featured: r.opt_url("featured"),
            moderators: moderators.or_else(|| r.opt_url("moderators")),
            shared_inbox: r.get("endpoints").get("sharedInbox").and_then(lenient::id),
            url: best_url(r.get("url")),
            icon: image_url(r.get("icon")),
            image: image_url(r.get("image")),
            keys: [r.get("publicKey"), r.get("assertionMethod")]
                .into_iter()
                .flat_map(many)
                .filter_map(KeyDocument::read)
                .collect(),
            manually_approves_followers: r.flag("manuallyApprovesFollowers").unwrap_or(false),
            posting_restricted_to_mods: r.flag("postingRestrictedToMods").unwrap_or(false),
            question_answer: r.flag("questionAnswer").unwrap_or(false),
            discoverable: r.flag("discoverable"),
            indexable: r.flag("indexable"),
            implements_rfc9421: [r.get("implements"), &r.get("generator")["implements"]]
                .into_iter()
                .any(implements_rfc9421),
            sensitive: r.flag("sensitive").unwrap_or(false),
            suspended: r.flag("suspended").unwrap_or(false),
            moved_to: r.opt_url("movedTo"),
            also_known_as: r.urls("alsoKnownAs"),
            languages: languages(r.get("language")),
            published: r.time("published"),
            updated: r.time("updated"),
        })
    }

    /// The key with this id, if the actor really owns it: the document lists it, `owner` is the actor (or unsaid), and
    /// both live on the same origin.
    #[must_use]
    pub fn key(&self, key_id: &str) -> Option<&KeyDocument> {
        let wanted = Url::parse(key_id).ok()?;
        self.keys.iter().find(|key| {
            key.id == wanted
                && key.owner.as_ref().is_none_or(|owner| *owner == self.id)
                && crate::origin::same_origin(&key.id, &self.id)
        })
    }
}

fn implements_rfc9421(value: &Value) -> bool {
    many(value)
        .iter()
        .filter_map(lenient::id)
        .any(|id| id.as_str() == RFC_9421)
}

impl<'de> Deserialize<'de> for ActorDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
