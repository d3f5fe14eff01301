//! Writes an invitation into an organisation to the address it is for.

use serde_json::Value;

use crate::app::App;
use crate::db::types::InvitationId;
use crate::domain::{Error, Result, invitations};
use crate::mail::Envelope;
use crate::web::mail as letters;
use crate::web::organisation_mail;
use crate::web::paths;

/// Payload: `{"invitation_id": 1}`. Sent twice, only the link in the second letter works.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let id = payload.get("invitation_id").and_then(Value::as_i64);
    let id = id.ok_or_else(|| Error::Internal("the job names no invitation".to_owned()))?;
    let (token, view) = match invitations::new_link(&app.core, InvitationId(id)).await {
        // Accepted, taken back or gone in the meantime.
        Ok(None) | Err(Error::NotFound) => return Ok(None),
        Ok(Some(made)) => made,
        Err(error) => return Err(error),
    };
    let language = invitations::language(&app.core, &view.invitation).await?;
    let chrome = letters::chrome(app, language.into());
    let link = app.core.config.link(&paths::invitation(&token));
    let inviter = view.inviter.as_ref().map_or("", |actor| actor.display_name());
    let email = &view.invitation.email;
    let letter = organisation_mail::invitation(&chrome, email, view.organisation.name(language), inviter, &link)
        .map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some(Envelope {
        to: email.clone(),
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        ..Envelope::default()
    }))
}
