//! What other servers send us: the way of an activity from the wire to the tables.
//!
//! - [`receive`]: one handler for every inbox; answers 202 only after the activity is on disk
//! - [`check`]: who may send what (sizes, shape, origins, policy); [`verify`]: who really sent it
//! - [`log`]: the durable log, many activities in one commit; [`worker`]: applies them in order of each host,
//!   as [`turns`] lets each host have its turn
//! - [`problem`]: what a sender is told when it is refused

mod check;
mod log;
mod problem;
mod turns;
mod verify;
mod worker;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use federation::Activity;
use http::StatusCode;

use crate::app::App;
use crate::db::types::{InboxId, InboxState};
use crate::db::{actors, inbox};

pub use log::InboxLog;
pub use worker::{run_due, spawn};

use problem::Problem;

/// The inboxes: that of the server, and one for each actor. They are all the same.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/inbox", post(receive))
        .route("/actor/inbox", post(receive))
        .route("/u/{name}/inbox", post(receive))
        .route("/g/{name}/inbox", post(receive))
}

async fn receive(State(app): State<App>, request: Request) -> Response {
    match accept(&app, request).await {
        Ok(()) => StatusCode::ACCEPTED.into_response(),
        Err(problem) => {
            tracing::debug!(status = %problem.status, reason = problem.detail, "an activity was refused");
            problem.into_response()
        }
    }
}

/// Takes one activity, or says why not.
async fn accept(app: &App, request: Request) -> Result<(), Problem> {
    let (parts, body) = request.into_parts();
    check::headers(&parts.headers)?;
    let body = check::body(body).await?;
    let activity = check::activity(app, &body)?;
    let host = check::sender(app, &activity).await?;
    if is_farewell_of_a_stranger(app, &activity).await? {
        return Ok(());
    }
    verify::signature(app, &parts, &body, &activity).await?;
    let core = &app.core;
    if inbox::exists(&mut core.db.read().await?, activity.id().as_str()).await? {
        return Ok(());
    }
    let now = core.clock.now();
    let id: InboxId = core.ids.next();
    let row = inbox::InboxRow {
        id,
        uri: activity.id().to_string(),
        host,
        actor_uri: activity.actor().to_string(),
        kind: activity.kind().to_owned(),
        body: String::from_utf8(body.to_vec()).map_err(|_| Problem::malformed("not valid UTF-8"))?,
        state: InboxState::Queued,
        attempts: 0,
        run_at: now,
        error: None,
        received_at: now,
    };
    app.apub.inbox().append(row).await
}

/// The deletion of somebody we never heard of: nothing to do, and no reason to ask for a key that is gone.
async fn is_farewell_of_a_stranger(app: &App, activity: &Activity) -> Result<bool, Problem> {
    let Activity::Delete(delete) = activity else {
        return Ok(false);
    };
    if delete.object != delete.head.actor {
        return Ok(false);
    }
    let known = actors::find_by_uri(&mut app.core.db.read().await?, delete.object.as_str()).await?;
    Ok(known.is_none())
}
