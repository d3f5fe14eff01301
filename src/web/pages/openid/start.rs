//! The way to a provider.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::AccountId;
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::limits::ClientAddress;
use crate::web::paths;
use crate::web::redirect::local;
use crate::web::visitor::{Member, Visitor};

use super::callback::{Trip, failed};
use super::held::{Held, Stage};

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Next {
    next: String,
}

/// GET `/sign-in/openid/{provider}`.
pub(crate) async fn start(
    State(app): State<App>,
    visitor: Visitor,
    ClientAddress(address): ClientAddress,
    Path(provider): Path<String>,
    Query(query): Query<Next>,
) -> Result<Response> {
    if visitor.signed_in.is_some() {
        return Ok(visitor.go(local(&query.next)).into_response());
    }
    app.web.credentials.check(address, None)?;
    begin(&app, &visitor, &provider, &query.next, None).await
}

/// GET `/settings/identities/{provider}/link`. A link on another site may lead here: nothing is linked before the member has
/// seen who came back and pressed the button.
pub(crate) async fn start_link(
    State(app): State<App>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(provider): Path<String>,
) -> Result<Response> {
    app.web.credentials.check(address, None)?;
    let account = Some(member.signed_in.account.id);
    begin(&app, &member.visitor, &provider, paths::SETTINGS_IDENTITIES, account).await
}

async fn begin(
    app: &App,
    visitor: &Visitor,
    provider: &str,
    next: &str,
    link_to: Option<AccountId>,
) -> Result<Response> {
    match app.openid.begin(provider).await {
        Ok((url, pending)) => {
            let held = Held::new(app, Stage::Asked(pending), next, link_to);
            Ok(held.keep(app, visitor.go(url))?.into_response())
        }
        Err(error) => {
            let trip = Trip {
                provider,
                next,
                is_link: link_to.is_some(),
            };
            failed(app, visitor, &trip, error.try_into()?)
        }
    }
}
