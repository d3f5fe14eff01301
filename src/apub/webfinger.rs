//! WebFinger, the way from `name@host` to an actor and back.

use federation::origin::{self, CanonicalHost};
use federation::signature::Scheme;
use http::{HeaderValue, Method, header};
use serde_json::Value;
use url::Url;

use crate::db::actors::Actor;

use super::error::{Error, Result};
use super::http::{Answer, HttpError, next_hop};
use super::objects::PeerActor;
use super::session::{Session, is_activity_json};

/// What is asked for.
const ACCEPT: &str = "application/jrd+json, application/json";

/// The actor that `name@host` names. Its own server has to say the same.
///
/// # Errors
/// If nobody answers, or the answers do not agree.
pub async fn actor(session: &Session, name: &str, host: &str) -> Result<Actor> {
    let id = look_up(session, name, host).await?;
    let actor = PeerActor::get(session, &id).await?;
    let home = origin::authority(&id).ok_or(Error::Refused("an id without a host"))?;
    if home == host && actor.username.eq_ignore_ascii_case(name) {
        return Ok(actor);
    }
    // Another name or host than was asked for: it has to be the actor's own.
    if look_up(session, &actor.username, &home).await? == id {
        Ok(actor)
    } else {
        Err(Error::Refused("the handle and the actor do not agree"))
    }
}

async fn look_up(session: &Session, name: &str, host: &str) -> Result<Url> {
    let scheme = if session.http.policy().allow_private {
        session.core.config.instance.url.scheme()
    } else {
        "https"
    };
    let address = format!("{scheme}://{host}/.well-known/webfinger");
    let resource = format!("acct:{name}@{host}");
    let url = Url::parse_with_params(&address, [("resource", &resource)]).map_err(|_| Error::Refused("no host"))?;
    let answer = ask(session, url).await?;
    if !answer.status.is_success() {
        return Err(HttpError::Status(answer.status).into());
    }
    let kind = answer.content_type();
    if !kind.starts_with("application/jrd+json") && !kind.starts_with("application/json") {
        return Err(Error::Refused("not a WebFinger answer"));
    }
    let document = federation::parse::json(&answer.body, federation::parse::Limits::INBOX)
        .map_err(|error| HttpError::Document(error.to_string()))?;
    self_link(&document).ok_or(Error::Refused("nobody by this name"))
}

/// Asks, and follows one redirect. Signed, because a server may have names that only those it trusts may know.
async fn ask(session: &Session, mut url: Url) -> Result<Answer> {
    let signer = session.keys.instance(&session.core).await?;
    for _ in 0..2 {
        let now = session.core.clock.now();
        let mut headers = signer
            .headers(Scheme::Cavage, &Method::GET, &url, None, now)
            .map_err(|_| Error::Refused("the address cannot be signed"))?;
        headers.insert(header::ACCEPT, HeaderValue::from_static(ACCEPT));
        let answer = session.http.get(&url, headers).await?;
        match next_hop(&answer)? {
            Some(next) => url = next,
            None => return Ok(answer),
        }
    }
    Err(HttpError::Redirect.into())
}

/// The first link to the actor's document.
fn self_link(document: &Value) -> Option<Url> {
    let links = document.get("links")?.as_array()?;
    let text = |link: &Value, key: &str| link.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
    links
        .iter()
        .filter(|link| text(link, "rel").as_deref() == Some("self"))
        .filter(|link| {
            let kind: String = text(link, "type").unwrap_or_default().split_whitespace().collect();
            is_activity_json(&kind.to_ascii_lowercase())
        })
        .find_map(|link| Url::parse(&text(link, "href")?).ok())
}

/// `name@host` taken apart, in any of its spellings: `!forum@host`, `@user@host`, `acct:name@host`. The host is in
/// canonical form, with its port if it has one.
pub fn parse(address: &str) -> Option<(String, String)> {
    let plain = address.strip_prefix("acct:").unwrap_or(address);
    let plain = plain.trim_start_matches(['!', '@']);
    let (name, host) = plain.split_once('@')?;
    let (host, port) = match host.split_once(':') {
        Some((host, port)) => (host, Some(port.parse::<u16>().ok()?)),
        None => (host, None),
    };
    let host = CanonicalHost::parse(host).ok()?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let host = port.map_or_else(|| host.to_string(), |port| format!("{host}:{port}"));
    (!name.is_empty() && name.chars().all(fits)).then(|| (name.to_owned(), host))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_is_read_in_every_usual_spelling() {
        let expected = Some(("machining".to_owned(), "peer.example".to_owned()));
        for spelling in [
            "!machining@peer.example",
            "@machining@Peer.example.",
            "acct:machining@peer.example",
        ] {
            assert_eq!(parse(spelling), expected, "{spelling}");
        }
        assert_eq!(
            parse("bo@localhost:7402"),
            Some(("bo".to_owned(), "localhost:7402".to_owned()))
        );
        for bad in [
            "machining",
            "@peer.example",
            "a b@peer.example",
            "a@b@c.example",
            "a@peer.example:http",
            "a@",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_a_link_to_an_activity_document_counts() {
        let link =
            |kind: &str| json!({ "links": [{ "rel": "self", "type": kind, "href": "https://peer.example/u/bo" }] });
        assert!(self_link(&link("application/activity+json")).is_some());
        assert!(
            self_link(&link(
                "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""
            ))
            .is_some()
        );
        assert!(self_link(&link("text/html")).is_none());
        assert!(self_link(&json!({})).is_none());
    }
}
