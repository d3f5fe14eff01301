//! What `activitypub_federation` needs of us: its configuration, the rule of whom we talk to, and the middleware that
//! signs and guards each of its requests. A [`Session`] is one piece of work with its own budget of fetches.

use activitypub_federation::config::{Data, FederationConfig, UrlVerifier};
use activitypub_federation::error::Error as LibraryError;
use async_trait::async_trait;
use federation::origin;
use federation::parse::{self, Limits};
use federation::signature::Scheme;
use http::{Extensions, HeaderValue, Method, header};
use reqwest::{Request, Response, ResponseBuilderExt};
use reqwest_middleware::{ClientBuilder, Middleware, Next};
use url::Url;

use crate::domain::{Core, instances};

use super::http::{self as client, Client, HttpError};
use super::keys::Keys;

/// Most requests that one piece of work may cause.
const FETCHES_MAX: u32 = 50;
/// What we ask for and take.
pub const ACTIVITY_JSON: &str = "application/activity+json";

/// What the library carries for us.
#[derive(Clone)]
pub struct Bridge {
    /// Database, clock, configuration.
    pub core: Core,
    /// The outbound client.
    pub http: Client,
    /// Keys in use.
    pub keys: Keys,
}

/// One piece of work, such as applying one received activity: its fetches are counted together.
pub type Session = Data<Bridge>;

/// Builds the library's configuration.
///
/// # Errors
/// If a part of it is missing.
pub(super) async fn configure(bridge: &Bridge) -> anyhow::Result<FederationConfig<Bridge>> {
    let client = ClientBuilder::new(bridge.http.inner())
        .with(SignedAndGuarded(bridge.clone()))
        .build();
    let config = FederationConfig::builder()
        .domain(bridge.core.config.host())
        .app_data(bridge.clone())
        .http_fetch_limit(FETCHES_MAX)
        .client(client)
        .request_timeout(client::DEADLINE)
        .debug(bridge.core.config.federation.allow_private)
        .url_verifier(Box::new(Policy(bridge.core.clone())))
        .build()
        .await?;
    Ok(config)
}

/// With whom we deal, as the library asks it before each request.
#[derive(Clone)]
struct Policy(Core);

#[async_trait]
impl UrlVerifier for Policy {
    async fn verify(&self, url: &Url) -> Result<(), LibraryError> {
        let host = origin::authority(url).ok_or(LibraryError::UrlVerificationError("no host"))?;
        match instances::is_allowed(&self.0, &host).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(LibraryError::UrlVerificationError("we do not deal with this server")),
            Err(error) => Err(LibraryError::Other(error.to_string())),
        }
    }
}

/// Signs each request as the instance and holds the answer to our limits before the library reads it.
struct SignedAndGuarded(Bridge);

#[async_trait]
impl Middleware for SignedAndGuarded {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let bridge = &self.0;
        bridge.http.check(request.url()).map_err(failed)?;
        let signer = bridge.keys.instance(&bridge.core).await.map_err(failed)?;
        let now = bridge.core.clock.now();
        let signed = signer
            .headers(Scheme::Cavage, &Method::GET, request.url(), None, now)
            .map_err(failed)?;
        request.headers_mut().extend(signed);
        request
            .headers_mut()
            .insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let whole = async {
            let response = next.run(request, extensions).await?;
            client::read(response, client::DOCUMENT_MAX).await.map_err(failed)
        };
        let answer = tokio::time::timeout(client::DEADLINE, whole)
            .await
            .map_err(|_| failed(HttpError::Late))??;
        checked(&answer).map_err(failed)
    }
}

/// Gives the library an answer that it cannot misread: JSON within our limits, the media type in one of the spellings
/// it knows, and no error status that happens to have a body.
fn checked(answer: &client::Answer) -> Result<Response, HttpError> {
    let redirect = answer.status.is_redirection();
    let gone = answer.status == http::StatusCode::GONE;
    if !redirect && !gone && !answer.status.is_success() {
        return Err(HttpError::Status(answer.status));
    }
    let mut response = http::Response::builder().status(answer.status).url(answer.url.clone());
    if let Some(next) = client::next_hop(answer)? {
        response = response.header(header::LOCATION, next.as_str());
    }
    let unreadable = |error: &dyn std::fmt::Display| HttpError::Document(error.to_string());
    if redirect || gone {
        return response
            .body(Vec::new())
            .map(Into::into)
            .map_err(|error| unreadable(&error));
    }
    if is_activity_json(&answer.content_type()) {
        response = response.header(header::CONTENT_TYPE, ACTIVITY_JSON);
    }
    let document = parse::json(&answer.body, Limits::COLLECTION).map_err(|error| unreadable(&error))?;
    response
        .body(document.to_string().into_bytes())
        .map(Into::into)
        .map_err(|error| unreadable(&error))
}

/// Whether a media type (lower case, without blanks) is that of an ActivityPub document. Anything else may be an upload
/// of a stranger on an honest server.
pub fn is_activity_json(media_type: &str) -> bool {
    let (kind, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
    let streams = |parameter: &str| {
        parameter.strip_prefix("profile=").is_some_and(|profile| {
            profile
                .trim_matches('"')
                .split(' ')
                .any(|p| p == "https://www.w3.org/ns/activitystreams")
        })
    };
    match kind {
        ACTIVITY_JSON => true,
        "application/ld+json" => parameters.split(';').any(streams),
        _ => false,
    }
}

fn failed(error: impl Into<anyhow::Error>) -> reqwest_middleware::Error {
    reqwest_middleware::Error::Middleware(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_activity_documents_are_taken_for_such() {
        for taken in [
            "application/activity+json",
            "application/activity+json;charset=utf-8",
            "application/ld+json;profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/ld+json;charset=utf-8;profile=\"https://www.w3.org/ns/activitystreams\"",
        ] {
            assert!(is_activity_json(taken), "{taken}");
        }
        for refused in [
            "",
            "application/json",
            "text/plain",
            "text/html",
            "image/png",
            "application/ld+json",
            "application/ld+json;profile=\"https://evil.example/\"",
            "application/activity+jsonx",
        ] {
            assert!(!is_activity_json(refused), "{refused}");
        }
    }
}
