//! Writes to members about their organisations: somebody asks to join, was let in or not, or wants a new invitation.

use serde_json::Value;

use crate::app::App;
use crate::db::types::{AccountId, OrganisationId};
use crate::domain::organisations::{self, News};
use crate::domain::{Error, Result, accounts};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::organisation_mail;
use crate::web::paths;

/// Payload: `{"news": "asked", "organisation_id": 1, "account_id": 2, "about": 3}`; `about` is whom it is about, or null.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let number = |name: &str| payload.get(name).and_then(Value::as_i64);
    let (Some(news), Some(organisation), Some(to)) = (
        News::ALL
            .into_iter()
            .find(|news| payload.get("news").and_then(Value::as_str) == Some(news.as_str())),
        number("organisation_id").map(OrganisationId),
        number("account_id").map(AccountId),
    ) else {
        return Err(Error::Internal("the job does not say what to write".to_owned()));
    };
    let (account, actor) = match accounts::get(&app.core, to).await {
        // The account is gone; nobody waits for the letter.
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    if let (News::Asked, Some(asker)) = (news, number("about").map(AccountId))
        && !organisations::is_asking(&app.core, organisation, asker).await?
    {
        return Ok(None);
    }
    let about = match number("about").map(AccountId) {
        Some(about) => match accounts::get(&app.core, about).await {
            Err(Error::NotFound) => return Ok(None),
            other => other?.1.display_name().to_owned(),
        },
        None => String::new(),
    };
    let name = match organisations::name(&app.core, organisation, account.language).await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let chrome = letters::chrome(app, account.language.into());
    let link = app.core.config.link(&paths::organisation(&organisation.0));
    let letter = organisation_mail::news(&chrome, news, &actor.name, &name, &about, &link);
    super::outgoing(&account, &actor, letter)
}
