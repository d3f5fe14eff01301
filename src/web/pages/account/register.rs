//! Registering.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::Deserialize;

use crate::app::App;
use crate::domain::accounts::{self, Registration};
use crate::domain::validate::Problems;
use crate::domain::{Denied, Error};
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::{Form, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::Page;
use crate::web::pages::privacy::AgreementFields;
use crate::web::paths;
use crate::web::visitor::Visitor;

use super::RegisterPage;

/// How long the browser remembers whom to send the letter again.
const MAIL_MINUTES: i64 = 30;

/// The form of a newcomer, and of the first admin.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RegisterForm {
    pub(super) display_name: String,
    pub(super) username: String,
    pub(super) email: String,
    pub(super) password: String,
    #[serde(flatten)]
    agreement: AgreementFields,
}

impl RegisterForm {
    /// As the rules take it.
    pub(super) fn registration(&self) -> Registration {
        Registration {
            username: self.username.clone(),
            display_name: self.display_name.clone(),
            email: self.email.clone(),
            password: self.password.clone(),
        }
    }

    async fn page(self, app: &App, problems: &Problems) -> Result<RegisterPage> {
        Ok(RegisterPage {
            agreement: self.agreement.view(app, problems).await?,
            display_name: kept(problems, "display_name", self.display_name),
            username: kept(problems, "username", self.username),
            email: kept(problems, "email", self.email),
            password: kept(problems, "password", ""),
        })
    }
}

/// GET `/register`.
pub(crate) async fn registration(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    if visitor.signed_in.is_some() {
        return Ok(visitor.go(paths::HOME).into_response());
    }
    if !app.core.config.registration_open() {
        return Err(Error::Forbidden(Denied::RegistrationClosed).into());
    }
    let page = RegisterForm::default().page(&app, &Problems::default()).await?;
    Ok(Page::new(visitor.chrome_with_form(&app), page).into_response())
}

/// POST `/register`.
pub(crate) async fn register(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Form(form): Form<RegisterForm>,
) -> Result<Response> {
    app.web.credentials.check(address, Some(&form.email))?;
    let (registration, agreement) = (form.registration(), form.agreement.given());
    match accounts::register(&app.core, &registration, &agreement, visitor.language()).await {
        Ok(()) => {
            let age = TimeDelta::minutes(MAIL_MINUTES);
            let next = visitor.go(paths::CHECK_MAIL);
            Ok(next
                .with_cookie(Cookie::Mail, form.email.trim(), Some(age))
                .into_response())
        }
        Err(error) => {
            let page = form.page(&app, &problems(error)?).await?;
            let page = Page::new(visitor.chrome_with_form(&app), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
