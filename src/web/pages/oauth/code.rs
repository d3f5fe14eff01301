//! The code of an app that cannot be redirected to.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::oauth::authorize;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::paths;
use crate::web::visitor::{Member, Rejected};

use super::CodePage;

/// The code in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    code: String,
}

/// GET `/oauth/authorize/native`: the code of an app that cannot be redirected to. Who did not agree goes home.
pub(crate) async fn native(
    State(app): State<App>,
    member: Member,
    Query(shown): Query<Shown>,
) -> Result<Response, Rejected> {
    if shown.code.is_empty() {
        return Ok(member.visitor.go(paths::HOME).into_response());
    }
    let found = authorize::app_of_code(&app.core, &member.principal, &shown.code).await?;
    let page = CodePage {
        app: found.name,
        code: shown.code,
    };
    let mut response = Page::new(member.visitor.chrome(), page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
