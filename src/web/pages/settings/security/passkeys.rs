//! `/settings/security/passkeys`: adding a passkey, and removing one.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::PasskeyId;
use crate::domain::passkeys::{self, Created};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::pages::account::{Browser, bytes};
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::{Member, Proven};

use super::PasskeyPage;
use super::codes::{once, unkept};

/// The form, with what the script adds.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasskeyForm {
    name: String,
    client_data: String,
    attestation: String,
}

/// GET `/settings/security/passkeys`.
pub(crate) async fn new_passkey(State(app): State<App>, Proven(member): Proven) -> Result<Response> {
    page(&app, &member, &Problems::default(), String::new(), StatusCode::OK).await
}

/// The form, with a question of its own, which this browser keeps.
async fn page(app: &App, member: &Member, problems: &Problems, name: String, status: StatusCode) -> Result<Response> {
    let question = passkeys::ask_new(&app.core, &member.signed_in).await?;
    let keep = app.web.cookies.set(Cookie::Passkey, &question.challenge, None);
    let page = PasskeyPage {
        called: kept(problems, "name", name),
        failed: kept(problems, "passkey", ""),
        handle: member.signed_in.actor.username.clone(),
        title: member.signed_in.actor.name.clone(),
        question,
    };
    let page = Page::new(member.visitor.chrome(), page).with_status(status);
    let mut response = unkept(page.into_response());
    response.headers_mut().append(header::SET_COOKIE, keep);
    Ok(response)
}

/// POST `/settings/security/passkeys`.
pub(crate) async fn add_passkey(
    State(app): State<App>,
    Proven(member): Proven,
    ClientAddress(address): ClientAddress,
    browser: Browser,
    Form(form): Form<PasskeyForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    let answer = Created {
        client_data: bytes(&form.client_data),
        attestation: bytes(&form.attestation),
    };
    match passkeys::add(&app.core, &member.signed_in, &browser.passkey, &form.name, &answer).await {
        Ok(codes) if codes.is_empty() => {
            let next = member
                .visitor
                .go(paths::SETTINGS_SECURITY)
                .without_cookie(Cookie::Passkey);
            Ok(next.saying(Flash::PASSKEY_ADDED).into_response())
        }
        Ok(codes) => Ok(once(&member, codes)),
        Err(error) => {
            let problems = problems(error)?;
            page(&app, &member, &problems, form.name, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// POST `/settings/security/passkeys/{id}/remove`.
pub(crate) async fn remove_passkey(
    State(app): State<App>,
    Proven(member): Proven,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    let next = member.visitor.go(paths::SETTINGS_SECURITY);
    match passkeys::remove(&app.core, &member.signed_in, PasskeyId(id)).await {
        Ok(()) => Ok(next.saying(Flash::PASSKEY_REMOVED)),
        Err(error) => {
            problems(error)?;
            Ok(next.saying(Flash::IDENTITY_LAST))
        }
    }
}
