//! Publishing a new version of the notice.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::privacy::notices::{self, NoticeForm};
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::view::FieldView;
use crate::web::visitor::Admin;

use super::NoticeFormPage;

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PublishForm {
    text_ar: String,
    text_en: String,
    requires_acceptance: String,
}

/// GET `/admin/privacy/notice`: the version in force, to be changed into the next.
pub(crate) async fn notice(State(app): State<App>, Admin(admin): Admin) -> Result<Page<NoticeFormPage>> {
    let current = notices::current(&app.core).await?;
    let page = NoticeFormPage {
        next: current.version + 1,
        text_ar: FieldView::of(current.text_ar),
        text_en: FieldView::of(current.text_en),
        requires_acceptance: true,
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// POST `/admin/privacy/notice`.
pub(crate) async fn publish(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<PublishForm>,
) -> Result<Response> {
    let new = NoticeForm {
        text_ar: form.text_ar.clone(),
        text_en: form.text_en.clone(),
        requires_acceptance: form.requires_acceptance == "yes",
    };
    match notices::publish(&app.core, &admin.principal, &new).await {
        Ok(_) => Ok(admin.visitor.go(paths::PRIVACY).saying(Flash::SAVED).into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let page = NoticeFormPage {
                next: notices::current(&app.core).await?.version + 1,
                text_ar: kept(&problems, "text_ar", form.text_ar),
                text_en: kept(&problems, "text_en", form.text_en),
                requires_acceptance: new.requires_acceptance,
            };
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
