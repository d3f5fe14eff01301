//! OpenID Connect for tools of the house: what we can do, our keys, and who the holder of a token is.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json as object;

use crate::api::caller::Caller;
use crate::api::reply::json;
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::domain::oauth::{claims, keys, scopes};

/// How long clients may keep the list of keys. One that is new is asked for by its name, whatever is kept.
const KEYS_AGE: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// `GET /.well-known/openid-configuration` (OpenID Connect Discovery 1.0).
pub(crate) async fn configuration(State(app): State<App>) -> Response {
    let config = &app.core.config;
    let link = |path: &str| config.link(path);
    json(&object!({
        "issuer": config.base(),
        "authorization_endpoint": link("/oauth/authorize"),
        "token_endpoint": link("/oauth/token"),
        "userinfo_endpoint": link("/oauth/userinfo"),
        "jwks_uri": link("/oauth/jwks"),
        "revocation_endpoint": link("/oauth/revoke"),
        "scopes_supported": scopes::OPENID,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [crate::jws::ALGORITHM],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "claims_supported": [
            "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash",
            "name", "preferred_username", "profile", "locale", "picture", "email", "email_verified",
        ],
        "ui_locales_supported": ["ar", "en"],
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "authorization_response_iss_parameter_supported": true,
    }))
}

/// `GET /oauth/jwks` (RFC 7517).
pub(super) async fn jwks(State(app): State<App>) -> ApiResult {
    let keys = keys::published(&app.core).await?;
    let keys: Vec<_> = keys
        .iter()
        .map(|key| {
            object!({
                "kty": "RSA",
                "use": "sig",
                "alg": key.algorithm,
                "kid": key.kid,
                "n": key.modulus,
                "e": key.exponent,
            })
        })
        .collect();
    let mut response = json(&object!({ "keys": keys }));
    response.headers_mut().insert(header::CACHE_CONTROL, KEYS_AGE);
    Ok(response)
}

/// `GET` and `POST /oauth/userinfo`, with the access token in the header. Errors as RFC 6750 §3.1 wants them.
pub(super) async fn userinfo(State(app): State<App>, caller: Result<Caller, ApiError>) -> Response {
    match about(&app, caller).await {
        Ok(response) => response,
        Err((error, challenge)) => {
            let mut response = error.into_response();
            let challenge = HeaderValue::from_static(challenge);
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
            response
        }
    }
}

async fn about(app: &App, caller: Result<Caller, ApiError>) -> Result<Response, (ApiError, &'static str)> {
    let invalid = |_| (ApiError::unauthorized(), "Bearer error=\"invalid_token\"");
    let caller = caller.map_err(invalid)?;
    // A token of nobody, or of somebody whose account is not in use any more, is worth nothing here.
    let holder = caller.holder().map_err(|error| (error, "Bearer"))?;
    if !holder.scopes.has("openid") {
        return Err((
            ApiError::scope(),
            "Bearer error=\"insufficient_scope\", scope=\"openid\"",
        ));
    }
    let member = caller.member("openid").map_err(invalid)?;
    let claims = claims::userinfo(&app.core, &holder.scopes, member.account, member.actor).await;
    let mut response = json(&claims.map_err(|error| (error.into(), "Bearer"))?);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
