//! Destroying what is over, and the letter that a request about personal data was dealt with.

use serde_json::Value;

use crate::app::App;
use crate::db::types::AccountId;
use crate::domain::{Error, Result, accounts};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::paths;

/// Applies the rules of retention. Takes no payload.
pub(super) const RETENTION: &str = "retention";

/// Payload: `{"account_id": 1}`. What was answered stands on the member's page, behind the password, and in no letter.
pub(super) async fn answered(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let id = payload.get("account_id").and_then(Value::as_i64);
    let id = id.ok_or_else(|| Error::Internal("the job names no account".to_owned()))?;
    let (account, actor) = match accounts::get(&app.core, AccountId(id)).await {
        // The account is gone; nobody waits for the letter.
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let chrome = letters::chrome(app, account.language.into());
    let link = app.core.config.link(paths::SETTINGS_PRIVACY);
    let letter = letters::request_answered(&chrome, &actor.name, &link);
    super::letters::outgoing(&account, &actor, letter)
}
