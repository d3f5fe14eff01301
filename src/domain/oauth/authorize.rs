//! A member lets an application act for them: the request, the consent, the code.

use chrono::TimeDelta;

use crate::db::oauth::{self, OauthApp, OauthCode};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::{Core, Principal};
use crate::id::{random_token, token_hash};

use super::{OUT_OF_BAND, Refusal, Scopes, redirects};

/// How long a code can be exchanged.
const CODE_MINUTES: i64 = 10;

/// The parameters of an authorisation request as they came.
#[derive(Debug, Clone, Default)]
pub struct AskForm {
    /// Must be `code`.
    pub response_type: String,
    /// Which application.
    pub client_id: String,
    /// One of its registered addresses.
    pub redirect_uri: String,
    /// What it wants; `read` if empty.
    pub scope: String,
    /// Handed back as it came.
    pub state: String,
    /// PKCE challenge.
    pub code_challenge: String,
    /// Must be `S256` where there is a challenge.
    pub code_challenge_method: String,
}

/// A request that may be put to a member.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The application.
    pub app: OauthApp,
    /// Where the answer goes.
    pub redirect_uri: String,
    /// What it wants.
    pub scopes: Scopes,
    state: String,
    challenge: Option<String>,
}

/// A request that cannot be put to anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskError {
    /// Unknown application or address: shown to the person, never redirected.
    Untrusted,
    /// Anything else is told to the application: the address to redirect to.
    Redirect(String),
}

/// Checks a request.
///
/// # Errors
/// [`AskError`] in the inner result; the outer one fails only with the database.
pub async fn check(core: &Core, form: &AskForm) -> Result<Result<Ask, AskError>> {
    let Some(app) = oauth::find_app(&mut core.db.read().await?, &form.client_id).await? else {
        return Ok(Err(AskError::Untrusted));
    };
    if !app.redirect_uris.lines().any(|uri| uri == form.redirect_uri) {
        return Ok(Err(AskError::Untrusted));
    }
    let refuse = |refusal: Refusal| {
        Ok(Err(AskError::Redirect(refused(
            &form.redirect_uri,
            &form.state,
            refusal,
        ))))
    };
    if form.response_type != "code" {
        let missing = Refusal::InvalidRequest("The response_type must be code.");
        return refuse(missing);
    }
    let asked = Scopes::parse(&form.scope).filter(|asked| Scopes::stored(&app.scopes).cover(asked));
    let Some(scopes) = asked else {
        return refuse(Refusal::InvalidScope);
    };
    let challenge = match (form.code_challenge.as_str(), form.code_challenge_method.as_str()) {
        ("", "" | "S256") => None,
        (challenge, "S256") if is_challenge(challenge) => Some(challenge.to_owned()),
        _ => return refuse(Refusal::InvalidRequest("The code_challenge_method must be S256.")),
    };
    Ok(Ok(Ask {
        app,
        redirect_uri: form.redirect_uri.clone(),
        scopes,
        state: form.state.clone(),
        challenge,
    }))
}

/// The form of a SHA-256 in unpadded URL-safe base64 (RFC 7636 §4.2).
fn is_challenge(text: &str) -> bool {
    text.len() == 43 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn refused(redirect_uri: &str, state: &str, refusal: Refusal) -> String {
    back(
        redirect_uri,
        state,
        &[("error", refusal.code()), ("error_description", refusal.description())],
    )
}

/// The address back to the application, or to our page that shows the code.
fn back(redirect_uri: &str, state: &str, pairs: &[(&str, &str)]) -> String {
    let mut pairs = pairs.to_vec();
    if !state.is_empty() {
        pairs.push(("state", state));
    }
    let target = if redirect_uri == OUT_OF_BAND {
        "/oauth/authorize/native"
    } else {
        redirect_uri
    };
    redirects::with_query(target, &pairs)
}

/// The member agrees: makes the code and gives the address to redirect to.
///
/// # Errors
/// [`Denied::SignIn`] for anybody but a member of this instance.
pub async fn approve(core: &Core, by: &Principal, ask: &Ask) -> Result<String> {
    let account_id = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let code = random_token();
    let now = core.clock.now();
    let row = OauthCode {
        code_hash: token_hash(&code),
        app_id: ask.app.id,
        account_id,
        redirect_uri: ask.redirect_uri.clone(),
        scopes: ask.scopes.to_string(),
        challenge: ask.challenge.clone(),
        expires_at: now.plus(TimeDelta::minutes(CODE_MINUTES)),
        used_at: None,
    };
    core.change(async |conn| {
        // A day later nobody can be caught any more using a code twice.
        oauth::delete_expired_codes(conn, now.plus(TimeDelta::days(-1))).await?;
        Ok(oauth::insert_code(conn, &row).await?)
    })
    .await?;
    Ok(back(&ask.redirect_uri, &ask.state, &[("code", &code)]))
}

/// The member does not agree: the address to redirect to.
pub fn deny(ask: &Ask) -> String {
    let words = "The resource owner or authorization server denied the request.";
    back(
        &ask.redirect_uri,
        &ask.state,
        &[("error", "access_denied"), ("error_description", words)],
    )
}

/// The application that a fresh code of `by` is for.
///
/// # Errors
/// [`Error::NotFound`] if it is no such code.
pub async fn app_of_code(core: &Core, by: &Principal, code: &str) -> Result<OauthApp> {
    let mut conn = core.db.read().await?;
    let code = oauth::find_code(&mut conn, &token_hash(code))
        .await?
        .filter(|code| Some(code.account_id) == by.account_id && code.used_at.is_none())
        .ok_or(Error::NotFound)?;
    Ok(oauth::get_app(&mut conn, code.app_id).await?)
}
