//! Letters about verification: to applicants of a decision, to those whose verification ends, to verifiers that cases wait.

use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::db::types::{AccountId, OrganisationId};
use crate::domain::verification::{Letter, review};
use crate::domain::{Error, Result, accounts, organisations};
use crate::mail::Envelope;
use crate::web::paths;
use crate::web::verification_mail::{self as letters, About};

#[derive(Deserialize)]
struct Payload {
    letter: String,
    account_id: i64,
    case_id: Option<i64>,
    organisation_id: Option<i64>,
    until: Option<i64>,
}

/// Sends the letter.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let payload = Payload::deserialize(payload).map_err(|error| Error::Internal(error.to_string()))?;
    let letter = Letter::ALL.into_iter().find(|letter| letter.as_str() == payload.letter);
    let letter = letter.ok_or_else(|| Error::Internal("the job names no letter".to_owned()))?;
    let (account, actor) = match accounts::get(&app.core, AccountId(payload.account_id)).await {
        // The account is gone; nobody waits for the letter.
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let waiting = if letter == Letter::Waiting {
        review::waiting(&app.core).await?
    } else {
        0
    };
    if letter == Letter::Waiting && waiting == 0 {
        return Ok(None);
    }
    let chrome = crate::web::mail::chrome(app, account.language.into());
    let subject = match payload.organisation_id {
        Some(id) => match organisations::name(&app.core, OrganisationId(id), account.language).await {
            Err(Error::NotFound) => return Ok(None),
            other => other?,
        },
        None => actor.name.clone(),
    };
    let path = match (letter, payload.case_id) {
        (Letter::Waiting, _) => paths::ADMIN_VERIFICATION.to_owned(),
        (_, Some(case)) => paths::case(&case),
        (_, None) => paths::VERIFICATION.to_owned(),
    };
    let about = About {
        subject: &subject,
        until: payload.until,
        waiting,
        link: &app.core.config.link(&path),
    };
    super::outgoing(
        &account,
        &actor,
        letters::verification(&chrome, letter, &actor.name, &about),
    )
}
