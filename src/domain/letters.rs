//! Letters that tell the owner of an account what happened to it, in case it was not they who did it. Only queues them; the
//! words are others' work.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::db::types::AccountId;
use crate::db::{Conn, queue};

use super::Core;
use super::error::{Error, Result};

/// Name of the job that writes them.
pub const KIND: &str = "security_letter";

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A second factor is asked for from now on.
    FactorOn,
    /// No second factor is asked for any more.
    FactorOff,
    /// A recovery code was used; so many are left.
    RecoveryUsed(i64),
    /// New recovery codes were made; the old ones no longer work.
    CodesRenewed,
    /// A passkey of this name was added.
    PasskeyAdded(String),
    /// A passkey of this name was removed.
    PasskeyRemoved(String),
    /// Too many tries: the account rests.
    Locked,
    /// Signed in from a browser that was not seen before, which calls itself so.
    NewBrowser(String),
}

/// Queues a letter to the owner of `account`.
pub(super) async fn tell(core: &Core, conn: &mut Conn, account: AccountId, notice: &Notice) -> Result<()> {
    let notice = serde_json::to_value(notice).map_err(|error| Error::Internal(error.to_string()))?;
    let payload = json!({ "account_id": account.0, "notice": notice });
    Ok(queue::insert(conn, core.ids.next(), KIND, &payload, None, core.clock.now()).await?)
}
