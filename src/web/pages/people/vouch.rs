//! Vouching for somebody of another server.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::profiles;
use crate::domain::verification::vouching;
use crate::error::Result;
use crate::web::forms::{Form, Path};
use crate::web::page::Flash;
use crate::web::paths;
use crate::web::present::handle;
use crate::web::visitor::Admin;

/// The form: `act` is `vouch` or `withdraw`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct VouchForm {
    act: String,
    level: String,
    note: String,
}

/// POST `/@{handle}/vouch`.
pub(crate) async fn vouch(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(name): Path<String>,
    Form(form): Form<VouchForm>,
) -> Result<Response> {
    let (actor, host) = profiles::find_actor(&app.core, &name).await?;
    if form.act == "withdraw" {
        vouching::withdraw(&app.core, &admin.principal, actor.id).await?;
    } else {
        let level = form.level.parse().unwrap_or(0);
        vouching::vouch(&app.core, &admin.principal, actor.id, level, &form.note).await?;
    }
    let path = paths::person(&handle(&actor, host.as_deref()));
    Ok(admin.visitor.go(path).saying(Flash::SAVED).into_response())
}
