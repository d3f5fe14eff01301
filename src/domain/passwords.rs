//! Passwords: which are good enough, changing one's own, and coming back without it.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::accounts::{self, Account};
use crate::db::actors::Actor;
use crate::db::types::{AccountId, AccountState, SessionId, TokenPurpose};
use crate::db::{Conn, oauth, sessions, sign_ins};
use crate::domain::letters::LetterKind;
use crate::id::{random_token, token_hash};
use crate::secrets;

use super::error::{Denied, Error, Result};
use super::tries::{self, Subject};
use super::validate::{self, Problem, Problems};
use super::{Core, letters};

/// Longest password; longer ones only cost us time.
const LENGTH_MAX: usize = 200;
/// How much of a password is looked at for its strength, in characters; what is longer is strong enough.
const LOOKED_AT: usize = 60;
/// How long a link to a new password works.
const RESET_HOURS: i64 = 1;

/// Notes what is wrong with a new password under `field`. `own` are words that anybody would try first.
pub(super) fn check(core: &Core, field: &'static str, password: &str, own: &[&str], problems: &mut Problems) {
    let length = password.chars().count();
    let min = core.config.security.password_length;
    if password.is_empty() {
        problems.add(field, Problem::Required);
    } else if length < min {
        problems.add(field, Problem::TooShort(min));
    } else if length > LENGTH_MAX {
        problems.add(field, Problem::TooLong(LENGTH_MAX));
    } else if is_weak(password, own) {
        problems.add(field, Problem::WeakPassword);
    }
}

/// Weak: what the lists of much used passwords, names and words, dates, keyboard runs and repetitions lead to in few
/// guesses. Nothing is asked of any other server.
fn is_weak(password: &str, own: &[&str]) -> bool {
    let beginning: String = password.chars().take(LOOKED_AT).collect();
    zxcvbn::zxcvbn(&beginning, own).score() < zxcvbn::Score::Two
}

/// The hash to be stored. Slow on purpose, and so on a thread of its own.
pub(super) async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    Ok(tokio::task::spawn_blocking(move || secrets::hash_password(&password)).await??)
}

/// That this instance lets people in by passwords and passkeys of its own.
///
/// # Errors
/// [`Denied::ProvidersOnly`].
pub fn require_in_use(core: &Core) -> Result<()> {
    if core.config.openid.only {
        return Err(Error::Forbidden(Denied::ProvidersOnly));
    }
    Ok(())
}

/// Sends a link to a new password to an address. The same happens for an address that nobody has an account with: who has
/// one is nobody's business, and the work is the same, so that its time tells nothing either.
///
/// # Errors
/// [`Denied::ProvidersOnly`].
pub async fn ask_reset(core: &Core, email: &str) -> Result<()> {
    require_in_use(core)?;
    let email = validate::normal_email(email);
    if !validate::is_email(&email) {
        return Ok(());
    }
    let (payload, key) = (json!({ "email": email }), format!("reset-{email}"));
    core.change(async |conn| enqueue(core, conn, LetterKind::ResetPassword, &payload, &key).await)
        .await
}

async fn enqueue(core: &Core, conn: &mut Conn, kind: LetterKind, payload: &serde_json::Value, key: &str) -> Result<()> {
    letters::queue(core, conn, kind, payload, Some(key), core.clock.now()).await
}

/// The account with this address, for the job that writes to it. Only an active one has a password to choose anew.
///
/// # Errors
/// If the database fails.
pub async fn find_for_reset(core: &Core, email: &str) -> Result<Option<(Account, Actor)>> {
    let mut conn = core.db.read().await?;
    let account = accounts::find_by_email(&mut conn, email).await?;
    match account.filter(|account| account.state == AccountState::Active) {
        Some(account) => Ok(Some(accounts::get_with_actor(&mut conn, account.id).await?)),
        None => Ok(None),
    }
}

/// A fresh link's token, for the job that writes the letter.
///
/// # Errors
/// If the database fails.
pub async fn new_reset(core: &Core, account: AccountId) -> Result<String> {
    let token = random_token();
    let expires = core.clock.now().plus(TimeDelta::hours(RESET_HOURS));
    let (id, hash) = (core.ids.next(), token_hash(&token));
    let mut conn = core.db.write().await?;
    accounts::insert_token(
        &mut conn,
        id,
        Some(account),
        TokenPurpose::ResetPassword,
        &hash,
        expires,
    )
    .await?;
    Ok(token)
}

/// Whether a link to a new password works.
///
/// # Errors
/// If the database fails.
pub async fn is_reset_open(core: &Core, token: &str) -> Result<bool> {
    require_in_use(core)?;
    let (mut conn, now) = (core.db.read().await?, core.clock.now());
    Ok(accounts::has_token(&mut conn, TokenPurpose::ResetPassword, &token_hash(token), now).await?)
}

/// Sets a new password by a link. Whoever was signed in is signed out everywhere, applications too: the old password may
/// be in wrong hands. A refused password leaves the link as it was.
///
/// # Errors
/// [`Problem::Link`] on `token` if the link does not work; [`Error::Invalid`] on `password`.
pub async fn reset(core: &Core, token: &str, password: &str) -> Result<()> {
    let dead = || Error::Invalid(Problems::one("token", Problem::Link));
    if !is_reset_open(core, token).await? {
        return Err(dead());
    }
    let mut problems = Problems::default();
    check(core, "password", password, &[], &mut problems);
    problems.into_result(())?;
    let new = hash(password).await?;
    let now = core.clock.now();
    core.change(async |conn| {
        let used = accounts::use_token(conn, TokenPurpose::ResetPassword, &token_hash(token), now).await;
        let account = match used {
            Ok(Some(account)) => account,
            Ok(None) | Err(crate::db::Error::NotFound) => return Err(dead()),
            Err(error) => return Err(error.into()),
        };
        let (account, actor) = accounts::get_with_actor(conn, account).await?;
        let mut problems = Problems::default();
        let own = [actor.username.as_str(), account.email.as_str()];
        check(core, "password", password, &own, &mut problems);
        problems.into_result(())?;
        set(core, conn, &account, &new).await?;
        tries::forgive(core, conn, &own).await?;
        sessions::delete_all(conn, account.id).await?;
        Ok(oauth::end_all_of_account(conn, account.id, now).await?)
    })
    .await
}

/// Changes a member's own password. Other browsers are signed out; applications stay.
///
/// # Errors
/// [`Problem::PresentPassword`] on `current` if that is not the present one, or [`Problem::Locked`]; [`Error::Invalid`] on
/// `password`.
pub async fn change(core: &Core, account: AccountId, keep: SessionId, current: &str, password: &str) -> Result<()> {
    let (account, actor) = accounts::get_with_actor(&mut core.db.read().await?, account).await?;
    let (typed, stored) = (current.to_owned(), account.password_hash.clone());
    let tried = tries::count(core, Subject::own_password(core, account.id, "current")).await?;
    let mut problems = Problems::default();
    if tokio::task::spawn_blocking(move || secrets::verify_password(&typed, &stored)).await? {
        tried.succeeded(core).await?;
    } else if let Error::Invalid(wrong) = tried.failed(core, Problem::PresentPassword).await? {
        problems = wrong;
    }
    let own = [actor.username.as_str(), account.email.as_str()];
    check(core, "password", password, &own, &mut problems);
    problems.into_result(())?;
    let new = hash(password).await?;
    core.change(async |conn| {
        set(core, conn, &account, &new).await?;
        sessions::delete_others(conn, account.id, keep).await?;
        Ok(())
    })
    .await
}

/// Stores a new password, ends every link to another one, and tells the account's owner.
async fn set(core: &Core, conn: &mut Conn, account: &Account, hash: &str) -> Result<()> {
    accounts::set_password(conn, account.id, hash).await?;
    accounts::delete_tokens(conn, account.id, TokenPurpose::ResetPassword).await?;
    sign_ins::delete_halves(conn, account.id).await?;
    let (payload, key) = (json!({ "account_id": account.id.0 }), format!("changed-{}", account.id));
    enqueue(core, conn, LetterKind::PasswordChanged, &payload, &key).await
}

#[cfg(test)]
mod tests {
    use super::is_weak;

    #[test]
    fn passwords_that_are_guessed_first_are_weak() {
        let own = ["noura", "noura@factory.example"];
        for weak in [
            "1234567890",
            "qwertyuiop1",
            "password123",
            "Passw0rd2024",
            "iloveyou12",
            "aaaaaaaaaaaa",
            "noura@factory.example",
            "noura12345",
        ] {
            assert!(is_weak(weak, &own), "{weak}");
        }
        for fine in [
            "workshop-lathe-42",
            "palm-and-copper",
            "صيانة-المضخة-الثالثة",
            "correct horse battery",
        ] {
            assert!(!is_weak(fine, &own), "{fine}");
        }
    }
}
