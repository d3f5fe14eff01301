//! `/settings/apps`.

use axum::extract::State;

use crate::app::App;
use crate::db::types::OauthAppId;
use crate::domain::oauth::access::{self, Access};
use crate::error::Result;
use crate::web::forms::Path;
use crate::web::page::{Flash, Page};
use crate::web::pages::oauth::Permission;
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

use super::{AppLine, AppsPage};

/// GET `/settings/apps`.
pub(crate) async fn apps(State(app): State<App>, member: Member) -> Result<Page<AppsPage>> {
    let known = access::list(&app.core, member.signed_in.account.id).await?;
    let apps = known.iter().map(line).collect();
    Ok(Page::new(member.visitor.chrome(), AppsPage { apps }))
}

fn line(access: &Access) -> AppLine {
    AppLine {
        id: access.app.id.0,
        name: access.app.name.clone(),
        website: access.app.website.clone().unwrap_or_default(),
        permissions: Permission::of(&access.scopes),
        since: stamp(access.since),
    }
}

/// POST `/settings/apps/{id}/end`.
pub(crate) async fn end_app(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    access::end(&app.core, member.signed_in.account.id, OauthAppId(id)).await?;
    Ok(member.visitor.go(paths::SETTINGS_APPS).saying(Flash::APP_ENDED))
}
