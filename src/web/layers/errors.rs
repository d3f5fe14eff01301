//! Failures as pages, in the visitor's language, for those who asked for a page.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::Failure;
use crate::web::page::Page;
use crate::web::pages::errors::ErrorPage;
use crate::web::visitor::{Caller, Visitor, accepts_html};

use super::RequestId;

/// Routes whose clients are programs, whatever they accept.
const FOR_PROGRAMS: &[&str] = &[
    "/api/",
    "/oauth/token",
    "/oauth/revoke",
    "/oauth/userinfo",
    "/oauth/jwks",
    "/inbox",
    "/.well-known/",
    "/nodeinfo",
];

/// What is kept of a request until it is answered.
struct Kept {
    headers: HeaderMap,
    uri: Uri,
    id: Option<RequestId>,
}

/// The layer.
pub(super) async fn as_pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let wants_page =
        accepts_html(request.headers()) && !FOR_PROGRAMS.iter().any(|path| request.uri().path().starts_with(path));
    if !wants_page {
        return next.run(request).await;
    }
    let kept = Kept {
        headers: copy(request.headers()),
        uri: request.uri().clone(),
        id: request.extensions().get().cloned(),
    };
    let response = next.run(request).await;
    match response.extensions().get::<Failure>().cloned() {
        Some(failure) => page(&app, &kept, failure, response.headers().clone()).await,
        None => response,
    }
}

/// The headers that say who asks.
fn copy(headers: &HeaderMap) -> HeaderMap {
    [header::COOKIE, header::ACCEPT_LANGUAGE]
        .into_iter()
        .flat_map(|name: HeaderName| {
            headers
                .get_all(&name)
                .iter()
                .map(move |value| (name.clone(), value.clone()))
        })
        .collect()
}

async fn page(app: &App, kept: &Kept, failure: Failure, plain: HeaderMap) -> Response {
    let caller = Caller {
        headers: &kept.headers,
        uri: &kept.uri,
        seed: None,
        id: kept.id.as_ref(),
    };
    let Ok(visitor) = Visitor::resolve(app, &caller).await else {
        // Not even the visitor can be found out; a plain answer is better than none.
        return (failure.status, "500 · 503").into_response();
    };
    let error = ErrorPage {
        retry_after: failure.retry_after.and_then(|seconds| u32::try_from(seconds).ok()),
        detail: failure.denied.map(|denied| denied.key()),
        ..ErrorPage::new(failure.status.as_u16())
    };
    let mut response = Page::new(visitor.chrome(), error)
        .with_status(failure.status)
        .into_response();
    let headers = response.headers_mut();
    for name in [header::RETRY_AFTER, header::ALLOW, header::SET_COOKIE] {
        for value in plain.get_all(&name) {
            headers.append(name.clone(), value.clone());
        }
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if failure.status == StatusCode::NOT_FOUND || failure.status == StatusCode::GONE {
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    }
    // Layers further out may still want to know.
    response.extensions_mut().insert(failure);
    response
}
