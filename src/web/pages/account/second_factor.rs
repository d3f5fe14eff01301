//! `/sign-in/second-factor`: the other half of signing in, after the password.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::sessions;
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::{Form, Query, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::redirect::{Redirect, local};
use crate::web::view::FieldView;
use crate::web::visitor::Visitor;

use super::sign_in::{Next, signed_in};
use super::{Browser, SecondFactorPage};

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeForm {
    code: String,
    next: String,
}

/// GET `/sign-in/second-factor`.
pub(crate) async fn second_factor(
    State(app): State<App>,
    visitor: Visitor,
    browser: Browser,
    Query(query): Query<Next>,
) -> Result<Response> {
    if visitor.signed_in.is_some() {
        return Ok(visitor.go(local(&query.next)).into_response());
    }
    if !sessions::is_half_way(&app.core, &browser.half).await? {
        return Ok(again(&visitor, &query.next).into_response());
    }
    let page = SecondFactorPage {
        code: FieldView::default(),
        next: query.next,
    };
    Ok(Page::new(visitor.chrome_with_form(&app), page).into_response())
}

/// From the beginning: nobody is half-way in, or they took too long.
fn again(visitor: &Visitor, next: &str) -> Redirect {
    let next: String = url::form_urlencoded::byte_serialize(local(next).as_bytes()).collect();
    visitor
        .go(format!("{}?next={next}", paths::SIGN_IN))
        .without_cookie(Cookie::Half)
        .saying(Flash::SIGN_IN_AGAIN)
}

/// POST `/sign-in/second-factor`.
pub(crate) async fn show_second_factor(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    browser: Browser,
    Form(form): Form<CodeForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match sessions::finish(&app.core, &browser.half, &form.code, &browser.agent).await {
        Ok(token) => {
            let next = signed_in(&app, &visitor, &browser, &token, &form.next).await?;
            Ok(next.into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            if problems.of("token").is_some() {
                return Ok(again(&visitor, &form.next).into_response());
            }
            let page = SecondFactorPage {
                code: kept(&problems, "code", ""),
                next: form.next,
            };
            let page = Page::new(visitor.chrome_with_form(&app), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
