//! A member lets an application act for them: the request, the consent, the code.

use chrono::TimeDelta;
use serde::Deserialize;

use crate::db::oauth::{self, OauthApp, OauthCode};
use crate::db::types::{AppKind, UtcTime};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::{Core, Principal};
use crate::id::{random_token, token_hash};

use super::consent::Wish;
use super::{OUT_OF_BAND, Refusal, Scopes, redirects};

/// How long a code can be exchanged.
const CODE_MINUTES: i64 = 10;
/// Longest `nonce`, in bytes.
const NONCE_MAX: usize = 500;

/// The parameters of an authorisation request as they came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
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
    /// Must be `query` where it is given.
    pub response_mode: String,
    /// Repeated in the `id_token`.
    pub nonce: String,
    /// `none`, or any of `login` and `consent`; looked at for tools only.
    pub prompt: String,
    /// How many seconds ago the person may have signed in.
    pub max_age: String,
    /// Request objects are refused.
    pub request: String,
    /// Likewise.
    pub request_uri: String,
    /// Ours: when we began to ask the person to sign in again, in milliseconds. What it can be misused for, leaving `prompt`
    /// out does as well: a tool that must be sure looks at `auth_time`.
    pub since: String,
}

impl AskForm {
    /// What was given, under the names of the protocol.
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        let fields = [
            ("response_type", &self.response_type),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &self.scope),
            ("state", &self.state),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
            ("response_mode", &self.response_mode),
            ("nonce", &self.nonce),
            ("prompt", &self.prompt),
            ("max_age", &self.max_age),
            ("since", &self.since),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| (name, value.as_str())).collect()
    }
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
    /// What an OpenID request wants of the person.
    pub(super) wish: Wish,
    state: String,
    challenge: Option<String>,
    nonce: Option<String>,
    issuer: Option<String>,
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
    let is_tool = app.kind != AppKind::App;
    let mut ask = Ask {
        redirect_uri: form.redirect_uri.clone(),
        scopes: Scopes::stored(""),
        wish: Wish::default(),
        state: form.state.clone(),
        challenge: None,
        nonce: (!form.nonce.is_empty()).then(|| form.nonce.clone()),
        // Mastodon applications know nothing of it.
        issuer: is_tool.then(|| core.config.base()),
        app,
    };
    match read(&ask.app, form) {
        Ok((scopes, challenge)) => (ask.scopes, ask.challenge) = (scopes, challenge),
        Err(refusal) => return Ok(Err(AskError::Redirect(ask.refused(refusal)))),
    }
    if is_tool {
        match Wish::read(form) {
            Ok(wish) => ask.wish = wish,
            Err(refusal) => return Ok(Err(AskError::Redirect(ask.refused(refusal)))),
        }
    }
    Ok(Ok(ask))
}

/// What is asked for, and the challenge of PKCE.
fn read(app: &OauthApp, form: &AskForm) -> Result<(Scopes, Option<String>), Refusal> {
    let is_tool = app.kind != AppKind::App;
    if form.response_type != "code" {
        return Err(Refusal::InvalidRequest("The response_type must be code."));
    }
    if is_tool && !matches!(form.response_mode.as_str(), "" | "query") {
        return Err(Refusal::InvalidRequest("The response_mode must be query."));
    }
    let asked = Scopes::parse(&form.scope).filter(|asked| Scopes::stored(&app.scopes).cover(asked));
    let scopes = asked.ok_or(Refusal::InvalidScope)?;
    if form.nonce.len() > NONCE_MAX {
        return Err(Refusal::InvalidRequest("The nonce is too long."));
    }
    let challenge = match (form.code_challenge.as_str(), form.code_challenge_method.as_str()) {
        ("", _) if is_tool => return Err(Refusal::InvalidRequest("A code_challenge is needed.")),
        ("", "" | "S256") => None,
        (challenge, "S256") if is_challenge(challenge) => Some(challenge.to_owned()),
        _ => return Err(Refusal::InvalidRequest("The code_challenge_method must be S256.")),
    };
    Ok((scopes, challenge))
}

/// The form of a SHA-256 in unpadded URL-safe base64 (RFC 7636 §4.2).
fn is_challenge(text: &str) -> bool {
    text.len() == 43 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

impl Ask {
    /// The address back to the application with a refusal.
    pub(super) fn refused(&self, refusal: Refusal) -> String {
        self.back(&[("error", refusal.code()), ("error_description", refusal.description())])
    }

    /// The address back to the application, or to our page that shows the code. A tool also hears who answers, so that it
    /// takes no answer of one provider for that of another (RFC 9207).
    fn back(&self, pairs: &[(&str, &str)]) -> String {
        let mut pairs = pairs.to_vec();
        if let Some(issuer) = &self.issuer {
            pairs.push(("iss", issuer));
        }
        if !self.state.is_empty() {
            pairs.push(("state", &self.state));
        }
        let target = if self.redirect_uri == OUT_OF_BAND {
            "/oauth/authorize/native"
        } else {
            &self.redirect_uri
        };
        redirects::with_query(target, &pairs)
    }
}

/// The member, who signed in at `signed_in_at`, agrees: makes the code and gives the address to redirect to.
///
/// # Errors
/// [`Denied::SignIn`] for anybody but a member of this instance.
pub async fn approve(core: &Core, by: &Principal, ask: &Ask, signed_in_at: UtcTime) -> Result<String> {
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
        nonce: ask.nonce.clone(),
        signed_in_at: Some(signed_in_at),
    };
    core.change(async |conn| {
        // A day later nobody can be caught any more using a code twice.
        oauth::delete_expired_codes(conn, now.plus(TimeDelta::days(-1))).await?;
        Ok(oauth::insert_code(conn, &row).await?)
    })
    .await?;
    Ok(ask.back(&[("code", &code)]))
}

/// The member does not agree: the address to redirect to.
pub fn deny(ask: &Ask) -> String {
    let words = "The resource owner or authorization server denied the request.";
    ask.back(&[("error", "access_denied"), ("error_description", words)])
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
