//! Who a request is from: the extractors every page begins with.
//!
//! [`Visitor`] is anybody, [`Member`] somebody signed in, [`Admin`] somebody who runs the instance. They read cookies,
//! resolve the session once per request, and carry what stands around every page.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::{AccountState, Language, Role};
use crate::domain::moderation::reports;
use crate::domain::privacy::notices;
use crate::domain::sessions::{self, SignedIn};
use crate::domain::verification::Right;
use crate::domain::{self, Denied, Principal};
use crate::error::{Failure, Result};

use super::cookies::{Cookie, Cookies};
use super::csrf::Seed;
use super::i18n::Locale;
use super::i18n::dates::{RIYADH_OFFSET_MINUTES, Stamp};
use super::layers::RequestId;
use super::page::{self, Chrome, Flash, Theme};
use super::paths;
use super::redirect::{self, Redirect};

/// Whoever opens a page.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// What the rules let them see.
    pub viewer: domain::Viewer,
    /// Account, actor and session, if they are signed in.
    pub signed_in: Option<SignedIn>,
    chrome: Chrome,
    seed: Seed,
    cookies: Cookies,
    mail: Option<String>,
}

impl Visitor {
    /// Language of the interface.
    pub fn locale(&self) -> Locale {
        self.chrome.locale
    }

    /// The same as accounts and posts keep it.
    pub fn language(&self) -> Language {
        self.chrome.locale.into()
    }

    /// What stands around a page.
    pub fn chrome(&self) -> Chrome {
        self.chrome.clone()
    }

    /// The same for a page that has just shown what waited.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chrome_counted_again(&self, app: &App) -> Result<Chrome> {
        Ok(Chrome {
            viewer: frame_viewer(app, self.signed_in.as_ref()).await?,
            ..self.chrome.clone()
        })
    }

    /// The same for a page with a form that guests may send, such as sign-in: gives a guest the cookie that the form's
    /// token is bound to. Other pages of guests set no cookie.
    pub fn chrome_with_form(&self, app: &App) -> Chrome {
        Chrome {
            csrf: self.seed.token(&app.core.secrets),
            ..self.chrome.clone()
        }
    }

    /// The visitor as one who writes.
    ///
    /// # Errors
    /// [`Denied::SignIn`] for guests; [`Denied::Notice`] for members who have a new notice to accept first.
    pub fn principal(&self, app: &App) -> Result<Principal> {
        let signed_in = self.signed_in.as_ref();
        let signed_in = signed_in.ok_or(domain::Error::Forbidden(Denied::SignIn))?;
        if self.chrome.viewer.as_ref().is_some_and(|viewer| viewer.notice_due) {
            return Err(domain::Error::Forbidden(Denied::Notice).into());
        }
        Ok(Principal::member(&app.core, &signed_in.account)?)
    }

    /// The address that the browser has just registered with.
    pub fn mail(&self) -> Option<&str> {
        self.mail.as_deref()
    }

    /// Goes on to another page (POST/redirect/GET).
    pub fn go(&self, path: impl Into<String>) -> Redirect {
        Redirect::to(&self.cookies, path)
    }

    /// Resolves the visitor behind these headers.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn resolve(app: &App, request: &Caller<'_>) -> Result<Self> {
        let cookies = app.web.cookies.clone();
        let signed_in = session(app, request.headers).await?;
        let account = signed_in.as_ref().map(|signed_in| &signed_in.account);
        let viewer = account.map_or(domain::Viewer::Guest, |account| domain::Viewer::of(&app.core, account));
        let locale = locale(app, request.headers, account.map(|account| account.language.into()));
        let seed = request
            .seed
            .cloned()
            .unwrap_or_else(|| Seed::of(&cookies, request.headers));
        let csrf = signed_in.as_ref().map(|_| seed.token(&app.core.secrets));
        let chrome = Chrome {
            locale,
            site: app.web.site(locale),
            viewer: frame_viewer(app, signed_in.as_ref()).await?,
            csrf: csrf.unwrap_or_default(),
            path: request.uri.path().to_owned(),
            query: redirect::without_preferences(request.uri.query().unwrap_or_default()),
            flash: cookies
                .read(request.headers, Cookie::Flash)
                .and_then(|key| Flash::from_key(&key))
                .or_else(|| signed_in.as_ref()?.is_waiting.then_some(Flash::RIGHTS_WAIT)),
            theme: cookies
                .read(request.headers, Cookie::Theme)
                .and_then(|tag| Theme::from_tag(&tag))
                .unwrap_or_default(),
            request_id: request.id.map(ToString::to_string).unwrap_or_default(),
            now: Stamp(app.core.clock.now().millis()),
            offset_minutes: RIYADH_OFFSET_MINUTES,
        };
        Ok(Self {
            viewer,
            signed_in,
            chrome,
            seed,
            mail: cookies.read(request.headers, Cookie::Mail),
            cookies,
        })
    }
}

/// What is needed of a request to know who it is from.
#[derive(Debug, Clone, Copy)]
pub struct Caller<'a> {
    /// Headers.
    pub headers: &'a HeaderMap,
    /// Address asked for.
    pub uri: &'a Uri,
    /// What form tokens are bound to, where the layer that checks them made it.
    pub seed: Option<&'a Seed>,
    /// The request's name in the log.
    pub id: Option<&'a RequestId>,
}

async fn session(app: &App, headers: &HeaderMap) -> Result<Option<SignedIn>> {
    let Some(token) = app.web.cookies.read(headers, Cookie::Session) else {
        return Ok(None);
    };
    let found = sessions::find(&app.core, &token).await?;
    Ok(found.filter(|signed_in| signed_in.account.state == AccountState::Active))
}

/// The language of a request. See [`Locale::negotiate`].
fn locale(app: &App, headers: &HeaderMap, account: Option<Locale>) -> Locale {
    let cookie = app.web.cookies.read(headers, Cookie::Language);
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let default = Locale::from_tag(&app.core.config.instance.language).unwrap_or(Locale::Ar);
    Locale::negotiate(account, cookie.as_deref(), accepted, default)
}

async fn frame_viewer(app: &App, signed_in: Option<&SignedIn>) -> Result<Option<page::Viewer>> {
    let Some(SignedIn {
        session,
        account,
        actor,
        ..
    }) = signed_in
    else {
        return Ok(None);
    };
    let (unread, messages, notice_due) = notices::waiting(&app.core, account.id).await?;
    let principal = Principal::member(&app.core, account)?;
    Ok(Some(page::Viewer {
        name: actor.name.clone(),
        handle: actor.username.clone(),
        is_admin: account.role == Role::Admin,
        is_verifier: principal.is_verifier,
        is_moderator: reports::seat(&app.core, &principal).await?.is_some(),
        needs_level: !principal.may(&app.core, Right::OpenTopics),
        unread: u32::try_from(unread).unwrap_or(u32::MAX),
        messages: u32::try_from(messages).unwrap_or(u32::MAX),
        notice_due,
        reader: app
            .core
            .secrets
            .mac("reader", &session.id.to_string())
            .chars()
            .take(24)
            .collect(),
    }))
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let caller = Caller {
            headers: &parts.headers,
            uri: &parts.uri,
            seed: parts.extensions.get(),
            id: parts.extensions.get(),
        };
        let visitor = Self::resolve(app, &caller).await?;
        parts.extensions.insert(visitor.clone());
        Ok(visitor)
    }
}

/// Somebody signed in. Guests are asked to sign in (pages) or answered 401 (everything else).
#[derive(Debug, Clone)]
pub struct Member {
    /// As a visitor.
    pub visitor: Visitor,
    /// Account, actor and session.
    pub signed_in: SignedIn,
    /// As one who acts.
    pub principal: Principal,
}

/// Why somebody is not let in: sign in and come back, or a failure.
#[derive(Debug)]
pub enum Rejected {
    /// To a page where something is to be shown first, and back afterwards.
    First(Box<Redirect>),
    /// Not at all.
    Failure(Box<Failure>),
}

impl IntoResponse for Rejected {
    fn into_response(self) -> Response {
        match self {
            Self::First(redirect) => redirect.into_response(),
            Self::Failure(failure) => failure.into_response(),
        }
    }
}

impl<E: Into<Failure>> From<E> for Rejected {
    fn from(error: E) -> Self {
        Self::Failure(Box::new(error.into()))
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Rejected;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Rejected> {
        let visitor = <Visitor as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let Some(signed_in) = visitor.signed_in.clone() else {
            return Err(sign_in_first(&visitor, parts));
        };
        if signed_in.is_waiting && !is_open_to_waiting(parts.uri.path()) {
            return Err(second_factor_first(&visitor, parts));
        }
        let principal = Principal::member(&app.core, &signed_in.account)?;
        require_notice(&visitor, parts)?;
        Ok(Self {
            visitor,
            signed_in,
            principal,
        })
    }
}

/// What staff without the second factor they need may open as members: setting one up, and signing out. Reading takes no
/// member at all.
fn is_open_to_waiting(path: &str) -> bool {
    path.starts_with(paths::SETTINGS_SECURITY) || path == paths::SIGN_OUT
}

fn second_factor_first(visitor: &Visitor, parts: &Parts) -> Rejected {
    if is_fragment(&parts.headers) {
        return domain::Error::Forbidden(Denied::SecondFactor).into();
    }
    Rejected::First(Box::new(visitor.go(paths::SETTINGS_SECURITY)))
}

/// Whether a script asks for a part of a page.
fn is_fragment(headers: &HeaderMap) -> bool {
    headers.contains_key("x-fragment")
}

/// A member who has just shown in this browser who they are; others are asked to, and come back.
#[derive(Debug, Clone)]
pub struct Proven(pub Member);

impl FromRequestParts<App> for Proven {
    type Rejection = Rejected;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Rejected> {
        let member = <Member as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        if member.signed_in.is_proven(&app.core) {
            return Ok(Self(member));
        }
        // What was sent is lost; its page asks for it again.
        let wanted = if parts.method.is_safe() {
            parts.uri.path()
        } else {
            paths::SETTINGS_SECURITY
        };
        let to = format!("{}?next={}", paths::SETTINGS_CONFIRM, encoded(wanted));
        Err(Rejected::First(Box::new(member.visitor.go(to))))
    }
}

fn encoded(path: &str) -> String {
    url::form_urlencoded::byte_serialize(path.as_bytes()).collect()
}

/// Where members may act before they accept a new notice: accepting it, everything about themselves, and leaving.
const BEFORE_ACCEPTING: [&str; 3] = ["/privacy/", "/settings/", paths::SIGN_OUT];

/// That the member has accepted the notice that wants it, before they write. Reading is always possible.
fn require_notice(visitor: &Visitor, parts: &Parts) -> Result<(), Rejected> {
    let is_due = visitor.chrome.viewer.as_ref().is_some_and(|viewer| viewer.notice_due);
    let path = parts.uri.path();
    if !is_due || parts.method.is_safe() || BEFORE_ACCEPTING.iter().any(|start| path.starts_with(start)) {
        return Ok(());
    }
    if is_fragment(&parts.headers) {
        return Err(domain::Error::Forbidden(Denied::Notice).into());
    }
    Err(Rejected::First(Box::new(visitor.go(paths::PRIVACY_ACCEPT))))
}

/// A member if there is one; for pages that offer members more.
impl OptionalFromRequestParts<App> for Member {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>> {
        let visitor = <Visitor as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let Some(signed_in) = visitor.signed_in.clone() else {
            return Ok(None);
        };
        let principal = Principal::member(&app.core, &signed_in.account)?;
        Ok(Some(Self {
            visitor,
            signed_in,
            principal,
        }))
    }
}

fn sign_in_first(visitor: &Visitor, parts: &Parts) -> Rejected {
    let is_page = parts.method.is_safe() && accepts_html(&parts.headers) && !is_fragment(&parts.headers);
    if !is_page {
        return domain::Error::Forbidden(Denied::SignIn).into();
    }
    let wanted = parts.uri.path_and_query().map_or("/", |wanted| wanted.as_str());
    let to = format!("{}?next={}", paths::SIGN_IN, encoded(wanted));
    Rejected::First(Box::new(visitor.go(to)))
}

/// Whether whoever asks wants a page.
pub fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value: &HeaderValue| value.to_str().ok())
        .any(|accept| accept.contains("text/html"))
}

/// Somebody who runs the instance.
#[derive(Debug, Clone)]
pub struct Admin(pub Member);

impl FromRequestParts<App> for Admin {
    type Rejection = Rejected;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Rejected> {
        let member = <Member as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        member.principal.require_admin()?;
        Ok(Self(member))
    }
}

impl From<Locale> for Language {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::Ar => Self::Ar,
            Locale::En => Self::En,
        }
    }
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::Ar => Self::Ar,
            Language::En => Self::En,
        }
    }
}
