//! `/organisations/{id}`: what an organisation says of itself, and who works there.

use axum::extract::State;

use crate::app::App;
use crate::db::types::{Language, OrganisationId};
use crate::domain::organisations::{self, OrganisationView};
use crate::domain::taxonomy::Taxonomy;
use crate::error::Result;
use crate::web::forms::Path;
use crate::web::page::Page;
use crate::web::pages::requests;
use crate::web::present::{organisation_card, size_key, staff_line};
use crate::web::view::FieldView;
use crate::web::visitor::Member;

use super::OrganisationPage;

/// GET `/organisations/{id}`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<OrganisationPage>> {
    let page = page(&app, &member, OrganisationId(id)).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// The page as this member sees it.
pub(super) async fn page(app: &App, member: &Member, id: OrganisationId) -> Result<OrganisationPage> {
    let language = member.visitor.language();
    let view = organisations::view(&app.core, &member.visitor.viewer, id).await?;
    let terms = Taxonomy::load(&app.core).await?;
    let OrganisationView { organisation, .. } = &view;
    Ok(OrganisationPage {
        card: organisation_card(organisation, &terms, language),
        other_name: other_name(&view, language),
        about: organisation
            .about(language)
            .split("\n\n")
            .filter(|part| !part.trim().is_empty())
            .map(ToOwned::to_owned)
            .collect(),
        size: organisation.size_class.map(size_key),
        site: organisation.site.clone(),
        products: organisation.products.clone(),
        website: organisation.website.clone(),
        national_number: organisation.national_number.clone(),
        staff: view.staff.iter().map(staff_line).collect(),
        requests: view.requests.iter().map(staff_line).collect(),
        standing: view.standing,
        may_manage: view.may_manage,
        message: FieldView::default(),
        me: member.signed_in.account.id.0,
        teaching: requests::teaching(app, &member.visitor, id).await?,
    })
}

fn other_name(view: &OrganisationView, language: Language) -> String {
    let organisation = &view.organisation;
    let other = match language {
        Language::Ar => &organisation.name_en,
        Language::En => &organisation.name_ar,
    };
    if other == organisation.name(language) {
        String::new()
    } else {
        other.clone()
    }
}
