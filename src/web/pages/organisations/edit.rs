//! The form of an organisation: how it is read and shown again, and `/organisations/{id}/edit`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{Language, OrganisationId, TermKind};
use crate::domain::organisations::{self, OrganisationForm};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{cities, options};
use crate::web::visitor::Member;

use super::OrganisationFormPage;

/// The fields of the form, and the step of entering one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    pub(super) step: String,
    pub(super) kind: String,
    pub(super) national_number: String,
    name_ar: String,
    name_en: String,
    sector: String,
    size_class: String,
    region: String,
    city: String,
    site: String,
    products: String,
    website: String,
    about_ar: String,
    about_en: String,
}

impl Fields {
    /// As the rules take it.
    pub(super) fn form(&self) -> OrganisationForm {
        OrganisationForm {
            kind: self.kind.clone(),
            name_ar: self.name_ar.clone(),
            name_en: self.name_en.clone(),
            about_ar: self.about_ar.clone(),
            about_en: self.about_en.clone(),
            national_number: self.national_number.clone(),
            sector: self.sector.clone(),
            size_class: self.size_class.clone(),
            region: self.region.clone(),
            city: self.city.clone(),
            site: self.site.clone(),
            products: self.products.clone(),
            website: self.website.clone(),
        }
    }
}

/// The page with a form on it.
pub(super) async fn page(
    app: &App,
    form: OrganisationForm,
    problems: &Problems,
    language: Language,
) -> Result<OrganisationFormPage> {
    let terms = Taxonomy::load(&app.core).await?;
    Ok(OrganisationFormPage {
        editing: None,
        sectors: options(&terms, TermKind::Sector, &form.sector, language),
        regions: options(&terms, TermKind::Region, &form.region, language),
        cities: cities(&terms, &form.city, language),
        kind: kept(problems, "kind", form.kind),
        national_number: kept(problems, "national_number", form.national_number),
        name_ar: kept(problems, "name_ar", form.name_ar),
        name_en: kept(problems, "name_en", form.name_en),
        sector: kept(problems, "sector", form.sector),
        size_class: kept(problems, "size_class", form.size_class),
        region: kept(problems, "region", form.region),
        city: kept(problems, "city", form.city),
        site: kept(problems, "site", form.site),
        products: kept(problems, "products", form.products),
        website: kept(problems, "website", form.website),
        about_ar: kept(problems, "about_ar", form.about_ar),
        about_en: kept(problems, "about_en", form.about_en),
    })
}

/// GET `/organisations/{id}/edit`.
pub(crate) async fn edit(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<OrganisationFormPage>> {
    let language = member.visitor.language();
    let known = organisations::get_for_owner(&app.core, &member.principal, OrganisationId(id)).await?;
    let page = OrganisationFormPage {
        editing: Some((id, known.name(language).to_owned())),
        ..page(&app, OrganisationForm::of(&known), &Problems::default(), language).await?
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/organisations/{id}/edit`.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Response> {
    let (organisation, form) = (OrganisationId(id), fields.form());
    if let Err(error) = organisations::edit(&app.core, &member.principal, organisation, &form).await {
        let (problems, language) = (problems(error)?, member.visitor.language());
        let name = organisations::name(&app.core, organisation, language).await?;
        let page = OrganisationFormPage {
            editing: Some((id, name)),
            ..page(&app, form, &problems, language).await?
        };
        let page = Page::new(member.visitor.chrome(), page);
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let next = member.visitor.go(paths::organisation(&id));
    Ok(next.saying(Flash::SAVED).into_response())
}
