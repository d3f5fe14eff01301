//! `/admin/federation`: with whom this instance talks.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::config::FederationMode as Mode;
use crate::db::instances::Instance;
use crate::db::types::InstancePolicy;
use crate::domain::instances;
use crate::domain::validate::{Problem, Problems};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::view::FieldView;
use crate::web::visitor::Admin;

use super::{AdminFederationPage, FederationMode, PeerPolicy, PeerRow, PeerState};

/// Both forms of the page: the mode, or a decision about one server.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DecisionForm {
    mode: Option<String>,
    host: String,
    policy: String,
    trusted: String,
    note: String,
}

/// GET `/admin/federation`.
pub(crate) async fn federation(State(app): State<App>, Admin(admin): Admin) -> Result<Page<AdminFederationPage>> {
    let page = stored(&app).await?;
    Ok(Page::new(admin.visitor.chrome(), page))
}

async fn stored(app: &App) -> Result<AdminFederationPage> {
    let mode = match instances::mode(&app.core).await? {
        Mode::Open => FederationMode::Open,
        Mode::AllowList => FederationMode::AllowList,
    };
    let mut known = instances::list(&app.core).await?;
    known.sort_by_key(|instance| std::cmp::Reverse(instance.seen_at));
    Ok(AdminFederationPage {
        mode,
        peers: known.into_iter().map(row).collect(),
        host: FieldView::default(),
        trusted: false,
        note: FieldView::default(),
    })
}

fn row(instance: Instance) -> PeerRow {
    let software = instance.software.unwrap_or_default();
    let version = instance.software_version.unwrap_or_default();
    PeerRow {
        host: instance.host,
        software: format!("{software} {version}").trim().to_owned(),
        state: PeerState::Healthy,
        policy: match instance.policy {
            InstancePolicy::Default => PeerPolicy::Undecided,
            InstancePolicy::Allowed => PeerPolicy::Allowed,
            InstancePolicy::Blocked => PeerPolicy::Blocked,
        },
        trusted: instance.is_trusted,
        queued: 0,
        delivered_at: None,
        received_at: instance.seen_at.map(stamp),
    }
}

/// POST `/admin/federation`.
pub(crate) async fn decide(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let core = &app.core;
    let decided = match &form.mode {
        Some(mode) => instances::set_mode(core, &admin.principal, read_mode(mode)?).await,
        None => match form.policy.parse::<InstancePolicy>() {
            Ok(policy) => {
                let is_trusted = form.trusted == "yes";
                instances::set_policy(core, &admin.principal, &form.host, policy, is_trusted, &form.note).await
            }
            Err(_) => Problems::one("host", Problem::Choice).into_result(()),
        },
    };
    if let Err(error) = decided {
        let problems = problems(error)?;
        let page = AdminFederationPage {
            host: kept(&problems, "host", form.host),
            trusted: form.trusted == "yes",
            note: kept(&problems, "note", form.note),
            ..stored(&app).await?
        };
        let page = Page::new(admin.visitor.chrome(), page);
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let next = admin.visitor.go(paths::ADMIN_FEDERATION);
    Ok(next.saying(Flash::SAVED).into_response())
}

fn read_mode(mode: &str) -> Result<Mode> {
    match mode {
        "open" => Ok(Mode::Open),
        "allow_list" => Ok(Mode::AllowList),
        _ => Err(Failure::status(StatusCode::BAD_REQUEST)),
    }
}
