//! An OpenID provider that does what a test tells it, over a real loopback socket.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use majlis::config::OpenidProvider;
use majlis::db::types::UtcTime;
use majlis::id::{random_token, token_hash};
use majlis::jws::{self, SigningKey};
use majlis::secrets::Secrets;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

const CLIENT: &str = "majlis";
const SECRET: &str = "a secret with : and %";

/// The provider.
pub struct FakeProvider {
    /// Its issuer.
    pub url: String,
    script: Arc<Mutex<Script>>,
}

struct Script {
    url: String,
    secrets: Secrets,
    key: SigningKey,
    userinfo: Value,
    is_down: bool,
    codes: HashMap<String, Granted>,
}

struct Granted {
    id_token: String,
    challenge: String,
    redirect_uri: String,
}

/// By whom a token is signed.
pub enum Signed {
    /// The provider's own key.
    Right,
    /// A key of the same name that the provider does not publish.
    ByStranger,
    /// Nobody.
    Not,
}

impl FakeProvider {
    /// A provider at an address of its own.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let secrets = Secrets::from_bytes(&[3; 32]).expect("a secret");
        let url = format!("http://127.0.0.1:{port}");
        let script = Arc::new(Mutex::new(Script {
            url: url.clone(),
            key: jws::generate(&secrets).expect("a key"),
            secrets,
            userinfo: json!({}),
            is_down: false,
            codes: HashMap::new(),
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(configuration))
            .route("/jwks", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, script }
    }

    /// How an operator configures it.
    pub fn settings(&self) -> OpenidProvider {
        OpenidProvider {
            name_en: "Chamber".to_owned(),
            name_ar: "الغرفة".to_owned(),
            issuer: self.url.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: SECRET.to_owned(),
            allow_registration: true,
            ..OpenidProvider::default()
        }
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().expect("no panic while holding the script")
    }

    /// Signs with a new key from now on and publishes it alone.
    pub fn rotate(&self) {
        let mut script = self.script();
        script.key = jws::generate(&script.secrets).expect("a key");
    }

    /// Answers nothing but 503, or answers again.
    pub fn set_down(&self, is_down: bool) {
        self.script().is_down = is_down;
    }

    /// What it tells at its userinfo endpoint.
    pub fn set_userinfo(&self, claims: Value) {
        self.script().userinfo = claims;
    }

    /// Lets somebody in who was sent here by `location` at `now`; gives the query that the browser brings back. `claims` are
    /// added to those of a proper token; null takes one away.
    pub fn grant(&self, location: &str, now: UtcTime, claims: Value, signed: Signed) -> String {
        let asked: Url = location.parse().expect("an address");
        let asked: HashMap<String, String> = asked.query_pairs().into_owned().collect();
        assert_eq!(
            (asked["client_id"].as_str(), asked["response_type"].as_str()),
            (CLIENT, "code")
        );
        assert_eq!(asked["code_challenge_method"], "S256");
        let mut script = self.script();
        let seconds = now.millis() / 1000;
        let mut token = json!({
            "iss": script.url,
            "aud": CLIENT,
            "iat": seconds,
            "exp": seconds + 300,
            "nonce": asked["nonce"],
        });
        for (name, value) in claims.as_object().expect("claims") {
            token[name] = value.clone();
        }
        token
            .as_object_mut()
            .expect("claims")
            .retain(|_, value| !value.is_null());
        let id_token = script.sign(&token, signed);
        let code = random_token();
        let granted = Granted {
            id_token,
            challenge: asked["code_challenge"].clone(),
            redirect_uri: asked["redirect_uri"].clone(),
        };
        script.codes.insert(code.clone(), granted);
        url::form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &code)
            .append_pair("state", &asked["state"])
            .append_pair("iss", &script.url)
            .finish()
    }
}

impl Script {
    fn sign(&self, claims: &Value, signed: Signed) -> String {
        let by = |key: &SigningKey| jws::sign(&self.secrets, &self.key.kid, &key.private_key, claims).expect("a token");
        match signed {
            Signed::Right => by(&self.key),
            Signed::ByStranger => by(&jws::generate(&self.secrets).expect("a key")),
            Signed::Not => {
                let encode = |part: &Value| jws::encode(part.to_string().as_bytes());
                format!("{}.{}.", encode(&json!({ "alg": "none" })), encode(claims))
            }
        }
    }

    fn answer(&self, value: Value) -> Response {
        if self.is_down {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
        Json(value).into_response()
    }
}

type Shared = State<Arc<Mutex<Script>>>;

async fn configuration(State(script): Shared) -> Response {
    let script = script.lock().expect("the script");
    let link = |path: &str| format!("{}{path}", script.url);
    script.answer(json!({
        "issuer": script.url,
        "authorization_endpoint": link("/authorize"),
        "token_endpoint": link("/token"),
        "userinfo_endpoint": link("/userinfo"),
        "jwks_uri": link("/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "none"],
    }))
}

async fn keys(State(script): Shared) -> Response {
    let script = script.lock().expect("the script");
    let key = &script.key;
    let key =
        json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": key.kid, "n": key.modulus, "e": key.exponent });
    script.answer(json!({ "keys": [key] }))
}

async fn token(State(script): Shared, headers: HeaderMap, Form(fields): Form<HashMap<String, String>>) -> Response {
    let mut script = script.lock().expect("the script");
    let refuse = |error: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
    if script.is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let is_basic = headers
        .get("authorization")
        .is_some_and(|value| value.as_bytes().starts_with(b"Basic "));
    if !is_basic {
        return refuse("invalid_client");
    }
    let Some(granted) = script.codes.remove(&fields["code"]) else {
        return refuse("invalid_grant");
    };
    let proof = jws::encode(&token_hash(&fields["code_verifier"]));
    if proof != granted.challenge || fields["redirect_uri"] != granted.redirect_uri {
        return refuse("invalid_grant");
    }
    Json(json!({ "access_token": "access", "token_type": "Bearer", "id_token": granted.id_token })).into_response()
}

async fn userinfo(State(script): Shared) -> Response {
    let script = script.lock().expect("the script");
    script.answer(script.userinfo.clone())
}
