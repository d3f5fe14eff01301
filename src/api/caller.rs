//! Who calls: the application and the member behind a bearer token. The session cookie is never looked at.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use crate::app::App;
use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::types::Language;
use crate::domain::oauth::{Holder, tokens};
use crate::domain::privacy::notices;
use crate::domain::{Core, Denied, Error, Principal, Viewer};

use super::{ApiError, ApiResult};

/// The caller of a request; nobody in particular without a token. A token that is no good is refused at once.
#[derive(Clone)]
pub(crate) struct Caller {
    holder: Option<Holder>,
    core: Core,
}

/// A member on whose behalf an application calls.
#[derive(Clone, Copy)]
pub(crate) struct Member<'a> {
    /// The account.
    pub account: &'a Account,
    /// The public side.
    pub actor: &'a Actor,
    core: &'a Core,
}

impl Caller {
    /// Who looks at something public, as far as the token allows `scope`.
    ///
    /// # Errors
    /// 403 for a token without that scope.
    pub(crate) fn viewer(&self, scope: &str) -> ApiResult<Viewer> {
        let Some(holder) = &self.holder else {
            return Ok(Viewer::Guest);
        };
        if !holder.scopes.allow(scope) {
            return Err(ApiError::scope());
        }
        Ok(holder
            .person
            .as_ref()
            .map_or(Viewer::Guest, |(account, _)| Viewer::of(&self.core, account)))
    }

    /// The member, for what only members may do with `scope`.
    ///
    /// # Errors
    /// 401 without a member's token, 403 for a token without that scope or an account out of use.
    pub(crate) fn member(&self, scope: &str) -> ApiResult<Member<'_>> {
        self.member_with_any(&[scope])
    }

    /// The member, for what any of `scopes` allows.
    ///
    /// # Errors
    /// See [`Caller::member`].
    pub(crate) fn member_with_any(&self, scopes: &[&str]) -> ApiResult<Member<'_>> {
        let holder = self.holder.as_ref().ok_or_else(ApiError::unauthorized)?;
        let Some((account, actor)) = &holder.person else {
            return Err(ApiError::unauthorized());
        };
        if !scopes.iter().any(|scope| holder.scopes.allow(scope)) {
            return Err(ApiError::scope());
        }
        let core = &self.core;
        Principal::member(core, account)?;
        Ok(Member { account, actor, core })
    }

    /// The token's holder.
    ///
    /// # Errors
    /// 401 without a token.
    pub(crate) fn holder(&self) -> ApiResult<&Holder> {
        self.holder.as_ref().ok_or_else(ApiError::unauthorized)
    }

    /// The language of the member.
    pub(crate) fn language(&self) -> Option<Language> {
        let (account, _) = self.holder.as_ref()?.person.as_ref()?;
        Some(account.language)
    }
}

impl Member<'_> {
    /// What the member may see.
    pub(crate) fn viewer(&self) -> Viewer {
        Viewer::of(self.core, self.account)
    }

    /// The member as one who acts.
    ///
    /// # Errors
    /// 403 for an account out of use.
    pub(crate) fn principal(&self) -> ApiResult<Principal> {
        Ok(Principal::member(self.core, self.account)?)
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let Some(token) = bearer(parts) else {
            return Ok(Self {
                holder: None,
                core: app.core.clone(),
            });
        };
        let holder = tokens::find(&app.core, token)
            .await?
            .ok_or_else(ApiError::unauthorized)?;
        if let Some((account, _)) = holder.person.as_ref().filter(|_| !parts.method.is_safe()) {
            require_notice(&app.core, account).await?;
        }
        Ok(Self {
            holder: Some(holder),
            core: app.core.clone(),
        })
    }
}

/// That the member has accepted the notice in force before an application writes for them, as on the pages.
async fn require_notice(core: &Core, account: &Account) -> ApiResult<()> {
    if notices::is_due(core, account.id).await? {
        return Err(Error::Forbidden(Denied::Notice).into());
    }
    Ok(())
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
