//! Access tokens: issuing, recognising, revoking.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::oauth::{self, OauthApp, OauthCode, OauthToken};
use crate::db::types::AppKind;
use crate::domain::error::Result;
use crate::domain::{Core, second_factors};
use crate::id::{random_token, token_hash};

use super::{Refusal, Scopes, claims};

/// How long a token of a tool works. It is there to read who signed in; a tool that needs longer asks again.
const TOOL_TOKEN_MINUTES: i64 = 60;

/// What an application offers for a token.
#[derive(Debug, Clone)]
pub enum Grant {
    /// A code that a member agreed to.
    Code {
        /// The code.
        code: String,
        /// The redirect address of the request.
        redirect_uri: String,
        /// PKCE verifier; needed where the request had a challenge.
        verifier: Option<String>,
    },
    /// Nothing but itself: a token for what needs no member.
    Client {
        /// What it wants; `read` if empty.
        scope: String,
    },
}

/// A fresh token.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The token; told this once.
    pub access_token: String,
    /// Its row.
    pub token: OauthToken,
    /// The signed statement of who signed in, if the tool asked for it.
    pub id_token: Option<String>,
}

/// Who holds a live token.
#[derive(Debug, Clone)]
pub struct Holder {
    /// What it allows.
    pub scopes: Scopes,
    /// The application.
    pub app: OauthApp,
    /// The member it acts for; none for the application itself.
    pub person: Option<(Account, Actor)>,
}

/// Gives the authenticated `app` a token. `proved` is whether it showed its secret: without, only a code with PKCE
/// counts.
///
/// A code that is used a second time ends the tokens it was exchanged for: one of the two users stole it.
///
/// # Errors
/// [`Refusal`] in the inner result; the outer one fails only with the database.
pub async fn issue(core: &Core, app: &OauthApp, proved: bool, grant: &Grant) -> Result<Result<Issued, Refusal>> {
    match grant {
        Grant::Code {
            code,
            redirect_uri,
            verifier,
        } => {
            let exchanged = exchange(core, app, proved, code, redirect_uri, verifier.as_deref()).await?;
            let Some((code, mut issued)) = exchanged else {
                return Ok(Err(Refusal::InvalidGrant));
            };
            if Scopes::stored(&code.scopes).has("openid") {
                issued.id_token = Some(claims::id_token(core, app, &code, &issued.access_token).await?);
            }
            Ok(Ok(issued))
        }
        Grant::Client { scope } => {
            if !proved {
                return Ok(Err(Refusal::InvalidClient));
            }
            if app.kind != AppKind::App {
                return Ok(Err(Refusal::UnsupportedGrantType));
            }
            let asked = Scopes::parse(scope).filter(|asked| Scopes::stored(&app.scopes).cover(asked));
            let Some(scopes) = asked else {
                return Ok(Err(Refusal::InvalidScope));
            };
            let token = new(core, app, None, scopes.to_string());
            oauth::insert_token(&mut core.db.write().await?, &token.token).await?;
            Ok(Ok(token))
        }
    }
}

/// Makes a token of a code. A refusal spends the code or ends tokens, so it is committed like an answer.
async fn exchange(
    core: &Core,
    app: &OauthApp,
    proved: bool,
    code: &str,
    redirect_uri: &str,
    verifier: Option<&str>,
) -> Result<Option<(OauthCode, Issued)>> {
    core.change(async |conn| {
        let spent = spend(core, conn, app, code, redirect_uri).await?;
        let Some(code) = spent.filter(|code| is_proven(code, verifier, proved)) else {
            return Ok(None);
        };
        if !claims::is_active(conn, code.account_id).await? {
            return Ok(None);
        }
        let issued = new(core, app, Some(&code), code.scopes.clone());
        oauth::delete_expired_tokens(conn, code.account_id, app.id, issued.token.created_at).await?;
        oauth::insert_token(conn, &issued.token).await?;
        Ok(Some((code, issued)))
    })
    .await
}

fn new(core: &Core, app: &OauthApp, code: Option<&OauthCode>, scopes: String) -> Issued {
    let access_token = random_token();
    let now = core.clock.now();
    let ends = now.plus(TimeDelta::minutes(TOOL_TOKEN_MINUTES));
    let token = OauthToken {
        id: core.ids.next(),
        token_hash: token_hash(&access_token),
        app_id: app.id,
        account_id: code.map(|code| code.account_id),
        code_hash: code.map(|code| code.code_hash.clone()),
        scopes,
        created_at: now,
        revoked_at: None,
        expires_at: (app.kind != AppKind::App).then_some(ends),
    };
    Issued {
        access_token,
        token,
        id_token: None,
    }
}

/// The code, if `app` may exchange it now. Whoever tries spends it; trying twice ends its tokens.
async fn spend(
    core: &Core,
    conn: &mut Conn,
    app: &OauthApp,
    code: &str,
    redirect_uri: &str,
) -> Result<Option<OauthCode>> {
    let now = core.clock.now();
    let found = oauth::find_code(conn, &token_hash(code)).await?;
    let Some(code) = found.filter(|code| code.app_id == app.id) else {
        return Ok(None);
    };
    if !oauth::set_code_used(conn, &code.code_hash, now).await? {
        oauth::revoke_tokens_of_code(conn, &code.code_hash, now).await?;
        return Ok(None);
    }
    Ok((code.expires_at > now && code.redirect_uri == redirect_uri).then_some(code))
}

/// Whether the exchange comes from whoever asked: the verifier fits the challenge (RFC 7636 §4.6), or there was no
/// challenge and the application showed its secret.
fn is_proven(code: &OauthCode, verifier: Option<&str>, proved: bool) -> bool {
    match (&code.challenge, verifier) {
        (Some(challenge), Some(verifier)) => {
            let hashed = URL_SAFE_NO_PAD.encode(token_hash(verifier));
            verify_slices_are_equal(hashed.as_bytes(), challenge.as_bytes()).is_ok()
        }
        (Some(_), None) => false,
        (None, _) => proved,
    }
}

/// Who holds this token, if it is alive.
///
/// # Errors
/// If the database fails.
pub async fn find(core: &Core, token: &str) -> Result<Option<Holder>> {
    let (mut conn, now) = (core.db.read().await?, core.clock.now());
    let Some((token, app, mut person)) = oauth::find_holder(&mut conn, &token_hash(token), now).await? else {
        return Ok(None);
    };
    if let Some((account, _)) = &mut person {
        second_factors::hold_rights(core, &mut conn, account).await?;
    }
    Ok(Some(Holder {
        scopes: Scopes::stored(&token.scopes),
        app,
        person,
    }))
}

/// Ends a token of `app`. An unknown token is as good as ended (RFC 7009 §2.2).
///
/// # Errors
/// [`Refusal::UnauthorizedClient`] in the inner result for another application's token.
pub async fn revoke(core: &Core, app: &OauthApp, token: &str) -> Result<Result<(), Refusal>> {
    core.change(async |conn| {
        let Some(token) = oauth::find_token(conn, &token_hash(token)).await? else {
            return Ok(Ok(()));
        };
        if token.app_id != app.id {
            return Ok(Err(Refusal::UnauthorizedClient));
        }
        oauth::set_token_revoked(conn, token.id, core.clock.now()).await?;
        Ok(Ok(()))
    })
    .await
}
