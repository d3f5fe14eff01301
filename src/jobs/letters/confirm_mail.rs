//! Writes to a newcomer: the link that confirms their address. To somebody who has an account already: that they have one.

use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::db::types::{AccountId, AccountState};
use crate::domain::{Error, Result, accounts};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::paths;

#[derive(Deserialize)]
struct Payload {
    account_id: i64,
}

/// Sends the letter. Sent twice, both links work until one is used.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let payload = Payload::deserialize(payload).map_err(|error| Error::Internal(error.to_string()))?;
    let (account, actor) = match accounts::get(&app.core, AccountId(payload.account_id)).await {
        // The account is gone; nobody waits for the letter.
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let chrome = letters::chrome(app, account.language.into());
    let config = &app.core.config;
    let letter = match account.state {
        AccountState::Pending => {
            let token = accounts::new_confirmation(&app.core, account.id).await?;
            letters::confirm_address(&chrome, &actor.name, &config.link(&paths::confirm(&token)))
        }
        AccountState::Active => {
            let link = config.link(paths::SIGN_IN);
            letters::account_exists(&chrome, &actor.name, &actor.username, &link)
        }
        AccountState::Suspended => return Ok(None),
    };
    super::outgoing(&account, &actor, letter)
}
