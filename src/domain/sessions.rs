//! Signing in and out, and the list of signed-in browsers.

use chrono::TimeDelta;

use crate::db::accounts::{self, Account};
use crate::db::actors::{self, Actor};
use crate::db::sessions::{self, Session};
use crate::db::types::{AccountId, AccountState, SessionId};
use crate::id::{random_token, token_hash};
use crate::secrets;

use super::error::{Denied, Error, Result};
use super::validate::{self, Problem, Problems};
use super::{Core, passwords};

/// A session's last use is written down at most this often.
const SEEN_MINUTES: i64 = 5;

/// A signed-in browser and its person.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The browser.
    pub session: Session,
    /// The person.
    pub account: Account,
    /// Their public side.
    pub actor: Actor,
}

/// Checks e-mail address (or user name) and password and opens a session; gives the token for the cookie.
///
/// An unknown address costs as much time as a wrong password, and both get the same answer.
///
/// # Errors
/// [`Problem::Credentials`]; [`Denied::Unconfirmed`] or [`Denied::Suspended`] after a right password;
/// [`Denied::ProvidersOnly`].
pub async fn sign_in(core: &Core, login: &str, password: &str, user_agent: &str) -> Result<String> {
    passwords::require_in_use(core)?;
    let account = find_account(core, login).await?;
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let password = password.to_owned();
    let right = tokio::task::spawn_blocking(move || match hash {
        Some(hash) => secrets::verify_password(&password, &hash),
        None => secrets::hash_password(&password).is_err(),
    })
    .await?;
    match account {
        Some(account) if right => match account.state {
            AccountState::Active => open(core, account.id, user_agent).await,
            AccountState::Pending => Err(Error::Forbidden(Denied::Unconfirmed)),
            AccountState::Suspended => Err(Error::Forbidden(Denied::Suspended)),
        },
        _ => Err(Error::Invalid(Problems::one("password", Problem::Credentials))),
    }
}

async fn find_account(core: &Core, login: &str) -> Result<Option<Account>> {
    let mut conn = core.db.read().await?;
    if login.contains('@') {
        return Ok(accounts::find_by_email(&mut conn, &validate::normal_email(login)).await?);
    }
    match actors::find_by_handle(&mut conn, None, login.trim()).await? {
        Some(actor) => Ok(accounts::find_by_actor(&mut conn, actor.id).await?),
        None => Ok(None),
    }
}

/// Opens a session for an account whose right to it was proven; gives the token for the cookie.
///
/// # Errors
/// If the database fails.
pub async fn open(core: &Core, account: AccountId, user_agent: &str) -> Result<String> {
    let token = random_token();
    let now = core.clock.now();
    let session = Session {
        id: core.ids.next(),
        account_id: account,
        token_hash: token_hash(&token),
        user_agent: user_agent.chars().take(200).collect(),
        created_at: now,
        seen_at: now,
        expires_at: now.plus(TimeDelta::days(core.config.security.session_days)),
    };
    sessions::insert(&mut core.db.write().await?, &session).await?;
    Ok(token)
}

/// Who holds this session token, if it is worth anything.
///
/// # Errors
/// If the database fails.
pub async fn find(core: &Core, token: &str) -> Result<Option<SignedIn>> {
    let now = core.clock.now();
    let found = sessions::find(&mut core.db.read().await?, &token_hash(token), now).await?;
    let Some((session, account, actor)) = found else {
        return Ok(None);
    };
    if session.seen_at.plus(TimeDelta::minutes(SEEN_MINUTES)) < now {
        sessions::set_seen(&mut core.db.write().await?, session.id, now).await?;
    }
    Ok(Some(SignedIn {
        session,
        account,
        actor,
    }))
}

/// The signed-in browsers of an account, latest use first.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, account: AccountId) -> Result<Vec<Session>> {
    Ok(sessions::list(&mut core.db.read().await?, account, core.clock.now()).await?)
}

/// Ends one session of an account.
///
/// # Errors
/// [`Error::NotFound`] if the account has no such session.
pub async fn end(core: &Core, account: AccountId, session: SessionId) -> Result<()> {
    if sessions::delete(&mut core.db.write().await?, account, session).await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Ends every session of an account but the one in use.
///
/// # Errors
/// If the database fails.
pub async fn end_others(core: &Core, account: AccountId, keep: SessionId) -> Result<()> {
    sessions::delete_others(&mut core.db.write().await?, account, keep).await?;
    Ok(())
}
