//! `/settings/identities/confirm`: linking the identity that a provider has just vouched for.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::domain::identities::{self, External};
use crate::error::Result;
use crate::web::cookies::Cookie;
use crate::web::forms::problems;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

use super::LinkPage;
use super::callback::provider_name;
use super::held::Held;

/// Who came back to be linked to the account that is signed in, and to no other.
fn vouched(app: &App, headers: &HeaderMap, member: &Member) -> Option<External> {
    let held = Held::read(app, headers)?;
    let is_theirs = held.link_to == Some(member.signed_in.account.id.0);
    held.known().filter(|_| is_theirs).cloned()
}

/// GET `/settings/identities/confirm`.
pub(crate) async fn ask_link(State(app): State<App>, member: Member, headers: HeaderMap) -> Result<Response> {
    let Some(external) = vouched(&app, &headers, &member) else {
        return Ok(member.visitor.go(paths::SETTINGS_IDENTITIES).into_response());
    };
    let known = [external.email, external.name, external.subject];
    let page = LinkPage {
        provider_name: provider_name(&app, member.visitor.locale(), &external.provider)?,
        who: known.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
    };
    Ok(Page::new(member.visitor.chrome(), page).into_response())
}

/// POST `/settings/identities/confirm`.
pub(crate) async fn link(State(app): State<App>, member: Member, headers: HeaderMap) -> Result<Redirect> {
    let next = member
        .visitor
        .go(paths::SETTINGS_IDENTITIES)
        .without_cookie(Cookie::Openid);
    let Some(external) = vouched(&app, &headers, &member) else {
        return Ok(next);
    };
    match identities::link(&app.core, &member.principal, &external).await {
        Ok(()) => Ok(next.saying(Flash::IDENTITY_LINKED)),
        Err(error) => {
            problems(error)?;
            Ok(next.saying(Flash::IDENTITY_TAKEN))
        }
    }
}
