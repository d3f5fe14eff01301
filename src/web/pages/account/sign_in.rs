//! Signing in and out.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::Deserialize;

use crate::app::App;
use crate::domain::{Denied, Error, accounts, sessions};
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::{Form, Query, words};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::redirect::{Redirect, local};
use crate::web::view::{FieldError, FieldView};
use crate::web::visitor::{Member, Visitor};

use super::SignInPage;

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Next {
    next: String,
}

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SignInForm {
    email: String,
    password: String,
    next: String,
}

/// GET `/sign-in`.
pub(crate) async fn sign_in_form(State(app): State<App>, visitor: Visitor, Query(query): Query<Next>) -> Response {
    if visitor.signed_in.is_some() {
        return visitor.go(local(&query.next)).into_response();
    }
    let page = SignInPage {
        next: query.next,
        ..SignInPage::default()
    };
    Page::new(visitor.chrome_with_form(&app), page).into_response()
}

/// POST `/sign-in`.
pub(crate) async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    app.web.credentials.check(address, Some(&form.email))?;
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (status, error) = match sessions::sign_in(&app.core, &form.email, &form.password, agent).await {
        Ok(token) => return Ok(signed_in(&app, &visitor, &token, local(&form.next)).into_response()),
        Err(Error::Invalid(problems)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            problems.iter().next().map(|(_, problem)| words(problem)),
        ),
        Err(Error::Forbidden(denied)) => {
            if denied == Denied::Unconfirmed {
                accounts::resend_confirmation(&app.core, &form.email).await?;
            }
            (StatusCode::FORBIDDEN, Some(FieldError::new(denied.key())))
        }
        Err(other) => return Err(other.into()),
    };
    let page = SignInPage {
        email: FieldView::of(form.email),
        error,
        next: form.next,
    };
    Ok(Page::new(visitor.chrome_with_form(&app), page)
        .with_status(status)
        .into_response())
}

/// On to a page of this site, with the cookie of the new session.
pub(in crate::web::pages) fn signed_in(app: &App, visitor: &Visitor, token: &str, to: &str) -> Redirect {
    let age = TimeDelta::days(app.core.config.security.session_days);
    visitor
        .go(to)
        .with_cookie(Cookie::Session, token, Some(age))
        .without_cookie(Cookie::Csrf)
        .without_cookie(Cookie::Mail)
}

/// POST `/sign-out`.
pub(crate) async fn sign_out(State(app): State<App>, member: Member) -> Result<Redirect> {
    let session = &member.signed_in.session;
    match sessions::end(&app.core, session.account_id, session.id).await {
        // Ended twice is ended.
        Ok(()) | Err(Error::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(member
        .visitor
        .go(paths::HOME)
        .without_cookie(Cookie::Session)
        .saying(Flash::SIGNED_OUT))
}
