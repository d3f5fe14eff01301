//! The browsers of a member that pushes go to, on `/settings/notifications`.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use serde::Deserialize;
use url::Url;

use crate::app::App;
use crate::db::push_subscriptions::Subscription;
use crate::db::sessions::Session;
use crate::db::types::SubscriptionId;
use crate::domain::push::{self, Browser, keys};
use crate::error::Result;
use crate::web::forms::{Form, Path};
use crate::web::page::Flash;
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::redirect::Redirect;
use crate::web::view::Stamp;
use crate::web::visitor::Member;

use super::device;

/// A browser that pushes go to.
#[derive(Debug, Clone)]
pub struct BrowserLine {
    /// Id.
    pub id: i64,
    /// What it is called.
    pub device: String,
    /// Whether it is a telephone.
    pub is_mobile: bool,
    /// Since when pushes go there.
    pub added: Stamp,
    /// Whether it is the one that shows the page.
    pub is_current: bool,
}

/// What the page says of browsers.
#[derive(Debug, Clone, Default)]
pub struct Browsers {
    /// By which browsers know this instance; empty where nothing is pushed.
    pub key: String,
    /// Those that pushes go to, the oldest first.
    pub lines: Vec<BrowserLine>,
}

impl Browsers {
    /// Whether pushes go to the browser that shows the page.
    #[must_use]
    pub fn has_current(&self) -> bool {
        self.lines.iter().any(|line| line.is_current)
    }
}

/// The browsers of a member.
pub(super) async fn load(app: &App, member: &Member) -> Result<Browsers> {
    if !app.core.config.push.enabled {
        return Ok(Browsers::default());
    }
    let current = member.signed_in.session.id;
    let known = push::list(&app.core, &member.principal).await?;
    let line = |(browser, session): &(Subscription, Session)| BrowserLine {
        id: browser.id.0,
        device: device(&session.user_agent),
        is_mobile: session.user_agent.contains("Mobile") || session.user_agent.contains("Android"),
        added: stamp(browser.created_at),
        is_current: session.id == current,
    };
    Ok(Browsers {
        key: keys::get(&app.core).await?.public,
        lines: known.iter().map(line).collect(),
    })
}

/// What a browser's script sends: its address, and its keys in URL-safe base64.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BrowserForm {
    endpoint: String,
    p256dh: String,
    auth: String,
}

impl BrowserForm {
    fn browser(&self, app: &App) -> Browser {
        let bytes = |text: &str| {
            let decoded = URL_SAFE_NO_PAD.decode(text).or_else(|_| URL_SAFE.decode(text));
            decoded.unwrap_or_default()
        };
        let endpoint = Url::parse(&self.endpoint).ok();
        Browser {
            endpoint: endpoint.filter(|url| app.apub.http().check(url).is_ok()),
            p256dh: bytes(&self.p256dh),
            auth: bytes(&self.auth),
        }
    }
}

/// POST `/settings/notifications/browsers`.
pub(crate) async fn add_browser(
    State(app): State<App>,
    member: Member,
    Form(form): Form<BrowserForm>,
) -> Result<Response> {
    push::add(&app.core, &member.signed_in, &form.browser(&app)).await?;
    let next = member.visitor.go(paths::SETTINGS_BROWSERS_HERE);
    Ok(next.saying(Flash::PUSH_ON).into_response())
}

/// POST `/settings/notifications/browsers/{id}/remove`.
pub(crate) async fn remove_browser(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    push::remove(&app.core, &member.principal, SubscriptionId(id)).await?;
    let next = member.visitor.go(paths::SETTINGS_BROWSERS_HERE);
    Ok(next.saying(Flash::PUSH_OFF))
}

/// POST `/settings/notifications/browsers/test`.
pub(crate) async fn test_browsers(State(app): State<App>, member: Member) -> Result<Redirect> {
    push::test(&app.core, &member.principal).await?;
    let next = member.visitor.go(paths::SETTINGS_BROWSERS_HERE);
    Ok(next.saying(Flash::PUSH_TESTED))
}
