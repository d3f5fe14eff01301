//! The origin of files: the same process under another name, which serves files and nothing else. Whatever might run in a file
//! there finds no cookie, no page and no form.

use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::Failure;

/// A request to the origin of files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Apart;

/// The layer.
pub(super) async fn keep_apart(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = host.or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
    let is_apart = app
        .core
        .config
        .media
        .origin_host()
        .is_some_and(|origin| named.is_some_and(|host| host.eq_ignore_ascii_case(origin)));
    if !is_apart {
        return next.run(request).await;
    }
    if !is_file(request.method(), request.uri().path()) {
        return Failure::not_found().into_response();
    }
    // What says who asks, or how the answer should look, is not read.
    for name in [header::COOKIE, header::AUTHORIZATION, header::ACCEPT] {
        request.headers_mut().remove(name);
    }
    request.extensions_mut().insert(Apart);
    let mut response = next.run(request).await;
    response.headers_mut().remove(header::SET_COOKIE);
    response
}

/// `/media/{token}`, `/media/{token}/small` and `/proxy/{signature}/{address}`.
fn is_file(method: &Method, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let is_path = match parts.as_slice() {
        ["media", token] | ["media", token, "small"] => *token != "uploads",
        ["proxy", _, _] => true,
        _ => false,
    };
    is_path && matches!(*method, Method::GET | Method::HEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_all_there_is() {
        for path in ["/media/abc", "/media/abc/small", "/proxy/sig/address"] {
            assert!(is_file(&Method::GET, path) && is_file(&Method::HEAD, path), "{path}");
            assert!(!is_file(&Method::POST, path), "{path}");
        }
        for path in [
            "/",
            "/media",
            "/media/uploads",
            "/media/uploads/small",
            "/media/a/b",
            "//media/a",
            "/sign-in",
            "/inbox",
        ] {
            assert!(!is_file(&Method::GET, path), "{path}");
        }
    }
}
