//! The same address, for people and for servers.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, Method, header};

use crate::app::App;
use crate::apub::session::is_activity_json;
use crate::error::Failure;

use super::documents;
use super::reader::Reader;

/// What has a document at the address of a page.
#[derive(Debug, PartialEq, Eq)]
enum Shared<'a> {
    Front,
    Person(&'a str),
    Forum(&'a str),
    Post(&'a str),
    /// The page about a person or forum, which has its document elsewhere: `u` or `g`, and the name.
    About(&'a str, &'a str),
}

impl<'a> Shared<'a> {
    fn at(path: &'a str) -> Option<Self> {
        let (folder, name) = match path.strip_prefix('/')?.split_once('/') {
            Some(parts) => parts,
            None if path == "/" => return Some(Self::Front),
            None => ("@", path.strip_prefix("/@")?),
        };
        if name.is_empty() || name.contains('/') {
            return None;
        }
        match folder {
            "u" => Some(Self::Person(name)),
            "g" => Some(Self::Forum(name)),
            "topics" | "replies" | "cases" | "trainings" => Some(Self::Post(name)),
            // Those of other servers have their host in the name, and their documents there.
            "@" if is_ours(name) => Some(Self::About("u", name)),
            "forums" if is_ours(name) => Some(Self::About("g", name)),
            _ => None,
        }
    }
}

fn is_ours(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Answers requests for documents at the addresses of pages; lets everything else pass. Put it around all routes.
pub async fn negotiate(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path().to_owned();
    let Some(shared) = Shared::at(&path).filter(|_| reads) else {
        return next.run(request).await;
    };
    if !wants_activity(request.headers()) {
        let mut response = next.run(request).await;
        response
            .headers_mut()
            .append(header::VARY, HeaderValue::from_static("Accept"));
        return response;
    }
    let (parts, _) = request.into_parts();
    let reader = Reader::new(&app, parts);
    let answer = match shared {
        Shared::Front => documents::application_at_front(&app).await,
        Shared::Person(name) => documents::person(&reader, name).await,
        Shared::Forum(name) => documents::forum(&reader, name).await,
        Shared::Post(id) => documents::post(&reader, id, &path).await,
        // The id of a document is its address.
        Shared::About(folder, name) => Ok(led(&app.core.config.link(&format!("/{folder}/{name}")))),
    };
    answer.unwrap_or_else(problem)
}

/// To the document about what a page shows; whether there is one is told there.
fn led(to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// A refusal, which depends on the same headers as the document would have.
fn problem(failure: Failure) -> Response {
    let mut response = failure.into_response();
    // Taken for a page's failure it would be told in HTML.
    response.extensions_mut().remove::<Failure>();
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("Accept, Signature"));
    response
}

/// Whether the sender of these headers wants an ActivityPub document: it names one of its media types, and does not want
/// HTML more.
pub fn wants_activity(headers: &HeaderMap) -> bool {
    let (mut activity, mut html) = (0, 0);
    for value in headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
    {
        for range in value.split(',') {
            let (media, weight) = read_range(range);
            if is_activity_json(&media) {
                activity = activity.max(weight);
            } else if matches!(media.as_str(), "text/html" | "application/xhtml+xml") {
                html = html.max(weight);
            }
        }
    }
    activity > 0 && activity >= html
}

/// A media range without its weight, lower case and without blanks, and the weight in thousandths.
fn read_range(range: &str) -> (String, u32) {
    let compact: String = range
        .to_ascii_lowercase()
        .chars()
        .filter(|c| *c != ' ' && *c != '\t')
        .collect();
    let (mut media, mut weight) = (String::new(), 1000);
    // The profile holds no semicolon, so parameters may be cut at them; its blanks are gone, hence the second look.
    for (at, part) in compact.split(';').enumerate() {
        match part.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to a thousand"
            )]
            Some(q) => weight = (q.clamp(0.0, 1.0) * 1000.0) as u32,
            None if at == 0 => media.push_str(part),
            None => {
                media.push(';');
                media.push_str(part);
            }
        }
    }
    (media, weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(accept: &str) -> bool {
        wants_activity(&HeaderMap::from_iter([(
            header::ACCEPT,
            HeaderValue::from_str(accept).unwrap(),
        )]))
    }

    #[test]
    fn servers_get_documents() {
        for accept in [
            "application/activity+json",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/activity+json, application/ld+json",
            "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\", text/html;q=0.1",
            "APPLICATION/ACTIVITY+JSON;q=0.9, text/html;q=0.8",
        ] {
            assert!(wants(accept), "{accept}");
        }
    }

    #[test]
    fn browsers_and_others_get_pages() {
        for accept in [
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "*/*",
            "application/json",
            "application/ld+json",
            "text/html, application/activity+json;q=0.5",
            "application/activity+json;q=0",
        ] {
            assert!(!wants(accept), "{accept}");
        }
        assert!(!wants_activity(&HeaderMap::new()));
    }

    #[test]
    fn only_some_addresses_have_both() {
        assert_eq!(Shared::at("/"), Some(Shared::Front));
        assert_eq!(Shared::at("/u/noura"), Some(Shared::Person("noura")));
        assert_eq!(Shared::at("/g/machining"), Some(Shared::Forum("machining")));
        assert_eq!(Shared::at("/replies/7"), Some(Shared::Post("7")));
        assert_eq!(Shared::at("/@noura"), Some(Shared::About("u", "noura")));
        assert_eq!(Shared::at("/forums/machining"), Some(Shared::About("g", "machining")));
        for other in [
            "/u",
            "/u/",
            "/u/noura/outbox",
            "/@noura@a.example",
            "/forums/cnc@a.example",
            "/@",
            "",
            "//",
        ] {
            assert_eq!(Shared::at(other), None, "{other}");
        }
    }
}
