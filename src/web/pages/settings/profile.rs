//! `/settings/profile`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::Language;
use crate::domain::actors::{self, ProfileForm};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{accounts, profiles};
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::view::FieldView;
use crate::web::visitor::Member;

use super::ProfileSettingsPage;

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SettingsForm {
    display_name: String,
    bio: String,
    expertise: String,
    locale: String,
}

/// GET `/settings/profile`.
pub(crate) async fn profile(State(app): State<App>, member: Member) -> Result<Page<ProfileSettingsPage>> {
    let expertise = profiles::expertise(&app.core, &member.principal).await?;
    let page = ProfileSettingsPage {
        display_name: FieldView::of(&member.signed_in.actor.name),
        bio: FieldView::of(&member.signed_in.actor.summary_source),
        expertise: FieldView::of(expertise.join(visible_comma(&member))),
        locale: FieldView::of(member.signed_in.account.language.as_str()),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// The comma of the language of the page.
fn visible_comma(member: &Member) -> &'static str {
    match member.visitor.language() {
        Language::Ar => "، ",
        Language::En => ", ",
    }
}

/// POST `/settings/profile`.
pub(crate) async fn save_profile(
    State(app): State<App>,
    member: Member,
    Form(form): Form<SettingsForm>,
) -> Result<Response> {
    let problems = match save(&app, &member, &form).await? {
        Ok(()) => {
            return Ok(member
                .visitor
                .go(paths::SETTINGS_PROFILE)
                .saying(Flash::SAVED)
                .into_response());
        }
        Err(problems) => problems,
    };
    let page = ProfileSettingsPage {
        display_name: kept(&problems, "display_name", form.display_name),
        bio: kept(&problems, "bio", form.bio),
        expertise: kept(&problems, "expertise", form.expertise),
        locale: kept(&problems, "locale", form.locale),
    };
    let page = Page::new(member.visitor.chrome(), page);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn save(app: &App, member: &Member, form: &SettingsForm) -> Result<Result<(), Problems>> {
    let Ok(language) = form.locale.parse::<Language>() else {
        return Ok(Err(Problems::one("locale", Problem::Choice)));
    };
    let profile = ProfileForm {
        display_name: form.display_name.clone(),
        bio: form.bio.clone(),
        expertise: form.expertise.clone(),
    };
    if let Err(error) = actors::update_profile(&app.core, &member.principal, &profile).await {
        return Ok(Err(problems(error)?));
    }
    accounts::set_language(&app.core, member.signed_in.account.id, language).await?;
    Ok(Ok(()))
}
