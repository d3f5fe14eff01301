//! Which application calls: by HTTP Basic or by fields of the body (RFC 6749 §2.3.1).

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::api::ApiResult;
use crate::api::params::Params;
use crate::app::App;
use crate::db::oauth::OauthApp;
use crate::domain::oauth::apps;

/// An application, and whether it showed its secret.
pub(super) struct Client {
    pub(super) app: OauthApp,
    pub(super) proved: bool,
}

/// The calling application. `may_be_public` lets one in that has no secret to show.
pub(super) async fn client(app: &App, headers: &HeaderMap, params: &Params, may_be_public: bool) -> ApiResult<Client> {
    let (id, secret) = basic(headers).unwrap_or_else(|| {
        let secret = params.text("client_secret").filter(|secret| !secret.is_empty());
        (params.text_or_empty("client_id"), secret)
    });
    let found = apps::authenticate(&app.core, &id, secret.as_deref(), may_be_public).await?;
    Ok(Client {
        app: found?,
        proved: secret.is_some(),
    })
}

fn basic(headers: &HeaderMap) -> Option<(String, Option<String>)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((id.to_owned(), Some(secret.to_owned())))
}
