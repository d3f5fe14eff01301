//! `/admin/federation`: with whom this instance talks.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::config::FederationMode as Mode;
use crate::db::types::{self, InstancePolicy};
use crate::domain::peers::{self, PeerStatus};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Principal, instances};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{count, stamp};
use crate::web::view::FieldView;
use crate::web::visitor::Admin;

use super::{AdminFederationPage, FederationMode, PeerPolicy, PeerRow, PeerState};

/// All forms of the page: the mode, a decision about one server, or the wish to try it again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DecisionForm {
    mode: Option<String>,
    retry: Option<String>,
    host: String,
    policy: String,
    trusted: String,
    note: String,
}

/// GET `/admin/federation`.
pub(crate) async fn federation(State(app): State<App>, Admin(admin): Admin) -> Result<Page<AdminFederationPage>> {
    let page = stored(&app, &admin.principal).await?;
    Ok(Page::new(admin.visitor.chrome(), page))
}

async fn stored(app: &App, admin: &Principal) -> Result<AdminFederationPage> {
    let mode = match instances::mode(&app.core).await? {
        Mode::Open => FederationMode::Open,
        Mode::AllowList => FederationMode::AllowList,
    };
    let mut known = peers::list(&app.core, admin).await?;
    known.sort_by_key(|peer| std::cmp::Reverse(peer.seen_at.max(peer.succeeded_at)));
    Ok(AdminFederationPage {
        mode,
        peers: known.into_iter().map(row).collect(),
        host: FieldView::default(),
        trusted: false,
        note: FieldView::default(),
    })
}

fn row(peer: PeerStatus) -> PeerRow {
    PeerRow {
        host: peer.host,
        software: peer.software.unwrap_or_default(),
        state: match peer.state {
            types::PeerState::Ok => PeerState::Healthy,
            types::PeerState::Failing => PeerState::Failing,
            types::PeerState::Dormant => PeerState::Dormant,
            types::PeerState::Dead => PeerState::Dead,
        },
        policy: match peer.policy {
            InstancePolicy::Default => PeerPolicy::Undecided,
            InstancePolicy::Allowed => PeerPolicy::Allowed,
            InstancePolicy::Blocked => PeerPolicy::Blocked,
        },
        trusted: peer.is_trusted,
        queued: count(peer.waiting),
        refused: count(peer.dead_letters),
        error: peer.error.unwrap_or_default(),
        retry_at: peer.retry_at.map(stamp),
        delivered_at: peer.succeeded_at.map(stamp),
        received_at: peer.seen_at.map(stamp),
    }
}

/// POST `/admin/federation`.
pub(crate) async fn decide(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let core = &app.core;
    let next = admin.visitor.go(paths::ADMIN_FEDERATION);
    if form.retry.is_some() {
        peers::retry(core, &admin.principal, &form.host).await?;
        return Ok(next.saying(Flash::RETRYING).into_response());
    }
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
            ..stored(&app, &admin.principal).await?
        };
        let page = Page::new(admin.visitor.chrome(), page);
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    Ok(next.saying(Flash::SAVED).into_response())
}

fn read_mode(mode: &str) -> Result<Mode> {
    match mode {
        "open" => Ok(Mode::Open),
        "allow_list" => Ok(Mode::AllowList),
        _ => Err(Failure::status(StatusCode::BAD_REQUEST)),
    }
}
