//! Tells the owner of an account what happened to it, in case it was not they who did it.

use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::db::types::AccountId;
use crate::domain::letters::Notice;
use crate::domain::{Error, Result, accounts};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::pages::settings::device;
use crate::web::paths;

#[derive(Deserialize)]
struct Payload {
    account_id: i64,
    notice: Notice,
}

/// Sends the letter.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let payload = Payload::deserialize(payload).map_err(|error| Error::Internal(error.to_string()))?;
    let (account, actor) = match accounts::get(&app.core, AccountId(payload.account_id)).await {
        // The account is gone; nobody waits for the letter.
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let chrome = letters::chrome(app, account.language.into());
    let security = app.core.config.link(paths::SETTINGS_SECURITY);
    let plain = |keys| letters::notice(&chrome, keys, &actor.name, &security);
    let with = |keys, link: &str, value| letters::notice_with(&chrome, keys, &actor.name, link, &[value]);
    let letter = match payload.notice {
        Notice::FactorOn => plain(letters::FACTOR_ON),
        Notice::FactorOff => plain(letters::FACTOR_OFF),
        Notice::CodesRenewed => plain(letters::CODES_RENEWED),
        Notice::RecoveryUsed(left) => with(letters::RECOVERY_USED, &security, ("n", left.into())),
        Notice::PasskeyAdded(name) => with(letters::PASSKEY_ADDED, &security, ("name", name.into())),
        Notice::PasskeyRemoved(name) => with(letters::PASSKEY_REMOVED, &security, ("name", name.into())),
        Notice::Locked => {
            let minutes = app.core.config.security.lockout_minutes;
            let reset = app.core.config.link(paths::FORGOT_PASSWORD);
            with(letters::LOCKED, &reset, ("n", minutes.into()))
        }
        Notice::NewBrowser(agent) => {
            let sessions = app.core.config.link(paths::SETTINGS_SESSIONS);
            with(letters::NEW_BROWSER, &sessions, ("device", device(&agent).into()))
        }
    };
    super::outgoing(&account, &actor, letter)
}
