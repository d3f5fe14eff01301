//! Remote actors: what of a document we believe, and how it becomes a row.

use activitypub_federation::config::Data;
use activitypub_federation::fetch::object_id::ObjectId;
use activitypub_federation::traits::Object;
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use federation::objects::{ActorDocument, ActorKind as WireKind, KeyDocument, KeyMaterial};
use federation::origin::{self, Policy};
use federation::signature::{Algorithm, PublicKey};
use serde_json::json;
use url::Url;

use crate::db::actors::{self as rows, Actor};
use crate::db::types::{ActorKind, JobId, Posting, UtcTime};
use crate::db::{instances, queue};
use crate::domain::actors::{self, RemoteActor};

use super::super::error::{Error, Result};
use super::super::session::{Bridge, Session};

/// How long a stored document is used before it is fetched again.
const FRESH: TimeDelta = TimeDelta::hours(24);

/// An actor as the library handles it: a row of ours with its id as an address.
#[derive(Debug, Clone)]
pub struct PeerActor {
    /// The row.
    pub actor: Actor,
    id: Url,
    is_stale: bool,
}

impl PeerActor {
    /// The actor `id`: from the database, or from its server if we do not know it or it was read long ago.
    ///
    /// # Errors
    /// If it cannot be fetched or is not what it says.
    pub async fn get(session: &Session, id: &Url) -> Result<Actor> {
        let found = ObjectId::<Self>::from(id.clone()).dereference(session).await?;
        same(found, id)
    }

    /// The actor `id` as its server describes it now.
    ///
    /// # Errors
    /// If it cannot be fetched or is not what it says.
    pub async fn renew(session: &Session, id: &Url) -> Result<Actor> {
        let found = ObjectId::<Self>::from(id.clone()).dereference_forced(session).await?;
        same(found, id)
    }

    fn of(actor: Actor, now: UtcTime) -> Result<Self> {
        let id = Url::parse(&actor.uri).map_err(|_| Error::Refused("the id is no address"))?;
        let is_old = actor.fetched_at.is_some_and(|fetched| fetched.plus(FRESH) <= now);
        let is_stale = is_old || actor.deleted_at.is_some();
        Ok(Self { actor, id, is_stale })
    }
}

/// The library may follow a document to the id it gives itself; whoever asked for an id wants that one.
fn same(found: PeerActor, id: &Url) -> Result<Actor> {
    if found.id == *id {
        Ok(found.actor)
    } else {
        Err(Error::Refused("the actor has another id"))
    }
}

#[async_trait]
impl Object for PeerActor {
    type DataType = Bridge;
    type Kind = ActorDocument;
    type Error = Error;

    fn id(&self) -> &Url {
        &self.id
    }

    /// The library looks at the machine's clock; ours decides, and says it by an old or no time.
    fn last_refreshed_at(&self) -> Option<DateTime<Utc>> {
        self.is_stale.then_some(DateTime::UNIX_EPOCH)
    }

    async fn read_from_id(id: Url, data: &Data<Bridge>) -> Result<Option<Self>> {
        let found = rows::find_by_uri(&mut data.core.db.read().await?, id.as_str()).await?;
        found.map(|actor| Self::of(actor, data.core.clock.now())).transpose()
    }

    async fn delete(&self, data: &Data<Bridge>) -> Result<()> {
        Ok(actors::remove_remote(&data.core, self.actor.id).await?)
    }

    fn is_deleted(&self) -> bool {
        self.actor.deleted_at.is_some()
    }

    async fn into_json(self, _data: &Data<Bridge>) -> Result<ActorDocument> {
        Err(Error::Refused("documents of others are served by themselves"))
    }

    async fn verify(document: &ActorDocument, expected: &Url, data: &Data<Bridge>) -> Result<()> {
        if document.id != *expected {
            return Err(Error::Refused("the actor has another id"));
        }
        check(document, data.http.policy())
    }

    async fn from_json(document: ActorDocument, data: &Data<Bridge>) -> Result<Self> {
        let core = &data.core;
        let remote = read(&document, data.http.policy())?;
        let host = remote.host.clone();
        let is_new = instances::find_by_host(&mut core.db.read().await?, &host)
            .await?
            .is_none();
        let actor = actors::store_remote(core, remote).await?;
        data.keys.remember(&actor).await;
        if is_new {
            ask_for_software(data, &host).await?;
        }
        Self::of(actor, core.clock.now())
    }
}

/// Asks for what a new server runs, later.
async fn ask_for_software(bridge: &Bridge, host: &str) -> Result<()> {
    let core = &bridge.core;
    let id: JobId = core.ids.next();
    let mut conn = core.db.write().await?;
    let key = format!("nodeinfo:{host}");
    queue::insert(
        &mut conn,
        id,
        "nodeinfo",
        &json!({ "host": host }),
        Some(&key),
        core.clock.now(),
    )
    .await?;
    core.wake.jobs.notify_one();
    Ok(())
}

/// The rules a document keeps or is refused.
fn check(document: &ActorDocument, policy: Policy) -> Result<()> {
    origin::check_fetchable(&document.id, policy).map_err(|_| Error::Refused("the actor's id is no id"))?;
    origin::check_id(&document.inbox, policy).map_err(|_| Error::Refused("the inbox is no address"))?;
    if !origin::same_origin(&document.id, &document.inbox) {
        return Err(Error::Refused("the inbox is on another server"));
    }
    let name = &document.preferred_username;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.is_empty() || name.len() > 100 || !name.chars().all(plain) {
        return Err(Error::Refused("the user name cannot stand in a handle"));
    }
    if keys(document).is_empty() {
        return Err(Error::Refused("the actor has no usable key"));
    }
    Ok(())
}

/// The keys that are really the actor's and strong enough.
fn keys(document: &ActorDocument) -> Vec<(&KeyDocument, PublicKey)> {
    let own = |key: &&KeyDocument| document.key(key.id.as_str()) == Some(*key);
    document
        .keys
        .iter()
        .filter(own)
        .filter_map(|key| Some((key, PublicKey::from_document(key).ok()?)))
        .collect()
}

fn read(document: &ActorDocument, policy: Policy) -> Result<RemoteActor> {
    let id = &document.id;
    let near = |url: &Option<Url>| url.clone().filter(|url| origin::same_origin(url, id)).map(String::from);
    let keys = keys(document);
    let first = |algorithm| keys.iter().find(|(_, key)| key.algorithm() == algorithm);
    let public_key = keys
        .iter()
        .find_map(|(document, _)| match &document.material {
            KeyMaterial::Pem(pem) => Some(pem.clone()),
            KeyMaterial::Multibase(_) => None,
        })
        .unwrap_or_default();
    let page = document
        .url
        .as_ref()
        .filter(|url| origin::check_id(url, policy).is_ok());
    Ok(RemoteActor {
        host: origin::authority(id).ok_or(Error::Refused("the actor's id has no host"))?,
        kind: kind(document.kind),
        username: document.preferred_username.clone(),
        uri: id.to_string(),
        url: page.unwrap_or(id).to_string(),
        inbox: document.inbox.to_string(),
        shared_inbox: near(&document.shared_inbox),
        outbox: near(&document.outbox),
        followers: near(&document.followers),
        featured: near(&document.featured),
        moderators: near(&document.moderators),
        name: document.name.clone().unwrap_or_default(),
        summary_html: document.summary.clone().unwrap_or_default(),
        avatar_url: document.icon.as_ref().map(ToString::to_string),
        public_key,
        ed25519_public: first(Algorithm::Ed25519).and_then(|(_, key)| key.to_multibase()),
        is_locked: document.manually_approves_followers,
        is_discoverable: document.discoverable.unwrap_or(true),
        posting: if document.posting_restricted_to_mods {
            Posting::Moderators
        } else {
            Posting::Members
        },
        published_at: document.published.map(UtcTime::new),
    })
}

fn kind(kind: WireKind) -> ActorKind {
    match kind {
        WireKind::Person => ActorKind::Person,
        WireKind::Service => ActorKind::Service,
        WireKind::Organization => ActorKind::Organization,
        WireKind::Group => ActorKind::Group,
        WireKind::Application => ActorKind::Application,
    }
}

#[cfg(test)]
mod tests {
    use federation::signature::PrivateKey;
    use serde_json::Value;

    use super::*;

    fn document(change: impl FnOnce(&mut Value)) -> ActorDocument {
        let key = PrivateKey::generate_ed25519().unwrap().public_key().unwrap();
        let mut value = json!({
            "id": "https://peer.example/u/bo", "type": "Person", "preferredUsername": "bo",
            "inbox": "https://peer.example/u/bo/inbox",
            "endpoints": { "sharedInbox": "https://peer.example/inbox" },
            "publicKey": {
                "id": "https://peer.example/u/bo#main-key", "owner": "https://peer.example/u/bo",
                "publicKeyPem": key.to_pem().unwrap(),
            },
        });
        change(&mut value);
        ActorDocument::read(&value).unwrap()
    }

    fn is_taken(change: impl FnOnce(&mut Value)) -> bool {
        check(&document(change), Policy::default()).is_ok()
    }

    #[test]
    fn a_plain_actor_is_taken() {
        assert!(is_taken(|_| {}));
    }

    #[test]
    fn keys_of_others_prove_nothing() {
        assert!(!is_taken(
            |v| v["publicKey"]["owner"] = json!("https://peer.example/u/eve")
        ));
        assert!(!is_taken(
            |v| v["publicKey"]["id"] = json!("https://evil.example/u/bo#main-key")
        ));
        assert!(!is_taken(|v| v["publicKey"] = json!(null)));
    }

    #[test]
    fn names_and_inboxes_cannot_point_elsewhere() {
        assert!(!is_taken(|v| v["preferredUsername"] = json!("bo@evil.example")));
        assert!(!is_taken(|v| v["preferredUsername"] = json!("bo/../eve")));
        assert!(!is_taken(|v| v["preferredUsername"] = json!("b\u{043e}")));
        assert!(!is_taken(|v| v["inbox"] = json!("https://victim.example/inbox")));
        let elsewhere = document(|v| v["endpoints"]["sharedInbox"] = json!("https://victim.example/inbox"));
        assert_eq!(read(&elsewhere, Policy::default()).unwrap().shared_inbox, None);
    }
}
