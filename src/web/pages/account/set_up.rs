//! `/set-up/{token}`: the first admin of a new instance, by the link in its log.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::domain::{accounts, sessions};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::visitor::Visitor;

use super::register::RegisterForm;
use super::sign_in::signed_in;
use super::{Browser, SetupPage};

/// GET `/set-up/{token}`.
pub(crate) async fn set_up(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
) -> Result<Page<SetupPage>> {
    app.web.credentials.check(address, None)?;
    if !accounts::is_setup_open(&app.core, &token).await? {
        return Err(Failure::not_found());
    }
    let page = SetupPage {
        token,
        ..SetupPage::default()
    };
    Ok(Page::new(visitor.chrome_with_form(&app), page))
}

/// POST `/set-up/{token}`.
pub(crate) async fn first_admin(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    browser: Browser,
    Path(token): Path<String>,
    Form(form): Form<RegisterForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    match accounts::set_up(&app.core, &token, &form.registration(), visitor.language()).await {
        Ok((account, _)) => {
            let session = sessions::open(&app.core, account.id, &browser.agent).await?;
            let next = signed_in(&app, &visitor, &browser, &session, paths::ADMIN_FORUMS).await?;
            Ok(next.saying(Flash::SET_UP).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = SetupPage {
                token,
                display_name: kept(&problems, "display_name", form.display_name),
                username: kept(&problems, "username", form.username),
                email: kept(&problems, "email", form.email),
                password: kept(&problems, "password", ""),
            };
            let page = Page::new(visitor.chrome_with_form(&app), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
