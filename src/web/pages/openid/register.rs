//! `/sign-in/openid/new`: an account for somebody whom a provider has just vouched for.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::identities;
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::Page;
use crate::web::pages::privacy::{AgreementFields, AgreementView};
use crate::web::paths;
use crate::web::view::FieldView;
use crate::web::visitor::Visitor;

use super::NewPersonPage;
use crate::web::pages::account::Browser;

use super::callback::{let_in, provider_name};
use super::held::Held;

/// The form of a newcomer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewPersonForm {
    display_name: String,
    username: String,
    #[serde(flatten)]
    agreement: AgreementFields,
}

/// GET `/sign-in/openid/new`. Whom nobody vouched for (any more) signs in first.
pub(crate) async fn new_person(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Result<Response> {
    let held = Held::read(&app, &headers);
    let Some(external) = held.as_ref().and_then(Held::newcomer) else {
        return Ok(visitor.go(paths::SIGN_IN).into_response());
    };
    let page = NewPersonPage {
        provider_name: provider_name(&app, visitor.locale(), &external.provider)?,
        email: external.email.clone(),
        display_name: FieldView::of(external.name.as_str()),
        username: FieldView::of(external.username.split('@').next().unwrap_or_default()),
        agreement: AgreementView::empty(&app).await?,
    };
    Ok(Page::new(visitor.chrome_with_form(&app), page).into_response())
}

/// POST `/sign-in/openid/new`.
pub(crate) async fn register(
    State(app): State<App>,
    visitor: Visitor,
    browser: Browser,
    headers: HeaderMap,
    Form(form): Form<NewPersonForm>,
) -> Result<Response> {
    let held = Held::read(&app, &headers);
    let Some((held, external)) = held.as_ref().and_then(|held| Some((held, held.newcomer()?))) else {
        return Ok(visitor.go(paths::SIGN_IN).into_response());
    };
    let agreement = form.agreement.given();
    let made = identities::register(
        &app.core,
        external,
        &form.username,
        &form.display_name,
        &agreement,
        visitor.language(),
    );
    let problems = match made.await {
        Ok((account, _)) => {
            let inside = let_in(&app, &visitor, &browser, account.id, &held.next).await?;
            return Ok(inside.into_response());
        }
        Err(error) => problems(error)?,
    };
    let name = provider_name(&app, visitor.locale(), &external.provider)?;
    let page = NewPersonPage {
        provider_name: name,
        email: external.email.clone(),
        display_name: kept(&problems, "display_name", form.display_name),
        username: kept(&problems, "username", form.username),
        agreement: form.agreement.view(&app, &problems).await?,
    };
    let page = Page::new(visitor.chrome_with_form(&app), page);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
