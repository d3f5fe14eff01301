//! Tells somebody that an identity at another provider opens their account now, in case it was not they who linked it.

use serde_json::Value;

use crate::app::App;
use crate::db::types::AccountId;
use crate::domain::{Error, Result, accounts};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::paths;

/// Payload: `{"account_id": 1}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let id = payload.get("account_id").and_then(Value::as_i64);
    let id = id.ok_or_else(|| Error::Internal("the job names no account".to_owned()))?;
    let (account, actor) = match accounts::get(&app.core, AccountId(id)).await {
        // The account is gone; nobody waits for the letter.
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let chrome = letters::chrome(app, account.language.into());
    let link = app.core.config.link(paths::SETTINGS_IDENTITIES);
    super::outgoing(&account, &actor, letters::identity_linked(&chrome, &actor.name, &link))
}
