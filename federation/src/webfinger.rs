//! Names as people type them (`@name@host`, `!forum@host`, `acct:name@host`) and the WebFinger answers of other servers.
//!
//! Our own answers are made by [`crate::build::webfinger`]. Must not know: which names exist.

use std::fmt;

use serde_json::Value;
use url::Url;

use crate::{
    Error, lenient,
    media_type::is_activity_pub,
    objects::ActorKind,
    origin::{CanonicalHost, Policy, authority},
};

const MAX_NAME: usize = 256;

/// What the mark before a name says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sigil {
    /// `@name@host`: a person, as a rule.
    At,
    /// `!name@host`: a forum.
    Bang,
    /// `name@host` or `acct:name@host`.
    None,
}

/// A name on a host.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handle {
    /// The mark it was written with.
    pub sigil: Sigil,
    /// The name, as typed.
    pub name: String,
    /// Canonical `host`, or `host:port` where the policy allows it.
    pub authority: String,
}

impl Handle {
    /// Reads a handle, in any of its spellings and with white space around it. `None` when it is something else.
    #[must_use]
    pub fn parse(text: &str, policy: Policy) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("acct:").unwrap_or(text);
        let (sigil, rest) = match text.strip_prefix('!') {
            Some(rest) => (Sigil::Bang, rest),
            None => text
                .strip_prefix('@')
                .map_or((Sigil::None, text), |rest| (Sigil::At, rest)),
        };
        let (name, host) = rest.split_once('@')?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
        let is_name = !name.is_empty() && name.len() <= MAX_NAME && name.chars().all(plain);
        let authority = is_name.then(|| host_and_port(host, policy)).flatten()?;
        Some(Self {
            sigil,
            name: name.to_owned(),
            authority,
        })
    }

    /// `acct:name@host`, the `resource` to ask for.
    #[must_use]
    pub fn resource(&self) -> String {
        format!("acct:{}@{}", self.name, self.authority)
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sigil = if self.sigil == Sigil::Bang { '!' } else { '@' };
        write!(f, "{sigil}{}@{}", self.name, self.authority)
    }
}

fn host_and_port(text: &str, policy: Policy) -> Option<String> {
    if policy.allow_private {
        let url = Url::parse(&format!("http://{text}/")).ok()?;
        let plain = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        return authority(&url).filter(|_| plain);
    }
    let host = CanonicalHost::parse(text).ok()?;
    let url = Url::parse(&format!("https://{host}/")).ok()?;
    crate::origin::check_id(&url, policy)
        .ok()
        .map(|()| host.as_str().to_owned())
}

/// A WebFinger answer (JRD) from another server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whom it is about. Ask again for this name if it is not the one asked for, and want the same actor.
    pub subject: Option<String>,
    /// Actors, in the answer's order, each with its type if the answer tells.
    pub actors: Vec<(Url, Option<ActorKind>)>,
    /// Where following starts, with `{uri}` in it.
    pub subscribe_template: Option<String>,
}

impl Answer {
    /// Reads an answer. Links that are no actors are left out.
    ///
    /// # Errors
    /// When it is not an object.
    pub fn read(value: &Value) -> Result<Self, Error> {
        let r = lenient::Reader::new("WebFinger answer", value)?;
        let links = lenient::many(r.get("links"));
        let subscribe = links
            .iter()
            .find(|link| link["rel"] == "http://ostatus.org/schema/1.0/subscribe");
        Ok(Self {
            subject: r.text("subject"),
            actors: links.iter().filter_map(actor).collect(),
            subscribe_template: subscribe.and_then(|link| link["template"].as_str()).map(str::to_owned),
        })
    }

    /// The actor to follow: with `!` a Group if there is one, with `@` a person, else the first.
    #[must_use]
    pub fn actor(&self, sigil: Sigil) -> Option<&Url> {
        let fits = |kind: Option<ActorKind>| match sigil {
            Sigil::Bang => kind == Some(ActorKind::Group),
            Sigil::At => kind.is_some_and(|kind| kind != ActorKind::Group),
            Sigil::None => false,
        };
        let best = self.actors.iter().find(|(_, kind)| fits(*kind));
        best.or_else(|| self.actors.first()).map(|(id, _)| id)
    }
}

fn actor(link: &Value) -> Option<(Url, Option<ActorKind>)> {
    let is_self = link["rel"] == "self" && link["type"].as_str().is_some_and(is_activity_pub);
    let kind = link["properties"]["https://www.w3.org/ns/activitystreams#type"]
        .as_str()
        .and_then(ActorKind::from_name);
    let id = Url::parse(link["href"].as_str()?).ok()?;
    is_self.then_some((id, kind))
}
