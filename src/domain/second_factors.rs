//! What somebody shows beside the password: the code of an authenticator application, or a recovery code; and the rule that
//! staff need it. Passkeys, which need no password, have a file of their own and count here.
//!
//! Each code works once. What a code is worth is decided by one conditional update, so that of two who show the same code at
//! the same moment one is let in.

use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::accounts::Account;
use crate::db::passkeys::{self, Passkey};
use crate::db::second_factors::{self, TotpSecret};
use crate::db::types::{AccountId, Role, UtcTime};

use super::Core;
use super::error::{Error, Result};
use super::letters::{self, Notice};
use super::sessions::SignedIn;
use super::totp::{self, Typed};
use super::tries::{self, Subject};
use super::validate::Problem;

pub use super::totp::Setup;

/// How long a secret waits for its first code.
const SETUP_MINUTES: i64 = 15;

/// How it stands with the second factors of an account.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Since when an authenticator application is asked for its code.
    pub app_since: Option<UtcTime>,
    /// Unused recovery codes.
    pub codes_left: i64,
    /// The passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
}

impl Standing {
    /// Whether signing in takes a second factor.
    pub fn is_on(&self) -> bool {
        self.app_since.is_some() || !self.passkeys.is_empty()
    }
}

/// How it stands with the second factors of an account.
///
/// # Errors
/// If the database fails.
pub async fn standing(core: &Core, account: AccountId) -> Result<Standing> {
    let mut conn = core.db.read().await?;
    Ok(Standing {
        app_since: app(&mut conn, account).await?.and_then(|app| app.confirmed_at),
        codes_left: second_factors::count_codes(&mut conn, account).await?,
        passkeys: passkeys::list(&mut conn, account).await?,
    })
}

/// The secret in force.
async fn app(conn: &mut Conn, account: AccountId) -> Result<Option<TotpSecret>> {
    let found = second_factors::find_totp(conn, account).await?;
    Ok(found.filter(|secret| secret.confirmed_at.is_some()))
}

/// Whether signing in to the account takes a second factor.
pub(super) async fn is_on(conn: &mut Conn, account: AccountId) -> Result<bool> {
    Ok(app(conn, account).await?.is_some() || passkeys::count(conn, account).await? > 0)
}

/// The rule that staff rights are in force only with a second factor: takes them off an account that has none, and says
/// whether it did. Every account that a request acts for comes through here, by session or by an application's token.
pub(super) async fn hold_rights(core: &Core, conn: &mut Conn, account: &mut Account) -> Result<bool> {
    let is_staff = account.is_verifier || matches!(account.role, Role::Moderator | Role::Admin);
    if !is_staff || !core.config.security.staff_second_factor || is_on(conn, account.id).await? {
        return Ok(false);
    }
    account.role = Role::Member;
    account.is_verifier = false;
    Ok(true)
}

/// What a new authenticator application needs to know. Asked again, the same, until its first code comes or it is too old.
///
/// # Errors
/// [`Error::NotFound`] if an application is in force; [`super::Denied::NotProven`].
pub async fn set_up_app(core: &Core, by: &SignedIn, issuer: &str) -> Result<Setup> {
    by.require_proven(core)?;
    let (account, now) = (by.account.id, core.clock.now());
    let fresh = TotpSecret {
        account_id: account,
        secret: core.secrets.seal(&totp::new_secret())?,
        created_at: now,
        confirmed_at: None,
        last_step: 0,
    };
    let secret = core
        .change(async |conn| {
            let known = second_factors::find_totp(conn, account).await?;
            match known {
                Some(secret) if secret.confirmed_at.is_some() => return Err(Error::NotFound),
                Some(secret) if is_waiting(&secret, now) => return Ok(secret),
                _ => {}
            }
            second_factors::delete_unconfirmed_totp(conn, account).await?;
            second_factors::insert_totp(conn, &fresh).await?;
            Ok(fresh)
        })
        .await?;
    totp::setup(&core.secrets.open(&secret.secret)?, issuer, &by.actor.username)
}

fn is_waiting(secret: &TotpSecret, now: UtcTime) -> bool {
    secret.confirmed_at.is_none() && secret.created_at.plus(TimeDelta::minutes(SETUP_MINUTES)) > now
}

/// Puts the new application in force by its first code. Gives recovery codes, to be shown this once, if it is the first
/// second factor of the account.
///
/// # Errors
/// [`Problem::SecondFactor`] on `code`; [`Error::NotFound`] if no application waits; [`super::Denied::NotProven`].
pub async fn confirm_app(core: &Core, by: &SignedIn, code: &str) -> Result<Vec<String>> {
    by.require_proven(core)?;
    let (account, now) = (by.account.id, core.clock.now());
    let known = second_factors::find_totp(&mut core.db.read().await?, account).await?;
    let waiting = known.filter(|secret| is_waiting(secret, now)).ok_or(Error::NotFound)?;
    let tried = tries::count(core, Subject::code(core, account)).await?;
    let Some(step) = step(core, &waiting, code, now)? else {
        return Err(tried.failed(core, Problem::SecondFactor).await?);
    };
    let codes = core
        .change(async |conn| {
            let is_first = !is_on(conn, account).await?;
            if !second_factors::confirm_totp(conn, account, step, now).await? {
                return Err(Error::NotFound);
            }
            letters::tell(core, conn, account, &Notice::FactorOn).await?;
            if is_first {
                hand_out(core, conn, account).await
            } else {
                Ok(Vec::new())
            }
        })
        .await?;
    tried.succeeded(core).await?;
    Ok(codes)
}

fn step(core: &Core, secret: &TotpSecret, code: &str, now: UtcTime) -> Result<Option<i64>> {
    match totp::read(code) {
        Typed::Digits(digits) => totp::step_of(&core.secrets.open(&secret.secret)?, &digits, now),
        Typed::Recovery(_) => Ok(None),
    }
}

/// New recovery codes instead of the old ones, as they are shown.
pub(super) async fn hand_out(core: &Core, conn: &mut Conn, account: AccountId) -> Result<Vec<String>> {
    let codes = totp::new_codes();
    let hashes: Vec<String> = codes.iter().map(|code| hash(core, account, code)).collect();
    second_factors::delete_codes(conn, account).await?;
    second_factors::insert_codes(conn, account, &hashes).await?;
    Ok(codes.iter().map(|code| totp::shown(code)).collect())
}

/// What is stored of a recovery code: keyed, because fifty bits alone could be found out from a stolen database.
fn hash(core: &Core, account: AccountId, code: &str) -> String {
    core.secrets.mac("recovery code", &format!("{account} {code}"))
}

/// Makes new recovery codes, which are shown this once; the old ones no longer work.
///
/// # Errors
/// [`Error::NotFound`] without a second factor; [`super::Denied::NotProven`].
pub async fn renew_codes(core: &Core, by: &SignedIn) -> Result<Vec<String>> {
    by.require_proven(core)?;
    let account = by.account.id;
    core.change(async |conn| {
        if !is_on(conn, account).await? {
            return Err(Error::NotFound);
        }
        letters::tell(core, conn, account, &Notice::CodesRenewed).await?;
        hand_out(core, conn, account).await
    })
    .await
}

/// Takes the application out of force, by one of its codes or a recovery code.
///
/// # Errors
/// [`Problem::SecondFactor`] on `code`; [`Error::NotFound`] if none is in force; [`super::Denied::NotProven`].
pub async fn turn_off_app(core: &Core, by: &SignedIn, code: &str) -> Result<()> {
    by.require_proven(core)?;
    let account = by.account.id;
    if app(&mut core.db.read().await?, account).await?.is_none() {
        return Err(Error::NotFound);
    }
    let tried = tries::count(core, Subject::code(core, account)).await?;
    let is_off = core
        .change(async |conn| {
            if !spend(core, conn, account, code).await? {
                return Ok(false);
            }
            second_factors::delete_totp(conn, account).await?;
            end_if_last(core, conn, account).await?;
            Ok(true)
        })
        .await?;
    if !is_off {
        return Err(tried.failed(core, Problem::SecondFactor).await?);
    }
    tried.succeeded(core).await
}

/// Takes every second factor off an account whose owner lost them all, for whoever runs the server: the command line asks
/// nobody else.
///
/// # Errors
/// [`Error::NotFound`] if it has none.
pub async fn take_off(core: &Core, account: AccountId) -> Result<()> {
    core.change(async |conn| {
        if !is_on(conn, account).await? {
            return Err(Error::NotFound);
        }
        second_factors::delete_totp(conn, account).await?;
        for passkey in passkeys::list(conn, account).await? {
            passkeys::delete(conn, account, passkey.id).await?;
        }
        end_if_last(core, conn, account).await
    })
    .await
}

/// Once nothing is left to recover from, the recovery codes go too, and the owner is told.
pub(super) async fn end_if_last(core: &Core, conn: &mut Conn, account: AccountId) -> Result<()> {
    if is_on(conn, account).await? {
        return Ok(());
    }
    second_factors::delete_codes(conn, account).await?;
    letters::tell(core, conn, account, &Notice::FactorOff).await
}

/// Spends a code of the application, or a recovery code; says whether it was worth anything.
pub(super) async fn spend(core: &Core, conn: &mut Conn, account: AccountId, code: &str) -> Result<bool> {
    let now = core.clock.now();
    match totp::read(code) {
        Typed::Digits(digits) => {
            let Some(secret) = app(conn, account).await? else {
                return Ok(false);
            };
            match totp::step_of(&core.secrets.open(&secret.secret)?, &digits, now)? {
                Some(step) => Ok(second_factors::take_step(conn, account, step).await?),
                None => Ok(false),
            }
        }
        Typed::Recovery(code) => {
            let is_good = second_factors::use_code(conn, account, &hash(core, account, &code), now).await?;
            if is_good {
                let left = second_factors::count_codes(conn, account).await?;
                letters::tell(core, conn, account, &Notice::RecoveryUsed(left)).await?;
            }
            Ok(is_good)
        }
    }
}
