//! Lock-outs: how often in a row something secret may be guessed before it has to rest.
//!
//! A try is counted before it is looked at, so that a hundred at one moment are a hundred. What is typed at sign-in is
//! counted by itself, whether somebody has an account of that name or not: the answers are the same, so they tell nothing.

use chrono::TimeDelta;

use crate::db::types::AccountId;
use crate::db::{Conn, sign_ins};

use super::Core;
use super::error::{Error, Result};
use super::letters::{self, Notice};
use super::validate::{Problem, Problems, normal_email};

/// Tries that ended so many days ago are forgotten.
const KEPT_DAYS: i64 = 1;

/// Something secret that may be guessed only so often.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    name: String,
    account: Option<AccountId>,
    field: &'static str,
}

impl Subject {
    /// The password of whoever is called `login`. `account` is told when a lock begins, if there is one.
    pub(super) fn login(core: &Core, login: &str, account: Option<AccountId>) -> Self {
        Self {
            name: core.secrets.mac("tries", &format!("login {}", normal_email(login))),
            account,
            field: "password",
        }
    }

    /// The second factor of an account, after its password.
    pub(super) fn code(core: &Core, account: AccountId) -> Self {
        Self {
            name: core.secrets.mac("tries", &format!("code {account}")),
            account: Some(account),
            field: "code",
        }
    }

    /// The password of somebody who is signed in, typed into `field`.
    pub(super) fn own_password(core: &Core, account: AccountId, field: &'static str) -> Self {
        Self {
            name: core.secrets.mac("tries", &format!("own {account}")),
            account: Some(account),
            field,
        }
    }
}

/// A try that was counted and not yet looked at.
#[derive(Debug)]
#[must_use = "say how it went"]
pub(super) struct Try {
    subject: Subject,
    count: u32,
}

/// Counts a try.
///
/// # Errors
/// [`Problem::Locked`] if there were too many.
pub(super) async fn count(core: &Core, subject: Subject) -> Result<Try> {
    let now = core.clock.now();
    let start = now.plus(-pause(core));
    let (count, locked_until) = core
        .change(async |conn| {
            sign_ins::delete_old_tries(conn, now.plus(TimeDelta::days(-KEPT_DAYS))).await?;
            Ok(sign_ins::count_try(conn, &subject.name, subject.account, now, start).await?)
        })
        .await?;
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let tried = Try { subject, count };
    match locked_until {
        Some(until) => Err(tried.locked(until.millis() - now.millis())),
        None if count > core.config.security.lockout_tries => Err(tried.lock(core).await?),
        None => Ok(tried),
    }
}

impl Try {
    /// It succeeded: the tries before it are forgotten.
    pub(super) async fn succeeded(self, core: &Core) -> Result<()> {
        Ok(sign_ins::delete_tries(&mut core.db.write().await?, &self.subject.name).await?)
    }

    /// It failed; what to answer: `problem`, or that it was the last one for a while.
    pub(super) async fn failed(self, core: &Core, problem: Problem) -> Result<Error> {
        if self.count >= core.config.security.lockout_tries {
            return self.lock(core).await;
        }
        Ok(Error::Invalid(Problems::one(self.subject.field, problem)))
    }

    /// Locks, and writes to the owner once.
    async fn lock(&self, core: &Core) -> Result<Error> {
        let until = core.clock.now().plus(pause(core));
        let subject = &self.subject;
        core.change(async |conn| {
            if sign_ins::lock(conn, &subject.name, until).await?
                && let Some(account) = subject.account
            {
                letters::tell(core, conn, account, &Notice::Locked).await?;
            }
            Ok(())
        })
        .await?;
        Ok(self.locked(pause(core).num_milliseconds()))
    }

    fn locked(&self, millis: i64) -> Error {
        let minutes = usize::try_from(millis.max(1)).unwrap_or(1).div_ceil(60_000);
        Error::Invalid(Problems::one(self.subject.field, Problem::Locked(minutes)))
    }
}

/// Lets passwords of `logins` be tried again: whoever set a new one by a letter has shown whose account it is.
pub(super) async fn forgive(core: &Core, conn: &mut Conn, logins: &[&str]) -> Result<()> {
    for login in logins {
        sign_ins::delete_tries(conn, &Subject::login(core, login, None).name).await?;
    }
    Ok(())
}

/// How long a subject rests, and how far back its tries count.
fn pause(core: &Core) -> TimeDelta {
    TimeDelta::minutes(core.config.security.lockout_minutes.max(1))
}
