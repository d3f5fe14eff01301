//! The chamber's own list of members.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::verification::list;
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::count;
use crate::web::view::FieldView;
use crate::web::visitor::Admin;

use super::MemberListPage;

/// GET `/admin/verification/list`.
pub(crate) async fn list(State(app): State<App>, Admin(admin): Admin) -> Result<Page<MemberListPage>> {
    let page = MemberListPage {
        count: count(list::count(&app.core).await?),
        list: FieldView::default(),
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// The list, as CSV.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListForm {
    list: String,
}

/// POST `/admin/verification/list`.
pub(crate) async fn replace_list(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<ListForm>,
) -> Result<Response> {
    match list::replace(&app.core, &admin.principal, &form.list).await {
        Ok(_) => {
            let next = admin.visitor.go(paths::VERIFICATION_LIST);
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = MemberListPage {
                count: count(list::count(&app.core).await?),
                list: kept(&problems, "list", form.list),
            };
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
