//! A server on loopback that answers as it is told and remembers what it got.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// The server.
pub struct Peer {
    /// Its address without a slash at the end.
    pub base: String,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    script: Mutex<VecDeque<Reply>>,
    got: Mutex<Vec<Got>>,
    arrived: Notify,
}

/// An answer to be given.
#[derive(Clone)]
pub struct Reply {
    status: u16,
    header: Option<(&'static str, String)>,
    held: Option<Arc<Notify>>,
}

/// A request that came.
#[derive(Debug, Clone)]
pub struct Got {
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    pub fn id(&self) -> String {
        self.json()["id"].as_str().expect("an id").to_owned()
    }
}

pub fn status(status: u16) -> Reply {
    Reply {
        status,
        header: None,
        held: None,
    }
}

impl Reply {
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.header = Some((name, value.into()));
        self
    }

    /// Not before `bell` rings.
    pub fn after(mut self, bell: &Arc<Notify>) -> Self {
        self.held = Some(Arc::clone(bell));
        self
    }
}

impl Peer {
    /// A server that takes everything until it is told otherwise.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base = format!("http://localhost:{}", listener.local_addr().expect("an address").port());
        let shared = Arc::new(Shared::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        Self { base, shared, server }
    }

    /// The next answers, in order; afterwards 202 again.
    pub fn script(&self, replies: impl IntoIterator<Item = Reply>) {
        self.shared.script.lock().unwrap().extend(replies);
    }

    /// What was posted to it.
    pub fn got(&self) -> Vec<Got> {
        self.shared.got.lock().unwrap().clone()
    }

    /// Waits until `count` requests have come.
    pub async fn wait_for(&self, count: usize) {
        loop {
            let arrived = self.shared.arrived.notified();
            if self.got().len() >= count {
                return;
            }
            arrived.await;
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if request.method() != Method::POST {
        let gone = shared.script.lock().unwrap().pop_front();
        return StatusCode::from_u16(gone.map_or(404, |reply| reply.status))
            .unwrap()
            .into_response();
    }
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
    shared.got.lock().unwrap().push(Got {
        path: parts.uri.path().to_owned(),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).expect("text"),
    });
    shared.arrived.notify_waiters();
    let reply = shared.script.lock().unwrap().pop_front().unwrap_or_else(|| status(202));
    if let Some(bell) = &reply.held {
        bell.notified().await;
    }
    let mut response = StatusCode::from_u16(reply.status).unwrap().into_response();
    if let Some((name, value)) = reply.header {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}
