//! Exchanging a code for a token, and ending a token.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use serde::Serialize;
use serde_json::json as object;

use crate::api::ApiResult;
use crate::api::params::Params;
use crate::api::reply::json;
use crate::app::App;
use crate::domain::oauth::{Grant, Refusal, tokens};

use super::client::client;

#[derive(Serialize)]
struct Token<'a> {
    access_token: &'a str,
    token_type: &'static str,
    scope: &'a str,
    created_at: i64,
    /// Seconds; none for a token that does not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<&'a str>,
}

/// `POST /oauth/token`
pub(super) async fn issue(State(app): State<App>, headers: HeaderMap, params: Params) -> ApiResult {
    let grant = match params.text_or_empty("grant_type").as_str() {
        "authorization_code" => Grant::Code {
            code: params
                .text("code")
                .ok_or(Refusal::InvalidRequest("Missing required parameter: code."))?,
            redirect_uri: params.text_or_empty("redirect_uri"),
            verifier: params.text("code_verifier").filter(|verifier| !verifier.is_empty()),
        },
        "client_credentials" => Grant::Client {
            scope: params.text_or_empty("scope"),
        },
        "" => return Err(Refusal::InvalidRequest("Missing required parameter: grant_type.").into()),
        _ => return Err(Refusal::UnsupportedGrantType.into()),
    };
    let may_be_public = matches!(&grant, Grant::Code { verifier: Some(_), .. });
    let client = client(&app, &headers, &params, may_be_public).await?;
    let issued = tokens::issue(&app.core, &client.app, client.proved, &grant).await??;
    let created_at = issued.token.created_at.millis() / 1000;
    let mut response = json(&Token {
        access_token: &issued.access_token,
        token_type: "Bearer",
        scope: &issued.token.scopes,
        created_at,
        expires_in: issued.token.expires_at.map(|at| at.millis() / 1000 - created_at),
        id_token: issued.id_token.as_deref(),
    });
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// `POST /oauth/revoke`
pub(super) async fn revoke(State(app): State<App>, headers: HeaderMap, params: Params) -> ApiResult {
    // A public client may end its own token: whoever holds the token could also use it.
    let client = client(&app, &headers, &params, true).await?;
    tokens::revoke(&app.core, &client.app, &params.text_or_empty("token")).await??;
    Ok(json(&object!({})))
}
