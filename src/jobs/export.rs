//! A copy of a member's data: making it, and the letter that it is ready.

use serde_json::Value;

use crate::app::App;
use crate::db::types::{AccountId, ExportId};
use crate::domain::{Error, Result, accounts, export};
use crate::mail::Envelope;
use crate::web::archive;
use crate::web::mail as letters;
use crate::web::paths;

/// Makes a copy.
pub(super) const MAKE: &str = "make_export";

/// Payload of both: `{"account_id": 1, "export_id": 2}`.
fn ids(payload: &Value) -> Result<(AccountId, ExportId)> {
    let id = |name| payload.get(name).and_then(Value::as_i64);
    match (id("account_id"), id("export_id")) {
        (Some(account), Some(export)) => Ok((AccountId(account), ExportId(export))),
        _ => Err(Error::Internal("the job names no copy".to_owned())),
    }
}

pub(super) async fn make(app: &App, payload: &Value) -> Result<()> {
    let (account, id) = ids(payload)?;
    match export::is_waiting(&app.core, account, id).await {
        Ok(true) => {}
        // The account is gone, or the copy was made before.
        Ok(false) | Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    }
    let (subject, sections) = export::collect(&app.core, account).await?;
    let app_of_archive = app.clone();
    let bytes = tokio::task::spawn_blocking(move || archive::make(&app_of_archive, &subject, &sections))
        .await?
        .map_err(|error| Error::Internal(error.to_string()))?;
    export::store(&app.core, account, id, &bytes).await
}

pub(super) async fn ready(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let (account, id) = ids(payload)?;
    let until = match export::open_until(&app.core, account, id).await {
        Ok(Some(until)) => until,
        Ok(None) | Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let (account, actor) = accounts::get(&app.core, account).await?;
    let chrome = letters::chrome(app, account.language.into());
    let link = app.core.config.link(paths::SETTINGS_PRIVACY);
    let letter = letters::export_ready(&chrome, &actor.name, until, &link);
    super::letters::outgoing(&account, &actor, letter)
}
