//! `/settings/profile`.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{Language, TermKind};
use crate::domain::accounts;
use crate::domain::own_profile::{self, OwnProfile, ProfileForm};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::{Problem, Problems};
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::options;
use crate::web::view::LANGUAGES;
use crate::web::visitor::Member;

use super::ProfileSettingsPage;

/// The form. What is ticked comes as `speaks_{tag}` and `shares_{field}`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SettingsForm {
    display_name: String,
    job_title: String,
    bio: String,
    expertise: String,
    region: String,
    sector: String,
    visible_to: String,
    locale: String,
    #[serde(flatten)]
    ticked: HashMap<String, String>,
}

impl SettingsForm {
    fn has(&self, name: &str) -> bool {
        self.ticked.get(name).is_some_and(|value| value == "yes")
    }

    /// As the rules take it.
    fn profile(&self) -> ProfileForm {
        let spoken = LANGUAGES.iter().map(|(tag, _)| (*tag).to_owned());
        ProfileForm {
            display_name: self.display_name.clone(),
            job_title: self.job_title.clone(),
            bio: self.bio.clone(),
            expertise: self.expertise.clone(),
            languages: spoken.filter(|tag| self.has(&format!("speaks_{tag}"))).collect(),
            region: self.region.clone(),
            sector: self.sector.clone(),
            is_for_everybody: self.visible_to == "everybody",
            shares_bio: self.has("shares_bio"),
            shares_job_title: self.has("shares_job_title"),
            shares_expertise: self.has("shares_expertise"),
        }
    }
}

/// GET `/settings/profile`.
pub(crate) async fn profile(State(app): State<App>, member: Member) -> Result<Page<ProfileSettingsPage>> {
    let known = own_profile::load(&app.core, &member.principal).await?;
    let form = stored(&member, known);
    let locale = member.signed_in.account.language.as_str();
    let page = page(&app, &member, form, locale.to_owned(), &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// The profile as it stands, as its form.
fn stored(member: &Member, known: OwnProfile) -> ProfileForm {
    let OwnProfile {
        profile,
        expertise,
        languages,
    } = known;
    ProfileForm {
        display_name: member.signed_in.actor.name.clone(),
        job_title: profile.job_title,
        bio: profile.bio_source,
        expertise: expertise.join(member.visitor.language().comma()),
        languages,
        region: profile.region.unwrap_or_default(),
        sector: profile.sector.unwrap_or_default(),
        is_for_everybody: member.signed_in.actor.is_discoverable,
        shares_bio: profile.shares_bio,
        shares_job_title: profile.shares_job_title,
        shares_expertise: profile.shares_expertise,
    }
}

async fn page(
    app: &App,
    member: &Member,
    form: ProfileForm,
    locale: String,
    problems: &Problems,
) -> Result<ProfileSettingsPage> {
    let (terms, language) = (Taxonomy::load(&app.core).await?, member.visitor.language());
    let speaks = |tag: &str| form.languages.iter().any(|spoken| spoken == tag);
    let visible_to = if form.is_for_everybody { "everybody" } else { "members" };
    Ok(ProfileSettingsPage {
        languages: LANGUAGES.iter().map(|(tag, name)| (*tag, *name, speaks(tag))).collect(),
        shares: vec![
            ("shares_bio", "share-bio", form.shares_bio),
            ("shares_job_title", "share-job-title", form.shares_job_title),
            ("shares_expertise", "share-expertise", form.shares_expertise),
        ],
        regions: options(&terms, TermKind::Region, &form.region, language),
        sectors: options(&terms, TermKind::Sector, &form.sector, language),
        visible_to: kept(problems, "visible_to", visible_to),
        display_name: kept(problems, "display_name", form.display_name),
        job_title: kept(problems, "job_title", form.job_title),
        bio: kept(problems, "bio", form.bio),
        expertise: kept(problems, "expertise", form.expertise),
        region: kept(problems, "region", form.region),
        sector: kept(problems, "sector", form.sector),
        locale: kept(problems, "locale", locale),
    })
}

/// POST `/settings/profile`.
pub(crate) async fn save_profile(
    State(app): State<App>,
    member: Member,
    Form(form): Form<SettingsForm>,
) -> Result<Response> {
    let problems = match save(&app, &member, &form).await? {
        Ok(()) => {
            let next = member.visitor.go(paths::SETTINGS_PROFILE);
            return Ok(next.saying(Flash::SAVED).into_response());
        }
        Err(problems) => problems,
    };
    let page = page(&app, &member, form.profile(), form.locale, &problems).await?;
    let page = Page::new(member.visitor.chrome(), page);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn save(app: &App, member: &Member, form: &SettingsForm) -> Result<Result<(), Problems>> {
    let Ok(language) = form.locale.parse::<Language>() else {
        return Ok(Err(Problems::one("locale", Problem::Choice)));
    };
    if let Err(error) = own_profile::save(&app.core, &member.principal, &form.profile()).await {
        return Ok(Err(problems(error)?));
    }
    accounts::set_language(&app.core, member.signed_in.account.id, language).await?;
    Ok(Ok(()))
}
