//! Changing one's e-mail address: confirmed from the new one, undone from the old one. Who has an account with an address
//! is told to nobody but its owner.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::accounts::{self, Account};
use crate::db::actors::Actor;
use crate::db::email_changes::{self, EmailChange};
use crate::db::types::{EmailChangeId, TokenPurpose};
use crate::db::{Conn, oauth, sessions, sign_ins};
use crate::domain::letters::LetterKind;
use crate::id::{random_token, token_hash};
use crate::secrets;

use super::error::{Error, Result};
use super::sessions::SignedIn;
use super::tries::{self, Subject};
use super::validate::{self, Problem, Problems};
use super::{Core, letters};

/// How long the link that confirms works.
const CONFIRM_HOURS: i64 = 48;
/// How long the link that undoes works.
const UNDO_DAYS: i64 = 7;

/// Asks for another address; a letter goes to it. The answer is the same for one that somebody else has.
///
/// # Errors
/// [`Problem::Email`] on `email`; [`Problem::PresentPassword`] or [`Problem::Locked`] on `password`.
pub async fn ask(core: &Core, by: &SignedIn, email: &str, password: &str) -> Result<()> {
    let email = email.trim();
    if !validate::is_email(email) {
        return Err(Error::Invalid(Problems::one("email", Problem::Email)));
    }
    let account = &by.account;
    let tried = tries::count(core, Subject::own_password(core, account.id, "password")).await?;
    let (typed, stored) = (password.to_owned(), account.password_hash.clone());
    if !tokio::task::spawn_blocking(move || secrets::verify_password(&typed, &stored)).await? {
        return Err(tried.failed(core, Problem::PresentPassword).await?);
    }
    tried.succeeded(core).await?;
    let change = EmailChange {
        id: core.ids.next(),
        account_id: account.id,
        old_email: account.email.clone(),
        new_email: email.to_owned(),
        token_hash: None,
        expires_at: core.clock.now().plus(TimeDelta::hours(CONFIRM_HOURS)),
        confirmed_at: None,
        undo_hash: None,
        undo_until: None,
        undone_at: None,
    };
    core.change(async |conn| {
        email_changes::delete_unconfirmed(conn, account.id).await?;
        email_changes::insert(conn, &change).await?;
        enqueue(core, conn, change.id).await
    })
    .await
}

async fn enqueue(core: &Core, conn: &mut Conn, change: EmailChangeId) -> Result<()> {
    let payload = json!({ "change_id": change.0 });
    letters::queue(core, conn, LetterKind::EmailChange, &payload, None, core.clock.now()).await
}

/// A letter that a change needs now.
#[derive(Debug, Clone)]
pub enum Letter {
    /// To the new address: the token of the link that confirms.
    Confirm(Account, Actor, String, String),
    /// To whoever has the new address already, in place of the link.
    Taken(Account, Actor),
    /// To the old address: the token of the link that undoes.
    Undo(Account, Actor, String, String),
}

/// The letter that a change needs now, with a fresh link, for the job that writes it. The address is the last part.
///
/// # Errors
/// If the database fails.
pub async fn letter(core: &Core, id: EmailChangeId) -> Result<Option<Letter>> {
    let now = core.clock.now();
    let (token, until) = (random_token(), now.plus(TimeDelta::days(UNDO_DAYS)));
    let hash = token_hash(&token);
    core.change(async |conn| {
        let Some(change) = email_changes::find(conn, id).await? else {
            return Ok(None);
        };
        let (account, actor) = accounts::get_with_actor(conn, change.account_id).await?;
        if change.confirmed_at.is_some() {
            email_changes::set_undo(conn, id, &hash, until).await?;
            return Ok(Some(Letter::Undo(account, actor, token, change.old_email)));
        }
        let taken = accounts::find_by_email(conn, &validate::normal_email(&change.new_email)).await?;
        if let Some(other) = taken.filter(|other| other.id != account.id) {
            let (other, owner) = accounts::get_with_actor(conn, other.id).await?;
            return Ok(Some(Letter::Taken(other, owner)));
        }
        email_changes::set_token(conn, id, &hash).await?;
        Ok(Some(Letter::Confirm(account, actor, token, change.new_email)))
    })
    .await
}

fn dead() -> Error {
    Error::Invalid(Problems::one("token", Problem::Link))
}

fn found(change: crate::db::Result<EmailChange>) -> Result<EmailChange> {
    match change {
        Err(crate::db::Error::NotFound) => Err(dead()),
        other => Ok(other?),
    }
}

/// Changes the address by the link sent to the new one. Only in a browser in which the same member is signed in: a letter
/// that went to a mistyped address is no way in for whoever reads it.
///
/// # Errors
/// [`Problem::Link`] on `token`.
pub async fn confirm(core: &Core, by: &SignedIn, token: &str) -> Result<()> {
    let now = core.clock.now();
    core.change(async |conn| {
        let change = found(email_changes::confirm(conn, by.account.id, &token_hash(token), now).await)?;
        set(conn, &change, &change.new_email).await?;
        enqueue(core, conn, change.id).await
    })
    .await
}

/// Sets the address, and ends links to a new password that went to the one before.
async fn set(conn: &mut Conn, change: &EmailChange, email: &str) -> Result<()> {
    match accounts::set_email(conn, change.account_id, email, &validate::normal_email(email)).await {
        // Somebody else has it by now.
        Err(crate::db::Error::Conflict(_)) => return Err(dead()),
        other => other?,
    }
    Ok(accounts::delete_tokens(conn, change.account_id, TokenPurpose::ResetPassword).await?)
}

/// Brings the old address back by the link sent to it. Whoever is signed in is signed out everywhere, applications too, and
/// later changes are void: somebody else may have made them.
///
/// # Errors
/// [`Problem::Link`] on `token`.
pub async fn undo(core: &Core, token: &str) -> Result<()> {
    let now = core.clock.now();
    core.change(async |conn| {
        let change = found(email_changes::undo(conn, &token_hash(token), now).await)?;
        let account = change.account_id;
        set(conn, &change, &change.old_email).await?;
        email_changes::delete_later(conn, account, change.id).await?;
        sessions::delete_all(conn, account).await?;
        sign_ins::delete_halves(conn, account).await?;
        Ok(oauth::end_all_of_account(conn, account, now).await?)
    })
    .await
}
