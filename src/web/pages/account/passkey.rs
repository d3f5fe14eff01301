//! `/sign-in/passkey`: signing in with a passkey, which shows both factors at once.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::app::App;
use crate::domain::passkeys::{self, Signed};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::{Form, Query, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::Page;
use crate::web::redirect::local;
use crate::web::visitor::Visitor;

use super::sign_in::{Next, signed_in};
use super::{Browser, PasskeySignInPage};

/// What the script puts into the form, in URL-safe base64.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SignedForm {
    credential_id: String,
    client_data: String,
    authenticator_data: String,
    signature: String,
    user_handle: String,
    next: String,
}

/// The bytes behind a field that a script filled; none if it is malformed, which no check lets pass.
pub(crate) fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}

/// GET `/sign-in/passkey`.
pub(crate) async fn passkey(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Query(query): Query<Next>,
) -> Result<Response> {
    if visitor.signed_in.is_some() {
        return Ok(visitor.go(local(&query.next)).into_response());
    }
    app.web.credentials.check(address, None)?;
    page(&app, &visitor, &Problems::default(), query.next, StatusCode::OK).await
}

/// The form, with a question of its own, which this browser keeps.
async fn page(app: &App, visitor: &Visitor, problems: &Problems, next: String, status: StatusCode) -> Result<Response> {
    let question = passkeys::ask_anybody(&app.core).await?;
    let keep = app.web.cookies.set(Cookie::Passkey, &question.challenge, None);
    let page = PasskeySignInPage {
        failed: kept(problems, "passkey", ""),
        question,
        next,
    };
    let page = Page::new(visitor.chrome_with_form(app), page).with_status(status);
    let mut response = page.into_response();
    response.headers_mut().append(header::SET_COOKIE, keep);
    Ok(response)
}

/// POST `/sign-in/passkey`.
pub(crate) async fn sign_in_by_passkey(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    browser: Browser,
    Form(form): Form<SignedForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    let answer = Signed {
        credential_id: bytes(&form.credential_id),
        client_data: bytes(&form.client_data),
        authenticator_data: bytes(&form.authenticator_data),
        signature: bytes(&form.signature),
        user_handle: bytes(&form.user_handle),
    };
    match passkeys::sign_in(&app.core, &browser.passkey, &answer, &browser.agent).await {
        Ok(token) => {
            let next = signed_in(&app, &visitor, &browser, &token, &form.next).await?;
            Ok(next.without_cookie(Cookie::Passkey).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            page(&app, &visitor, &problems, form.next, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
