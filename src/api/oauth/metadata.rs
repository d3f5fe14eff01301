//! What the authorisation server can do (RFC 8414).

use axum::extract::State;
use axum::response::Response;
use serde_json::json as object;

use crate::api::reply::json;
use crate::app::App;
use crate::domain::oauth::scopes;

/// `GET /.well-known/oauth-authorization-server`
pub(crate) async fn metadata(State(app): State<App>) -> Response {
    let link = |path: &str| app.core.config.link(path);
    json(&object!({
        "issuer": link("/"),
        "service_documentation": "https://docs.joinmastodon.org/",
        "authorization_endpoint": link("/oauth/authorize"),
        "token_endpoint": link("/oauth/token"),
        "app_registration_endpoint": link("/api/v1/apps"),
        "revocation_endpoint": link("/oauth/revoke"),
        "scopes_supported": scopes::KNOWN,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "code_challenge_methods_supported": ["S256"],
    }))
}
