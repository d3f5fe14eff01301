//! The letter that confirms an address: where it went, sending it again, and the link in it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::accounts;
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::{Form, Path, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::Visitor;

use super::{CheckMailPage, ConfirmPage, Confirmation};

/// The form that asks for the letter again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResendForm {
    email: String,
}

/// GET `/check-mail`.
pub(crate) async fn check_mail(State(app): State<App>, visitor: Visitor) -> Page<CheckMailPage> {
    let email = visitor.mail().unwrap_or_default().to_owned();
    Page::new(visitor.chrome_with_form(&app), CheckMailPage { email })
}

/// POST `/check-mail`: sends the letter again. The answer is the same whether the address is known or not.
pub(crate) async fn resend(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Form(form): Form<ResendForm>,
) -> Result<Redirect> {
    app.web.credentials.check(address, Some(&form.email))?;
    accounts::resend_confirmation(&app.core, &form.email).await?;
    Ok(visitor.go(paths::CHECK_MAIL).saying(Flash::MAIL_SENT))
}

/// GET `/confirm/{token}`: only asks, for programs that check mail open every link.
pub(crate) async fn ask_confirm(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Page<ConfirmPage> {
    let outcome = Confirmation::Ask { token };
    Page::new(visitor.chrome_with_form(&app), ConfirmPage { outcome })
}

/// POST `/confirm/{token}`.
pub(crate) async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match accounts::confirm(&app.core, &token).await {
        Ok(_) => {
            let next = visitor.go(paths::SIGN_IN).without_cookie(Cookie::Mail);
            Ok(next.saying(Flash::CONFIRMED).into_response())
        }
        Err(error) => {
            problems(error)?;
            let outcome = Confirmation::Expired;
            let page = Page::new(visitor.chrome(), ConfirmPage { outcome });
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
