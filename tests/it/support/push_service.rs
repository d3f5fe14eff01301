//! A push service that does what a test tells it, over a real loopback socket, and the browsers behind it. They open what they
//! get by the steps of RFC 8291 and 8188 as they are written there, and share no code with what seals it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{self, ECDSA_P256_SHA256_FIXED};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use majlis::id::{random_bytes, random_token};
use serde_json::Value;
use tokio::net::TcpListener;

/// The push service.
pub struct PushService {
    /// Its address.
    pub url: String,
    script: Arc<Mutex<Script>>,
}

#[derive(Default)]
struct Script {
    answers: VecDeque<(u16, &'static str)>,
    then: Option<u16>,
    received: Vec<Received>,
}

/// What came for a browser.
#[derive(Debug, Clone)]
pub struct Received {
    /// For which.
    pub browser: String,
    /// Headers.
    pub headers: HeaderMap,
    /// The sealed message.
    pub body: Bytes,
}

impl Received {
    /// A header as text; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header in plain text"))
    }
}

impl PushService {
    /// A push service at an address of its own, which takes everything.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let script = Arc::new(Mutex::new(Script::default()));
        let router = Router::new()
            .route("/push/{browser}", post(take))
            .with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            url: format!("http://127.0.0.1:{port}"),
            script,
        }
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().expect("the script")
    }

    /// What it answers next: a status, and when it wants to be asked again.
    pub fn answer(&self, status: u16, retry_after: &'static str) {
        self.script().answers.push_back((status, retry_after));
    }

    /// What it answers from now on; 201 again if none.
    pub fn answer_always(&self, status: Option<u16>) {
        self.script().then = status;
    }

    /// Everything that came since this was asked last.
    pub fn received(&self) -> Vec<Received> {
        std::mem::take(&mut self.script().received)
    }

    /// A new browser.
    pub fn browser(&self) -> Browser {
        let name = random_token();
        Browser {
            endpoint: format!("{}/push/{name}", self.url),
            name,
            key: PrivateKey::generate(&ECDH_P256).expect("a key"),
            auth: random_bytes(),
        }
    }
}

async fn take(
    State(script): State<Arc<Mutex<Script>>>,
    Path(browser): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut script = script.lock().expect("the script");
    script.received.push(Received { browser, headers, body });
    let then = script.then.unwrap_or(201);
    let (status, after) = script.answers.pop_front().unwrap_or((then, ""));
    let status = StatusCode::from_u16(status).expect("a status");
    if after.is_empty() {
        return status.into_response();
    }
    (status, [(header::RETRY_AFTER, after)]).into_response()
}

/// A browser.
pub struct Browser {
    /// Where pushes for it go.
    pub endpoint: String,
    name: String,
    key: PrivateKey,
    auth: [u8; 16],
}

impl Browser {
    fn public(&self) -> Vec<u8> {
        self.key.compute_public_key().expect("a public key").as_ref().to_vec()
    }

    /// What its script sends by the form of the page.
    pub fn fields(&self) -> [(&'static str, String); 3] {
        [
            ("endpoint", self.endpoint.clone()),
            ("p256dh", URL_SAFE_NO_PAD.encode(self.public())),
            ("auth", URL_SAFE_NO_PAD.encode(self.auth)),
        ]
    }

    /// Whether something came for it.
    pub fn is_for(&self, received: &Received) -> bool {
        received.browser == self.name
    }

    /// Opens what came for it.
    pub fn open(&self, received: &Received) -> Value {
        let body = &received.body;
        let (salt, rest) = body.split_at(16);
        assert_eq!(rest[..4], 4096_u32.to_be_bytes(), "the size of a record");
        let id_length = usize::from(rest[4]);
        let (sender, sealed) = rest[5..].split_at(id_length);

        let theirs = UnparsedPublicKey::new(&ECDH_P256, sender);
        let shared = agreement::agree(&self.key, theirs, (), |shared| Ok(shared.to_vec())).expect("a secret");
        let ikm = expand(
            &mac(&self.auth, &[&shared]),
            &[b"WebPush: info\0", &self.public(), sender],
        );
        let prk = mac(salt, &[&ikm]);
        let key = expand(&prk, &[b"Content-Encoding: aes128gcm\0"]);
        let nonce = expand(&prk, &[b"Content-Encoding: nonce\0"]);
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key[..16]).expect("a key"));
        let nonce = Nonce::try_assume_unique_for_key(&nonce[..12]).expect("a nonce");
        let mut sealed = sealed.to_vec();
        let plain = key.open_in_place(nonce, Aad::empty(), &mut sealed).expect("the tag");
        let end = plain.iter().rposition(|byte| *byte != 0).expect("a delimiter");
        assert_eq!(plain[end], 2, "the delimiter of the last record");
        serde_json::from_slice(&plain[..end]).expect("JSON")
    }
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    hmac::sign(&key, &parts.concat()).as_ref().to_vec()
}

/// The first block of HKDF-Expand.
fn expand(prk: &[u8], info: &[&[u8]]) -> Vec<u8> {
    mac(prk, &[&info.concat(), &[1]])
}

/// The claims of a proof, verified with the key beside it.
pub fn proven(received: &Received) -> (Value, String) {
    let value = received.header("authorization");
    let (token, public) = value
        .strip_prefix("vapid t=")
        .and_then(|rest| rest.split_once(", k="))
        .expect("a proof");
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64");
    let (message, signed) = token.rsplit_once('.').expect("three parts");
    signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(public))
        .verify(message.as_bytes(), &bytes(signed))
        .expect("the signature");
    let claims = message.split_once('.').expect("claims").1;
    (serde_json::from_slice(&bytes(claims)).expect("JSON"), public.to_owned())
}
