//! Signing in once more because an app wants to be sure (`prompt=login`, `max_age`).
//!
//! The member presses a button first: a link on another site must not sign anybody out.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::UtcTime;
use crate::domain::oauth::{Ask, AskForm, authorize};
use crate::domain::{Error, sessions};
use crate::web::cookies::Cookie;
use crate::web::forms::Form;
use crate::web::page::Page;
use crate::web::paths;
use crate::web::visitor::{Member, Rejected, Visitor};

use super::SignInAgainPage;
use super::authorize::{AuthorizeForm, hidden, refuse};

pub(super) fn sign_in_again_page(visitor: &Visitor, ask: &Ask, form: &AskForm) -> Response {
    let page = SignInAgainPage {
        app: ask.app.name.clone(),
        hidden: hidden(form),
    };
    let mut response = Page::new(visitor.chrome(), page).into_response();
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
    response
}

/// POST `/oauth/authorize/again`: ends the session, and comes back to the same question after the next sign-in.
pub(crate) async fn sign_in_again(
    State(app): State<App>,
    member: Member,
    Form(form): Form<AuthorizeForm>,
) -> Result<Response, Rejected> {
    if let Err(error) = authorize::check(&app.core, &form.ask).await? {
        return refuse(&member.visitor, error);
    }
    let session = &member.signed_in.session;
    match sessions::end(&app.core, session.account_id, session.id).await {
        // Ended twice is ended.
        Ok(()) | Err(Error::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    let next = address(&form.ask, app.core.clock.now());
    let first = member.visitor.go(sign_in_path(&next));
    Ok(first.without_cookie(Cookie::Session).into_response())
}

/// To the sign-in page, and back to the request afterwards.
pub(super) fn sign_in_first(visitor: &Visitor, next: &str) -> Response {
    visitor.go(sign_in_path(next)).into_response()
}

fn sign_in_path(next: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{}?next={next}", paths::SIGN_IN)
}

/// The address of the request, noting since when the person is asked to sign in.
pub(super) fn address(form: &AskForm, now: UtcTime) -> String {
    let since = now.millis().to_string();
    let form = AskForm { since, ..form.clone() };
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(form.fields());
    format!("{}?{}", paths::OAUTH_AUTHORIZE, query.finish())
}
