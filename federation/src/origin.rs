//! Which id may speak for which host.
//!
//! Half of the impersonation bugs of the fediverse compared strings where they should have compared origins. Here is the
//! one canonical form of a host and the one comparison. Must not know: which hosts are blocked or trusted.

use std::fmt;

use url::{Host, Url};

/// The longest id we store or follow, in bytes.
pub const MAX_ID_BYTES: usize = 2048;

/// What an instance tolerates in remote ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Policy {
    /// Development only: permits `http`, ports, `localhost` and IP addresses.
    pub allow_private: bool,
}

/// Why an id or host was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not `https` (or `http` where private networks are allowed).
    #[error("scheme is not https")]
    Scheme,
    /// `https://victim@attacker/`.
    #[error("contains a user name or password")]
    Userinfo,
    /// A port, where none is allowed.
    #[error("contains a port")]
    Port,
    /// No host, an IP address, a single label, or characters that are not allowed.
    #[error("host is not a public domain name")]
    Host,
    /// `example.com.`
    #[error("host ends in a dot")]
    TrailingDot,
    /// A fragment on something that has to be fetched.
    #[error("contains a fragment")]
    Fragment,
    /// Longer than [`MAX_ID_BYTES`].
    #[error("is too long")]
    TooLong,
    /// The activity's id and its actor are on different origins.
    #[error("activity and actor are on different origins")]
    ForeignActor,
}

/// A host name in canonical form: IDNA, lower case, no trailing dot, no port.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CanonicalHost(String);

impl CanonicalHost {
    /// Canonicalizes a host as a person or a remote server may spell it.
    ///
    /// # Errors
    /// [`IdError::Host`] when it is no host name.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let host = Host::parse(text.trim()).map_err(|_| IdError::Host)?;
        let text = host.to_string();
        let text = text.strip_suffix('.').unwrap_or(&text);
        if text.is_empty() {
            Err(IdError::Host)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The host of a URL.
    ///
    /// # Errors
    /// [`IdError::Host`] when it has none.
    pub fn of(url: &Url) -> Result<Self, IdError> {
        Self::parse(url.host_str().ok_or(IdError::Host)?)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is `other` or a subdomain of it; for domain policy.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0
            .strip_suffix(&other.0)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

impl fmt::Display for CanonicalHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The canonical `host` or `host:port` of a URL; the scheme's default port is left out.
#[must_use]
pub fn authority(url: &Url) -> Option<String> {
    let host = CanonicalHost::of(url).ok()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.0,
    })
}

/// Whether two ids are on the same origin: scheme, canonical host and port. Never true for URLs without a host, or with
/// a user name or password.
#[must_use]
pub fn same_origin(a: &Url, b: &Url) -> bool {
    let clean = |url: &Url| url.username().is_empty() && url.password().is_none();
    let hosts = (CanonicalHost::of(a), CanonicalHost::of(b));
    let (Ok(host_a), Ok(host_b)) = hosts else {
        return false;
    };
    clean(a)
        && clean(b)
        && a.scheme() == b.scheme()
        && host_a == host_b
        && a.port_or_known_default() == b.port_or_known_default()
}

/// The rules for any id we store (S10): `https`, plain public host name, no port, no user name.
///
/// # Errors
/// The first rule that is broken.
pub fn check_id(url: &Url, policy: Policy) -> Result<(), IdError> {
    if url.as_str().len() > MAX_ID_BYTES {
        return Err(IdError::TooLong);
    }
    match url.scheme() {
        "https" => {}
        "http" if policy.allow_private => {}
        _ => return Err(IdError::Scheme),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(IdError::Userinfo);
    }
    if url.port().is_some() && !policy.allow_private {
        return Err(IdError::Port);
    }
    check_host(url, policy)
}

fn check_host(url: &Url, policy: Policy) -> Result<(), IdError> {
    let name = match url.host() {
        Some(Host::Domain(name)) => name,
        Some(_) if policy.allow_private => return Ok(()),
        _ => return Err(IdError::Host),
    };
    if name.ends_with('.') {
        return Err(IdError::TrailingDot);
    }
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let is_public = name.contains('.') && !is_local_name(name);
    if name.chars().all(allowed) && (is_public || policy.allow_private) {
        Ok(())
    } else {
        Err(IdError::Host)
    }
}

/// Names that never leave a network: special-use top-level domains.
fn is_local_name(name: &str) -> bool {
    let top = name.rsplit('.').next().unwrap_or_default();
    matches!(
        top,
        "localhost" | "local" | "internal" | "lan" | "home" | "onion" | "arpa" | "invalid"
    )
}

/// [`check_id`] for something we are going to fetch: also no fragment.
///
/// # Errors
/// The first rule that is broken.
pub fn check_fetchable(url: &Url, policy: Policy) -> Result<(), IdError> {
    check_id(url, policy)?;
    if url.fragment().is_some() {
        Err(IdError::Fragment)
    } else {
        Ok(())
    }
}

/// The first thing to hold an inbound activity to: both ids are well-formed and on one origin (FEP-fe34).
///
/// # Errors
/// The first rule that is broken; [`IdError::ForeignActor`] when the origins differ.
pub fn check_activity(activity: &crate::Activity, policy: Policy) -> Result<(), IdError> {
    check_id(activity.id(), policy)?;
    check_fetchable(activity.actor(), policy)?;
    if same_origin(activity.id(), activity.actor()) {
        Ok(())
    } else {
        Err(IdError::ForeignActor)
    }
}

/// How far to believe an activity that a forum passes on ([`trust`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// The forum's signature vouches for it: the actor lives on the forum's own origin.
    Signed,
    /// Believe nothing it embeds; fetch this from its origin and use what is found there (or not found, for a `Delete`).
    Fetch(Url),
    /// Believe the forum, but only about content that belongs to that forum.
    ForumsWord,
    /// Never passed on by a forum; ignore.
    Refuse,
}

/// How far to believe `inner`, which `forum` announced under its own signature.
///
/// Votes, locks, best answers and removals by a moderator (a `Delete` with a reason) change nothing outside the forum.
/// What people are made to say does, so that is fetched.
#[must_use]
pub fn trust(forum: &Url, inner: &crate::Activity) -> Trust {
    use crate::Activity as A;
    if !same_origin(inner.id(), inner.actor()) {
        return Trust::Refuse;
    }
    let fetch = || inner.object_id().cloned().map_or(Trust::Refuse, Trust::Fetch);
    match inner {
        A::Delete(delete) if delete.summary.is_some() && !same_origin(forum, inner.actor()) => Trust::ForumsWord,
        A::Announce(_) | A::Follow(_) | A::Accept(_) | A::Reject(_) | A::Move(_) | A::Unknown(_) => Trust::Refuse,
        A::Create(_) | A::Update(_) | A::Delete(_) if !same_origin(forum, inner.actor()) => fetch(),
        _ if same_origin(forum, inner.actor()) => Trust::Signed,
        _ => Trust::ForumsWord,
    }
}

/// Whether `actor` may speak for an object that it sent along: it is the author, and the object lives on its own origin.
/// Otherwise fetch the object from its origin.
#[must_use]
pub fn owns(actor: &Url, content: &crate::objects::ContentDocument) -> bool {
    content.attributed_to == *actor && same_origin(&content.id, actor)
}

/// Whether a document fetched from `fetched` (after redirects) may call itself `id`: byte for byte the same, or it must be
/// fetched again from `id`.
#[must_use]
pub fn is_own_document(id: &Url, fetched: &Url) -> bool {
    id == fetched
}
