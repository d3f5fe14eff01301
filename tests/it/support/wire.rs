//! Requests to other processes of this machine. Knows nothing of what runs there.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Response, StatusCode, header};
use axum::response::IntoResponse;

/// A client of what runs on loopback.
pub fn http_client() -> reqwest::Client {
    let builder = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none());
    builder.build().expect("a client")
}

/// A router that hands every request on to the process at `base`, so that a [`Client`](super::Client) can browse it.
pub fn over_the_wire(base: String) -> Router {
    let http = http_client();
    Router::new().fallback(move |request: Request| {
        let (http, base) = (http.clone(), base.clone());
        async move { forward(&http, &base, request).await }
    })
}

/// What the process at `base` answers to a request.
pub async fn forward(http: &reqwest::Client, base: &str, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a whole body");
    let sent = http
        .request(parts.method, format!("{base}{}", parts.uri))
        .headers(parts.headers)
        .body(body)
        .send();
    let answer = match sent.await {
        Ok(answer) => answer,
        Err(error) => return (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    // The body is handed on whole, however it came in.
    headers.remove(header::TRANSFER_ENCODING);
    match answer.bytes().await {
        Ok(body) => (status, headers, body).into_response(),
        // The process ended in the middle of it.
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}
