//! Writes about a change of address: the link that confirms to the new one, the link that undoes to the old one.

use serde_json::Value;

use crate::app::App;
use crate::db::accounts::Account;
use crate::db::types::EmailChangeId;
use crate::domain::email_changes::{self, Letter};
use crate::domain::{Error, Result};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::paths;

/// Payload: `{"change_id": 1}`.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let id = payload.get("change_id").and_then(Value::as_i64);
    let id = id.ok_or_else(|| Error::Internal("the job names no change".to_owned()))?;
    let Some(letter) = email_changes::letter(&app.core, EmailChangeId(id)).await? else {
        return Ok(None);
    };
    let config = &app.core.config;
    let (account, actor, letter) = match letter {
        Letter::Confirm(account, actor, token, email) => {
            let chrome = letters::chrome(app, account.language.into());
            let link = config.link(&paths::confirm_email(&token));
            let letter = letters::notice(&chrome, letters::EMAIL_CONFIRM, &actor.name, &link);
            (Account { email, ..account }, actor, letter)
        }
        Letter::Undo(account, actor, token, email) => {
            let chrome = letters::chrome(app, account.language.into());
            let link = config.link(&paths::undo_email(&token));
            let letter = letters::notice(&chrome, letters::EMAIL_CHANGED, &actor.name, &link);
            (Account { email, ..account }, actor, letter)
        }
        Letter::Taken(account, actor) => {
            let chrome = letters::chrome(app, account.language.into());
            let link = config.link(paths::SIGN_IN);
            let letter = letters::account_exists(&chrome, &actor.name, &actor.username, &link);
            (account, actor, letter)
        }
    };
    super::outgoing(&account, &actor, letter)
}
