//! A browser in miniature: keeps cookies, finds forms, follows nothing by itself.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use scraper::{Html, Selector};
use tower::ServiceExt;

/// Sends requests through the whole router. Clones share their cookies.
#[derive(Clone)]
pub struct Client {
    router: Router,
    base: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    headers: HeaderMap,
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Page {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as it came.
    pub bytes: Vec<u8>,
    /// Body as text.
    pub body: String,
}

impl Client {
    /// A client without cookies of the instance at `base`.
    pub fn new(router: Router, base: String) -> Self {
        Self {
            router,
            base,
            cookies: Arc::default(),
            headers: HeaderMap::new(),
        }
    }

    /// The same client sending one more header with each request.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).expect("a header value");
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }

    /// The cookies it holds.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().expect("no panic while holding cookies").clone()
    }

    /// Gives it a cookie.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .expect("no panic while holding cookies")
            .insert(name.to_owned(), value.to_owned());
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path).body(Body::empty()).expect("a request"))
            .await
    }

    /// POST of a form as a browser sends it from a page of the same site; no token is added.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, &self.base)
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Opens the page at `path`, fills in its form and sends it. The form is the first one on the page with all of the
    /// named fields; its other fields, the token among them, go along as they stand.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "GET {path}: {}", page.body);
        let (action, mut values) = page
            .form(fields)
            .unwrap_or_else(|| panic!("no form with {fields:?} on {path}: {}", page.body));
        for (name, value) in fields {
            values.retain(|(known, _)| known != name);
            values.push(((*name).to_owned(), (*value).to_owned()));
        }
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.post(if action.is_empty() { path } else { &action }, &values).await
    }

    /// Opens the page at `path` and sends its form that leads to `action`, as it stands.
    pub async fn post_form(&self, path: &str, action: &str) -> Page {
        let page = self.get(path).await;
        let token = page
            .attribute(&format!("form[action='{action}'] input[name=csrf]"), "value")
            .unwrap_or_else(|| panic!("no form to {action} on {path}: {}", page.body));
        self.post(action, &[("csrf", &token)]).await
    }

    /// Any request.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let host = self.base.split_once("://").map_or(self.base.as_str(), |(_, host)| host);
        let mut builder = Request::builder().method(method).uri(path).header(header::HOST, host);
        let cookies: Vec<String> = self
            .cookies()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            builder = builder.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        builder
    }

    /// Sends a request and keeps the cookies it sets.
    pub async fn send(&self, mut request: Request<Body>) -> Page {
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9))));
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router always answers");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a whole body");
        self.keep_cookies(&parts.headers);
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page {
            status: parts.status.as_u16(),
            headers: parts.headers,
            bytes: bytes.to_vec(),
            body,
        }
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().expect("no panic while holding cookies");
        for value in headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().expect("a readable cookie");
            let (pair, rest) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a name and a value");
            if value.is_empty() || rest.to_ascii_lowercase().contains("max-age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Page {
    /// A header as text; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The text of the first element that a CSS selector finds; none if it finds nothing.
    pub fn text(&self, selector: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).expect("a selector");
        let text = html.select(&selector).next()?.text().collect::<String>();
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// How many elements a CSS selector finds.
    pub fn count(&self, selector: &str) -> usize {
        Html::parse_document(&self.body)
            .select(&Selector::parse(selector).expect("a selector"))
            .count()
    }

    /// The texts of all elements that a CSS selector finds, in order.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).expect("a selector");
        html.select(&selector)
            .map(|found| found.text().collect::<String>())
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// An attribute of all elements that a CSS selector finds and that have it, in order.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).expect("a selector");
        html.select(&selector)
            .filter_map(|found| found.attr(name).map(ToOwned::to_owned))
            .collect()
    }

    /// An attribute of the first element that a CSS selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let found = html
            .select(&Selector::parse(selector).expect("a selector"))
            .next()?
            .attr(name)?
            .to_owned();
        Some(found)
    }

    /// Action and values of the first POST form that has all of the named fields.
    fn form(&self, fields: &[(&str, &str)]) -> Option<(String, Vec<(String, String)>)> {
        let html = Html::parse_document(&self.body);
        let forms = Selector::parse("form[method='post' i]").expect("a selector");
        let controls = Selector::parse("input, textarea, select, button").expect("a selector");
        html.select(&forms).find_map(|form| {
            let names: Vec<&str> = form
                .select(&controls)
                .filter_map(|control| control.attr("name"))
                .collect();
            fields.iter().all(|(name, _)| names.contains(name)).then(|| {
                let values = form.select(&controls).filter_map(value_of).collect();
                (form.attr("action").unwrap_or_default().to_owned(), values)
            })
        })
    }
}

/// What a control sends if nobody touches it.
fn value_of(control: scraper::ElementRef<'_>) -> Option<(String, String)> {
    let name = control.attr("name")?.to_owned();
    let value = match control.value().name() {
        "textarea" => control.text().collect(),
        "select" => {
            let options = Selector::parse("option").expect("a selector");
            let chosen = control
                .select(&options)
                .find(|option| option.attr("selected").is_some());
            chosen
                .or_else(|| control.select(&options).next())?
                .attr("value")?
                .to_owned()
        }
        "button" => return None,
        _ => match control.attr("type") {
            Some("checkbox" | "radio") if control.attr("checked").is_none() => return None,
            Some("submit") => return None,
            _ => control.attr("value").unwrap_or_default().to_owned(),
        },
    };
    Some((name, value))
}
