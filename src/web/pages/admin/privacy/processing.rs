//! The record of processing.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::privacy::processing::Processing;
use crate::db::types::{Language, ProcessingId};
use crate::domain::privacy::processing::{self, ProcessingForm};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::visitor::{Admin, Member};

use super::{Column, ProcessingLine, ProcessingPage, ProcessingRowPage};

/// GET `/admin/privacy/processing`.
pub(crate) async fn processing(State(app): State<App>, Admin(admin): Admin) -> Result<Page<ProcessingPage>> {
    let language = admin.visitor.language();
    let rows = processing::list(&app.core, &admin.principal).await?;
    let page = ProcessingPage {
        rows: rows.into_iter().map(|row| line(row, language)).collect(),
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

fn line(row: Processing, language: Language) -> ProcessingLine {
    let (id, updated_at) = (row.id.0, stamp(row.updated_at));
    let form = form(row);
    let mut texts = pairs(&form).into_iter().map(|(title, ar, en)| {
        let text = match language {
            Language::Ar => ar.1,
            Language::En => en.1,
        };
        (title, text.clone())
    });
    ProcessingLine {
        id,
        purpose: texts.next().map(|(_, text)| text).unwrap_or_default(),
        facts: texts.collect(),
        updated_at,
    }
}

fn form(row: Processing) -> ProcessingForm {
    ProcessingForm {
        purpose_ar: row.purpose_ar,
        purpose_en: row.purpose_en,
        data_ar: row.data_ar,
        data_en: row.data_en,
        people_ar: row.people_ar,
        people_en: row.people_en,
        recipients_ar: row.recipients_ar,
        recipients_en: row.recipients_en,
        transfer_ar: row.transfer_ar,
        transfer_en: row.transfer_en,
        retention_ar: row.retention_ar,
        retention_en: row.retention_en,
        basis_ar: row.basis_ar,
        basis_en: row.basis_en,
        measures_ar: row.measures_ar,
        measures_en: row.measures_en,
    }
}

type Named<'a> = (&'static str, &'a String);

/// The columns in their order: key of the name, then field and text in Arabic and in English.
fn pairs(form: &ProcessingForm) -> [(&'static str, Named<'_>, Named<'_>); 8] {
    let f = form;
    [
        (
            "processing-purpose",
            ("purpose_ar", &f.purpose_ar),
            ("purpose_en", &f.purpose_en),
        ),
        ("processing-data", ("data_ar", &f.data_ar), ("data_en", &f.data_en)),
        (
            "processing-people",
            ("people_ar", &f.people_ar),
            ("people_en", &f.people_en),
        ),
        (
            "processing-recipients",
            ("recipients_ar", &f.recipients_ar),
            ("recipients_en", &f.recipients_en),
        ),
        (
            "processing-transfer",
            ("transfer_ar", &f.transfer_ar),
            ("transfer_en", &f.transfer_en),
        ),
        (
            "processing-retention",
            ("retention_ar", &f.retention_ar),
            ("retention_en", &f.retention_en),
        ),
        ("processing-basis", ("basis_ar", &f.basis_ar), ("basis_en", &f.basis_en)),
        (
            "processing-measures",
            ("measures_ar", &f.measures_ar),
            ("measures_en", &f.measures_en),
        ),
    ]
}

fn page(id: Option<i64>, form: &ProcessingForm, problems: &Problems) -> ProcessingRowPage {
    let column = |(title, (field_ar, ar), (field_en, en)): (&'static str, Named<'_>, Named<'_>)| Column {
        title,
        field_ar,
        ar: kept(problems, field_ar, ar),
        field_en,
        en: kept(problems, field_en, en),
    };
    ProcessingRowPage {
        id,
        columns: pairs(form).into_iter().map(column).collect(),
    }
}

/// GET `/admin/privacy/processing/new`.
pub(crate) async fn new_processing(Admin(admin): Admin) -> Page<ProcessingRowPage> {
    let page = page(None, &ProcessingForm::default(), &Problems::default());
    Page::new(admin.visitor.chrome(), page)
}

/// GET `/admin/privacy/processing/{id}`.
pub(crate) async fn processing_row(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(id): Path<i64>,
) -> Result<Page<ProcessingRowPage>> {
    let row = processing::get(&app.core, &admin.principal, ProcessingId(id)).await?;
    let page = page(Some(id), &form(row), &Problems::default());
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// POST `/admin/privacy/processing/new`.
pub(crate) async fn add_processing(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(typed): Form<ProcessingForm>,
) -> Result<Response> {
    save(&app, &admin, None, typed).await
}

/// POST `/admin/privacy/processing/{id}`.
pub(crate) async fn change_processing(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(id): Path<i64>,
    Form(typed): Form<ProcessingForm>,
) -> Result<Response> {
    save(&app, &admin, Some(id), typed).await
}

async fn save(app: &App, admin: &Member, id: Option<i64>, typed: ProcessingForm) -> Result<Response> {
    match processing::save(&app.core, &admin.principal, id.map(ProcessingId), &typed).await {
        Ok(()) => {
            let next = admin.visitor.go(paths::ADMIN_PROCESSING);
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Err(error) => {
            let page = Page::new(admin.visitor.chrome(), page(id, &typed, &problems(error)?));
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
