//! What a tool of the house learns of a member: who it is, in an `id_token` and at the userinfo endpoint.
//!
//! Only what a colleague sees anyway, and the e-mail address with a scope of its own. Levels of verification, organisations,
//! their numbers and rights on this instance are nobody's claim. The subject is random: an id of the database would tell when
//! somebody joined and stand in public addresses. It is the same for every tool, so that a tool that is registered anew knows
//! its people again, and it never changes.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use crate::db::accounts::{self, Account};
use crate::db::actors::Actor;
use crate::db::oauth::{OauthApp, OauthCode};
use crate::db::openid;
use crate::db::types::{AccountId, UtcTime};
use crate::domain::Core;
use crate::domain::error::{Error, Result};
use crate::id::{random_token, token_hash};
use crate::jws;

use super::{Scopes, keys};

/// How long an `id_token` counts.
const ID_TOKEN_MINUTES: i64 = 10;

/// The claims of the scopes that were granted.
///
/// # Errors
/// If the database fails.
pub async fn userinfo(core: &Core, scopes: &Scopes, account: &Account, actor: &Actor) -> Result<Value> {
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), subject(core, account.id).await?.into());
    if scopes.has("profile") {
        claims.insert("name".to_owned(), actor.name.clone().into());
        claims.insert("preferred_username".to_owned(), actor.username.clone().into());
        claims.insert("profile".to_owned(), actor.url.clone().into());
        claims.insert("locale".to_owned(), account.language.as_str().into());
        if let Some(picture) = &actor.avatar_url {
            claims.insert("picture".to_owned(), picture.clone().into());
        }
    }
    if scopes.has("email") {
        claims.insert("email".to_owned(), account.email.clone().into());
        claims.insert("email_verified".to_owned(), account.confirmed_at.is_some().into());
    }
    Ok(Value::Object(claims))
}

/// The signed statement that the member of `code` signed in.
pub(super) async fn id_token(core: &Core, app: &OauthApp, code: &OauthCode, access_token: &str) -> Result<String> {
    let now = core.clock.now();
    let seconds = |time: UtcTime| time.millis() / 1000;
    let mut claims = json!({
        "iss": core.config.base(),
        "sub": subject(core, code.account_id).await?,
        "aud": app.client_id,
        "iat": seconds(now),
        "exp": seconds(now.plus(TimeDelta::minutes(ID_TOKEN_MINUTES))),
        "at_hash": jws::encode(&token_hash(access_token)[..16]),
    });
    if let Some(at) = code.signed_in_at {
        claims["auth_time"] = seconds(at).into();
    }
    if let Some(nonce) = &code.nonce {
        claims["nonce"] = nonce.clone().into();
    }
    let key = keys::in_use(core).await?;
    let secrets = core.secrets.clone();
    let signed = move || jws::sign(&secrets, &key.kid, &key.private_key, &claims);
    Ok(tokio::task::spawn_blocking(signed).await??)
}

/// Under which name tools know the account.
async fn subject(core: &Core, account: AccountId) -> Result<String> {
    if let Some(subject) = openid::find_subject(&mut core.db.read().await?, account).await? {
        return Ok(subject);
    }
    let mut conn = core.db.write().await?;
    openid::insert_subject(&mut conn, account, &random_token()).await?;
    let subject = openid::find_subject(&mut conn, account).await?;
    subject.ok_or(Error::NotFound)
}

/// Whether the account is in use now.
pub(super) async fn is_active(conn: &mut crate::db::Conn, account: AccountId) -> Result<bool> {
    let account = accounts::get(conn, account).await?;
    Ok(account.state == crate::db::types::AccountState::Active)
}
