//! A provider: what the operator says of it, and what it says of itself, kept for an hour.

use chrono::TimeDelta;
use openidconnect::core::{CoreClient, CoreClientAuthMethod, CoreProviderMetadata};
use openidconnect::{
    AuthType, ClientId, ClientSecret, DiscoveryError, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    RedirectUrl,
};
use tokio::sync::RwLock;

use crate::config::{Config, OpenidProvider};
use crate::db::types::UtcTime;

use super::outbound::Outbound;
use super::{Failed, network, untrusted};

/// How long a provider's document and keys are kept.
const KEPT_MINUTES: i64 = 60;
/// How soon they are fetched again for a key that is not among them: a stranger with made-up tokens must not make us ask.
const AGAIN_SECONDS: i64 = 10;

/// A client of a provider that was discovered.
pub(super) type Known =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// A configured provider.
pub(super) struct Provider {
    id: String,
    settings: OpenidProvider,
    redirect_uri: String,
    found: RwLock<Option<(UtcTime, CoreProviderMetadata)>>,
}

impl Provider {
    pub(super) fn new(config: &Config, id: &str, settings: &OpenidProvider) -> Self {
        Self {
            id: id.to_owned(),
            settings: settings.clone(),
            redirect_uri: config.link(&format!("/sign-in/openid/{id}/callback")),
            found: RwLock::default(),
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn is_issuer(&self, issuer: &str) -> bool {
        self.settings.issuer == issuer
    }

    /// What is asked for beside `openid`, which is always asked for.
    pub(super) fn scopes(&self) -> impl Iterator<Item = String> + '_ {
        let scopes = self.settings.scopes.split_whitespace();
        scopes.filter(|scope| *scope != "openid").map(ToOwned::to_owned)
    }

    /// A client by what is known, fetched if it is old.
    pub(super) async fn client(&self, http: &Outbound, now: UtcTime) -> Result<Known, Failed> {
        self.client_not_older(http, now, TimeDelta::minutes(KEPT_MINUTES)).await
    }

    /// A client by what the provider says now.
    pub(super) async fn fresh_client(&self, http: &Outbound, now: UtcTime) -> Result<Known, Failed> {
        self.client_not_older(http, now, TimeDelta::seconds(AGAIN_SECONDS))
            .await
    }

    async fn client_not_older(&self, http: &Outbound, now: UtcTime, age: TimeDelta) -> Result<Known, Failed> {
        let is_young = |at: UtcTime| now < at.plus(age);
        if let Some((at, metadata)) = self.found.read().await.as_ref()
            && is_young(*at)
        {
            return self.with(metadata);
        }
        let metadata = self.discover(http).await?;
        let client = self.with(&metadata)?;
        *self.found.write().await = Some((now, metadata));
        Ok(client)
    }

    async fn discover(&self, http: &Outbound) -> Result<CoreProviderMetadata, Failed> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| untrusted(self, &error))?;
        let found = CoreProviderMetadata::discover_async(issuer, http).await;
        found.map_err(|error| match error {
            DiscoveryError::Request(error) => network(self, &error),
            other => untrusted(self, &other),
        })
    }

    fn with(&self, metadata: &CoreProviderMetadata) -> Result<Known, Failed> {
        let settings = &self.settings;
        let back = RedirectUrl::new(self.redirect_uri.clone()).map_err(|error| untrusted(self, &error))?;
        let secret = (!settings.client_secret.is_empty()).then(|| ClientSecret::new(settings.client_secret.clone()));
        let client_id = ClientId::new(settings.client_id.clone());
        let methods = metadata.token_endpoint_auth_methods_supported();
        let takes_basic = methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let auth = if takes_basic {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        };
        Ok(CoreClient::from_provider_metadata(metadata.clone(), client_id, secret)
            .set_redirect_uri(back)
            .set_auth_type(auth))
    }
}
