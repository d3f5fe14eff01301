//! `/settings/privacy/delete`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::ErasureMode;
use crate::domain::privacy::erasure;
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::{Form, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::view::FieldView;
use crate::web::visitor::Member;

use super::DeleteAccountPage;

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DeleteForm {
    mode: String,
    password: String,
}

/// GET `/settings/privacy/delete`.
pub(crate) async fn delete_account(State(app): State<App>, member: Member) -> Page<DeleteAccountPage> {
    let page = DeleteAccountPage {
        mode: FieldView::of(ErasureMode::Anonymise.as_str()),
        password: FieldView::default(),
        grace: app.core.config.privacy.grace_days,
    };
    Page::new(member.visitor.chrome(), page)
}

/// POST `/settings/privacy/delete`.
pub(crate) async fn ask_erasure(
    State(app): State<App>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(form): Form<DeleteForm>,
) -> Result<Response> {
    app.web
        .credentials
        .check(address, Some(&member.signed_in.account.email))?;
    // What is not said plainly must not destroy more.
    let mode = form.mode.parse().unwrap_or(ErasureMode::Anonymise);
    match erasure::request(&app.core, &member.principal, &form.password, mode).await {
        Ok(()) => {
            let next = member.visitor.go(paths::HOME).saying(Flash::ERASURE_REQUESTED);
            Ok(next.without_cookie(Cookie::Session).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = DeleteAccountPage {
                mode: FieldView::of(mode.as_str()),
                password: kept(&problems, "password", ""),
                grace: app.core.config.privacy.grace_days,
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
