//! The way back from a provider.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::AccountId;
use crate::domain::identities::{self, Entrance, External};
use crate::domain::{accounts, sessions};
use crate::error::{Failure, Result};
use crate::openid::{Answer, Failed};
use crate::web::cookies::Cookie;
use crate::web::forms::{Path, Query};
use crate::web::i18n::Locale;
use crate::web::limits::ClientAddress;
use crate::web::page::{Chrome, Page};
use crate::web::pages::account::{Browser, enter};
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::Visitor;

use super::held::{Held, Stage};
use super::{FailedPage, Why};

/// What somebody was about to do.
pub(super) struct Trip<'a> {
    /// With which provider.
    pub(super) provider: &'a str,
    /// Where to go afterwards.
    pub(super) next: &'a str,
    /// To link the identity, not to sign in.
    pub(super) is_link: bool,
}

/// GET `/sign-in/openid/{provider}/callback`.
pub(crate) async fn callback(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(provider): Path<String>,
    browser: Browser,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    let stale = Trip {
        provider: &provider,
        next: "",
        is_link: false,
    };
    let Some(held) = Held::read(&app, &headers) else {
        return failed(&app, &visitor, &stale, Why::Stale);
    };
    let pending = match &held.stage {
        Stage::Asked(pending) if pending.provider == provider => pending,
        _ => return failed(&app, &visitor, &stale, Why::Stale),
    };
    let trip = Trip {
        provider: &provider,
        next: &held.next,
        is_link: held.link_to.is_some(),
    };
    match app.openid.finish(pending, &answer).await {
        Ok(external) => arrived(&app, &visitor, &browser, &held, &trip, external).await,
        Err(error) => failed(&app, &visitor, &trip, error.try_into()?),
    }
}

async fn arrived(
    app: &App,
    visitor: &Visitor,
    browser: &Browser,
    held: &Held,
    trip: &Trip<'_>,
    external: External,
) -> Result<Response> {
    if let Some(account) = held.link_to {
        return know(
            app,
            visitor,
            external,
            held,
            Some(AccountId(account)),
            paths::IDENTITY_CONFIRM,
        );
    }
    match identities::enter(&app.core, &external).await? {
        Entrance::Account(account) => {
            identities::note_use(&app.core, &external).await?;
            Ok(let_in(app, visitor, browser, account, &held.next)
                .await?
                .into_response())
        }
        Entrance::Register => know(app, visitor, external, held, None, paths::OPENID_NEW),
        Entrance::LinkFirst => failed(app, visitor, trip, Why::LinkFirst),
        Entrance::Unverified => failed(app, visitor, trip, Why::Unverified),
        Entrance::Closed => failed(app, visitor, trip, Why::Closed),
    }
}

/// Keeps who came back for the page that asks what to do about it.
fn know(
    app: &App,
    visitor: &Visitor,
    external: External,
    held: &Held,
    link_to: Option<AccountId>,
    page: &str,
) -> Result<Response> {
    let held = Held::new(app, Stage::Known(external), &held.next, link_to);
    Ok(held.keep(app, visitor.go(page))?.into_response())
}

/// Opens the account to whom a provider vouched for: the one place where signing in by a provider ends. Whoever set up a
/// second factor here still shows it.
pub(super) async fn let_in(
    app: &App,
    visitor: &Visitor,
    browser: &Browser,
    account: AccountId,
    next: &str,
) -> Result<Redirect> {
    let (account, _) = accounts::get(&app.core, account).await?;
    let entry = sessions::enter(&app.core, &account, &browser.agent).await?;
    let inside = enter(app, visitor, browser, entry, next).await?;
    Ok(inside.without_cookie(Cookie::Openid))
}

/// Says why nobody comes in, and what to do.
pub(super) fn failed(app: &App, visitor: &Visitor, trip: &Trip<'_>, why: Why) -> Result<Response> {
    let name = provider_name(app, visitor.locale(), trip.provider)?;
    let page = FailedPage {
        why,
        provider: trip.provider.to_owned(),
        provider_name: name,
        is_link: trip.is_link,
        next: trip.next.to_owned(),
    };
    let status = match why {
        Why::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Why::Stale | Why::Untrusted => StatusCode::BAD_REQUEST,
        Why::Refused | Why::LinkFirst | Why::Unverified | Why::Closed => StatusCode::FORBIDDEN,
    };
    // Whoever changes the language here goes on to the sign-in page: the answer in this address counts once.
    let chrome = Chrome {
        path: paths::SIGN_IN.to_owned(),
        query: String::new(),
        ..visitor.chrome()
    };
    let mut response = Page::new(chrome, page).with_status(status).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(header::SET_COOKIE, app.web.cookies.clear(Cookie::Openid));
    Ok(response)
}

/// The provider's name in the language of the page.
pub(super) fn provider_name(app: &App, locale: Locale, provider: &str) -> Result<String> {
    let settings = identities::provider(&app.core, provider)?;
    Ok(match locale {
        Locale::En => settings.name_en.clone(),
        Locale::Ar => settings.name_ar.clone(),
    })
}

impl TryFrom<Failed> for Why {
    type Error = Failure;

    fn try_from(failed: Failed) -> Result<Self> {
        match failed {
            Failed::Unknown => Err(Failure::not_found()),
            Failed::Refused => Ok(Self::Refused),
            Failed::Stale => Ok(Self::Stale),
            Failed::Unavailable => Ok(Self::Unavailable),
            Failed::Untrusted => Ok(Self::Untrusted),
        }
    }
}
