//! Actor documents: members, forums, and the instance itself.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use url::Url;

use super::{ImageDraft, KeysDraft, Language, ProfileField, Wire, time, urls};

/// The id of an actor's RSA key. Lemmy finds the actor by cutting at the number sign.
#[must_use]
pub fn main_key_id(actor: &Url) -> String {
    format!("{actor}#main-key")
}

/// The id of an actor's Ed25519 key.
#[must_use]
pub fn ed25519_key_id(actor: &Url) -> String {
    format!("{actor}#ed25519-key")
}

/// A member.
#[derive(Debug, Clone)]
pub struct PersonDraft {
    /// The actor's id; every other address must be on the same host.
    pub id: Url,
    /// The name in `@name@host`; unique among members *and* forums.
    pub username: String,
    /// Display name.
    pub name: String,
    /// Biography, sanitized HTML.
    pub summary_html: Option<String>,
    /// The profile page.
    pub url: Url,
    /// Personal inbox.
    pub inbox: Url,
    /// Outbox collection.
    pub outbox: Url,
    /// Followers collection.
    pub followers: Url,
    /// Following collection.
    pub following: Url,
    /// Pinned posts, if there is such a collection.
    pub featured: Option<Url>,
    /// The instance's shared inbox.
    pub shared_inbox: Url,
    /// Picture.
    pub icon: Option<ImageDraft>,
    /// Banner.
    pub image: Option<ImageDraft>,
    /// Rows of the profile.
    pub fields: Vec<ProfileField>,
    /// A bot: sent as `Service`.
    pub is_bot: bool,
    /// May be suggested and found.
    pub discoverable: bool,
    /// Public posts may be searched elsewhere.
    pub indexable: bool,
    /// Follow requests wait for approval.
    pub manually_approves_followers: bool,
    /// When the account was made.
    pub published: DateTime<Utc>,
    /// When the profile was last changed.
    pub updated: Option<DateTime<Utc>>,
    /// Where the account has moved.
    pub moved_to: Option<Url>,
    /// Other accounts that are the same person.
    pub also_known_as: Vec<Url>,
    /// Public keys.
    pub keys: KeysDraft,
}

impl PersonDraft {
    /// The actor document.
    #[must_use]
    pub fn build(&self) -> Wire {
        let fields: Vec<Value> = self.fields.iter().map(ProfileField::json).collect();
        Wire::new(json!({
            "id": self.id,
            "type": if self.is_bot { "Service" } else { "Person" },
            "preferredUsername": self.username,
            "name": self.name,
            "url": self.url,
            "inbox": self.inbox,
            "outbox": self.outbox,
            "followers": self.followers,
            "following": self.following,
            "endpoints": { "sharedInbox": self.shared_inbox },
            "manuallyApprovesFollowers": self.manually_approves_followers,
            "discoverable": self.discoverable,
            "indexable": self.indexable,
            "published": time(self.published),
            "attachment": fields,
            "alsoKnownAs": urls(&self.also_known_as),
        }))
        .maybe("summary", self.summary_html.clone())
        .maybe("featured", self.featured.as_ref().map(Url::as_str))
        .maybe("icon", self.icon.as_ref().map(ImageDraft::json))
        .maybe("image", self.image.as_ref().map(ImageDraft::json))
        .maybe("updated", self.updated.map(time))
        .maybe("movedTo", self.moved_to.as_ref().map(Url::as_str))
        .keys(&self.id, &self.keys)
    }
}

/// A forum.
#[derive(Debug, Clone)]
pub struct GroupDraft {
    /// The actor's id.
    pub id: Url,
    /// The name in `!name@host`; unique among members *and* forums.
    pub username: String,
    /// Title.
    pub name: String,
    /// Description, sanitized HTML.
    pub summary_html: Option<String>,
    /// The same in Markdown.
    pub summary_markdown: Option<String>,
    /// The forum's page.
    pub url: Url,
    /// Inbox.
    pub inbox: Url,
    /// Outbox collection.
    pub outbox: Url,
    /// Followers collection.
    pub followers: Url,
    /// Moderators collection; sent as `attributedTo` (FEP-1b12) and `moderators`.
    pub moderators: Url,
    /// Pinned topics.
    pub featured: Url,
    /// The instance's shared inbox.
    pub shared_inbox: Url,
    /// Picture.
    pub icon: Option<ImageDraft>,
    /// Banner.
    pub image: Option<ImageDraft>,
    /// Only moderators may start topics.
    pub posting_restricted_to_mods: bool,
    /// Members are admitted one by one (to Lemmy: a private community).
    pub manually_approves_followers: bool,
    /// May be suggested and found.
    pub discoverable: bool,
    /// Topics may have a best answer.
    pub question_answer: bool,
    /// Languages spoken; empty for any.
    pub languages: Vec<Language>,
    /// When it was made.
    pub published: DateTime<Utc>,
    /// When it was last changed.
    pub updated: Option<DateTime<Utc>>,
    /// Public keys.
    pub keys: KeysDraft,
}

impl GroupDraft {
    /// The actor document.
    #[must_use]
    pub fn build(&self) -> Wire {
        let languages: Vec<Value> = self.languages.iter().map(Language::json).collect();
        let source = self
            .summary_markdown
            .as_ref()
            .map(|text| json!({ "content": text, "mediaType": "text/markdown" }));
        Wire::new(json!({
            "id": self.id,
            "type": "Group",
            "preferredUsername": self.username,
            "name": self.name,
            "url": self.url,
            "inbox": self.inbox,
            "outbox": self.outbox,
            "followers": self.followers,
            "attributedTo": self.moderators,
            "moderators": self.moderators,
            "featured": self.featured,
            "endpoints": { "sharedInbox": self.shared_inbox },
            "postingRestrictedToMods": self.posting_restricted_to_mods,
            "manuallyApprovesFollowers": self.manually_approves_followers,
            "sensitive": false,
            "discoverable": self.discoverable,
            "questionAnswer": self.question_answer,
            "language": languages,
            "published": time(self.published),
        }))
        .maybe("summary", self.summary_html.clone())
        .maybe("source", source)
        .maybe("icon", self.icon.as_ref().map(ImageDraft::json))
        .maybe("image", self.image.as_ref().map(ImageDraft::json))
        .maybe("updated", self.updated.map(time))
        .keys(&self.id, &self.keys)
    }
}

/// The instance. Its key signs our GETs, so this document must be served without asking for a signature.
#[derive(Debug, Clone)]
pub struct ApplicationDraft {
    /// The actor's id.
    pub id: Url,
    /// Our host name, which no member or forum can have.
    pub username: String,
    /// The instance's name.
    pub name: String,
    /// Description, sanitized HTML.
    pub summary_html: Option<String>,
    /// The front page.
    pub url: Url,
    /// The shared inbox.
    pub inbox: Url,
    /// Outbox collection (empty, but Lemmy wants one).
    pub outbox: Url,
    /// Logo.
    pub icon: Option<ImageDraft>,
    /// When the instance was set up.
    pub published: DateTime<Utc>,
    /// Public keys.
    pub keys: KeysDraft,
}

impl ApplicationDraft {
    /// The actor document. `implements` (FEP-844e) tells peers that they may use RFC 9421 with us.
    #[must_use]
    pub fn build(&self) -> Wire {
        Wire::new(json!({
            "id": self.id,
            "type": "Application",
            "preferredUsername": self.username,
            "name": self.name,
            "url": self.url,
            "inbox": self.inbox,
            "outbox": self.outbox,
            "endpoints": { "sharedInbox": self.inbox },
            "manuallyApprovesFollowers": false,
            "implements": [{
                "href": "https://datatracker.ietf.org/doc/html/rfc9421",
                "name": "RFC-9421: HTTP Message Signatures",
            }],
            "published": time(self.published),
        }))
        .maybe("summary", self.summary_html.clone())
        .maybe("icon", self.icon.as_ref().map(ImageDraft::json))
        .keys(&self.id, &self.keys)
    }
}

impl Wire {
    fn keys(self, actor: &Url, keys: &KeysDraft) -> Self {
        let multikey = keys.ed25519_multibase.as_ref().map(|text| {
            json!([{
                "id": ed25519_key_id(actor),
                "type": "Multikey",
                "controller": actor,
                "publicKeyMultibase": text,
            }])
        });
        self.set(
            "publicKey",
            json!({ "id": main_key_id(actor), "owner": actor, "publicKeyPem": keys.rsa_pem }),
        )
        .maybe("assertionMethod", multikey)
    }
}
