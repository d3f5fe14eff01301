//! Coming back without the password: asking for a link, and choosing a new one by it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::passwords;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::Visitor;

use super::{ForgotPasswordPage, ResetPasswordPage};

/// The form that asks for a link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ForgotForm {
    email: String,
}

/// The form of a new password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResetForm {
    password: String,
}

/// GET `/forgot-password`.
pub(crate) async fn forgot_password(State(app): State<App>, visitor: Visitor) -> Result<Page<ForgotPasswordPage>> {
    passwords::require_in_use(&app.core)?;
    Ok(Page::new(visitor.chrome_with_form(&app), ForgotPasswordPage::default()))
}

/// POST `/forgot-password`. The answer is the same whether the address is known or not.
pub(crate) async fn send_reset(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Form(form): Form<ForgotForm>,
) -> Result<Redirect> {
    app.web.credentials.check(address, Some(&form.email))?;
    passwords::ask_reset(&app.core, &form.email).await?;
    Ok(visitor.go(paths::FORGOT_PASSWORD).saying(Flash::RESET_SENT))
}

/// GET `/reset-password/{token}`.
pub(crate) async fn new_password(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
) -> Result<Page<ResetPasswordPage>> {
    app.web.credentials.check(address, None)?;
    let token = passwords::is_reset_open(&app.core, &token).await?.then_some(token);
    let page = ResetPasswordPage {
        token,
        ..ResetPasswordPage::default()
    };
    Ok(Page::new(visitor.chrome_with_form(&app), page))
}

/// POST `/reset-password/{token}`.
pub(crate) async fn reset_password(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
    Form(form): Form<ResetForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match passwords::reset(&app.core, &token, &form.password).await {
        Ok(()) => {
            let next = visitor.go(paths::SIGN_IN).saying(Flash::PASSWORD_CHANGED);
            Ok(next.into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let is_dead = problems.iter().any(|(field, _)| field == "token");
            let page = ResetPasswordPage {
                token: (!is_dead).then_some(token),
                password: kept(&problems, "password", ""),
            };
            let page = Page::new(visitor.chrome_with_form(&app), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
