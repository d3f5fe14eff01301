//! What the letters about an erasure need: a token for the first, and for the last an address that is kept no longer.

use serde::{Deserialize, Serialize};

use crate::db::privacy::erasures::{self, Erasure};
use crate::db::privacy::receipts;
use crate::db::types::{ErasureId, ErasureState, Language, ReceiptState, UtcTime};
use crate::domain::Core;
use crate::domain::error::{Error, Result};
use crate::id::{random_token, token_hash};

/// Where the last letter goes, as it is sealed.
#[derive(Debug, Serialize, Deserialize)]
struct Address {
    email: String,
    name: String,
}

/// What the last letter says.
#[derive(Debug, Clone)]
pub struct Farewell {
    /// Address.
    pub email: String,
    /// How they were called.
    pub name: String,
    /// Language.
    pub language: Language,
    /// Servers that took the message.
    pub accepted: usize,
    /// Servers that were told, or could not be.
    pub total: usize,
}

pub(super) fn seal(core: &Core, email: &str, name: &str) -> Result<Vec<u8>> {
    let address = Address {
        email: email.to_owned(),
        name: name.to_owned(),
    };
    let plain = serde_json::to_vec(&address).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(core.secrets.seal(&plain)?)
}

/// A fresh token that stops an erasure, for the job that writes the letter; none if it waits no longer. With the account's
/// number and the day on which it is over.
///
/// # Errors
/// If the database fails.
pub async fn new_token(core: &Core, id: ErasureId) -> Result<Option<(Erasure, String, UtcTime)>> {
    let mut conn = core.db.write().await?;
    let erasure = erasures::get(&mut conn, id).await?;
    if erasure.state != ErasureState::Waiting {
        return Ok(None);
    }
    let token = random_token();
    erasures::set_token(&mut conn, id, &token_hash(&token)).await?;
    let due = erasure.due_at;
    Ok(Some((erasure, token, due)))
}

/// What the last letter says; none once it was sent.
///
/// # Errors
/// If the database fails.
pub async fn last_letter(core: &Core, id: ErasureId) -> Result<Option<Farewell>> {
    let mut conn = core.db.read().await?;
    let erasure = erasures::get(&mut conn, id).await?;
    let Some(sealed) = erasure.address.filter(|_| erasure.state == ErasureState::Done) else {
        return Ok(None);
    };
    let plain = core.secrets.open(&sealed)?;
    let address: Address = serde_json::from_slice(&plain).map_err(|error| Error::Internal(error.to_string()))?;
    let receipts = receipts::list(&mut conn, &[id]).await?;
    let accepted = receipts
        .iter()
        .filter(|receipt| receipt.state == ReceiptState::Accepted);
    Ok(Some(Farewell {
        email: address.email,
        name: address.name,
        language: erasure.language,
        accepted: accepted.count(),
        total: receipts.len(),
    }))
}

/// The last letter was sent: its address is not needed any more.
///
/// # Errors
/// If the database fails.
pub async fn forget_address(core: &Core, id: ErasureId) -> Result<()> {
    erasures::clear_address(&mut core.db.write().await?, id).await?;
    Ok(core.db.flush_deleted().await?)
}
