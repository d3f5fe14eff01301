//! Signing in and out, and the list of signed-in browsers.
//!
//! Whoever proved the first factor, be it by password or by somebody else's word, comes through [`enter`], which asks for
//! the second one where the account has it. Only what proves both may call [`open`].

use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::accounts::{self, Account};
use crate::db::actors::{self, Actor};
use crate::db::sessions::{self, Session};
use crate::db::sign_ins::{self, HalfSignIn};
use crate::db::types::{AccountId, AccountState, SessionId};
use crate::id::{random_token, token_hash};
use crate::secrets;

use super::error::{Denied, Error, Result};
use super::letters::{self, Notice};
use super::privacy::erasure;
use super::tries::{self, Subject};
use super::validate::{self, Problem, Problems};
use super::{Core, passwords, second_factors};

/// How long somebody who gave the right password may take to show the second factor.
const HALF_MINUTES: i64 = 10;
/// How many codes they may try meanwhile.
const HALF_TRIES: i32 = 5;
/// How long it counts that somebody has just shown who they are.
const PROVEN_MINUTES: i64 = 15;
/// Accounts a browser is remembered for.
const MARKS_MAX: usize = 5;
/// How long an account is so new that nobody wonders about its first browser.
const NEWCOMER_DAYS: i64 = 2;
/// A session's last use is written down at most this often.
const SEEN_MINUTES: i64 = 5;

/// A signed-in browser and its person.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The browser.
    pub session: Session,
    /// The person, with the rights that are in force.
    pub account: Account,
    /// Their public side.
    pub actor: Actor,
    /// Whether staff rights wait for a second factor to be set up.
    pub is_waiting: bool,
}

impl SignedIn {
    /// Whether the person has just shown in this browser who they are.
    pub fn is_proven(&self, core: &Core) -> bool {
        let since = core.clock.now().plus(TimeDelta::minutes(-PROVEN_MINUTES));
        self.session.proven_at.is_some_and(|at| at > since)
    }

    /// That they have.
    ///
    /// # Errors
    /// [`Denied::NotProven`].
    pub(super) fn require_proven(&self, core: &Core) -> Result<()> {
        if self.is_proven(core) {
            Ok(())
        } else {
            Err(Error::Forbidden(Denied::NotProven))
        }
    }
}

/// How far somebody got.
#[derive(Debug, Clone)]
pub enum Entry {
    /// Signed in; the token for the cookie of the session.
    Open(String),
    /// Half-way: the second factor is next; the token for the cookie that remembers it.
    Half(String),
}

/// Checks e-mail address (or user name) and password.
///
/// An unknown address costs as much time as a wrong password, and both get the same answer.
///
/// # Errors
/// [`Problem::Credentials`] or [`Problem::Locked`]; [`Denied::Unconfirmed`] or [`Denied::Suspended`] after a right password;
/// [`Denied::ProvidersOnly`].
pub async fn sign_in(core: &Core, login: &str, password: &str, user_agent: &str) -> Result<Entry> {
    passwords::require_in_use(core)?;
    let account = find_account(core, login).await?;
    let subject = Subject::login(core, login, account.as_ref().map(|account| account.id));
    let tried = tries::count(core, subject).await?;
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let password = password.to_owned();
    let right = tokio::task::spawn_blocking(move || match hash {
        Some(hash) => secrets::verify_password(&password, &hash),
        None => secrets::hash_password(&password).is_err(),
    })
    .await?;
    match account {
        Some(account) if right => {
            tried.succeeded(core).await?;
            enter(core, &account, user_agent).await
        }
        _ => Err(tried.failed(core, Problem::Credentials).await?),
    }
}

/// Lets in whoever proved the first factor: into a session, or half-way where the account has a second factor.
///
/// # Errors
/// [`Denied::Unconfirmed`] or [`Denied::Suspended`].
pub async fn enter(core: &Core, account: &Account, user_agent: &str) -> Result<Entry> {
    require_active(account)?;
    if !second_factors::is_on(&mut core.db.read().await?, account.id).await? {
        return Ok(Entry::Open(open(core, account.id, user_agent).await?));
    }
    let (token, now) = (random_token(), core.clock.now());
    let half = HalfSignIn {
        token_hash: token_hash(&token),
        account_id: account.id,
        tries_left: HALF_TRIES,
        expires_at: now.plus(TimeDelta::minutes(HALF_MINUTES)),
    };
    core.change(async |conn| {
        sign_ins::delete_expired_halves(conn, now).await?;
        Ok(sign_ins::insert_half(conn, &half).await?)
    })
    .await?;
    Ok(Entry::Half(token))
}

pub(super) fn require_active(account: &Account) -> Result<()> {
    match account.state {
        AccountState::Active => Ok(()),
        AccountState::Pending => Err(Error::Forbidden(Denied::Unconfirmed)),
        AccountState::Suspended => Err(Error::Forbidden(Denied::Suspended)),
    }
}

/// Whether somebody is half-way in with this token.
///
/// # Errors
/// If the database fails.
pub async fn is_half_way(core: &Core, token: &str) -> Result<bool> {
    let now = core.clock.now();
    Ok(sign_ins::find_half(&mut core.db.read().await?, &token_hash(token), now)
        .await?
        .is_some())
}

/// Goes the other half of the way with a code of the authenticator application or a recovery code; gives the token for the
/// cookie of the session.
///
/// # Errors
/// [`Problem::Link`] on `token` if the password must be given again; [`Problem::SecondFactor`] or [`Problem::Locked`] on `code`.
pub async fn finish(core: &Core, token: &str, code: &str, user_agent: &str) -> Result<String> {
    let again = || Error::Invalid(Problems::one("token", Problem::Link));
    let (hash, now) = (token_hash(token), core.clock.now());
    let half = sign_ins::find_half(&mut core.db.read().await?, &hash, now).await?;
    let account = half.ok_or_else(again)?.account_id;
    require_active(&accounts::get(&mut core.db.read().await?, account).await?)?;
    let tried = tries::count(core, Subject::code(core, account)).await?;
    if !sign_ins::use_half_try(&mut core.db.write().await?, &hash, now).await? {
        return Err(again());
    }
    let opened = core
        .change(async |conn| {
            if !second_factors::spend(core, conn, account, code).await? {
                return Ok(None);
            }
            // Of two who finish at once, one does.
            if !sign_ins::delete_half(conn, &hash).await? {
                return Err(again());
            }
            Ok(Some(insert(core, conn, account, user_agent).await?))
        })
        .await?;
    match opened {
        Some(session) => {
            tried.succeeded(core).await?;
            Ok(session)
        }
        None => Err(tried.failed(core, Problem::SecondFactor).await?),
    }
}

/// Shows once more, in a signed-in browser, who one is: by the password.
///
/// # Errors
/// [`Problem::PresentPassword`] or [`Problem::Locked`] on `password`.
pub async fn prove(core: &Core, by: &SignedIn, password: &str) -> Result<()> {
    let tried = tries::count(core, Subject::own_password(core, by.account.id, "password")).await?;
    let (typed, stored) = (password.to_owned(), by.account.password_hash.clone());
    if !tokio::task::spawn_blocking(move || secrets::verify_password(&typed, &stored)).await? {
        return Err(tried.failed(core, Problem::PresentPassword).await?);
    }
    tried.succeeded(core).await?;
    Ok(sessions::set_proven(&mut core.db.write().await?, by.session.id, core.clock.now()).await?)
}

/// The account behind an e-mail address or a user name.
///
/// # Errors
/// If the database fails.
pub async fn find_account(core: &Core, login: &str) -> Result<Option<Account>> {
    let mut conn = core.db.read().await?;
    if login.contains('@') {
        return Ok(accounts::find_by_email(&mut conn, &validate::normal_email(login)).await?);
    }
    match actors::find_by_handle(&mut conn, None, login.trim()).await? {
        Some(actor) => Ok(accounts::find_by_actor(&mut conn, actor.id).await?),
        None => Ok(None),
    }
}

/// Opens a session for an account whose right to it was proven by everything it asks for; gives the token for the cookie.
///
/// # Errors
/// If the database fails.
pub async fn open(core: &Core, account: AccountId, user_agent: &str) -> Result<String> {
    insert(core, &mut core.db.write().await?, account, user_agent).await
}

pub(super) async fn insert(core: &Core, conn: &mut Conn, account: AccountId, user_agent: &str) -> Result<String> {
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
        proven_at: Some(now),
    };
    sessions::insert(conn, &session).await?;
    // Whoever comes back did not mean to go.
    erasure::come_back(conn, account).await?;
    Ok(token)
}

/// Notes that the browser behind a fresh session was seen: writes to the owner if it was not before, and gives what the
/// browser keeps to be known by. `known` is what it kept so far. Nobody is told of their very first browser.
///
/// # Errors
/// If the database fails.
pub async fn meet_browser(core: &Core, token: &str, known: &str) -> Result<String> {
    let Some(SignedIn { session, account, .. }) = find(core, token).await? else {
        return Ok(known.to_owned());
    };
    let mark = core.secrets.mac("known browser", &account.id.to_string());
    let is_known = known.split(' ').any(|other| other == mark);
    let mut marks = vec![mark.as_str()];
    marks.extend(known.split(' ').filter(|other| *other != mark && !other.is_empty()));
    marks.truncate(MARKS_MAX);
    let is_newcomer = account.created_at.plus(TimeDelta::days(NEWCOMER_DAYS)) > core.clock.now()
        && list(core, account.id).await?.len() == 1;
    if !is_known && !is_newcomer {
        let notice = Notice::NewBrowser(session.user_agent);
        core.change(async |conn| letters::tell(core, conn, account.id, &notice).await)
            .await?;
    }
    Ok(marks.join(" "))
}

/// Who holds this session token, if it is worth anything.
///
/// # Errors
/// If the database fails.
pub async fn find(core: &Core, token: &str) -> Result<Option<SignedIn>> {
    let now = core.clock.now();
    let mut conn = core.db.read().await?;
    let Some((session, mut account, actor)) = sessions::find(&mut conn, &token_hash(token), now).await? else {
        return Ok(None);
    };
    let is_waiting = second_factors::hold_rights(core, &mut conn, &mut account).await?;
    drop(conn);
    if session.seen_at.plus(TimeDelta::minutes(SEEN_MINUTES)) < now {
        sessions::set_seen(&mut core.db.write().await?, session.id, now).await?;
    }
    Ok(Some(SignedIn {
        session,
        account,
        actor,
        is_waiting,
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
        core.wake.ring_live();
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
    core.wake.ring_live();
    Ok(())
}
