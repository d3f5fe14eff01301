//! Another server, in miniature: it shows the documents a test gives it and signs what a test wants said. It has no rules
//! of its own, so it can be as wrong as a test needs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use federation::signature::{Outgoing, PrivateKey, Scheme, sign_request};
use majlis::apub::inbox;
use majlis::db::actors::Actor;
use majlis::db::inbox::InboxRow;
use majlis::db::posts::Post;
use majlis::db::types::PostId;
use majlis::db::{actors, forums, posts};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::support::network::Node;
use crate::support::{Network, Page};

pub(super) const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";
pub(super) const JSON: &str = "application/activity+json";

#[derive(Default)]
struct Shown {
    documents: HashMap<String, (u16, &'static str, Value)>,
    asked: Vec<String>,
}

/// A scripted server.
pub(super) struct Peer {
    base: String,
    shown: Arc<Mutex<Shown>>,
    stop: CancellationToken,
}

/// Somebody on a scripted server.
pub(super) struct Somebody {
    pub(super) id: String,
    pub(super) key: PrivateKey,
    pub(super) key_id: String,
    pub(super) scheme: Scheme,
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Peer {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let shown: Arc<Mutex<Shown>> = Arc::default();
        let router = Router::new().fallback(show).with_state(shown.clone());
        let stop = CancellationToken::new();
        let stopped = stop.clone().cancelled_owned();
        tokio::spawn(async move {
            axum::serve(listener, router)
                .with_graceful_shutdown(stopped)
                .await
                .unwrap();
        });
        Self { base, shown, stop }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    pub(super) fn host(&self) -> &str {
        self.base.strip_prefix("http://").unwrap()
    }

    /// Shows a document under its own id.
    pub(super) fn show(&self, document: &Value) {
        let path = document["id"]
            .as_str()
            .unwrap()
            .strip_prefix(&self.base)
            .unwrap()
            .to_owned();
        self.show_at(&path, 200, JSON, document.clone());
    }

    pub(super) fn show_at(&self, path: &str, status: u16, kind: &'static str, document: Value) {
        self.shown
            .lock()
            .unwrap()
            .documents
            .insert(path.to_owned(), (status, kind, document));
    }

    /// Leads whoever asks for `path` to the address `to`.
    pub(super) fn lead(&self, path: &str, to: &str) {
        self.show_at(path, 302, JSON, json!(to));
    }

    /// Paths that were asked for, in order.
    pub(super) fn asked(&self) -> Vec<String> {
        self.shown.lock().unwrap().asked.clone()
    }

    /// A person with an RSA key, shown.
    pub(super) fn person(&self, name: &str) -> Somebody {
        self.somebody(&format!("/u/{name}"), "Person", name)
    }

    /// A forum with an RSA key, shown.
    pub(super) fn group(&self, name: &str) -> Somebody {
        self.somebody(&format!("/g/{name}"), "Group", name)
    }

    fn somebody(&self, path: &str, kind: &str, name: &str) -> Somebody {
        let somebody = Somebody::new(&self.url(path), PrivateKey::generate_rsa().unwrap());
        self.show(&somebody.document(kind, name));
        somebody
    }
}

async fn show(State(shown): State<Arc<Mutex<Shown>>>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    assert!(
        path.starts_with("/.well-known/") || path.starts_with("/nodeinfo/") || headers.contains_key("signature"),
        "{path} was read without a signature"
    );
    let mut shown = shown.lock().unwrap();
    shown.asked.push(path.clone());
    match shown.documents.get(&path) {
        Some((status, kind, document)) => {
            let status = StatusCode::from_u16(*status).unwrap();
            if let Some(to) = document.as_str().filter(|_| status.is_redirection()) {
                return (status, [(header::LOCATION, to)]).into_response();
            }
            (status, [(header::CONTENT_TYPE, *kind)], document.to_string()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

impl Somebody {
    pub(super) fn new(id: &str, key: PrivateKey) -> Self {
        Self {
            id: id.to_owned(),
            key,
            key_id: format!("{id}#main-key"),
            scheme: Scheme::Cavage,
        }
    }

    pub(super) fn document(&self, kind: &str, name: &str) -> Value {
        let id = &self.id;
        let public = self.key.public_key().unwrap();
        let mut document = json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": id, "type": kind, "preferredUsername": name, "name": name, "url": id,
            "inbox": format!("{id}/inbox"), "outbox": format!("{id}/outbox"), "followers": format!("{id}/followers"),
            "featured": format!("{id}/featured"),
        });
        if kind == "Group" {
            document["attributedTo"] = json!(format!("{id}/moderators"));
        }
        match public.to_multibase() {
            Some(multibase) => {
                let key =
                    json!({ "id": self.key_id, "type": "Multikey", "controller": id, "publicKeyMultibase": multibase });
                document["assertionMethod"] = json!([key]);
            }
            None => {
                let pem = public.to_pem().unwrap();
                document["publicKey"] = json!({ "id": self.key_id, "owner": id, "publicKeyPem": pem });
            }
        }
        document
    }

    /// An activity of this actor; `number` makes its id.
    pub(super) fn says(&self, kind: &str, number: &str, object: Value) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{}/activities/{number}", self.id), "type": kind, "actor": self.id, "object": object,
            "to": [PUBLIC], "cc": [],
        })
    }

    /// A note or page by this actor in the forum `forum`; `extra` wins.
    pub(super) fn writes(&self, kind: &str, number: &str, forum: &str, extra: Value) -> Value {
        let mut object = json!({
            "id": format!("{}/posts/{number}", self.id), "type": kind, "attributedTo": self.id,
            "content": format!("<p>Post {number}</p>"), "to": [PUBLIC, forum], "cc": [], "audience": forum,
            "published": "2026-11-22T09:00:00Z",
        });
        for (key, value) in extra.as_object().unwrap() {
            object[key] = value.clone();
        }
        object
    }

    /// Signed headers for `body` sent to the shared inbox of `node` now.
    pub(super) fn sign(&self, node: &Node, body: &[u8]) -> HeaderMap {
        let url = Url::parse(&node.core().config.link("/inbox")).unwrap();
        let request = Outgoing {
            method: &Method::POST,
            url: &url,
            body: Some(body),
            date: node.core().clock.now().utc(),
        };
        let signed = sign_request(&self.key, &self.key_id, self.scheme, &request).unwrap();
        signed.into_iter().collect()
    }

    /// Sends an activity, properly signed, and gives the answer.
    pub(super) async fn sends(&self, node: &Node, activity: &Value) -> Page {
        let body = activity.to_string();
        let headers = self.sign(node, body.as_bytes());
        deliver(node, "/inbox", headers, body).await
    }

    /// Sends an activity, expects that it is taken, and has it applied.
    pub(super) async fn tells(&self, node: &Node, activity: &Value) {
        let answer = self.sends(node, activity).await;
        assert_eq!(answer.status, 202, "{}", answer.body);
        work(node).await;
    }
}

/// Posts a body with exactly these headers, and a media type and host if they are missing.
pub(super) async fn deliver(node: &Node, path: &str, headers: HeaderMap, body: impl Into<Body>) -> Page {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .body(body.into())
        .unwrap();
    let host = node.core().config.host().parse().unwrap();
    request.headers_mut().insert(header::HOST, host);
    request
        .headers_mut()
        .insert(header::CONTENT_TYPE, JSON.parse().unwrap());
    for (name, value) in &headers {
        request.headers_mut().insert(name, value.clone());
    }
    node.guest().send(request).await
}

/// One instance and one peer.
pub(super) async fn one_and_peer() -> (Network, Peer) {
    (Network::new(1).await, Peer::start().await)
}

/// Applies what has arrived.
pub(super) async fn work(node: &Node) {
    inbox::run_due(&node.app).await.unwrap();
}

/// The stored post with this id.
pub(super) async fn find_post(node: &Node, uri: &Value) -> Option<Post> {
    let mut conn = node.core().db.read().await.unwrap();
    posts::find_by_uri(&mut conn, uri.as_str().unwrap()).await.unwrap()
}

pub(super) async fn post(node: &Node, id: PostId) -> Post {
    node.post(id).await
}

/// The stored actor with this id.
pub(super) async fn find_actor(node: &Node, uri: &str) -> Option<Actor> {
    actors::find_by_uri(&mut node.core().db.read().await.unwrap(), uri)
        .await
        .unwrap()
}

/// The log's line of an activity.
pub(super) async fn logged(node: &Node, activity: &Value) -> Option<InboxRow> {
    let mut conn = node.core().db.read().await.unwrap();
    majlis::db::inbox::find_by_uri(&mut conn, activity["id"].as_str().unwrap())
        .await
        .unwrap()
}

/// Makes the peer's forum known here and followed by `member`.
pub(super) async fn followed(node: &Node, group: &Somebody, member: &crate::support::Person) -> Actor {
    let session = node.app.apub.session();
    let id = Url::parse(&group.id).unwrap();
    let actor = majlis::apub::objects::PeerActor::get(&session, &id).await.unwrap();
    let follow = majlis::domain::follows::follow(node.core(), &member.principal(), actor.id)
        .await
        .unwrap();
    let accept = group.says("Accept", "accept-1", json!(follow.uri));
    group.tells(node, &accept).await;
    assert!(
        forums::find_by_actor(&mut node.core().db.read().await.unwrap(), actor.id)
            .await
            .unwrap()
            .is_some()
    );
    actor
}
