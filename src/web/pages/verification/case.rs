//! `/verification/{id}`: filling a case in, handing it in, what came of it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{CaseId, OrganisationId};
use crate::domain::Error;
use crate::domain::validate::Problems;
use crate::domain::verification::cases::{self, CaseView};
use crate::domain::verification::checklist::{self, Number, Track};
use crate::domain::verification::numbers::ClaimsForm;
use crate::domain::verification::review::REASONS;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{case_state, evidence, stamp};
use crate::web::redirect::Redirect;
use crate::web::view::{FieldView, level_key};
use crate::web::visitor::Member;

use super::CasePage;

/// What a case is begun with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BeginForm {
    organisation: String,
    level: String,
}

/// POST `/verification`.
pub(crate) async fn begin(State(app): State<App>, member: Member, Form(form): Form<BeginForm>) -> Result<Redirect> {
    let organisation = match form.organisation.as_str() {
        "" => None,
        id => Some(OrganisationId(id.parse().map_err(|_| Error::NotFound)?)),
    };
    let level = form.level.parse().unwrap_or(0);
    let id = cases::begin(&app.core, &member.principal, organisation, level).await?;
    Ok(member.visitor.go(paths::case(&id.0)))
}

/// The numbers as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NumbersForm {
    national_number: String,
    register_number: String,
    vat_number: String,
    licence_number: String,
    licence_expires: String,
    chamber_number: String,
    message: String,
}

/// GET `/verification/{id}`.
pub(crate) async fn show(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<CasePage>> {
    let page = stored(&app, &member, CaseId(id)).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// A case as it stands.
pub(super) async fn stored(app: &App, member: &Member, id: CaseId) -> Result<CasePage> {
    let view = cases::view(&app.core, &member.principal, id).await?;
    Ok(page(app, member, &view))
}

fn page(app: &App, member: &Member, view: &CaseView) -> CasePage {
    let CaseView { case, track, .. } = view;
    let config = &app.core.config.verification;
    let subject = match &view.organisation {
        Some(organisation) => organisation.name(member.visitor.language()).to_owned(),
        None => member.signed_in.actor.display_name().to_owned(),
    };
    CasePage {
        id: case.id.0,
        subject,
        level: level_key(case.level),
        state: case_state(case.state),
        is_renewal: case.is_renewal,
        is_appeal: case.is_appeal,
        has_numbers: *track != Track::Expert,
        has_licence: checklist::numbers(*track, case.level).contains(&Number::Licence),
        evidence: evidence(*track, case, &view.documents),
        national_number: FieldView::of(&case.national_number),
        register_number: FieldView::of(&case.register_number),
        vat_number: FieldView::of(&case.vat_number),
        licence_number: FieldView::of(&case.licence_number),
        licence_expires: FieldView::of(&case.licence_expires),
        chamber_number: FieldView::of(&case.chamber_number),
        message: FieldView::of(&case.message),
        document: FieldView::default(),
        kind: FieldView::default(),
        reason: REASONS
            .iter()
            .find(|reason| **reason == case.reason)
            .copied()
            .unwrap_or_default(),
        note: case.note.clone(),
        due: case.due_at.map(stamp),
        decided: case.decided_at.map(stamp),
        wiped: case.wiped_at.map(stamp),
        retention_days: u32::from(config.retention_days),
        megabytes: u32::from(config.document_megabytes),
        may_appeal: view.may_appeal,
        appeal: FieldView::default(),
    }
}

/// The case once more, with what is wrong.
fn refused(member: &Member, page: CasePage) -> Response {
    let page = Page::new(member.visitor.chrome(), page);
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

/// POST `/verification/{id}`.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<NumbersForm>,
) -> Result<Response> {
    let claims = ClaimsForm {
        national_number: form.national_number.clone(),
        register_number: form.register_number.clone(),
        vat_number: form.vat_number.clone(),
        licence_number: form.licence_number.clone(),
        licence_expires: form.licence_expires.clone(),
        chamber_number: form.chamber_number.clone(),
        message: form.message.clone(),
    };
    match cases::save(&app.core, &member.principal, CaseId(id), &claims).await {
        Ok(()) => {
            let next = format!("{}#papers", paths::case(&id));
            Ok(member.visitor.go(next).saying(Flash::SAVED).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = CasePage {
                national_number: kept(&problems, "national_number", form.national_number),
                register_number: kept(&problems, "register_number", form.register_number),
                vat_number: kept(&problems, "vat_number", form.vat_number),
                licence_number: kept(&problems, "licence_number", form.licence_number),
                licence_expires: kept(&problems, "licence_expires", form.licence_expires),
                chamber_number: kept(&problems, "chamber_number", form.chamber_number),
                message: kept(&problems, "message", form.message),
                ..stored(&app, &member, CaseId(id)).await?
            };
            Ok(refused(&member, page))
        }
    }
}

/// POST `/verification/{id}/submit`.
pub(crate) async fn submit(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Response> {
    match cases::submit(&app.core, &member.principal, CaseId(id)).await {
        Ok(()) => Ok(member
            .visitor
            .go(paths::case(&id))
            .saying(Flash::HANDED_IN)
            .into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let page = stored(&app, &member, CaseId(id)).await?;
            Ok(refused(&member, lacking(&problems, page)))
        }
    }
}

/// What is missing, beside each field.
fn lacking(problems: &Problems, page: CasePage) -> CasePage {
    CasePage {
        national_number: kept(problems, "national_number", page.national_number.value),
        licence_number: kept(problems, "licence_number", page.licence_number.value),
        licence_expires: kept(problems, "licence_expires", page.licence_expires.value),
        document: kept(problems, "document", ""),
        ..page
    }
}

/// POST `/verification/{id}/withdraw`.
pub(crate) async fn withdraw(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    cases::withdraw(&app.core, &member.principal, CaseId(id)).await?;
    Ok(member.visitor.go(paths::VERIFICATION).saying(Flash::WITHDRAWN))
}

/// Why another verifier should look.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AppealForm {
    appeal: String,
}

/// POST `/verification/{id}/appeal`.
pub(crate) async fn appeal(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<AppealForm>,
) -> Result<Response> {
    match cases::appeal(&app.core, &member.principal, CaseId(id), &form.appeal).await {
        Ok(()) => Ok(member
            .visitor
            .go(paths::case(&id))
            .saying(Flash::HANDED_IN)
            .into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let appeal = kept(&problems, "message", form.appeal);
            let page = stored(&app, &member, CaseId(id)).await?;
            Ok(refused(&member, CasePage { appeal, ..page }))
        }
    }
}
