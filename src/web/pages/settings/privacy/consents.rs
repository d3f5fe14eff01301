//! Giving and withdrawing consent.

use axum::extract::State;

use crate::app::App;
use crate::domain::privacy::consents;
use crate::error::Result;
use crate::web::forms::Form;
use crate::web::page::Flash;
use crate::web::pages::privacy::ConsentFields;
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

/// POST `/settings/privacy/consents`.
pub(crate) async fn save_consents(
    State(app): State<App>,
    member: Member,
    Form(form): Form<ConsentFields>,
) -> Result<Redirect> {
    consents::set(&app.core, &member.principal, &form.given()).await?;
    Ok(member.visitor.go(paths::SETTINGS_PRIVACY).saying(Flash::SAVED))
}
