//! A server on loopback with people of its own: shows their keys, signs what they send, keeps what it is sent.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use federation::signature::{Outgoing, PrivateKey, Scheme, sign_request};
use majlis::clock::Clock;
use majlis::db::types::{ActorKind, Posting};
use majlis::domain::actors::RemoteActor;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::Url;

use crate::support::wire::http_client;

const ACTIVITY_JSON: &str = "application/activity+json";

/// The server.
pub(super) struct Peer {
    /// Its address without a slash at the end.
    pub(super) base: String,
    key: PrivateKey,
    http: reqwest::Client,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

struct Shared {
    base: String,
    pem: String,
    got: Mutex<Vec<String>>,
    count: watch::Sender<usize>,
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Peer {
    /// A server that takes everything.
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base = format!("http://localhost:{}", listener.local_addr().expect("an address").port());
        let key = PrivateKey::generate_rsa().expect("a key");
        let shared = Arc::new(Shared {
            base: base.clone(),
            pem: key.public_key().and_then(|public| public.to_pem()).expect("as text"),
            got: Mutex::default(),
            count: watch::Sender::new(0),
        });
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        Self {
            base,
            key,
            http: http_client(),
            shared,
            server,
        }
    }

    /// The id of the person called `name`.
    pub(super) fn person(&self, name: &str) -> String {
        format!("{}/users/{name}", self.base)
    }

    /// The person called `name` as another server stores it.
    pub(super) fn remote(&self, name: &str) -> RemoteActor {
        let uri = self.person(name);
        RemoteActor {
            host: self.base.trim_start_matches("http://").to_owned(),
            kind: ActorKind::Person,
            username: name.to_owned(),
            url: uri.clone(),
            inbox: format!("{uri}/inbox"),
            shared_inbox: Some(format!("{}/inbox", self.base)),
            outbox: None,
            followers: None,
            featured: None,
            moderators: None,
            uri,
            name: name.to_owned(),
            summary_html: String::new(),
            avatar_url: None,
            public_key: self.shared.pem.clone(),
            ed25519_public: None,
            is_locked: false,
            is_discoverable: true,
            posting: Posting::Members,
            published_at: None,
        }
    }

    /// Sends an activity to `inbox`, signed by its actor. The status, if there was an answer at all.
    pub(super) async fn send(&self, inbox: &Url, activity: &Value) -> Option<u16> {
        let (actor, body) = (activity["actor"].as_str().expect("an actor"), activity.to_string());
        let outgoing = Outgoing {
            method: &Method::POST,
            url: inbox,
            body: Some(body.as_bytes()),
            date: Clock::system().now().utc(),
        };
        let key_id = format!("{actor}#main-key");
        let signed = sign_request(&self.key, &key_id, Scheme::Cavage, &outgoing).expect("a signature");
        let request = self.http.post(inbox.clone()).headers(signed.into_iter().collect());
        let answer = request
            .header(header::CONTENT_TYPE, ACTIVITY_JSON)
            .body(body)
            .send()
            .await;
        answer.ok().map(|answer| answer.status().as_u16())
    }

    /// What was posted to it, in order.
    pub(super) fn got(&self) -> Vec<String> {
        self.shared.got.lock().expect("no panic while holding it").clone()
    }

    /// How many activities were posted to it, to wait for more.
    pub(super) fn count(&self) -> watch::Receiver<usize> {
        self.shared.count.subscribe()
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if parts.method == Method::POST {
        // A sender that dies in the middle of a body has sent nothing.
        let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let text = String::from_utf8(body.to_vec()).expect("text");
        shared.got.lock().expect("no panic while holding it").push(text);
        shared.count.send_modify(|count| *count += 1);
        return StatusCode::ACCEPTED.into_response();
    }
    match parts.uri.path().strip_prefix("/users/") {
        Some(name) => {
            let document = document(&shared, name).to_string();
            ([(header::CONTENT_TYPE, ACTIVITY_JSON)], document).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn document(shared: &Shared, name: &str) -> Value {
    let id = format!("{}/users/{name}", shared.base);
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
        "id": id,
        "type": "Person",
        "preferredUsername": name,
        "name": name,
        "inbox": format!("{id}/inbox"),
        "outbox": format!("{id}/outbox"),
        "followers": format!("{id}/followers"),
        "endpoints": { "sharedInbox": format!("{}/inbox", shared.base) },
        "publicKey": { "id": format!("{id}#main-key"), "owner": id, "publicKeyPem": shared.pem },
    })
}
