//! Letters: what is to be written to whom. A letter is queued in the transaction of what it tells, and written anew from its
//! row for each try, so that no text waits anywhere; the words and the sending are others' work.
//!
//! Here, too: letters that tell the owner of an account what happened to it, in case it was not they who did it.

pub mod bounces;
pub mod desk;
mod kind;
pub mod sending;

pub use kind::LetterKind;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::db::Conn;
use crate::db::letters::{self as rows, NewLetter};
use crate::db::types::{AccountId, LetterId, UtcTime};
use crate::id::random_token;

use super::Core;
use super::error::{Error, Result};

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
    queue(core, conn, LetterKind::Security, &payload, None, core.clock.now()).await
}

/// Queues a letter of this kind, not to be sent before `at`. One that goes to a member names them in its payload as
/// `account_id`. While a letter with the same key waits, no other is queued. Call it inside the transaction of what it tells.
pub(super) async fn queue(
    core: &Core,
    conn: &mut Conn,
    kind: LetterKind,
    payload: &Value,
    key: Option<&str>,
    at: UtcTime,
) -> Result<()> {
    let account = payload.get("account_id").and_then(Value::as_i64).map(AccountId);
    put(core, conn, (kind, payload, account), (key, ""), at).await.map(drop)
}

/// Queues a letter that belongs to a conversation.
pub(super) async fn put(
    core: &Core,
    conn: &mut Conn,
    (kind, payload, account): (LetterKind, &Value, Option<AccountId>),
    (key, thread): (Option<&str>, &str),
    at: UtcTime,
) -> Result<LetterId> {
    let id: LetterId = core.ids.next();
    let host = core.config.instance.url.host_str().unwrap_or_default();
    let letter = NewLetter {
        id,
        kind: kind.as_str(),
        account_id: account,
        payload,
        dedup_key: key,
        thread_key: thread,
        message_id: &format!("<{}@{host}>", random_token()),
        next_try_at: at,
        created_at: core.clock.now(),
    };
    rows::insert(conn, &letter).await?;
    Ok(id)
}
