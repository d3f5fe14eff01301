//! Language and theme, chosen by `?lang=` and `?theme=` on any page; and messages that were shown.

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use url::form_urlencoded;

use crate::app::App;
use crate::domain::accounts;

use super::cookies::Cookie;
use super::i18n::Locale;
use super::page::Theme;
use super::redirect::{Redirect, without_preferences};
use super::visitor::{Caller, Visitor};

/// How long a choice is kept.
const YEAR: TimeDelta = TimeDelta::days(365);

/// The layer: keeps a choice and shows the same page in it; forgets a message once a page showed it.
pub(super) async fn remember(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() == Method::GET {
        let query = request.uri().query().unwrap_or_default();
        let (locale, theme) = chosen(query);
        if locale.is_some() || theme.is_some() {
            let (parts, _) = request.into_parts();
            return keep(&app, &parts, locale, theme).await;
        }
    }
    let cookies = &app.web.cookies;
    let had_flash = cookies.read(request.headers(), Cookie::Flash).is_some();
    let mut response = next.run(request).await;
    if had_flash && is_page(&response) {
        let line = cookies.clear(Cookie::Flash);
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

fn chosen(query: &str) -> (Option<Locale>, Option<Theme>) {
    let mut chosen = (None, None);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "lang" => chosen.0 = Locale::from_tag(&value),
            "theme" => chosen.1 = Theme::from_tag(&value),
            _ => {}
        }
    }
    chosen
}

async fn keep(app: &App, request: &Parts, locale: Option<Locale>, theme: Option<Theme>) -> Response {
    let uri = &request.uri;
    let rest = without_preferences(uri.query().unwrap_or_default());
    let joint = if rest.is_empty() { "" } else { "?" };
    let mut redirect = Redirect::to(&app.web.cookies, format!("{}{joint}{rest}", local_path(uri.path())));
    if let Some(locale) = locale {
        redirect = redirect.with_cookie(Cookie::Language, locale.tag(), Some(YEAR));
        if let Err(failure) = keep_in_account(app, request, locale).await {
            return failure.into_response();
        }
    }
    if let Some(theme) = theme {
        redirect = redirect.with_cookie(Cookie::Theme, theme.tag(), Some(YEAR));
    }
    redirect.into_response()
}

/// `//host` would lead away.
fn local_path(path: &str) -> &str {
    if path.starts_with("//") { "/" } else { path }
}

/// A link on somebody else's page may open ours in another language, but does not change an account.
async fn keep_in_account(app: &App, request: &Parts, locale: Locale) -> crate::error::Result<()> {
    let site = request
        .headers
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok());
    if matches!(site, Some("cross-site" | "same-site")) {
        return Ok(());
    }
    let caller = Caller {
        headers: &request.headers,
        uri: &request.uri,
        seed: None,
        id: None,
    };
    if let Some(signed_in) = Visitor::resolve(app, &caller).await?.signed_in {
        accounts::set_language(&app.core, signed_in.account.id, locale.into()).await?;
    }
    Ok(())
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    response.status() != StatusCode::NOT_MODIFIED && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}
