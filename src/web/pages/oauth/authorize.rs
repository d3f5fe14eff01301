//! Consent of a member to an app.
//!
//! Browsers hold a form's redirect to the page's policy, so that of this page names where the app lives.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::oauth::{Ask, AskError, AskForm, OUT_OF_BAND, Step, authorize, consent, redirects};
use crate::error::Failure;
use crate::web::content_security_policy;
use crate::web::forms::{Form, Query};
use crate::web::page::Page;
use crate::web::visitor::{Member, Rejected, Visitor};

use super::again::{address, sign_in_again_page, sign_in_first};
use super::{AuthorizePage, LeavePage, Permission};

/// The request of an app, and the member's decision.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AuthorizeForm {
    #[serde(flatten)]
    pub(super) ask: AskForm,
    decision: String,
}

/// The parameters of a request, for the form that carries them on.
pub(super) fn hidden(form: &AskForm) -> Vec<(String, String)> {
    let fields = form.fields().into_iter();
    fields
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// GET `/oauth/authorize`.
pub(crate) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    member: Result<Member, Rejected>,
    headers: HeaderMap,
    Query(AuthorizeForm { ask: form, .. }): Query<AuthorizeForm>,
) -> Result<Response, Rejected> {
    let ask = match authorize::check(&app.core, &form).await? {
        Ok(ask) => ask,
        Err(error) => return refuse(&visitor, error),
    };
    match consent::step(&app.core, &ask, visitor.signed_in.as_ref()).await? {
        Step::Back(target) => Ok(leave(&visitor, &headers, &ask, target)),
        Step::SignInAgain => Ok(sign_in_again_page(&visitor, &ask, &form)),
        Step::SignIn if !form.prompt.is_empty() || !form.max_age.is_empty() => {
            Ok(sign_in_first(&visitor, &address(&form, app.core.clock.now())))
        }
        Step::SignIn => {
            member?;
            Err(Failure::status(StatusCode::UNAUTHORIZED).into())
        }
        Step::Ask => Ok(consent_page(&app, &visitor, &ask, &form)),
    }
}

/// Back to the app without a question. Where the browser comes from a form of ours, the sign-in page say, its policy lets the
/// form end on this site only; so the form ends on a page of ours, and that one leads on.
fn leave(visitor: &Visitor, headers: &HeaderMap, ask: &Ask, target: String) -> Response {
    let from = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if from != Some("same-origin") {
        return visitor.go(target).into_response();
    }
    let app = ask.app.name.clone();
    let mut response = Page::new(visitor.chrome(), LeavePage { app, target }).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn consent_page(app: &App, visitor: &Visitor, ask: &Ask, form: &AskForm) -> Response {
    let page = AuthorizePage {
        app: ask.app.name.clone(),
        website: ask.app.website.clone().unwrap_or_default(),
        redirect_host: place(app, ask),
        permissions: Permission::of(&ask.scopes),
        hidden: hidden(form),
    };
    let mut response = Page::new(visitor.chrome(), page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let policy = redirects::form_target(&ask.redirect_uri).and_then(|target| content_security_policy(&target));
    if let Some(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// POST `/oauth/authorize`.
pub(crate) async fn decide(
    State(app): State<App>,
    member: Member,
    Form(form): Form<AuthorizeForm>,
) -> Result<Response, Rejected> {
    let ask = match authorize::check(&app.core, &form.ask).await? {
        Ok(ask) => ask,
        Err(error) => return refuse(&member.visitor, error),
    };
    let target = if form.decision == "deny" {
        authorize::deny(&ask)
    } else {
        let signed_in_at = member.signed_in.session.created_at;
        authorize::approve(&app.core, &member.principal, &ask, signed_in_at).await?
    };
    Ok(member.visitor.go(target).into_response())
}

/// What is wrong with the app itself is for the person to see; anything else is for the app to know.
pub(super) fn refuse(visitor: &Visitor, error: AskError) -> Result<Response, Rejected> {
    match error {
        AskError::Untrusted => Err(Failure::status(StatusCode::BAD_REQUEST).into()),
        AskError::Redirect(target) => Ok(visitor.go(target).into_response()),
    }
}

/// Where the member is sent afterwards: a host, the scheme of an app, or a page of ours.
fn place(app: &App, ask: &Ask) -> String {
    if ask.redirect_uri == OUT_OF_BAND {
        return app.core.config.host();
    }
    let target = redirects::form_target(&ask.redirect_uri).unwrap_or_default();
    target
        .split_once("://")
        .map_or(target.clone(), |(_, host)| host.to_owned())
}
