//! What leaves the server: documents, who may read them, activities and their delivery.

mod activities;
mod delivery;
mod discovery;
mod documents;
mod outboxes;
mod peer;
mod trainings;
pub(crate) mod visibility;

use federation::signature::PrivateKey;
use majlis::db::actors::Actor;
use majlis::db::types::{ActorKind, Posting};
use majlis::domain::actors::{self, RemoteActor};
use majlis::domain::forums::ForumView;
use majlis::domain::{Principal, follows};
use std::sync::LazyLock;

use crate::support::TestApp;

/// One key for every remote actor; making one takes a while.
static KEY: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate_rsa().expect("a key"));

/// An actor of the server `host`, reached under `scheme`.
pub(crate) async fn remote(app: &TestApp, base: &str, kind: ActorKind, name: &str) -> Actor {
    let host = base.split_once("://").expect("an address").1.to_owned();
    let uri = format!("{base}/users/{name}");
    let document = RemoteActor {
        host,
        kind,
        username: name.to_owned(),
        url: uri.clone(),
        inbox: format!("{uri}/inbox"),
        shared_inbox: Some(format!("{base}/inbox")),
        outbox: Some(format!("{uri}/outbox")),
        followers: Some(format!("{uri}/followers")),
        featured: None,
        moderators: None,
        uri,
        name: name.to_owned(),
        summary_html: String::new(),
        avatar_url: None,
        public_key: KEY.public_key().expect("a public half").to_pem().expect("as text"),
        ed25519_public: None,
        is_locked: false,
        is_discoverable: true,
        posting: Posting::Members,
        published_at: None,
    };
    actors::store_remote(app.core(), document).await.expect("an actor")
}

/// `follower` of another server follows `target` of ours.
async fn follow(app: &TestApp, follower: &Actor, target: &Actor) {
    let by = Principal::remote(follower, None, None);
    let uri = format!("{}#follow-{}", follower.uri, target.id);
    follows::receive(app.core(), &by, target.id, &uri)
        .await
        .expect("a follow");
}

/// Turns what happened into activities.
pub(crate) async fn tell(app: &TestApp) {
    majlis::apub::outbox::run_due(&app.app)
        .await
        .expect("events can be told");
}

/// The forum's actor.
fn group(forum: &ForumView) -> &Actor {
    &forum.actor
}
