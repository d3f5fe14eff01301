//! Other servers: some whose people send us activities, some that take what we deliver.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{Method, header};
use axum::response::IntoResponse;
use axum::routing::get;
use federation::signature::{Outgoing, PrivateKey, Scheme, sign_request};
use majlis::clock::Clock;
use majlis::db::types::{ActorKind, Posting};
use majlis::domain::actors::RemoteActor;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use crate::http;

const ACTIVITY_JSON: &str = "application/activity+json";

/// A server whose people have keys.
pub(crate) struct Sender {
    base: String,
    key: PrivateKey,
}

impl Sender {
    /// Starts one; it shows its people's documents for as long as the program runs.
    pub(crate) async fn start(key: &PrivateKey) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://localhost:{}", listener.local_addr()?.port());
        let shown = Arc::new((base.clone(), key.public_key()?.to_pem()?));
        let router = Router::new().route("/users/{name}", get(document)).with_state(shown);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { base, key: key.clone() })
    }

    /// The id of one of its people.
    pub(crate) fn person(&self, n: usize) -> String {
        format!("{}/users/p{n}", self.base)
    }

    /// A request that brings `activity` to `inbox`, signed by its actor.
    pub(crate) fn request(&self, inbox: &Url, actor: &str, activity: &Value) -> anyhow::Result<Vec<u8>> {
        let body = activity.to_string().into_bytes();
        let outgoing = Outgoing {
            method: &Method::POST,
            url: inbox,
            body: Some(&body),
            date: Clock::system().now().utc(),
        };
        let signed = sign_request(&self.key, &format!("{actor}#main-key"), Scheme::Cavage, &outgoing)?;
        let mut headers = vec![("content-type", ACTIVITY_JSON)];
        let mut host = "";
        for (name, value) in &signed {
            match name.as_str() {
                "host" => host = value.to_str()?,
                name => headers.push((name, value.to_str()?)),
            }
        }
        Ok(http::post(host, inbox.path(), &headers, &body))
    }
}

async fn document(State(shown): State<Arc<(String, String)>>, Path(name): Path<String>) -> impl IntoResponse {
    let (base, pem) = &*shown;
    let id = format!("{base}/users/{name}");
    let document = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
        "id": id,
        "type": "Person",
        "preferredUsername": name,
        "inbox": format!("{id}/inbox"),
        "outbox": format!("{id}/outbox"),
        "followers": format!("{id}/followers"),
        "endpoints": { "sharedInbox": format!("{base}/inbox") },
        "publicKey": { "id": format!("{id}#main-key"), "owner": id, "publicKeyPem": pem },
    });
    ([(header::CONTENT_TYPE, ACTIVITY_JSON)], document.to_string())
}

/// A server that answers 202 to everything and counts.
pub(crate) struct Taker {
    base: String,
    pem: String,
}

impl Taker {
    /// Starts one; it runs for as long as the program does.
    pub(crate) async fn start(pem: &str, taken: &Arc<AtomicU64>) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://localhost:{}", listener.local_addr()?.port());
        let taken = Arc::clone(taken);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(take(stream, Arc::clone(&taken)));
            }
        });
        Ok(Self {
            base,
            pem: pem.to_owned(),
        })
    }

    /// Somebody there who can follow.
    pub(crate) fn follower(&self) -> RemoteActor {
        let uri = format!("{}/users/bo", self.base);
        RemoteActor {
            host: self.base.trim_start_matches("http://").to_owned(),
            kind: ActorKind::Person,
            username: "bo".to_owned(),
            url: uri.clone(),
            inbox: format!("{uri}/inbox"),
            shared_inbox: Some(format!("{}/inbox", self.base)),
            outbox: None,
            followers: None,
            featured: None,
            moderators: None,
            uri,
            name: "Bo".to_owned(),
            summary_html: String::new(),
            avatar_url: None,
            public_key: self.pem.clone(),
            ed25519_public: None,
            is_locked: false,
            is_discoverable: true,
            posting: Posting::Members,
            published_at: None,
        }
    }
}

/// Answers each request on one connection, until it is closed.
async fn take(mut stream: TcpStream, taken: Arc<AtomicU64>) -> std::io::Result<()> {
    let mut buffer = Vec::with_capacity(16 * 1024);
    loop {
        if stream.read_buf(&mut buffer).await? == 0 {
            return Ok(());
        }
        while let Some(end) = end_of_request(&buffer) {
            buffer.drain(..end);
            taken.fetch_add(1, Ordering::Relaxed);
            stream
                .write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n")
                .await?;
        }
    }
}

fn end_of_request(buffer: &[u8]) -> Option<usize> {
    let head = http::end_of_head(buffer, 0)?;
    let text = std::str::from_utf8(&buffer[..head]).ok()?;
    let length: usize = http::header(text, "content-length").map_or(Some(0), |value| value.parse().ok())?;
    (buffer.len() >= head + length).then_some(head + length)
}
