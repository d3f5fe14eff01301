//! `/settings/email`, and the links in the letters about it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::email_changes;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Chrome, Flash, Page};
use crate::web::paths;
use crate::web::visitor::{Member, Visitor};

use super::{EmailLink, EmailLinkPage, EmailPage};

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct EmailForm {
    email: String,
    password: String,
}

/// GET `/settings/email`.
pub(crate) async fn email(member: Member) -> Page<EmailPage> {
    page(&member, &Problems::default(), String::new())
}

fn page(member: &Member, problems: &Problems, email: String) -> Page<EmailPage> {
    let page = EmailPage {
        present: member.signed_in.account.email.clone(),
        email: kept(problems, "email", email),
        password: kept(problems, "password", ""),
    };
    Page::new(member.visitor.chrome(), page)
}

/// POST `/settings/email`. The answer is the same for an address that somebody else has.
pub(crate) async fn change_email(
    State(app): State<App>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(form): Form<EmailForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match email_changes::ask(&app.core, &member.signed_in, &form.email, &form.password).await {
        Ok(()) => {
            let next = member.visitor.go(paths::SETTINGS_EMAIL);
            Ok(next.saying(Flash::EMAIL_ASKED).into_response())
        }
        Err(error) => {
            let page = page(&member, &problems(error)?, form.email);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// GET `/confirm-email/{token}`: only asks, for programs that check mail open every link.
pub(crate) async fn ask_confirm_email(member: Member, Path(token): Path<String>) -> Page<EmailLinkPage> {
    let link = EmailLink::Confirm { token };
    Page::new(member.visitor.chrome(), EmailLinkPage { link })
}

/// POST `/confirm-email/{token}`.
pub(crate) async fn confirm_email(
    State(app): State<App>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match email_changes::confirm(&app.core, &member.signed_in, &token).await {
        Ok(()) => {
            let next = member.visitor.go(paths::SETTINGS_EMAIL);
            Ok(next.saying(Flash::EMAIL_CHANGED).into_response())
        }
        Err(error) => {
            problems(error)?;
            Ok(dead(member.visitor.chrome()))
        }
    }
}

/// GET `/undo-email/{token}`.
pub(crate) async fn ask_undo_email(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Page<EmailLinkPage> {
    let link = EmailLink::Undo { token };
    Page::new(visitor.chrome_with_form(&app), EmailLinkPage { link })
}

/// POST `/undo-email/{token}`.
pub(crate) async fn undo_email(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match email_changes::undo(&app.core, &token).await {
        Ok(()) => {
            let next = visitor.go(paths::FORGOT_PASSWORD).without_cookie(Cookie::Session);
            Ok(next.saying(Flash::EMAIL_UNDONE).into_response())
        }
        Err(error) => {
            problems(error)?;
            Ok(dead(visitor.chrome()))
        }
    }
}

fn dead(chrome: Chrome) -> Response {
    let link = EmailLink::Dead;
    let page = Page::new(chrome, EmailLinkPage { link });
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
