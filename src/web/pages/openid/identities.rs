//! `/settings/identities`: with which providers a member signs in.

use axum::extract::State;

use crate::app::App;
use crate::db::identities::ExternalIdentity;
use crate::domain::identities as domain;
use crate::error::Result;
use crate::web::forms::{Path, problems};
use crate::web::page::{Flash, Page, ProviderLink};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

use super::{IdentitiesPage, IdentityRow, LinkedIdentity};

/// GET `/settings/identities`.
pub(crate) async fn identities(State(app): State<App>, member: Member) -> Result<Page<IdentitiesPage>> {
    let linked = domain::list(&app.core, &member.principal).await?;
    let chrome = member.visitor.chrome();
    let rows = chrome.site.providers.iter().map(|provider| row(provider, &linked));
    let page = IdentitiesPage {
        providers: rows.collect(),
        has_password: domain::has_password(&app.core, &member.principal).await?,
    };
    Ok(Page::new(chrome, page))
}

fn row(provider: &ProviderLink, linked: &[ExternalIdentity]) -> IdentityRow {
    let found = linked.iter().find(|identity| identity.provider == provider.id);
    IdentityRow {
        provider: provider.id.clone(),
        name: provider.name.clone(),
        linked: found.map(|identity| LinkedIdentity {
            email: identity.email.clone(),
            created_at: stamp(identity.created_at),
            used_at: stamp(identity.used_at),
        }),
    }
}

/// POST `/settings/identities/{provider}/unlink`.
pub(crate) async fn unlink(State(app): State<App>, member: Member, Path(provider): Path<String>) -> Result<Redirect> {
    let next = member.visitor.go(paths::SETTINGS_IDENTITIES);
    match domain::unlink(&app.core, &member.principal, &provider).await {
        Ok(()) => Ok(next.saying(Flash::IDENTITY_UNLINKED)),
        Err(error) => {
            problems(error)?;
            Ok(next.saying(Flash::IDENTITY_LAST))
        }
    }
}
