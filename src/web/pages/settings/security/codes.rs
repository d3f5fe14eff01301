//! `/settings/security/codes`: recovery codes, shown once.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::domain::second_factors;
use crate::error::Result;
use crate::web::page::Page;
use crate::web::visitor::{Member, Proven};

use super::CodesPage;

/// GET `/settings/security/codes`: asks, for the old codes stop working.
pub(crate) async fn ask_codes(Proven(member): Proven) -> Page<CodesPage> {
    Page::new(member.visitor.chrome(), CodesPage::default())
}

/// POST `/settings/security/codes`.
pub(crate) async fn renew_codes(State(app): State<App>, Proven(member): Proven) -> Result<Response> {
    let codes = second_factors::renew_codes(&app.core, &member.signed_in).await?;
    Ok(once(&member, codes))
}

/// The page that shows fresh codes.
pub(super) fn once(member: &Member, codes: Vec<String>) -> Response {
    unkept(Page::new(member.visitor.chrome(), CodesPage { codes }).into_response())
}

/// An answer that holds a secret and that no browser keeps.
pub(super) fn unkept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
