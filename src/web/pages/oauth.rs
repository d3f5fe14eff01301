//! Consent of a member to an app.
//!
//! Browsers hold a form's redirect to the page's policy, so that of this page names where the app lives.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::oauth::{Ask, AskError, AskForm, OUT_OF_BAND, Scopes, authorize, redirects};
use crate::error::Failure;
use crate::web::forms::{Form, Query};
use crate::web::page::Page;
use crate::web::visitor::{Member, Rejected, Visitor};
use crate::web::{content_security_policy, filters, paths};

/// What an app asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Read everything the member can read.
    Read,
    /// Write in the member's name.
    Write,
    /// Follow and stop following.
    Follow,
    /// Receive notices.
    Push,
    /// Read name and picture only.
    Profile,
}

impl Permission {
    /// What a set of scopes comes down to.
    pub(crate) fn of(scopes: &Scopes) -> Vec<Self> {
        let mut permissions = Vec::new();
        for scope in scopes.iter() {
            let permission = match scope.split(':').next().unwrap_or_default() {
                "write" => Self::Write,
                "follow" => Self::Follow,
                "push" => Self::Push,
                "profile" => Self::Profile,
                _ => Self::Read,
            };
            if !permissions.contains(&permission) {
                permissions.push(permission);
            }
        }
        permissions
    }

    /// The key of its sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Read => "oauth-may-read",
            Self::Write => "oauth-may-write",
            Self::Follow => "oauth-may-follow",
            Self::Push => "oauth-may-push",
            Self::Profile => "oauth-may-profile",
        }
    }
}

/// `/oauth/authorize`. The form sends back every field of `hidden`, and `decision` = `allow` or
/// `deny`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/oauth/authorize.html")]
pub struct AuthorizePage {
    /// The app's name.
    pub app: String,
    /// The app's site; empty when it has none.
    pub website: String,
    /// Where the member is sent afterwards.
    pub redirect_host: String,
    /// What it asks for.
    pub permissions: Vec<Permission>,
    /// Parameters of the request, carried through.
    pub hidden: Vec<(String, String)>,
}

/// The code for an app that cannot be redirected to.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/oauth/code.html")]
pub struct CodePage {
    /// The app's name.
    pub app: String,
    /// The code.
    pub code: String,
}

/// The request of an app, and the member's decision.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AuthorizeForm {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: String,
    code_challenge: String,
    code_challenge_method: String,
    decision: String,
}

impl AuthorizeForm {
    fn ask(&self) -> AskForm {
        AskForm {
            response_type: self.response_type.clone(),
            client_id: self.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            scope: self.scope.clone(),
            state: self.state.clone(),
            code_challenge: self.code_challenge.clone(),
            code_challenge_method: self.code_challenge_method.clone(),
        }
    }

    fn hidden(self) -> Vec<(String, String)> {
        let fields = [
            ("response_type", self.response_type),
            ("client_id", self.client_id),
            ("redirect_uri", self.redirect_uri),
            ("scope", self.scope),
            ("state", self.state),
            ("code_challenge", self.code_challenge),
            ("code_challenge_method", self.code_challenge_method),
        ];
        fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

/// GET `/oauth/authorize`.
pub(crate) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    member: Result<Member, Rejected>,
    Query(form): Query<AuthorizeForm>,
) -> Result<Response, Rejected> {
    let ask = match authorize::check(&app.core, &form.ask()).await? {
        Ok(ask) => ask,
        Err(error) => return refuse(&visitor, error),
    };
    member?;
    let page = AuthorizePage {
        app: ask.app.name.clone(),
        website: ask.app.website.clone().unwrap_or_default(),
        redirect_host: place(&app, &ask),
        permissions: Permission::of(&ask.scopes),
        hidden: form.hidden(),
    };
    let mut response = Page::new(visitor.chrome(), page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let policy = redirects::form_target(&ask.redirect_uri).and_then(|target| content_security_policy(&target));
    if let Some(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// POST `/oauth/authorize`.
pub(crate) async fn decide(
    State(app): State<App>,
    member: Member,
    Form(form): Form<AuthorizeForm>,
) -> Result<Response, Rejected> {
    let ask = match authorize::check(&app.core, &form.ask()).await? {
        Ok(ask) => ask,
        Err(error) => return refuse(&member.visitor, error),
    };
    let target = if form.decision == "deny" {
        authorize::deny(&ask)
    } else {
        authorize::approve(&app.core, &member.principal, &ask).await?
    };
    Ok(member.visitor.go(target).into_response())
}

/// What is wrong with the app itself is for the person to see; anything else is for the app to know.
fn refuse(visitor: &Visitor, error: AskError) -> Result<Response, Rejected> {
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
