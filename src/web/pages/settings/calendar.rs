//! `/settings/calendar`: the secret address at which a calendar program reads what concerns a member.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::domain::trainings::calendar::addresses;
use crate::error::Result;
use crate::web::page::{Flash, Page};
use crate::web::present::stamp;
use crate::web::redirect::Redirect;
use crate::web::view::Stamp;
use crate::web::visitor::Member;
use crate::web::{filters, paths};

/// `/settings/calendar`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/settings/calendar.html")]
pub struct CalendarSettingsPage {
    /// Since when there is an address.
    pub since: Option<Stamp>,
    /// The address, this once.
    pub address: Option<String>,
}

/// GET `/settings/calendar`.
pub(crate) async fn calendar(State(app): State<App>, member: Member) -> Result<Page<CalendarSettingsPage>> {
    let page = CalendarSettingsPage {
        since: addresses::since(&app.core, &member.principal).await?.map(stamp),
        address: None,
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/settings/calendar`: a new address, shown on the answer and never again.
pub(crate) async fn renew_calendar(State(app): State<App>, member: Member) -> Result<Response> {
    let secret = addresses::renew(&app.core, &member.principal).await?;
    let page = CalendarSettingsPage {
        since: Some(stamp(app.core.clock.now())),
        address: Some(app.core.config.link(&paths::own_calendar(&secret))),
    };
    let mut response = Page::new(member.visitor.chrome(), page).into_response();
    let kept = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    Ok(response)
}

/// POST `/settings/calendar/revoke`.
pub(crate) async fn revoke_calendar(State(app): State<App>, member: Member) -> Result<Redirect> {
    addresses::revoke(&app.core, &member.principal).await?;
    Ok(member.visitor.go(paths::SETTINGS_CALENDAR).saying(Flash::SAVED))
}
