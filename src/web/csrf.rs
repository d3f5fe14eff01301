//! Protection against forged requests, for every route that a browser's form reaches.
//!
//! An unsafe request passes only if the browser says that it comes from our own pages (`Sec-Fetch-Site`, else `Origin`,
//! else `Referer`; none of them is a refusal) *and* its form carries a token bound to the browser's own cookie. Routes that
//! no form reaches (`/inbox`, `/api`, `/oauth/token`) stand outside this layer.

mod uploads;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

use crate::app::App;
use crate::config::Config;
use crate::error::Failure;
use crate::id::{random_bytes, random_token};
use crate::secrets::Secrets;

use super::cookies::{Cookie, Cookies};
use super::pages::compose::{Draft, keep_stale};
use super::visitor::{Caller, Visitor};

/// Largest form, in bytes: the longest post, percent-encoded, with room to spare.
const FORM_MAX: usize = 1024 * 1024;
/// The field of the token.
const FIELD: &str = "csrf";
/// The header of the token, for scripts.
const HEADER: &str = "x-csrf-token";
const PURPOSE: &str = "csrf";

/// What the tokens of one browser are bound to: its session, or a cookie that a guest gets with the first form.
#[derive(Debug, Clone)]
pub struct Seed {
    value: Arc<str>,
    /// Whether the browser has no cookie for it yet.
    is_new: bool,
    asked: Arc<AtomicBool>,
}

impl Seed {
    /// The seed of the browser that sends these headers.
    pub fn of(cookies: &Cookies, headers: &HeaderMap) -> Self {
        let known = cookies
            .read(headers, Cookie::Session)
            .or_else(|| cookies.read(headers, Cookie::Csrf));
        Self {
            is_new: known.is_none(),
            value: known.unwrap_or_else(random_token).into(),
            asked: Arc::default(),
        }
    }

    /// A token for one page. It differs from page to page, so that compression tells nothing about it (BREACH).
    pub fn token(&self, secrets: &Secrets) -> String {
        self.asked.store(true, Ordering::Relaxed);
        let salt = hex::encode(random_bytes::<8>());
        format!("{salt}.{}", secrets.mac(PURPOSE, &self.message(&salt)))
    }

    fn accepts(&self, secrets: &Secrets, token: &str) -> bool {
        token
            .split_once('.')
            .is_some_and(|(salt, tag)| secrets.verify_mac(PURPOSE, &self.message(salt), tag))
    }

    fn message(&self, salt: &str) -> String {
        format!("{salt}.{}", self.value)
    }
}

/// The layer.
pub async fn protect(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let cookies = &app.web.cookies;
    let seed = Seed::of(cookies, request.headers());
    if !request.method().is_safe() {
        request = match check(&app, &seed, request).await {
            Ok(request) => request,
            Err(response) => return response,
        };
    }
    request.extensions_mut().insert(seed.clone());
    let mut response = next.run(request).await;
    if seed.is_new && seed.asked.load(Ordering::Relaxed) {
        let line = cookies.set(Cookie::Csrf, &seed.value, None);
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

async fn check(app: &App, seed: &Seed, request: Request) -> Result<Request, Response> {
    if !is_same_origin(&app.core.config, request.headers()) {
        return Err(Failure::status(StatusCode::FORBIDDEN).into_response());
    }
    let in_header = request.headers().get(HEADER).and_then(|value| value.to_str().ok());
    if in_header.is_some_and(|token| seed.accepts(&app.core.secrets, token)) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    if let Some(boundary) = uploads::boundary(&parts.headers) {
        let (token, body) = uploads::first_field(body, &boundary, FIELD).await;
        if !token.is_some_and(|token| seed.accepts(&app.core.secrets, &token)) {
            let typed = uploads::text_fields(&parts, body, FORM_MAX).await;
            return Err(stale(app, seed, &parts, &typed).await);
        }
        return Ok(Request::from_parts(parts, body));
    }
    let bytes = to_bytes(body, FORM_MAX)
        .await
        .map_err(|_| Failure::status(StatusCode::PAYLOAD_TOO_LARGE).into_response())?;
    if !field(&bytes, FIELD).is_some_and(|token| seed.accepts(&app.core.secrets, &token)) {
        let typed: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
        return Err(stale(app, seed, &parts, &typed).await);
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// The answer to a form of our own pages that comes too late: whoever signed out meanwhile gets back what was typed.
async fn stale(app: &App, seed: &Seed, parts: &Parts, typed: &[(String, String)]) -> Response {
    let caller = Caller {
        headers: &parts.headers,
        uri: &parts.uri,
        seed: Some(seed),
        id: parts.extensions.get(),
    };
    let visitor = match Visitor::resolve(app, &caller).await {
        Ok(visitor) => visitor,
        Err(failure) => return failure.into_response(),
    };
    let path = parts.uri.path();
    let draft = Draft {
        title: typed_in(typed, "title"),
        body: typed_in(typed, "body"),
        back: path.strip_suffix("/replies").unwrap_or(path).to_owned(),
    };
    keep_stale(&visitor, draft)
}

fn typed_in(fields: &[(String, String)], wanted: &str) -> String {
    let found = fields.iter().find(|(name, _)| name == wanted);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

fn field(body: &Bytes, wanted: &str) -> Option<String> {
    form_urlencoded::parse(body)
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value.into_owned())
}

/// Whether the browser says that the request comes from a page of ours. Fails closed.
fn is_same_origin(config: &Config, headers: &HeaderMap) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin";
    }
    let base = config.base();
    if let Some(origin) = header("origin") {
        return origin == base;
    }
    header("referer").is_some_and(|referer| {
        referer
            .strip_prefix(&base)
            .is_some_and(|path| path.is_empty() || path.starts_with('/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn says(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut config = Config::default();
        config.instance.url = "https://majlis.example".parse().expect("an address");
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        is_same_origin(&config, &headers)
    }

    #[test]
    fn only_our_own_pages_may_post() {
        assert!(says(&[("sec-fetch-site", "same-origin")]));
        assert!(says(&[("origin", "https://majlis.example")]));
        assert!(says(&[("referer", "https://majlis.example/sign-in")]));
        for strange in [
            &[("sec-fetch-site", "cross-site"), ("origin", "https://majlis.example")][..],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "null")],
            &[("origin", "https://majlis.example.evil.example")],
            &[("referer", "https://majlis.example.evil.example/")],
            &[],
        ] {
            assert!(!says(strange), "{strange:?}");
        }
    }

    #[test]
    fn a_token_serves_one_browser() {
        let secrets = Secrets::from_bytes(&[7; 32]).expect("a secret");
        let cookies = Cookies::new(&Config::default());
        let (one, other) = (
            Seed::of(&cookies, &HeaderMap::new()),
            Seed::of(&cookies, &HeaderMap::new()),
        );
        let token = one.token(&secrets);
        assert!(one.accepts(&secrets, &token));
        assert!(!other.accepts(&secrets, &token));
        assert_ne!(token, one.token(&secrets));
    }
}
