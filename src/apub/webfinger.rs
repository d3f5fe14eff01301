//! WebFinger, the way from `name@host` to an actor and back.

use federation::origin;
use federation::signature::Scheme;
use federation::webfinger::{Handle, Sigil};
use http::{HeaderValue, Method, header};
use url::Url;

use crate::db::actors::Actor;
use crate::db::types::ActorKind;

use super::error::{Error, Result};
use super::http::{Answer, HttpError, next_hop};
use super::objects::PeerActor;
use super::session::Session;

/// What is asked for.
const ACCEPT: &str = "application/jrd+json, application/json";

/// The actor that a handle names. Its own server has to say the same. Where a person and a forum share a name (Lemmy), `!`
/// means the forum.
///
/// # Errors
/// If nobody answers, or the answers do not agree.
pub async fn actor(session: &Session, handle: &Handle) -> Result<Actor> {
    let id = look_up(session, handle).await?;
    let actor = PeerActor::get(session, &id).await?;
    let is_forum = actor.kind == ActorKind::Group;
    if handle.sigil == Sigil::Bang && !is_forum {
        return Err(Error::Refused("there is no forum by this name"));
    }
    let home = origin::authority(&id).ok_or(Error::Refused("an id without a host"))?;
    if home == handle.authority && actor.username.eq_ignore_ascii_case(&handle.name) {
        return Ok(actor);
    }
    // Another name or host than was asked for: it has to be the actor's own.
    let own = Handle {
        sigil: if is_forum { Sigil::Bang } else { Sigil::At },
        name: actor.username.clone(),
        authority: home,
    };
    if look_up(session, &own).await? == id {
        Ok(actor)
    } else {
        Err(Error::Refused("the handle and the actor do not agree"))
    }
}

async fn look_up(session: &Session, handle: &Handle) -> Result<Url> {
    let scheme = if session.http.policy().allow_private {
        session.core.config.instance.url.scheme()
    } else {
        "https"
    };
    let address = format!("{scheme}://{}/.well-known/webfinger", handle.authority);
    let url =
        Url::parse_with_params(&address, [("resource", handle.resource())]).map_err(|_| Error::Refused("no host"))?;
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
    let named = federation::webfinger::Answer::read(&document)?;
    let actor = named.actor(handle.sigil).cloned();
    actor.ok_or(Error::Refused("nobody by this name"))
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
