//! `/hooks/mail/bounce`: a mail server, or a service that has taken its place, tells of a letter that came back. Whoever knows the
//! configured secret may; without one there is no such address.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use crate::app::App;
use crate::domain::letters::bounces::{self, Report};
use crate::error::{Failure, Result};
use crate::mail::dsn;

/// What the secret is compared for.
const PURPOSE: &str = "bounce";

/// The same as JSON.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    message_id: Option<String>,
    recipient: Option<String>,
    status: String,
}

/// POST `/hooks/mail/bounce`: a message of RFC 3464, or JSON with `status`, and `message_id` or `recipient`. Answers 204 also
/// where the letter is none of ours: there is nothing to try again.
pub(crate) async fn bounce(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Result<StatusCode> {
    let secret = &app.core.config.mail.bounce_secret;
    if secret.is_empty() {
        return Err(Failure::not_found());
    }
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    let secrets = &app.core.secrets;
    if !secrets.verify_mac(PURPOSE, given, &secrets.mac(PURPOSE, secret)) {
        return Err(Failure::status(StatusCode::UNAUTHORIZED));
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let reports = if kind.is_some_and(|kind| kind.starts_with("application/json")) {
        let told: Told = serde_json::from_slice(&body).map_err(|_| Failure::status(StatusCode::BAD_REQUEST))?;
        vec![Report {
            message_id: told.message_id.map(dsn::bracketed),
            recipient: told.recipient,
            status: told.status,
        }]
    } else {
        dsn::reports(&body)
    };
    if reports.is_empty() || !reports.iter().all(Report::is_sound) {
        return Err(Failure::status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    bounces::note(&app.core, &reports).await?;
    Ok(StatusCode::NO_CONTENT)
}
