//! Signing in with other OpenID providers: finding them, the way there, and what comes back.
//!
//! The only user of `openidconnect`, which checks signatures and claims. Must not know: pages, cookies, accounts. Who may come
//! in as whom is decided by [`crate::domain::identities`]. Everything is fetched by the one outbound client.

mod outbound;
mod provider;

use std::collections::BTreeMap;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreErrorResponseType, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
    CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AuthorizationCode, ClaimsVerificationError, CsrfToken, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RequestTokenError, Scope, SignatureVerificationError, TokenResponse, UserInfoError,
};
use serde::{Deserialize, Serialize};

use crate::apub::http::{Client, HttpError};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::identities::External;
use crate::id::random_token;

use outbound::Outbound;
use provider::{Known, Provider};

/// Algorithms that an `id_token` may be signed with: public keys only. `none` and shared secrets are not among them.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The configured providers.
pub struct Providers {
    clock: Clock,
    http: Outbound,
    known: BTreeMap<String, Provider>,
}

/// What has to be remembered between the way there and the way back, by the browser that goes it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pending {
    /// The provider's id.
    pub provider: String,
    state: String,
    nonce: String,
    verifier: String,
}

/// What the provider sends back with the browser.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    code: String,
    state: String,
    iss: String,
    error: String,
}

/// Why nobody can come in this way now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    /// No such provider is configured.
    Unknown,
    /// The person, or the provider, said no.
    Refused,
    /// The answer is none to what this browser asked, or too old.
    Stale,
    /// The provider does not answer, or says that it cannot.
    Unavailable,
    /// What came back proves nothing.
    Untrusted,
}

impl Providers {
    /// As the operator configured them. Nothing is fetched before somebody comes.
    pub fn new(config: &Config, clock: &Clock, http: &Client) -> Self {
        let known = &config.openid.providers;
        let provider = |(id, settings): (&String, _)| (id.clone(), Provider::new(config, id, settings));
        Self {
            clock: clock.clone(),
            http: Outbound(http.clone()),
            known: known.iter().map(provider).collect(),
        }
    }

    fn get(&self, id: &str) -> Result<&Provider, Failed> {
        self.known.get(id).ok_or(Failed::Unknown)
    }

    /// The way to a provider: where the browser goes, and what to remember.
    ///
    /// # Errors
    /// [`Failed::Unknown`], [`Failed::Unavailable`].
    pub async fn begin(&self, id: &str) -> Result<(String, Pending), Failed> {
        let provider = self.get(id)?;
        let client = provider.client(&self.http, self.clock.now()).await?;
        let pending = Pending {
            provider: id.to_owned(),
            state: random_token(),
            nonce: random_token(),
            verifier: random_token(),
        };
        let verifier = PkceCodeVerifier::new(pending.verifier.clone());
        let (state, nonce) = (pending.state.clone(), pending.nonce.clone());
        let request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || CsrfToken::new(state),
            || Nonce::new(nonce),
        );
        let scopes = provider.scopes().map(Scope::new);
        let request = request
            .add_scopes(scopes)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        let (url, ..) = request.url();
        Ok((url.into(), pending))
    }

    /// Who came back.
    ///
    /// # Errors
    /// See [`Failed`].
    pub async fn finish(&self, pending: &Pending, answer: &Answer) -> Result<External, Failed> {
        let provider = self.get(&pending.provider)?;
        if verify_slices_are_equal(answer.state.as_bytes(), pending.state.as_bytes()).is_err() {
            return Err(Failed::Stale);
        }
        // An answer that names another issuer was meant for somebody else (RFC 9207).
        if !(answer.iss.is_empty() || provider.is_issuer(&answer.iss)) {
            return Err(untrusted(provider, &"another issuer answers"));
        }
        match answer.error.as_str() {
            "" => {}
            "access_denied" => return Err(Failed::Refused),
            "server_error" | "temporarily_unavailable" => return Err(Failed::Unavailable),
            other => return Err(untrusted(provider, &plain(other))),
        }
        let client = provider.client(&self.http, self.clock.now()).await?;
        let tokens = self.exchange(provider, &client, pending, &answer.code).await?;
        let id_token = tokens.id_token().ok_or_else(|| untrusted(provider, &"no id_token"))?;
        let claims = self.verified(provider, &client, id_token, &pending.nonce).await?;
        let mut external = external(&pending.provider, &claims);
        if external.email.is_empty() || external.name.is_empty() {
            self.ask_more(provider, &client, &tokens, &claims, &mut external)
                .await?;
        }
        Ok(external)
    }

    async fn exchange(
        &self,
        provider: &Provider,
        client: &Known,
        pending: &Pending,
        code: &str,
    ) -> Result<CoreTokenResponse, Failed> {
        let request = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let request = request.map_err(|error| untrusted(provider, &error))?;
        let verifier = PkceCodeVerifier::new(pending.verifier.clone());
        let answer = request.set_pkce_verifier(verifier).request_async(&self.http).await;
        answer.map_err(|error| match error {
            RequestTokenError::Request(error) => network(provider, &error),
            // What the provider says besides the code stays out of the log: it may repeat what was sent.
            RequestTokenError::ServerResponse(response) => match response.error() {
                CoreErrorResponseType::Extension(code) if code == "server_error" => Failed::Unavailable,
                code => untrusted(provider, &code),
            },
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => untrusted(provider, &"a malformed answer"),
        })
    }

    /// The claims of a token that this provider made for us, now, for this browser. A key that we do not know may be new.
    async fn verified(
        &self,
        provider: &Provider,
        client: &Known,
        token: &CoreIdToken,
        nonce: &str,
    ) -> Result<CoreIdTokenClaims, Failed> {
        let (nonce, now) = (Nonce::new(nonce.to_owned()), self.clock.now().utc());
        let check = |client: &Known| {
            let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS);
            token.claims(&verifier.set_time_fn(move || now), &nonce).cloned()
        };
        let checked = match check(client) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_),
            )) => check(&provider.fresh_client(&self.http, self.clock.now()).await?),
            other => other,
        };
        checked.map_err(|error| untrusted(provider, &error))
    }

    /// Many providers tell name and address only at their userinfo endpoint.
    async fn ask_more(
        &self,
        provider: &Provider,
        client: &Known,
        tokens: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
        external: &mut External,
    ) -> Result<(), Failed> {
        if client.user_info_url().is_none() {
            return Ok(());
        }
        let request = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone()));
        let request = request.map_err(|error| untrusted(provider, &error))?;
        let info: Result<CoreUserInfoClaims, _> = request.request_async(&self.http).await;
        let info = info.map_err(|error| match error {
            UserInfoError::Request(error) => network(provider, &error),
            other => untrusted(provider, &other),
        })?;
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        if external.email.is_empty() {
            external.email = text(info.email().map(|email| email.as_str()));
            external.is_email_verified = info.email_verified() == Some(true);
        }
        if external.name.is_empty() {
            let name = info.name().and_then(|names| names.get(None));
            external.name = text(name.map(|name| name.as_str()));
        }
        if external.username.is_empty() {
            external.username = text(info.preferred_username().map(|name| name.as_str()));
        }
        Ok(())
    }
}

fn external(provider: &str, claims: &CoreIdTokenClaims) -> External {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let name = claims.name().and_then(|names| names.get(None));
    External {
        provider: provider.to_owned(),
        subject: claims.subject().as_str().to_owned(),
        email: text(claims.email().map(|email| email.as_str())),
        is_email_verified: claims.email_verified() == Some(true),
        name: text(name.map(|name| name.as_str())),
        username: text(claims.preferred_username().map(|name| name.as_str())),
    }
}

/// An error code of the protocol, as it may stand in a log: anybody can write an address that carries one.
fn plain(code: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    code.chars().filter(is_plain).take(40).collect()
}

fn untrusted(provider: &Provider, why: &dyn std::fmt::Display) -> Failed {
    tracing::warn!(provider = provider.id(), "the provider's answer was refused: {why}");
    Failed::Untrusted
}

fn network(provider: &Provider, error: &HttpError) -> Failed {
    tracing::warn!(provider = provider.id(), %error, "the provider does not answer");
    Failed::Unavailable
}
