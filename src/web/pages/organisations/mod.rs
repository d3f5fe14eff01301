//! Organisations: the list, a page, the forms. For members.

mod edit;
mod index;
mod members;
mod new;
mod show;

pub(crate) use edit::{edit, save};
pub(crate) use index::index;
pub(crate) use members::{join, leave, manage};
pub(crate) use new::{ask_number, enter};
pub(crate) use show::show;

use askama::Template;

use crate::domain::organisations::Standing;
use crate::web::{
    filters, paths,
    view::{FieldView, OrganisationCard, Pager, SelectGroup, SelectOption, StaffLine},
};

/// `/organisations`. The form sends `q`, `kind`, `sector`, `region`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/organisations/index.html")]
pub struct OrganisationIndexPage {
    /// Those the reader belongs to, or asks to; with whether they only ask.
    pub mine: Vec<(OrganisationCard, bool)>,
    /// Words of the name.
    pub q: String,
    /// Kind.
    pub kind: String,
    /// Sector.
    pub sector: String,
    /// Region.
    pub region: String,
    /// Kinds to choose from: value and key.
    pub kinds: Vec<(&'static str, &'static str)>,
    /// Sectors to choose from.
    pub sectors: Vec<SelectOption>,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
    /// What was found.
    pub organisations: Vec<OrganisationCard>,
    /// More of them.
    pub pager: Pager,
}

impl OrganisationIndexPage {
    /// Whether the list is narrowed.
    fn is_narrowed(&self) -> bool {
        [&self.q, &self.kind, &self.sector, &self.region]
            .iter()
            .any(|choice| !choice.is_empty())
    }
}

/// The first step of `/organisations/new`. The form sends `national_number` and `step` = `number`, `details`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/organisations/number.html")]
pub struct OrganisationNumberPage {
    /// The unified national number.
    pub national_number: FieldView,
    /// Those that claim it already.
    pub known: Vec<OrganisationCard>,
}

/// The second step of `/organisations/new` (`step` = `create`), and `/organisations/{id}/edit`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/organisations/form.html")]
pub struct OrganisationFormPage {
    /// Id and name of the one that is edited.
    pub editing: Option<(i64, String)>,
    /// What it does.
    pub kind: FieldView,
    /// Unified national number.
    pub national_number: FieldView,
    /// Arabic name.
    pub name_ar: FieldView,
    /// English name.
    pub name_en: FieldView,
    /// Sector.
    pub sector: FieldView,
    /// Size.
    pub size_class: FieldView,
    /// Region.
    pub region: FieldView,
    /// Industrial city.
    pub city: FieldView,
    /// Where in the city.
    pub site: FieldView,
    /// What it makes.
    pub products: FieldView,
    /// Website.
    pub website: FieldView,
    /// About it, in Arabic.
    pub about_ar: FieldView,
    /// About it, in English.
    pub about_en: FieldView,
    /// Sectors to choose from.
    pub sectors: Vec<SelectOption>,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
    /// Industrial cities to choose from, by region.
    pub cities: Vec<SelectGroup>,
}

impl OrganisationFormPage {
    /// Every field with its label, in the order of the page.
    fn fields(&self) -> [(&'static str, &'static str, &FieldView); 13] {
        [
            ("kind", "org-kind", &self.kind),
            ("national_number", "org-number", &self.national_number),
            ("name_ar", "field-name-ar", &self.name_ar),
            ("name_en", "field-name-en", &self.name_en),
            ("sector", "org-sector", &self.sector),
            ("size_class", "org-size", &self.size_class),
            ("region", "org-region", &self.region),
            ("city", "org-city", &self.city),
            ("site", "org-site", &self.site),
            ("products", "org-products", &self.products),
            ("website", "org-website", &self.website),
            ("about_ar", "org-about-ar", &self.about_ar),
            ("about_en", "org-about-en", &self.about_en),
        ]
    }

    /// Whether something is wrong with it.
    fn is_wrong(&self) -> bool {
        self.fields().iter().any(|(_, _, field)| field.error.is_some())
    }
}

/// `/organisations/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/organisations/show.html")]
pub struct OrganisationPage {
    /// Id, name, kind, sector and place.
    pub card: OrganisationCard,
    /// Its name in the other language; empty if it has none.
    pub other_name: String,
    /// About it, paragraph by paragraph.
    pub about: Vec<String>,
    /// Key of its size.
    pub size: Option<&'static str>,
    /// Where in the city; empty if not said.
    pub site: String,
    /// What it makes; empty if not said.
    pub products: String,
    /// Website; empty if none.
    pub website: String,
    /// Its unified national number, for those who speak for it.
    pub national_number: Option<String>,
    /// Who works there.
    pub staff: Vec<StaffLine>,
    /// Who asks to join, for those who decide.
    pub requests: Vec<StaffLine>,
    /// How the reader stands to it.
    pub standing: Standing,
    /// Whether the reader decides here.
    pub may_manage: bool,
    /// What the reader writes when they ask to join.
    pub message: FieldView,
    /// The account of the reader.
    pub me: i64,
    /// What it teaches; nothing for one that gives no trainings.
    pub teaching: Option<crate::web::pages::requests::TeachingView>,
}
