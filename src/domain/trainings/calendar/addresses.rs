//! A member's own calendar at an address that only they know.

use crate::db::accounts::Account;
use crate::db::trainings::addresses as rows;
use crate::db::types::{AccountState, UtcTime};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::{Core, Principal, Viewer};
use crate::id::{random_token, token_hash};

use super::{Found, sent_to};

/// Most forums and most topics that somebody watches of which the calendar tells.
const WATCHED_MAX: i64 = 300;

/// Since when a member's calendar has an address, if it has one.
///
/// # Errors
/// If the database fails.
pub async fn since(core: &Core, by: &Principal) -> Result<Option<UtcTime>> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    Ok(rows::find(&mut core.db.read().await?, account).await?)
}

/// Gives a member's calendar a new address and answers its secret, which is not stored and never told again. The address
/// before is worth nothing from then on.
///
/// # Errors
/// [`Denied::SignIn`] for those who are no members here.
pub async fn renew(core: &Core, by: &Principal) -> Result<String> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let secret = random_token();
    let hash = token_hash(&secret);
    rows::set(&mut core.db.write().await?, account, &hash, core.clock.now()).await?;
    Ok(secret)
}

/// Takes the address away.
///
/// # Errors
/// [`Denied::SignIn`] for those who are no members here.
pub async fn revoke(core: &Core, by: &Principal) -> Result<()> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    Ok(rows::delete(&mut core.db.write().await?, account).await?)
}

/// What is in the calendar with this secret: what its owner has a seat in, offers and watches, as far as they may
/// see it now.
///
/// # Errors
/// [`Error::NotFound`] if there is no such calendar, or if its owner is suspended.
pub async fn open(core: &Core, secret: &str) -> Result<(Account, Found)> {
    let mut conn = core.db.read().await?;
    let found = rows::find_account(&mut conn, &token_hash(secret)).await?;
    let account = found
        .filter(|account| account.state == AccountState::Active)
        .ok_or(Error::NotFound)?;
    let viewer = Viewer::of(core, &account);
    let (forums, topics) = rows::list_watched(&mut conn, account.id, WATCHED_MAX).await?;
    drop(conn);
    let found = sent_to(core, &viewer, (&forums, &topics)).await?;
    Ok((account, found))
}
