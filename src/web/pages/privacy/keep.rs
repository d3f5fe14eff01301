//! `/keep-account/{token}`. Opening the link stops nothing; programs that look at every link in a letter press no button.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::domain::privacy::erasure;
use crate::error::Result;
use crate::web::forms::{Path, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::visitor::Visitor;

use super::KeepPage;

/// GET `/keep-account/{token}`.
pub(crate) async fn may_keep(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
) -> Result<Page<KeepPage>> {
    app.web.credentials.check(address, None)?;
    let token = erasure::is_stoppable(&app.core, &token).await?.then_some(token);
    Ok(Page::new(visitor.chrome_with_form(&app), KeepPage { token }))
}

/// POST `/keep-account/{token}`.
pub(crate) async fn keep(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match erasure::cancel(&app.core, &token).await {
        Ok(()) => {
            let next = visitor.go(paths::SIGN_IN).saying(Flash::ACCOUNT_KEPT);
            Ok(next.into_response())
        }
        Err(error) => {
            problems(error)?;
            let page = Page::new(visitor.chrome_with_form(&app), KeepPage { token: None });
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
