//! What a browser says of itself when somebody signs in with it.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use crate::app::App;
use crate::web::cookies::Cookie;

/// A browser in which somebody signs in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Browser {
    /// What it calls itself.
    pub agent: String,
    /// The accounts it was signed in to, as it keeps them.
    pub known: String,
    /// The token of a right password that waits for the second factor; empty without.
    pub half: String,
    /// What a passkey was asked to sign; empty without.
    pub passkey: String,
}

impl FromRequestParts<App> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let cookie = |cookie| app.web.cookies.read(&parts.headers, cookie).unwrap_or_default();
        let agent = parts.headers.get(header::USER_AGENT);
        let agent = agent.and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self {
            agent: agent.to_owned(),
            known: cookie(Cookie::Known),
            half: cookie(Cookie::Half),
            passkey: cookie(Cookie::Passkey),
        })
    }
}
