//! The organisations of a sample instance, entered by their owners, and the people whom they let in.

use anyhow::Context;
use chrono::TimeDelta;
use serde::Deserialize;

use crate::domain::Core;
use crate::domain::organisations::{self, Decision, OrganisationForm};

use super::seed::{People, person};

/// An organisation of a sample instance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationSample {
    pub(super) owner: String,
    pub(super) staff: Vec<String>,
    kind: String,
    name_ar: String,
    name_en: String,
    national_number: String,
    sector: String,
    size_class: String,
    #[serde(default)]
    region: String,
    #[serde(default)]
    city: String,
    site: String,
    products: String,
    website: String,
    about_ar: String,
    about_en: String,
}

impl OrganisationSample {
    fn form(&self) -> OrganisationForm {
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

/// Enters them all.
pub(super) async fn fill(core: &Core, samples: &[OrganisationSample], people: &People) -> anyhow::Result<()> {
    for sample in samples {
        core.clock.advance(TimeDelta::minutes(13));
        let owner = person(people, &sample.owner)?;
        let made = organisations::create(core, owner, &sample.form())
            .await
            .with_context(|| sample.name_en.clone())?;
        for name in &sample.staff {
            let colleague = person(people, name)?;
            let account = colleague.account_id.context("a member")?;
            organisations::join(core, colleague, made.id, "").await?;
            organisations::decide(core, owner, made.id, account, Decision::Accept).await?;
        }
    }
    Ok(())
}
