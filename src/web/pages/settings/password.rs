//! `/settings/password`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::passwords;
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::visitor::Member;

use super::PasswordPage;

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasswordForm {
    current: String,
    password: String,
}

/// GET `/settings/password`.
pub(crate) async fn password(member: Member) -> Page<PasswordPage> {
    Page::new(member.visitor.chrome(), PasswordPage::default())
}

/// POST `/settings/password`.
pub(crate) async fn change_password(
    State(app): State<App>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(form): Form<PasswordForm>,
) -> Result<Response> {
    let (account, session) = (&member.signed_in.account, &member.signed_in.session);
    app.web.credentials.check(address, Some(&account.email))?;
    match passwords::change(&app.core, account.id, session.id, &form.current, &form.password).await {
        Ok(()) => {
            let next = member.visitor.go(paths::SETTINGS_PASSWORD);
            Ok(next.saying(Flash::PASSWORD_CHANGED).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = PasswordPage {
                current: kept(&problems, "current", ""),
                password: kept(&problems, "password", ""),
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
