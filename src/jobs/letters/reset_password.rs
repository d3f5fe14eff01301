//! Writes the link to a new password to whoever asked for it, if somebody here has the address.

use serde_json::Value;

use crate::app::App;
use crate::domain::{Error, Result, passwords};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::paths;

/// Payload: `{"email": "noura@factory.example"}`, in normal form.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let email = payload.get("email").and_then(Value::as_str);
    let email = email.ok_or_else(|| Error::Internal("the job names no address".to_owned()))?;
    let Some((account, actor)) = passwords::find_for_reset(&app.core, email).await? else {
        return Ok(None);
    };
    let token = passwords::new_reset(&app.core, account.id).await?;
    let chrome = letters::chrome(app, account.language.into());
    let link = app.core.config.link(&paths::reset_password(&token));
    super::outgoing(&account, &actor, letters::reset_password(&chrome, &actor.name, &link))
}
