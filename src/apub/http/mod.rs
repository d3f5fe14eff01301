//! The one client with which this instance speaks to other servers.
//!
//! A peer chooses most of the addresses we ask for, so everything passes here: `https` on its own port, addresses of the
//! public Internet only, no proxies, no redirects that were not looked at, ten seconds and so many bytes for everything.
//! Must not know: what is in the bodies, who signs.

mod guard;

use std::time::Duration;

use axum::body::Bytes;
use federation::origin::{self, IdError, Policy};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use reqwest::redirect;
use url::Url;

use crate::config::Config;

pub use guard::GuardedDns;

/// Patience for one request from the name look-up to the last byte.
pub const DEADLINE: Duration = Duration::from_secs(10);
/// Patience for a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// Largest document we read.
pub const DOCUMENT_MAX: usize = 1024 * 1024;
/// Redirects on the way to a picture.
const PICTURE_HOPS: usize = 3;

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The address is none that we ask.
    #[error("address refused: {0}")]
    Refused(#[from] IdError),
    /// The address is our own.
    #[error("address refused: it is our own")]
    Own,
    /// Not the scheme, host and hops that a redirect may have.
    #[error("redirect refused")]
    Redirect,
    /// Longer than the deadline.
    #[error("no answer in time")]
    Late,
    /// More bytes than we read.
    #[error("the answer is too large")]
    TooLarge,
    /// Compressed although we did not ask for it.
    #[error("the answer is encoded")]
    Encoded,
    /// Neither content nor gone.
    #[error("status {0}")]
    Status(StatusCode),
    /// Not a document that we can read.
    #[error("document refused: {0}")]
    Document(String),
    /// No connection, TLS failure, a refused address behind the name, a broken answer.
    #[error("no connection: {0}")]
    Network(String),
}

impl HttpError {
    /// Whether trying again later may help.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Late | Self::Network(_) => true,
            Self::Status(status) => status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429),
            _ => false,
        }
    }
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The address that answered, after redirects.
    pub url: Url,
    /// Body.
    pub body: Bytes,
}

impl Answer {
    /// The media type in lower case without blanks: `application/activity+json;charset=utf-8`.
    pub fn content_type(&self) -> String {
        let value = self
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        value
            .unwrap_or_default()
            .to_ascii_lowercase()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect()
    }
}

/// The client. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    policy: Policy,
    own: String,
}

impl Client {
    /// Sets it up as the operator configured it.
    ///
    /// # Errors
    /// If TLS cannot be set up.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        let allow_private = config.federation.allow_private;
        let agent = format!("Majlis/{} (+{}/)", env!("CARGO_PKG_VERSION"), config.base());
        let http = reqwest::Client::builder()
            .user_agent(agent)
            .no_proxy()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(DEADLINE)
            .https_only(!allow_private)
            .dns_resolver(GuardedDns { allow_private })
            .build()?;
        Ok(Self {
            http,
            policy: Policy { allow_private },
            own: config.host(),
        })
    }

    /// What ids this instance takes.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// The client underneath, for the library. Whoever uses it calls [`Client::check`] first and [`read`] after.
    pub(super) fn inner(&self) -> reqwest::Client {
        self.http.clone()
    }

    /// That `url` may be asked at all; names are looked up later.
    ///
    /// # Errors
    /// [`HttpError::Refused`] or [`HttpError::Own`].
    pub fn check(&self, url: &Url) -> Result<(), HttpError> {
        origin::check_fetchable(url, self.policy)?;
        if origin::authority(url).as_deref() == Some(self.own.as_str()) {
            return Err(HttpError::Own);
        }
        Ok(())
    }

    /// Reads `url`. Redirects are not followed.
    ///
    /// # Errors
    /// See [`HttpError`]; any status is an answer.
    pub async fn get(&self, url: &Url, headers: HeaderMap) -> Result<Answer, HttpError> {
        self.check(url)?;
        let request = self.http.get(url.clone()).headers(headers);
        let request = request.header(header::ACCEPT_ENCODING, "identity");
        self.send(request, DOCUMENT_MAX).await
    }

    /// Reads `url` and follows up to `hops` redirects, each of them checked like the first address and never from
    /// `https` to `http`. For requests that are not signed.
    ///
    /// # Errors
    /// See [`HttpError`].
    pub async fn get_following(&self, url: &Url, accept: &'static str, hops: usize) -> Result<Answer, HttpError> {
        let mut url = url.clone();
        for _ in 0..=hops {
            let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
            let answer = self.get(&url, headers).await?;
            match next_hop(&answer)? {
                Some(next) => url = next,
                None => return Ok(answer),
            }
        }
        Err(HttpError::Redirect)
    }

    /// Reads the picture at `url`, of at most `max` bytes, following three redirects like [`Client::get_following`].
    ///
    /// # Errors
    /// See [`HttpError`]; every status but success is one.
    pub async fn get_picture(&self, url: &Url, max: usize) -> Result<Bytes, HttpError> {
        let mut url = url.clone();
        for _ in 0..=PICTURE_HOPS {
            self.check(&url)?;
            let request = self
                .http
                .get(url.clone())
                .header(header::ACCEPT, "image/webp,image/png,image/jpeg,image/gif;q=0.9")
                .header(header::ACCEPT_ENCODING, "identity");
            let answer = self.send(request, max).await?;
            match next_hop(&answer)? {
                Some(next) => url = next,
                None if answer.status.is_success() => return Ok(answer.body),
                None => return Err(HttpError::Status(answer.status)),
            }
        }
        Err(HttpError::Redirect)
    }

    /// Sends `body` to `url`. Redirects are not followed.
    ///
    /// # Errors
    /// See [`HttpError`]; any status is an answer.
    pub async fn post(&self, url: &Url, headers: HeaderMap, body: Bytes) -> Result<Answer, HttpError> {
        self.check(url)?;
        let request = self.http.post(url.clone()).headers(headers).body(body);
        self.send(request, DOCUMENT_MAX).await
    }

    async fn send(&self, request: reqwest::RequestBuilder, max: usize) -> Result<Answer, HttpError> {
        let whole = async {
            let response = request.send().await.map_err(network)?;
            read(response, max).await
        };
        tokio::time::timeout(DEADLINE, whole)
            .await
            .map_err(|_| HttpError::Late)?
    }
}

/// Where an answer sends us, if it is a redirect.
///
/// # Errors
/// [`HttpError::Redirect`] if that is nowhere, or from `https` to anything else.
pub(super) fn next_hop(answer: &Answer) -> Result<Option<Url>, HttpError> {
    if !answer.status.is_redirection() {
        return Ok(None);
    }
    let location = answer
        .headers
        .get(header::LOCATION)
        .and_then(|value| value.to_str().ok());
    let next = location
        .and_then(|location| answer.url.join(location).ok())
        .ok_or(HttpError::Redirect)?;
    if answer.url.scheme() == "https" && next.scheme() != "https" {
        return Err(HttpError::Redirect);
    }
    Ok(Some(next))
}

/// Reads an answer to its end, or to `max` bytes.
///
/// # Errors
/// [`HttpError::Encoded`], [`HttpError::TooLarge`], [`HttpError::Network`].
pub(super) async fn read(mut response: reqwest::Response, max: usize) -> Result<Answer, HttpError> {
    if response
        .headers()
        .get(header::CONTENT_ENCODING)
        .is_some_and(|coding| coding != "identity")
    {
        return Err(HttpError::Encoded);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(network)? {
        if body.len() + chunk.len() > max {
            return Err(HttpError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        url: response.url().clone(),
        body: body.into(),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function in map_err")]
fn network(error: reqwest::Error) -> HttpError {
    if error.is_timeout() {
        return HttpError::Late;
    }
    // The innermost cause says most, such as "no public address" or "connection refused".
    let mut cause: &dyn std::error::Error = &error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    HttpError::Network(cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(allow_private: bool) -> Client {
        let mut config = Config::default();
        config.instance.url = Url::parse("https://majlis.example").unwrap();
        config.federation.allow_private = allow_private;
        Client::new(&config).unwrap()
    }

    fn checked(client: &Client, url: &str) -> bool {
        client.check(&Url::parse(url).unwrap()).is_ok()
    }

    #[test]
    fn only_public_https_addresses_of_others_are_asked() {
        let client = client(false);
        assert!(checked(&client, "https://peer.example/u/bo"));
        for refused in [
            "http://peer.example/u/bo",
            "https://peer.example:8443/u/bo",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://017700000001/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://169.254.169.254/latest/meta-data/",
            "https://localhost/",
            "https://printer.local/",
            "https://intranet/",
            "https://user@peer.example/",
            "https://peer.example./u/bo",
            "https://peer.example/u/bo#main-key",
            "https://majlis.example/u/noura",
            "https://MAJLIS.example/u/noura",
            "ftp://peer.example/",
            "file:///etc/passwd",
            "data:text/plain,x",
            "gopher://peer.example/",
        ] {
            assert!(!checked(&client, refused), "{refused}");
        }
    }

    #[test]
    fn a_development_network_has_ports_and_loopback() {
        let client = client(true);
        assert!(checked(&client, "http://localhost:7402/u/bo"));
        assert!(checked(&client, "http://127.0.0.1:7402/u/bo"));
        assert!(!checked(&client, "ftp://localhost:7402/u/bo"));
        assert!(!checked(&client, "https://majlis.example/u/noura"));
    }

    #[test]
    fn a_redirect_never_leaves_https() {
        let answer = |location: &str| Answer {
            status: StatusCode::FOUND,
            headers: HeaderMap::from_iter([(header::LOCATION, HeaderValue::from_str(location).unwrap())]),
            url: Url::parse("https://peer.example/a").unwrap(),
            body: Bytes::new(),
        };
        let next = next_hop(&answer("/b")).unwrap().unwrap();
        assert_eq!(next.as_str(), "https://peer.example/b");
        assert!(matches!(
            next_hop(&answer("http://peer.example/b")),
            Err(HttpError::Redirect)
        ));
        assert!(matches!(
            next_hop(&answer("data:text/plain,x")),
            Err(HttpError::Redirect)
        ));
    }
}
