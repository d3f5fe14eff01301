//! Going on to another page, with a message or a cookie for it; and which addresses one may be sent to.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use url::form_urlencoded;

use super::cookies::{Cookie, Cookies};
use super::page::Flash;
use super::paths;

/// How long a message waits for the page that shows it.
const FLASH_MINUTES: i64 = 5;

/// 303 See Other: after a form, the browser gets the next page, and reloading sends nothing twice.
#[derive(Debug, Clone)]
pub struct Redirect {
    cookies: Cookies,
    to: String,
    lines: Vec<HeaderValue>,
}

impl Redirect {
    /// To a path of this site.
    pub fn to(cookies: &Cookies, path: impl Into<String>) -> Self {
        Self {
            cookies: cookies.clone(),
            to: path.into(),
            lines: Vec::new(),
        }
    }

    /// With a message shown once on the next page.
    #[must_use]
    pub fn saying(self, flash: Flash) -> Self {
        let age = TimeDelta::minutes(FLASH_MINUTES);
        self.with_cookie(Cookie::Flash, flash.key, Some(age))
    }

    /// With a cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: Cookie, value: &str, age: Option<TimeDelta>) -> Self {
        self.lines.push(self.cookies.set(cookie, value, age));
        self
    }

    /// Taking a cookie back.
    #[must_use]
    pub fn without_cookie(mut self, cookie: Cookie) -> Self {
        self.lines.push(self.cookies.clear(cookie));
        self
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let headers = response.headers_mut();
        let to = HeaderValue::from_str(&self.to).unwrap_or_else(|_| HeaderValue::from_static(paths::HOME));
        headers.insert(header::LOCATION, to);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for line in self.lines {
            headers.append(header::SET_COOKIE, line);
        }
        response
    }
}

/// `next` if it is a path of this site, else the start page. Nobody is sent elsewhere by a link to our sign-in page.
pub fn local(next: &str) -> &str {
    let is_path = next.starts_with('/') && !next.starts_with("//") && !next.starts_with("/\\");
    let is_plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_path && is_plain { next } else { paths::HOME }
}

/// A query without the choices of language and theme.
pub fn without_preferences(query: &str) -> String {
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang" && name != "theme");
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_sent_to_pages_of_this_site_only() {
        assert_eq!(local("/forums/energy?sort=new"), "/forums/energy?sort=new");
        for strange in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "/a\\b",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x=y",
            "/\t/evil.example",
            "",
        ] {
            assert_eq!(local(strange), "/", "{strange:?}");
        }
    }

    #[test]
    fn a_choice_of_language_leaves_the_rest_of_the_query() {
        assert_eq!(without_preferences("sort=new&lang=ar&q=a+b"), "sort=new&q=a+b");
        assert_eq!(without_preferences("lang=ar"), "");
    }
}
