//! `/invitations/{token}`: who invites into what, and accepting it, as a member or as a newcomer.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::accounts::Registration;
use crate::domain::invitations::{self, InvitationView, Progress};
use crate::domain::validate::Problems;
use crate::domain::{Error, sessions};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::limits::ClientAddress;
use crate::web::page::{Flash, Page};
use crate::web::pages::account::{Browser, signed_in};
use crate::web::pages::privacy::{AgreementFields, AgreementView};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::view::{FieldView, Stamp};
use crate::web::visitor::Visitor;

use super::{InvitationPage, Outcome};

/// All forms of the page: `act` = `accept`, `register` or `again`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    act: String,
    sure: String,
    display_name: String,
    username: String,
    password: String,
    #[serde(flatten)]
    agreement: AgreementFields,
}

/// GET `/invitations/{token}`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    let page = page(&app, &visitor, token).await?;
    let status = if page.outcome == Outcome::Unknown {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    Ok(answered(&app, &visitor, page, status))
}

/// The page, kept by nobody: its address is a secret.
fn answered(app: &App, visitor: &Visitor, page: InvitationPage, status: StatusCode) -> Response {
    let page = Page::new(visitor.chrome_with_form(app), page).with_status(status);
    ([(header::CACHE_CONTROL, "no-store")], page).into_response()
}

async fn page(app: &App, visitor: &Visitor, token: String) -> Result<InvitationPage> {
    let view = match invitations::look(&app.core, &token).await {
        Ok(view) => view,
        Err(Error::NotFound) => return Ok(unknown(token)),
        Err(error) => return Err(error.into()),
    };
    Ok(InvitationPage {
        agreement: AgreementView::empty(app).await?,
        outcome: outcome(&view, visitor),
        organisation: view.organisation.name(visitor.language()).to_owned(),
        inviter: view
            .inviter
            .map(|actor| actor.display_name().to_owned())
            .unwrap_or_default(),
        email: view.invitation.email,
        expires_at: stamp(view.invitation.expires_at),
        ..unknown(token)
    })
}

fn unknown(token: String) -> InvitationPage {
    InvitationPage {
        token,
        outcome: Outcome::Unknown,
        organisation: String::new(),
        inviter: String::new(),
        email: String::new(),
        expires_at: Stamp(0),
        sure: FieldView::default(),
        display_name: FieldView::default(),
        username: FieldView::default(),
        password: FieldView::default(),
        agreement: AgreementView::default(),
    }
}

fn outcome(view: &InvitationView, visitor: &Visitor) -> Outcome {
    match (view.progress, &visitor.signed_in) {
        (Progress::Used, _) => Outcome::Used,
        (Progress::Expired, _) => Outcome::Closed("invitation-expired-text"),
        (Progress::Revoked, _) => Outcome::Closed("invitation-revoked-text"),
        (Progress::Open, Some(me)) if me.account.email_normal == view.invitation.email => Outcome::Accept,
        (Progress::Open, Some(_)) => Outcome::AcceptElsewhere,
        (Progress::Open, None) if view.is_known => Outcome::SignIn,
        (Progress::Open, None) => Outcome::Register,
    }
}

/// POST `/invitations/{token}`.
pub(crate) async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    browser: Browser,
    Path(token): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    let outcome = match form.act.as_str() {
        "accept" => accept(&app, &visitor, &token, &form).await,
        "register" => match register(&app, &visitor, &browser, &token, &form).await {
            Ok((session, path)) => {
                let next = signed_in(&app, &visitor, &browser, &session, &path).await?;
                return Ok(next.saying(Flash::INVITATION_ACCEPTED).into_response());
            }
            Err(error) => Err(error),
        },
        "again" => ask_again(&app, &visitor, &token).await,
        _ => return Err(Failure::status(StatusCode::BAD_REQUEST)),
    };
    match outcome {
        Ok(response) => Ok(response),
        Err(error) => refused(&app, &visitor, token, form, &problems(error)?).await,
    }
}

async fn accept(app: &App, visitor: &Visitor, token: &str, form: &AnswerForm) -> Result<Response, Error> {
    let Some(me) = &visitor.signed_in else {
        return Err(Error::Forbidden(crate::domain::Denied::SignIn));
    };
    let by = crate::domain::Principal::member(&app.core, &me.account)?;
    let organisation = invitations::accept(&app.core, &by, token, form.sure == "yes").await?;
    let next = visitor.go(paths::organisation(&organisation.0));
    Ok(next.saying(Flash::INVITATION_ACCEPTED).into_response())
}

/// The token of the newcomer's session, and where to go on.
async fn register(
    app: &App,
    visitor: &Visitor,
    browser: &Browser,
    token: &str,
    form: &AnswerForm,
) -> Result<(String, String), Error> {
    let registration = Registration {
        username: form.username.clone(),
        display_name: form.display_name.clone(),
        email: String::new(),
        password: form.password.clone(),
    };
    let agreement = form.agreement.given();
    let made = invitations::register(&app.core, token, &registration, &agreement, visitor.language());
    let (account, organisation) = made.await?;
    let session = sessions::open(&app.core, account.id, &browser.agent).await?;
    Ok((session, paths::organisation(&organisation.0)))
}

async fn ask_again(app: &App, visitor: &Visitor, token: &str) -> Result<Response, Error> {
    invitations::ask_again(&app.core, token).await?;
    let next = visitor.go(paths::invitation(token));
    Ok(next.saying(Flash::INVITATION_WANTED).into_response())
}

/// The page again, with what was typed; if the link stopped working in the meantime, it says so by itself.
async fn refused(
    app: &App,
    visitor: &Visitor,
    token: String,
    form: AnswerForm,
    problems: &Problems,
) -> Result<Response> {
    let mut page = page(app, visitor, token).await?;
    if problems.of("email").is_some() {
        page.outcome = Outcome::SignIn;
    }
    let page = InvitationPage {
        agreement: form.agreement.view(app, problems).await?,
        sure: kept(problems, "sure", form.sure),
        display_name: kept(problems, "display_name", form.display_name),
        username: kept(problems, "username", form.username),
        password: kept(problems, "password", ""),
        ..page
    };
    Ok(answered(app, visitor, page, StatusCode::UNPROCESSABLE_ENTITY))
}
