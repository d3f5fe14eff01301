//! Filing a request about one's data.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::privacy::requests;
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::visitor::Member;

use super::PrivacyPage;
use super::show::stored;

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RequestForm {
    kind: String,
    message: String,
}

/// POST `/settings/privacy/request`.
pub(crate) async fn file_request(
    State(app): State<App>,
    member: Member,
    Form(form): Form<RequestForm>,
) -> Result<Response> {
    match requests::file(&app.core, &member.principal, &form.kind, &form.message).await {
        Ok(()) => {
            let next = member.visitor.go(paths::SETTINGS_PRIVACY);
            Ok(next.saying(Flash::REQUEST_FILED).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = PrivacyPage {
                kind: kept(&problems, "kind", form.kind),
                message: kept(&problems, "message", form.message),
                ..stored(&app, &member).await?
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
