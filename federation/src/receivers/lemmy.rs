//! Lemmy: serde structs, all or nothing. One attachment that is none of its three makes the whole object unreadable.
#![expect(dead_code, reason = "the fields are there to be required, not to be read")]

use chrono::{DateTime, Utc};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use url::Url;

use super::{ensure, is_activity, kind};
use crate::origin::Policy;

pub(super) fn receive(document: &Value, _: Policy) -> Result<(), String> {
    match kind(document) {
        "Page" | "Article" => page(document),
        "Note" if is_private(document) => read::<PrivateMessage>(document),
        "ChatMessage" => read::<PrivateMessage>(document),
        "Note" => read::<Note>(document),
        "Group" => read::<Group>(document),
        "Person" | "Service" | "Organization" => read::<Person>(document),
        "Application" => read::<Instance>(document),
        "Create" | "Update" => {
            read::<WithObject>(document)?;
            in_community(document)?;
            receive_content(&document["object"])
        }
        "Like" | "Dislike" => read::<Vote>(document),
        "Delete" => read::<Delete>(document),
        "Follow" => read::<Vote>(document),
        "Accept" | "Reject" => {
            read::<Vote<Value>>(document)?;
            read::<Vote>(&document["object"])
        }
        "Add" | "Remove" => read::<CollectionChange>(document),
        "Lock" => read::<WithObject>(document),
        "Undo" => {
            read::<WithObject>(document)?;
            receive(&document["object"], Policy::default())
        }
        "Announce" => {
            read::<WithObject>(document)?;
            // An announced object is for Mastodon; Lemmy refuses it and loses nothing.
            if is_activity(&document["object"]) {
                receive(&document["object"], Policy::default())
            } else {
                Ok(())
            }
        }
        // Unknown activities are answered 400, which is final.
        _ => Ok(()),
    }
}

fn receive_content(object: &Value) -> Result<(), String> {
    match kind(object) {
        "Page" | "Article" => page(object),
        "Note" if is_private(object) => read::<PrivateMessage>(object),
        "ChatMessage" => read::<PrivateMessage>(object),
        "Note" => read::<Note>(object),
        "Group" => read::<Group>(object),
        _ => Ok(()),
    }
}

/// Whether it goes to somebody rather than to everybody or a community: a private message.
fn is_private(value: &Value) -> bool {
    let names_public = |key: &str| value[key].to_string().contains("#Public");
    value.get("audience").is_none() && !names_public("to") && !names_public("cc")
}

fn page(value: &Value) -> Result<(), String> {
    read::<Page>(value)?;
    ensure(value.get("inReplyTo").is_none_or(Value::is_null), || {
        "Page with inReplyTo".to_owned()
    })
}

/// It finds the community among the addressees, then wants `audience` to be the same.
fn in_community(value: &Value) -> Result<(), String> {
    let Some(audience) = value["object"].get("audience") else {
        return Ok(());
    };
    let addressed = ["to", "cc"]
        .iter()
        .any(|key| value[*key].as_array().is_some_and(|all| all.contains(audience)));
    ensure(addressed && value.get("audience") == Some(audience), || {
        "the community cannot be found".to_owned()
    })
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
    serde_json::from_value::<T>(value.clone())
        .map(|_| ())
        .map_err(|error| format!("{}: {error}", kind(value)))
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Url),
    Many(Vec<Url>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum AttributedTo {
    Id(Url),
    Many(Vec<Typed>),
}

#[derive(Deserialize)]
struct Typed {
    r#type: String,
    id: Url,
}

#[derive(Deserialize)]
enum LinkType {
    Link,
}

#[derive(Deserialize)]
enum ImageType {
    Image,
}

#[derive(Deserialize)]
enum DocumentType {
    Document,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Attachment {
    Link {
        href: Url,
        r#type: LinkType,
    },
    Image {
        url: Url,
        r#type: ImageType,
        name: Option<String>,
    },
    Document {
        url: Url,
        r#type: DocumentType,
        name: Option<String>,
    },
}

#[derive(Deserialize)]
struct LanguageTag {
    identifier: String,
    name: String,
}

#[derive(Deserialize)]
struct Image {
    r#type: ImageType,
    url: Url,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    id: Url,
    attributed_to: AttributedTo,
    to: OneOrMany,
    cc: Option<OneOrMany>,
    name: Option<String>,
    content: Option<String>,
    #[serde(default)]
    attachment: Vec<Attachment>,
    image: Option<Image>,
    sensitive: Option<bool>,
    published: Option<DateTime<Utc>>,
    updated: Option<DateTime<Utc>>,
    language: Option<LanguageTag>,
    audience: Option<Url>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Note {
    id: Url,
    attributed_to: Url,
    to: OneOrMany,
    cc: Option<OneOrMany>,
    content: String,
    in_reply_to: Url,
    published: Option<DateTime<Utc>>,
    updated: Option<DateTime<Utc>>,
    language: Option<LanguageTag>,
    #[serde(default)]
    attachment: Vec<Attachment>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PrivateMessage {
    id: Url,
    attributed_to: Url,
    to: [Url; 1],
    content: String,
    published: Option<DateTime<Utc>>,
    updated: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublicKey {
    id: String,
    owner: Url,
    public_key_pem: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Endpoints {
    shared_inbox: Url,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    id: Url,
    preferred_username: String,
    inbox: Url,
    outbox: Url,
    followers: Url,
    public_key: PublicKey,
    name: Option<String>,
    summary: Option<String>,
    icon: Option<Image>,
    image: Option<Image>,
    sensitive: Option<bool>,
    endpoints: Option<Endpoints>,
    featured: Option<Url>,
    #[serde(default)]
    language: Vec<LanguageTag>,
    posting_restricted_to_mods: Option<bool>,
    manually_approves_followers: Option<bool>,
    discoverable: Option<bool>,
    published: Option<DateTime<Utc>>,
    updated: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    id: Url,
    preferred_username: String,
    inbox: Url,
    outbox: Url,
    public_key: PublicKey,
    name: Option<String>,
    summary: Option<String>,
    icon: Option<Image>,
    image: Option<Image>,
    endpoints: Option<Endpoints>,
    published: Option<DateTime<Utc>>,
    updated: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Instance {
    id: Url,
    name: String,
    inbox: Url,
    outbox: Url,
    public_key: PublicKey,
    summary: Option<String>,
    published: DateTime<Utc>,
}

#[derive(Deserialize)]
struct WithObject {
    id: Url,
    actor: Url,
    to: OneOrMany,
    cc: Option<OneOrMany>,
    object: Value,
}

#[derive(Deserialize)]
struct Vote<T = Url> {
    id: Url,
    actor: Url,
    object: T,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Deleted {
    Id(Url),
    Tombstone(Typed),
}

#[derive(Deserialize)]
struct Delete {
    id: Url,
    actor: Url,
    to: OneOrMany,
    object: Deleted,
    summary: Option<String>,
}

#[derive(Deserialize)]
struct CollectionChange {
    id: Url,
    actor: Url,
    to: OneOrMany,
    cc: OneOrMany,
    object: Url,
    target: Url,
}
