//! `/settings/security/confirm`: showing once more who one is, before what matters.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::sessions;
use crate::error::Result;
use crate::web::forms::{Form, Query, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::Page;
use crate::web::redirect::local;
use crate::web::visitor::Member;

use super::ConfirmPage;

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Next {
    next: String,
}

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ConfirmForm {
    password: String,
    next: String,
}

/// GET `/settings/security/confirm`.
pub(crate) async fn confirmation(member: Member, Query(query): Query<Next>) -> Page<ConfirmPage> {
    let page = ConfirmPage {
        next: query.next,
        ..ConfirmPage::default()
    };
    Page::new(member.visitor.chrome(), page)
}

/// POST `/settings/security/confirm`.
pub(crate) async fn confirm(
    State(app): State<App>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(form): Form<ConfirmForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match sessions::prove(&app.core, &member.signed_in, &form.password).await {
        Ok(()) => Ok(member.visitor.go(local(&form.next)).into_response()),
        Err(error) => {
            let page = ConfirmPage {
                password: kept(&problems(error)?, "password", ""),
                next: form.next,
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
