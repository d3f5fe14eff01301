//! Who reads: anybody, or the server that signed the request.

use axum::extract::FromRequestParts;
use federation::signature::{Request, SignatureError, Signed};
use http::StatusCode;
use http::request::Parts;
use url::Url;

use crate::app::App;
use crate::apub::objects::PeerActor;
use crate::db::instances;
use crate::db::types::Visibility;
use crate::domain::{Error, Result, Viewer, instances as policy};
use crate::error::Failure;

/// A request for something of ours, before anybody looked at its signature. That costs something, and most of what we
/// have is for everybody.
pub(super) struct Reader {
    app: App,
    parts: Parts,
}

/// How an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// By anybody: everybody gets the same.
    Shared,
    /// By the reader only: others may get something else.
    Private,
}

impl FromRequestParts<App> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> std::result::Result<Self, Self::Rejection> {
        Ok(Self::new(app, parts.clone()))
    }
}

impl Reader {
    /// A reader from the head of a request.
    pub(super) fn new(app: &App, parts: Parts) -> Self {
        Self {
            app: app.clone(),
            parts,
        }
    }

    /// The application.
    pub(super) fn app(&self) -> &App {
        &self.app
    }

    /// Who looks at something of this visibility, and how the answer may be kept.
    ///
    /// # Errors
    /// 404 for what this reader may not know of, 401 where every reader has to sign, 403 for servers we do not deal with.
    pub(super) async fn admit(&self, visibility: Visibility) -> Result<(Viewer, Keep), Failure> {
        if !self.app.core.config.federation.enabled {
            return Err(Failure::not_found());
        }
        let must_sign = self.app.core.config.federation.signed_fetch;
        if Viewer::Guest.may_see(visibility) && !must_sign {
            return Ok((Viewer::Guest, Keep::Shared));
        }
        match self.viewer().await? {
            Viewer::Guest if must_sign => Err(Failure::status(StatusCode::UNAUTHORIZED)),
            viewer if viewer.may_see(visibility) => Ok((viewer, Keep::Private)),
            _ => Err(Failure::not_found()),
        }
    }

    /// Who looks: the server that signed the request if it did so properly, else a guest.
    ///
    /// # Errors
    /// 403 for a server we do not deal with; database errors.
    pub(super) async fn viewer(&self) -> Result<Viewer, Failure> {
        let Some(signer) = self.signer().await? else {
            return Ok(Viewer::Guest);
        };
        let core = &self.app.core;
        let host = federation::origin::authority(&signer).unwrap_or_default();
        if !policy::is_allowed(core, &host).await? {
            return Err(Failure::status(StatusCode::FORBIDDEN));
        }
        let instance = instances::find_by_host(&mut core.db.read().await?, &host).await?;
        Ok(instance.map_or(Viewer::Guest, |instance| Viewer::Peer {
            instance_id: instance.id,
            is_trusted: instance.is_trusted,
        }))
    }

    /// The actor that signed, if the signature holds.
    async fn signer(&self) -> Result<Option<Url>> {
        let (core, config) = (&self.app.core, &self.app.core.config);
        let request = Request {
            method: &self.parts.method,
            path_and_query: self.parts.uri.path_and_query().map_or("/", |path| path.as_str()),
            headers: &self.parts.headers,
            authority: &config.host(),
            scheme: config.instance.url.scheme(),
        };
        let signed = match Signed::read(&request, b"", core.clock.now().utc()) {
            Ok(signed) => signed,
            Err(SignatureError::Missing) => return Ok(None),
            Err(error) => {
                tracing::debug!(%error, "a signed request to read is not signed well");
                return Ok(None);
            }
        };
        let Ok(mut actor) = Url::parse(signed.key_id()) else {
            return Ok(None);
        };
        actor.set_fragment(None);
        // GoToSocial gives its keys addresses of their own. Which keys count is in the actor's document either way.
        if let Some(owner) = actor.path().strip_suffix("/main-key").map(str::to_owned) {
            actor.set_path(&owner);
        }
        let host = federation::origin::authority(&actor).unwrap_or_default();
        if !policy::is_allowed(core, &host).await? {
            // Known to be unwelcome before we ask anybody for a key.
            return Ok(Some(actor));
        }
        let fits = self.fits(&signed, &actor).await?;
        Ok(fits.then_some(actor))
    }

    async fn fits(&self, signed: &Signed, actor: &Url) -> Result<bool> {
        let (core, keys) = (&self.app.core, self.app.apub.keys());
        let now = core.clock.now();
        let verify = |known: &crate::apub::keys::RemoteKeys| known.keys.iter().any(|key| signed.verify(key).is_ok());
        let known = keys.remote(core, actor.as_str()).await.map_err(Error::from)?;
        match known {
            Some(known) if verify(&known) => return Ok(true),
            Some(known) if !known.may_refresh(now) => return Ok(false),
            _ => {}
        }
        match PeerActor::renew(&self.app.apub.session(), actor).await {
            Ok(renewed) => Ok(verify(&keys.remember(&renewed).await)),
            // Our own trouble says nothing about the reader.
            Err(error) if error.is_ours() => Err(error.into()),
            Err(error) => {
                tracing::debug!(%error, %actor, "the key of a reader cannot be had");
                match keys.remote(core, actor.as_str()).await.map_err(Error::from)? {
                    Some(_) => keys.remember_attempt(actor.as_str(), now).await,
                    None => keys.remember_vain(actor.as_str(), error.is_passing(), now).await,
                }
                Ok(false)
            }
        }
    }
}
