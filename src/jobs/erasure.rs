//! Erasing an account: the letter that tells how to stop it, the erasure, its end, and the last letter.

use serde_json::Value;

use crate::app::App;
use crate::db::types::ErasureId;
use crate::domain::privacy::erasure;
use crate::domain::{Error, Result, accounts};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::paths;

/// Erases an account.
pub(super) const ERASE: &str = "erase_account";
/// Ends an erasure once other servers have answered.
pub(super) const FINISH: &str = "finish_erasure";

/// Payload of them all: `{"erasure_id": 1}`.
fn id(payload: &Value) -> Result<ErasureId> {
    let id = payload.get("erasure_id").and_then(Value::as_i64);
    id.map(ErasureId)
        .ok_or_else(|| Error::Internal("the job names no erasure".to_owned()))
}

pub(super) async fn requested(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let Some((request, token, due)) = erasure::new_token(&app.core, id(payload)?).await? else {
        return Ok(None);
    };
    let (account, actor) = match accounts::get(&app.core, request.account_id).await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let chrome = letters::chrome(app, account.language.into());
    let link = app.core.config.link(&paths::keep_account(&token));
    let letter = letters::erasure_requested(&chrome, &actor.name, due, &link);
    super::letters::outgoing(&account, &actor, letter)
}

pub(super) async fn erase(app: &App, payload: &Value) -> Result<()> {
    erasure::erase(&app.core, id(payload)?).await
}

pub(super) async fn finish(app: &App, payload: &Value) -> Result<()> {
    erasure::finish(&app.core, id(payload)?).await
}

/// The last letter.
pub(super) async fn done(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let id = id(payload)?;
    let Some(farewell) = erasure::last_letter(&app.core, id).await? else {
        return Ok(None);
    };
    let chrome = letters::chrome(app, farewell.language.into());
    let link = app.core.config.link(paths::PRIVACY);
    let letter =
        letters::erasure_done(&chrome, &farewell, &link).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some(Envelope {
        to: farewell.email,
        name: farewell.name,
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        ..Envelope::default()
    }))
}

/// The last letter was sent: its address is not needed any more.
pub(super) async fn sent(app: &App, payload: &Value) -> Result<()> {
    erasure::forget_address(&app.core, id(payload)?).await
}
