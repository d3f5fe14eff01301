//! The request desk.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::privacy::requests::DataRequest;
use crate::db::types::{DataRequestId, RequestKind, RequestState, UtcTime};
use crate::domain::Principal;
use crate::domain::privacy::requests::{self, Received};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::visitor::Admin;

use super::{RequestLine, RequestPage, RequestsPage};

/// A request that came by another way.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReceivedForm {
    kind: String,
    requester: String,
    message: String,
    received_on: String,
}

/// GET `/admin/privacy/requests`.
pub(crate) async fn requests(State(app): State<App>, Admin(admin): Admin) -> Result<Page<RequestsPage>> {
    let page = list(&app, &admin.principal, ReceivedForm::default(), &Problems::default()).await?;
    Ok(Page::new(admin.visitor.chrome(), page))
}

async fn list(app: &App, by: &Principal, form: ReceivedForm, problems: &Problems) -> Result<RequestsPage> {
    let (open, closed) = requests::list(&app.core, by).await?;
    let now = app.core.clock.now();
    Ok(RequestsPage {
        open: open.iter().map(|request| line(request, now)).collect(),
        closed: closed.iter().map(|request| line(request, now)).collect(),
        kind: kept(problems, "kind", form.kind),
        requester: kept(problems, "requester", form.requester),
        message: kept(problems, "message", form.message),
        received_on: kept(problems, "received_on", form.received_on),
    })
}

/// POST `/admin/privacy/requests`.
pub(crate) async fn enter_request(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<ReceivedForm>,
) -> Result<Response> {
    let received = Received {
        kind: form.kind.clone(),
        requester: form.requester.clone(),
        message: form.message.clone(),
        received_on: form.received_on.clone(),
    };
    match requests::enter(&app.core, &admin.principal, &received).await {
        Ok(id) => Ok(admin
            .visitor
            .go(paths::admin_request(&id.0))
            .saying(Flash::SAVED)
            .into_response()),
        Err(error) => {
            let page = list(&app, &admin.principal, form, &problems(error)?).await?;
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

fn line(request: &DataRequest, now: UtcTime) -> RequestLine {
    let is_open = request.state == RequestState::Open;
    RequestLine {
        id: request.id.0,
        kind: kind_words(request.kind),
        state: match request.state {
            RequestState::Open => "request-open",
            RequestState::Granted => "request-granted",
            RequestState::Refused => "request-refused",
        },
        by_member: request.account_id.is_some(),
        requester: request.requester.clone(),
        received_at: stamp(request.received_at),
        due_at: stamp(request.due_at),
        days_left: (request.due_at.millis() - now.millis()).div_euclid(86_400_000),
        is_overdue: is_open && request.due_at < now,
        is_open,
        is_extended: request.is_extended,
    }
}

/// The key of a kind of request.
pub(crate) fn kind_words(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Access => "request-access",
        RequestKind::Correction => "request-correction",
        RequestKind::Erasure => "request-erasure",
        RequestKind::Objection => "request-objection",
    }
}

/// What staff do with a request: `act` = `note`, `extend`, `grant` or `refuse`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ActForm {
    act: String,
    notes: Option<String>,
    identified: String,
    reason: String,
    answer: String,
}

/// GET `/admin/privacy/requests/{id}`.
pub(crate) async fn request(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(id): Path<i64>,
) -> Result<Page<RequestPage>> {
    let page = one(&app, &admin.principal, id, ActForm::default(), &Problems::default()).await?;
    Ok(Page::new(admin.visitor.chrome(), page))
}

async fn one(app: &App, by: &Principal, id: i64, form: ActForm, problems: &Problems) -> Result<RequestPage> {
    let (request, member) = requests::get(&app.core, by, DataRequestId(id)).await?;
    let was_typed = form.notes.is_some();
    Ok(RequestPage {
        line: line(&request, app.core.clock.now()),
        member,
        message: request.message,
        extension_reason: request.extension_reason,
        answered: request.answer,
        is_identified: if was_typed {
            form.identified == "yes"
        } else {
            request.is_identified
        },
        notes: kept(problems, "notes", form.notes.unwrap_or(request.notes)),
        reason: kept(problems, "reason", form.reason),
        answer: kept(problems, "answer", form.answer),
    })
}

/// POST `/admin/privacy/requests/{id}`.
pub(crate) async fn act_on_request(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(id): Path<i64>,
    Form(form): Form<ActForm>,
) -> Result<Response> {
    let (core, by, request) = (&app.core, &admin.principal, DataRequestId(id));
    let done = match form.act.as_str() {
        "extend" => requests::extend(core, by, request, &form.reason).await,
        "grant" => requests::answer(core, by, request, true, &form.answer).await,
        "refuse" => requests::answer(core, by, request, false, &form.answer).await,
        _ => {
            let notes = form.notes.as_deref().unwrap_or_default();
            requests::note(core, by, request, notes, form.identified == "yes").await
        }
    };
    match done {
        Ok(()) => {
            let next = admin.visitor.go(paths::admin_request(&id));
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Err(error) => {
            let page = one(&app, by, id, form, &problems(error)?).await?;
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// The kinds there are, with the keys of their names.
pub(crate) const KINDS: [(&str, &str); 4] = [
    ("access", "request-access"),
    ("correction", "request-correction"),
    ("erasure", "request-erasure"),
    ("objection", "request-objection"),
];
