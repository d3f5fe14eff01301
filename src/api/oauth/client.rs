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
    Some((form_decoded(id), Some(form_decoded(secret))))
}

/// Both halves are form-encoded before they are joined (RFC 6749 §2.3.1). Ours hold no character that would tell an encoded
/// one from one sent as it is, so clients that forget to encode are understood, too.
fn form_decoded(text: &str) -> String {
    let decoded = url::form_urlencoded::parse(text.as_bytes()).next();
    decoded.map(|(text, _)| text.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_may_encode_its_secret_or_not() {
        assert_eq!(form_decoded("a%2Db%5Fc"), "a-b_c");
        assert_eq!(form_decoded("a-b_c"), "a-b_c");
        assert_eq!(form_decoded(""), "");
    }
}
