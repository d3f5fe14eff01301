//! `/organisations/new`: first the unified national number, for perhaps it is here already; then the rest.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::domain::organisations::{self, OrganisationForm};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::organisation_card;
use crate::web::visitor::Member;

use super::edit::{Fields, page};
use super::{OrganisationFormPage, OrganisationNumberPage};

/// GET `/organisations/new`.
pub(crate) async fn ask_number(member: Member) -> Page<OrganisationNumberPage> {
    Page::new(member.visitor.chrome(), OrganisationNumberPage::default())
}

/// POST `/organisations/new`: each step answers with the next one.
pub(crate) async fn enter(State(app): State<App>, member: Member, Form(fields): Form<Fields>) -> Result<Response> {
    match fields.step.as_str() {
        "number" => look_up(&app, &member, fields).await,
        "create" => create(&app, &member, &fields).await,
        _ => Ok(details(&app, &member, fields.national_number).await?.into_response()),
    }
}

async fn look_up(app: &App, member: &Member, fields: Fields) -> Result<Response> {
    let typed = fields.national_number;
    let (known, problems, status) = match organisations::find_by_number(&app.core, &member.principal, &typed).await {
        Ok(known) if known.is_empty() => return Ok(details(app, member, typed).await?.into_response()),
        Ok(known) => (known, Problems::default(), StatusCode::OK),
        Err(error) => (Vec::new(), problems(error)?, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let (terms, language) = (Taxonomy::load(&app.core).await?, member.visitor.language());
    let page = OrganisationNumberPage {
        national_number: kept(&problems, "national_number", typed),
        known: known
            .iter()
            .map(|organisation| organisation_card(organisation, &terms, language))
            .collect(),
    };
    Ok(Page::new(member.visitor.chrome(), page)
        .with_status(status)
        .into_response())
}

/// The empty form, with the number that was typed.
async fn details(app: &App, member: &Member, typed: String) -> Result<Page<OrganisationFormPage>> {
    let form = OrganisationForm {
        kind: "factory".to_owned(),
        national_number: organisations::read_number(&typed).unwrap_or(typed),
        ..OrganisationForm::default()
    };
    let page = page(app, form, &Problems::default(), member.visitor.language()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn create(app: &App, member: &Member, fields: &Fields) -> Result<Response> {
    let form = fields.form();
    match organisations::create(&app.core, &member.principal, &form).await {
        Ok(made) => {
            let next = member.visitor.go(paths::organisation(&made.id.0));
            Ok(next.saying(Flash::ORGANISATION_ENTERED).into_response())
        }
        Err(error) => {
            let page = page(app, form, &problems(error)?, member.visitor.language()).await?;
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
