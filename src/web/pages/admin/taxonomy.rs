//! `/admin/taxonomy`: what members choose from.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::taxonomy::Term;
use crate::db::types::{Language, TermKind};
use crate::domain::taxonomy::{self as domain, Taxonomy, TermForm};
use crate::domain::validate::Problems;
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, Query, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{options, term};
use crate::web::visitor::Admin;

use super::{TaxonomyPage, TermPage, TermRow};

/// Which list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Choice {
    kind: String,
}

/// The form of a term.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    code: String,
    name_ar: String,
    name_en: String,
    parent: String,
    synonyms: String,
    latitude: String,
    longitude: String,
    position: String,
    is_active: String,
}

impl Fields {
    /// As the rules take it.
    fn form(self) -> TermForm {
        TermForm {
            code: self.code,
            name_ar: self.name_ar,
            name_en: self.name_en,
            parent: self.parent,
            synonyms: self.synonyms,
            latitude: self.latitude,
            longitude: self.longitude,
            position: self.position,
            is_active: self.is_active == "yes",
        }
    }
}

fn key(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Region => "term-kind-region",
        TermKind::City => "term-kind-city",
        TermKind::Sector => "term-kind-sector",
        TermKind::Technology => "term-kind-technology",
    }
}

/// The list that a path names.
fn read(kind: &str) -> Result<TermKind> {
    kind.parse().map_err(|_| Failure::not_found())
}

/// GET `/admin/taxonomy`.
pub(crate) async fn taxonomy(
    State(app): State<App>,
    Admin(admin): Admin,
    Query(choice): Query<Choice>,
) -> Result<Page<TaxonomyPage>> {
    let (terms, language) = (Taxonomy::load(&app.core).await?, admin.visitor.language());
    let kind = choice.kind.parse().unwrap_or(TermKind::Region);
    let page = TaxonomyPage {
        kind: kind.as_str(),
        kinds: TermKind::ALL.iter().map(|kind| (kind.as_str(), key(*kind))).collect(),
        terms: terms.all(kind).map(|known| row(known, &terms, language)).collect(),
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

fn row(known: &Term, terms: &Taxonomy, language: Language) -> TermRow {
    TermRow {
        code: known.code.clone(),
        name_ar: known.name_ar.clone(),
        name_en: known.name_en.clone(),
        parent: term(terms, TermKind::Region, known.parent.as_deref(), language),
        is_active: known.is_active,
    }
}

fn page(kind: TermKind, form: TermForm, terms: &Taxonomy, problems: &Problems, language: Language) -> TermPage {
    TermPage {
        kind: kind.as_str(),
        kind_key: key(kind),
        editing: None,
        regions: options(terms, TermKind::Region, &form.parent, language),
        code: kept(problems, "code", form.code),
        name_ar: kept(problems, "name_ar", form.name_ar),
        name_en: kept(problems, "name_en", form.name_en),
        parent: kept(problems, "parent", form.parent),
        synonyms: kept(problems, "synonyms", form.synonyms),
        latitude: kept(problems, "latitude", form.latitude),
        longitude: kept(problems, "longitude", form.longitude),
        position: kept(problems, "position", form.position),
        is_active: form.is_active,
    }
}

/// GET `/admin/taxonomy/{kind}/new`.
pub(crate) async fn new_term(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(kind): Path<String>,
) -> Result<Page<TermPage>> {
    let (kind, terms) = (read(&kind)?, Taxonomy::load(&app.core).await?);
    let form = TermForm {
        is_active: true,
        ..TermForm::default()
    };
    let page = page(kind, form, &terms, &Problems::default(), admin.visitor.language());
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// POST `/admin/taxonomy/{kind}/new`.
pub(crate) async fn add_term(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(kind): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response> {
    let (kind, form) = (read(&kind)?, fields.form());
    let added = domain::add(&app.core, &admin.principal, kind, &form).await;
    answer(&app, &admin, kind, None, form, added).await
}

/// GET `/admin/taxonomy/{kind}/{code}`.
pub(crate) async fn edit_term(
    State(app): State<App>,
    Admin(admin): Admin,
    Path((kind, code)): Path<(String, String)>,
) -> Result<Page<TermPage>> {
    let (kind, terms) = (read(&kind)?, Taxonomy::load(&app.core).await?);
    let known = terms.find(kind, &code).ok_or_else(Failure::not_found)?;
    let degrees = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let form = TermForm {
        code: known.code.clone(),
        name_ar: known.name_ar.clone(),
        name_en: known.name_en.clone(),
        parent: known.parent.clone().unwrap_or_default(),
        synonyms: known.synonyms.clone(),
        latitude: degrees(known.latitude),
        longitude: degrees(known.longitude),
        position: known.position.to_string(),
        is_active: known.is_active,
    };
    let page = TermPage {
        editing: Some(code),
        ..page(kind, form, &terms, &Problems::default(), admin.visitor.language())
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// POST `/admin/taxonomy/{kind}/{code}`.
pub(crate) async fn save_term(
    State(app): State<App>,
    Admin(admin): Admin,
    Path((kind, code)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Response> {
    let (kind, form) = (read(&kind)?, fields.form());
    let saved = domain::edit(&app.core, &admin.principal, kind, &code, &form).await;
    answer(&app, &admin, kind, Some(code), form, saved).await
}

/// Back to the list, or the form again.
async fn answer(
    app: &App,
    admin: &crate::web::visitor::Member,
    kind: TermKind,
    editing: Option<String>,
    form: TermForm,
    outcome: crate::domain::Result<()>,
) -> Result<Response> {
    let Err(error) = outcome else {
        let next = admin.visitor.go(paths::admin_terms(kind.as_str()));
        return Ok(next.saying(Flash::SAVED).into_response());
    };
    let (problems, terms) = (problems(error)?, Taxonomy::load(&app.core).await?);
    let page = TermPage {
        editing,
        ..page(kind, form, &terms, &problems, admin.visitor.language())
    };
    let page = Page::new(admin.visitor.chrome(), page);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
