//! Erasing an account: asked for with the password, stopped by coming back, done by a job when the grace is over.
//!
//! 1. [`request`]: everybody is signed out, the job waits. A link in a letter, or signing in, stops it.
//! 2. [`account::erase`]: everything about the person goes; the posts lose their author, or go too.
//! 3. The outbox tells every server we know; the answers become receipts.
//! 4. [`traces::finish`]: once they answered or time is over, the name itself goes, wherever it still stands.
//! 5. The last letter, to an address that is forgotten with it.

mod account;
mod letters;
mod traces;
mod words;

pub use account::erase;
pub use letters::{Farewell, forget_address, last_letter, new_token};
pub use traces::finish;

use chrono::TimeDelta;
use serde_json::json;

use crate::db::accounts::{self, Account};
use crate::db::privacy::erasures::{self, Erasure};
use crate::db::privacy::receipts::{self, Receipt};
use crate::db::types::{AccountId, ErasureId, ErasureMode, ErasureState, Role};
use crate::db::{Conn, actors, oauth, queue, sessions};
use crate::domain::error::{Error, Result};
use crate::domain::letters::LetterKind;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, letters as mail};
use crate::id::token_hash;
use crate::secrets;

use super::journal;

/// Erasures on the page of staff.
const SHOWN: i64 = 100;

/// A member asks to be erased. Everybody is signed out everywhere; coming back within the grace stops it.
///
/// # Errors
/// [`Problem::PresentPassword`] or [`Problem::LastAdmin`] on `password`.
pub async fn request(core: &Core, by: &Principal, password: &str, mode: ErasureMode) -> Result<()> {
    let id = by.account_id.ok_or(Error::NotFound)?;
    let account = accounts::get(&mut core.db.read().await?, id).await?;
    let (typed, stored) = (password.to_owned(), account.password_hash.clone());
    if !tokio::task::spawn_blocking(move || secrets::verify_password(&typed, &stored)).await? {
        return Err(wrong(Problem::PresentPassword));
    }
    core.change(async |conn| begin(core, conn, &account, mode, false).await)
        .await
}

/// Staff erase an account whose holder asked for it by another way.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::NotFound`] if nobody here has this name; [`Problem::LastAdmin`].
pub async fn request_for(core: &Core, by: &Principal, username: &str, mode: ErasureMode) -> Result<()> {
    by.require_admin()?;
    core.change(async |conn| {
        let name = username.trim().trim_start_matches('@');
        let unknown = || Error::Invalid(Problems::one("username", Problem::Address));
        let actor = actors::find_by_handle(conn, None, name).await?.ok_or_else(unknown)?;
        let account = accounts::find_by_actor(conn, actor.id).await?.ok_or_else(unknown)?;
        begin(core, conn, &account, mode, true).await?;
        journal::note(core, conn, by, "erasure_requested", Some(account.id.0)).await
    })
    .await
}

async fn begin(core: &Core, conn: &mut Conn, account: &Account, mode: ErasureMode, is_by_staff: bool) -> Result<()> {
    require_another_admin(conn, account).await?;
    if erasures::find_waiting(conn, account.id).await?.is_some() {
        return Ok(());
    }
    let now = core.clock.now();
    let erasure = Erasure {
        id: core.ids.next(),
        account_id: account.id,
        actor_id: account.actor_id,
        mode,
        state: ErasureState::Waiting,
        language: account.language,
        token_hash: None,
        address: None,
        is_by_staff,
        post_count: 0,
        notice_version: None,
        requested_at: now,
        due_at: now.plus(TimeDelta::days(core.config.privacy.grace_days)),
        erased_at: None,
        finished_at: None,
    };
    erasures::insert(conn, &erasure).await?;
    sessions::delete_all(conn, account.id).await?;
    oauth::end_all_of_account(conn, account.id, now).await?;
    let id = erasure.id;
    let payload = json!({ "erasure_id": id.0 });
    mail::queue(core, conn, LetterKind::ErasureRequested, &payload, None, now).await?;
    let key = format!("erase-{id}");
    Ok(queue::insert(
        conn,
        core.ids.next(),
        "erase_account",
        &payload,
        Some(&key),
        erasure.due_at,
    )
    .await?)
}

/// That an instance does not lose its only admin.
async fn require_another_admin(conn: &mut Conn, account: &Account) -> Result<()> {
    if account.role == Role::Admin && accounts::count_by_role(conn, Role::Admin).await? <= 1 {
        return Err(wrong(Problem::LastAdmin));
    }
    Ok(())
}

fn wrong(problem: Problem) -> Error {
    Error::Invalid(Problems::one("password", problem))
}

/// Whether a link from a letter still stops an erasure.
///
/// # Errors
/// If the database fails.
pub async fn is_stoppable(core: &Core, token: &str) -> Result<bool> {
    Ok(erasures::has_token(&mut core.db.read().await?, &token_hash(token)).await?)
}

/// Stops an erasure by the link in the letter.
///
/// # Errors
/// [`Problem::Link`] if it was stopped before, or is too late.
pub async fn cancel(core: &Core, token: &str) -> Result<()> {
    if erasures::cancel(&mut core.db.write().await?, &token_hash(token)).await? {
        Ok(())
    } else {
        Err(Error::Invalid(Problems::one("token", Problem::Link)))
    }
}

/// Somebody signed in: their account stays.
pub(in crate::domain) async fn come_back(conn: &mut Conn, account: AccountId) -> Result<()> {
    erasures::cancel_of(conn, account).await?;
    Ok(())
}

/// The newest erasures with their receipts, for staff.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<(Erasure, Vec<Receipt>)>> {
    by.require_admin()?;
    let mut conn = core.db.read().await?;
    let known = erasures::list(&mut conn, SHOWN).await?;
    let ids: Vec<ErasureId> = known.iter().map(|erasure| erasure.id).collect();
    let all = receipts::list(&mut conn, &ids).await?;
    let own = |id| all.iter().filter(|receipt| receipt.erasure_id == id).cloned().collect();
    Ok(known
        .into_iter()
        .map(|erasure| {
            let receipts = own(erasure.id);
            (erasure, receipts)
        })
        .collect())
}
