//! What a browser keeps while somebody comes in by a provider: one sealed cookie, gone with its last step.
//!
//! It binds the way back to the browser that went there, and holds who came back until they chose a name or pressed the button.
//! Sealed, so that it can be neither read nor made elsewhere.

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::db::types::AccountId;
use crate::domain::identities::External;
use crate::error::Result;
use crate::openid::Pending;
use crate::web::cookies::Cookie;
use crate::web::redirect::{Redirect, local};

/// How long each step may take.
const MINUTES: i64 = 15;
/// Longest address to go to afterwards, in bytes: browsers take cookies of four kilobytes.
const NEXT_MAX: usize = 1_500;

/// How far it is.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Stage {
    /// On the way to the provider.
    Asked(Pending),
    /// Back from it.
    Known(External),
}

/// What is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Held {
    /// How far it is.
    pub(super) stage: Stage,
    /// Where to go afterwards.
    pub(super) next: String,
    /// The account to link the identity to; none for signing in.
    pub(super) link_to: Option<i64>,
    ends_at: i64,
}

impl Held {
    pub(super) fn new(app: &App, stage: Stage, next: &str, link_to: Option<AccountId>) -> Self {
        let ends = app.core.clock.now().plus(TimeDelta::minutes(MINUTES));
        let next = if next.len() > NEXT_MAX { "" } else { next };
        Self {
            stage,
            next: local(next).to_owned(),
            link_to: link_to.map(|account| account.0),
            ends_at: ends.millis(),
        }
    }

    /// What this browser keeps, if it is not too old.
    pub(super) fn read(app: &App, headers: &HeaderMap) -> Option<Self> {
        let sealed = app.web.cookies.read(headers, Cookie::Openid)?;
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let held: Self = serde_json::from_slice(&app.core.secrets.open(&sealed).ok()?).ok()?;
        (held.ends_at > app.core.clock.now().millis()).then_some(held)
    }

    /// Who came back, where that is how far it is.
    pub(super) fn known(&self) -> Option<&External> {
        match &self.stage {
            Stage::Known(external) => Some(external),
            Stage::Asked(_) => None,
        }
    }

    /// The same where it is somebody new, not somebody to be linked.
    pub(super) fn newcomer(&self) -> Option<&External> {
        self.known().filter(|_| self.link_to.is_none())
    }

    /// Gives it to the browser.
    pub(super) fn keep(&self, app: &App, redirect: Redirect) -> Result<Redirect> {
        let plain = serde_json::to_vec(self).map_err(|error| crate::domain::Error::Internal(error.to_string()))?;
        let sealed = app.core.secrets.seal(&plain).map_err(crate::domain::Error::from)?;
        let age = TimeDelta::minutes(MINUTES);
        Ok(redirect.with_cookie(Cookie::Openid, &URL_SAFE_NO_PAD.encode(sealed), Some(age)))
    }
}
