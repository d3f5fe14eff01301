//! Headers that tell browsers what our pages may do: very little.

use std::sync::LazyLock;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::config::Config;
use crate::web::paths;

/// Everything from ourselves or not at all.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// The policy of all other pages. Pictures may come from the origin of files, too, where there is one.
pub(crate) fn policy(config: &Config) -> HeaderValue {
    let policy = match config.media.origin() {
        Some(origin) => POLICY.replace("img-src 'self'", &format!("img-src 'self' {origin}")),
        None => POLICY.to_owned(),
    };
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(POLICY))
}

/// The policy of a page whose form leads on to `source` (an origin or a scheme such as `app:`): browsers apply
/// `form-action` to redirects, too. For the page on which a member lets an app in.
pub fn content_security_policy(source: &str) -> Option<HeaderValue> {
    let is_plain = source
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b';' | b',' | b'\''));
    let policy = POLICY.replace("form-action 'self'", &format!("form-action 'self' {source}"));
    is_plain.then(|| HeaderValue::from_str(&policy).ok()).flatten()
}

/// The policy of a page on which readers may choose a street map, whose pictures come from the `origin` that the operator set.
pub(crate) fn street_map_policy(config: &Config, origin: &str) -> Option<HeaderValue> {
    let policy = policy(config);
    let policy = policy.to_str().ok()?;
    HeaderValue::from_str(&policy.replace("img-src 'self'", &format!("img-src 'self' {origin}"))).ok()
}

/// The policy of a page that shows papers of this instance in frames.
pub(crate) fn framing_policy() -> &'static str {
    static FRAMING: LazyLock<String> = LazyLock::new(|| format!("{POLICY}; frame-src 'self'"));
    &FRAMING
}

/// Pages that an app opens in a window of its own and waits for: they are not cut off from their opener.
const IN_APP_WINDOWS: &[&str] = &[paths::OAUTH_AUTHORIZE, paths::SIGN_IN];

/// The layer. A header that a handler set itself stays.
pub(super) async fn secure(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let opener = if IN_APP_WINDOWS.iter().any(|page| path.starts_with(page)) {
        "unsafe-none"
    } else {
        "same-origin"
    };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    default(headers, "cross-origin-opener-policy", opener);
    for (name, value) in ALWAYS {
        default(headers, name, value);
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, app.web.policy.clone());
    }
    if app.core.config.instance.url.scheme() == "https" {
        default(
            headers,
            "strict-transport-security",
            "max-age=31536000; includeSubDomains",
        );
    }
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        // Pages differ from member to member and stay out of shared caches.
        default(headers, "cache-control", "private, no-cache");
        headers.append(header::VARY, HeaderValue::from_static("cookie, accept-language"));
    }
    response
}

fn default(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    if !headers.contains_key(name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::content_security_policy;

    #[test]
    fn an_app_cannot_write_the_policy() {
        let policy = content_security_policy("https://app.example").expect("a policy");
        assert!(
            policy
                .to_str()
                .expect("text")
                .contains("form-action 'self' https://app.example;")
        );
        assert!(content_security_policy("https://app.example; script-src *").is_none());
    }
}
