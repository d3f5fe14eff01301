//! Tells somebody that their password was changed, in case it was not they who did it.

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
    let link = app.core.config.link(paths::FORGOT_PASSWORD);
    super::outgoing(&account, &actor, letters::password_changed(&chrome, &actor.name, &link))
}
