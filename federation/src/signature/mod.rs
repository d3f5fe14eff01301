//! HTTP signatures, both kinds the fediverse uses, over aws-lc-rs.
//!
//! **Verifying** takes two steps, because the key has to be found in between:
//!
//! 1. [`Signed::read`] checks everything that needs no key: which parts of the request are covered, that the body matches
//!    its digest, that the request is addressed to us and fresh. It returns the key id.
//! 2. [`Signed::verify`] checks the signature with the [`PublicKey`] found under that id.
//!
//! The scheme is RFC 9421 exactly when a `Signature-Input` header is present, else draft-cavage-12.
//!
//! **Signing**: [`sign_request`] returns the headers to send. Neither step reads a clock; the caller gives the time. Must not know: where
//! keys come from, who owns them, what the body says. That the signer is the activity's actor is for the caller to compare.

mod cavage;
mod digest;
mod key;
mod multibase;
mod pem;
mod rfc9421;

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use url::Url;

pub use self::{
    digest::{content_digest, digest},
    key::{Algorithm, KeyError, PrivateKey, PublicKey},
};

/// The two signature schemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// draft-cavage-http-signatures-12, understood by everybody.
    Cavage,
    /// RFC 9421, understood by some; tried when the first is answered 401.
    Rfc9421,
}

/// Why a request's signature was not accepted. Answer 401 to all of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// No signature at all.
    #[error("the request is not signed")]
    Missing,
    /// A header or parameter cannot be read, is absent, or appears twice.
    #[error("malformed signature: {0}")]
    Malformed(&'static str),
    /// Something the signature must cover is not covered.
    #[error("the signature does not cover {0}")]
    NotCovered(&'static str),
    /// Something the signature says it covers is not in the request.
    #[error("the signature covers {0}, which the request does not have")]
    AbsentComponent(String),
    /// A body without a SHA-256 digest header.
    #[error("the request has no SHA-256 digest")]
    DigestMissing,
    /// The body is not the one that was signed.
    #[error("the digest does not match the body")]
    DigestMismatch,
    /// `Host` is not ours: a request meant for somebody else.
    #[error("the request is addressed to another host")]
    WrongHost,
    /// Signed too long ago, or past its `expires`.
    #[error("the signature has expired")]
    Expired,
    /// Signed by a clock that is far ahead of ours.
    #[error("the signature is from the future")]
    FromTheFuture,
    /// An algorithm we do not implement.
    #[error("signature algorithm `{0}` is not supported")]
    UnsupportedAlgorithm(String),
    /// The signature names an algorithm that is not the key's.
    #[error("the signature's algorithm is not that of the key")]
    AlgorithmMismatch,
    /// The signature was not made by this key over this request.
    #[error("the signature is wrong")]
    Wrong,
    /// The request to be signed has no host or a value no header can carry, or the key failed.
    #[error("cannot sign: {0}")]
    CannotSign(&'static str),
}

/// The parts of an inbound request that a signature can cover.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The method.
    pub method: &'a Method,
    /// As in the request line: `/inbox` or `/inbox?page=1`.
    pub path_and_query: &'a str,
    /// All headers.
    pub headers: &'a HeaderMap,
    /// Our public `host` or `host:port`, from configuration, not from the request.
    pub authority: &'a str,
    /// Our public scheme, `https` outside development.
    pub scheme: &'a str,
}

impl Request<'_> {
    /// All values of a header, trimmed and joined as both schemes demand.
    fn header(&self, name: &str) -> Option<String> {
        let values: Option<Vec<&str>> = self
            .headers
            .get_all(name)
            .iter()
            .map(|value| value.to_str().ok().map(str::trim))
            .collect();
        values
            .filter(|values| !values.is_empty())
            .map(|values| values.join(", "))
    }

    fn has_body(&self, body: &[u8]) -> bool {
        !body.is_empty() || [Method::POST, Method::PUT, Method::PATCH].contains(self.method)
    }

    /// `Host` must be ours; an attacker may replay a request that was signed for another server.
    fn check_host(&self) -> Result<(), SignatureError> {
        let host = self
            .header("host")
            .ok_or(SignatureError::AbsentComponent("host".to_owned()))?;
        let canonical = |text: &str| {
            Url::parse(&format!("{}://{text}/", self.scheme))
                .ok()
                .and_then(|url| crate::origin::authority(&url))
        };
        match (canonical(&host), canonical(self.authority)) {
            (Some(theirs), Some(ours)) if theirs == ours => Ok(()),
            _ => Err(SignatureError::WrongHost),
        }
    }
}

/// A request whose signature has been read and found complete, fresh and addressed to us; only the key is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    key_id: String,
    scheme: Scheme,
    algorithm: Option<Algorithm>,
    /// What may have been signed; more than one where senders disagree about the query string.
    bases: Vec<String>,
    signature: Vec<u8>,
}

impl Signed {
    /// Checks everything that can be checked without the key.
    ///
    /// # Errors
    /// See [`SignatureError`].
    pub fn read(request: &Request<'_>, body: &[u8], now: DateTime<Utc>) -> Result<Self, SignatureError> {
        if request.headers.contains_key("signature-input") {
            rfc9421::read(request, body, now)
        } else if request.headers.contains_key("signature") {
            cavage::read(request, body, now)
        } else {
            Err(SignatureError::Missing)
        }
    }

    /// The id of the key that claims to have signed.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Which scheme was used; answer requests to that origin with the same.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Checks the signature.
    ///
    /// # Errors
    /// [`SignatureError::AlgorithmMismatch`] or [`SignatureError::Wrong`]; in both cases the key may have been rotated.
    pub fn verify(&self, key: &PublicKey) -> Result<(), SignatureError> {
        if self.algorithm.is_some_and(|algorithm| algorithm != key.algorithm()) {
            return Err(SignatureError::AlgorithmMismatch);
        }
        let fits = self
            .bases
            .iter()
            .any(|base| key.verify(base.as_bytes(), &self.signature));
        if fits { Ok(()) } else { Err(SignatureError::Wrong) }
    }
}

/// A request we are about to send.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// The method.
    pub method: &'a Method,
    /// The full address.
    pub url: &'a Url,
    /// The body, exactly as it will be sent; `None` for GET.
    pub body: Option<&'a [u8]>,
    /// The time to sign with.
    pub date: DateTime<Utc>,
}

impl Outgoing<'_> {
    fn authority(&self) -> Result<String, SignatureError> {
        let host = self
            .url
            .host_str()
            .ok_or(SignatureError::CannotSign("the address has no host"))?;
        Ok(self
            .url
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    }

    /// Path and query as they appear in the request line.
    fn target(&self) -> String {
        let query = self.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", self.url.path())
    }

    /// IMF-fixdate, the form that Mobilizon and Mbin insist on.
    fn http_date(&self) -> String {
        self.date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }
}

/// Signs a request. Returns every header the signature covers, to be sent as they are (`Host` among them).
///
/// # Errors
/// [`SignatureError::CannotSign`] when the address has no host or the key fails.
pub fn sign_request(
    key: &PrivateKey,
    key_id: &str,
    scheme: Scheme,
    request: &Outgoing<'_>,
) -> Result<Vec<(HeaderName, HeaderValue)>, SignatureError> {
    let headers = match scheme {
        Scheme::Cavage => cavage::sign(key, key_id, request),
        Scheme::Rfc9421 => rfc9421::sign(key, key_id, request),
    }?;
    let value = |text: String| {
        HeaderValue::try_from(text).map_err(|_| SignatureError::CannotSign("a value does not fit a header"))
    };
    headers
        .into_iter()
        .map(|(name, text)| Ok((HeaderName::from_static(name), value(text)?)))
        .collect()
}
