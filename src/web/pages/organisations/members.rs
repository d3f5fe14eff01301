//! Joining an organisation, leaving it, and what its owners decide.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{AccountId, OrganisationId, OrganisationRole};
use crate::domain::organisations::{self, Decision};
use crate::domain::{Denied, Error};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

use super::{OrganisationPage, show};

/// The form of somebody who asks to join.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct JoinForm {
    message: String,
}

/// The form of an owner: `act` = `accept`, `refuse`, `owner`, `staff` or `remove`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ManageForm {
    member: i64,
    act: String,
}

/// POST `/organisations/{id}/join`.
pub(crate) async fn join(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<JoinForm>,
) -> Result<Response> {
    let organisation = OrganisationId(id);
    if let Err(error) = organisations::join(&app.core, &member.principal, organisation, &form.message).await {
        let problems = problems(error)?;
        let page = OrganisationPage {
            message: kept(&problems, "message", form.message),
            ..show::page(&app, &member, organisation).await?
        };
        let page = Page::new(member.visitor.chrome(), page);
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let next = member.visitor.go(paths::organisation(&id));
    Ok(next.saying(Flash::JOIN_ASKED).into_response())
}

/// POST `/organisations/{id}/leave`.
pub(crate) async fn leave(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    let next = member.visitor.go(paths::organisation(&id));
    match organisations::leave(&app.core, &member.principal, OrganisationId(id)).await {
        Ok(()) => Ok(next.saying(Flash::ORGANISATION_LEFT)),
        Err(error) => last_owner(next, error),
    }
}

/// POST `/organisations/{id}/members`.
pub(crate) async fn manage(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<ManageForm>,
) -> Result<Redirect> {
    let (core, by, organisation, whom) = (&app.core, &member.principal, OrganisationId(id), AccountId(form.member));
    let next = member.visitor.go(paths::organisation(&id));
    let decide = async |decision| organisations::decide(core, by, organisation, whom, decision).await;
    let become_one = async |role| organisations::set_role(core, by, organisation, whom, role).await;
    let done = match form.act.as_str() {
        "accept" => decide(Decision::Accept).await,
        "refuse" => decide(Decision::Refuse).await,
        "owner" => become_one(OrganisationRole::Owner).await.map(|()| true),
        "staff" => become_one(OrganisationRole::Staff).await.map(|()| true),
        "remove" => organisations::remove(core, by, organisation, whom).await.map(|()| true),
        _ => return Err(Failure::status(StatusCode::BAD_REQUEST)),
    };
    match done {
        Ok(true) => Ok(next.saying(Flash::SAVED)),
        Ok(false) => Ok(next.saying(Flash::DECIDED_ALREADY)),
        Err(error) => last_owner(next, error),
    }
}

/// That somebody must take over first is said where it can be done.
fn last_owner(next: Redirect, error: Error) -> Result<Redirect> {
    match error {
        Error::Forbidden(Denied::LastOwner) => Ok(next.saying(Flash::LAST_OWNER)),
        other => Err(other.into()),
    }
}
