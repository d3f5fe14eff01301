//! `/settings/security/app`: an authenticator application, set up by a QR code and turned off by a code.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::second_factors::{self, Setup};
use crate::domain::{Error, validate::Problems};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::qr;
use crate::web::visitor::{Member, Proven};

use super::codes::{once, unkept};
use super::{AppOffPage, AppPage};

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeForm {
    code: String,
}

/// GET `/settings/security/app`.
pub(crate) async fn app(State(app): State<App>, Proven(member): Proven) -> Result<Response> {
    match page(&app, &member, &Problems::default()).await {
        Ok(page) => Ok(unkept(page.into_response())),
        // An application is in force already.
        Err(Error::NotFound) => Ok(member.visitor.go(paths::SETTINGS_SECURITY).into_response()),
        Err(error) => Err(error.into()),
    }
}

async fn page(app: &App, member: &Member, problems: &Problems) -> Result<Page<AppPage>, Error> {
    let chrome = member.visitor.chrome();
    let Setup { secret, url } = second_factors::set_up_app(&app.core, &member.signed_in, &chrome.site.name).await?;
    let page = AppPage {
        picture: qr::picture(&url)?,
        secret,
        url,
        code: kept(problems, "code", ""),
    };
    Ok(Page::new(chrome, page))
}

/// POST `/settings/security/app`: the first code.
pub(crate) async fn confirm_app(
    State(app): State<App>,
    Proven(member): Proven,
    ClientAddress(address): ClientAddress,
    Form(form): Form<CodeForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match second_factors::confirm_app(&app.core, &member.signed_in, &form.code).await {
        Ok(codes) if codes.is_empty() => {
            let next = member.visitor.go(paths::SETTINGS_SECURITY);
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Ok(codes) => Ok(once(&member, codes)),
        // It waited too long, or was confirmed meanwhile: the page knows what is next.
        Err(Error::NotFound) => Ok(member.visitor.go(paths::SETTINGS_APP).into_response()),
        Err(error) => {
            let page = page(&app, &member, &problems(error)?).await.map_err(Failure::from)?;
            let page = page.with_status(StatusCode::UNPROCESSABLE_ENTITY);
            Ok(unkept(page.into_response()))
        }
    }
}

/// GET `/settings/security/app/off`.
pub(crate) async fn ask_app_off(Proven(member): Proven) -> Page<AppOffPage> {
    Page::new(member.visitor.chrome(), AppOffPage::default())
}

/// POST `/settings/security/app/off`.
pub(crate) async fn app_off(
    State(app): State<App>,
    Proven(member): Proven,
    ClientAddress(address): ClientAddress,
    Form(form): Form<CodeForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match second_factors::turn_off_app(&app.core, &member.signed_in, &form.code).await {
        Ok(()) => {
            let next = member.visitor.go(paths::SETTINGS_SECURITY);
            Ok(next.saying(Flash::FACTOR_OFF).into_response())
        }
        Err(error) => {
            let code = kept(&problems(error)?, "code", "");
            let page = Page::new(member.visitor.chrome(), AppOffPage { code });
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
