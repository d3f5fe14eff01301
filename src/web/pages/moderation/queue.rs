//! The queue of reports, and one report.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::actors::Actor;
use crate::db::types::{Language, ReportId, ReportState};
use crate::domain::instances;
use crate::domain::moderation::reports::{self, Filed, Step};
use crate::domain::{Denied, Error};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{category_key, count, files_of_case, person_line, stamp};
use crate::web::view::{FieldView, Pager};
use crate::web::visitor::{Member, Rejected};

use super::hide::page_of;
use super::{CasePage, QueuePage, ReportLine};

/// Which reports are shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct QueueQuery {
    closed: String,
    after: Option<i64>,
}

/// GET `/moderation`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(query): Query<QueueQuery>,
) -> Result<Page<QueuePage>, Rejected> {
    let is_closed = query.closed == "yes";
    let (rows, next) = reports::queue(&app.core, &member.principal, is_closed, query.after).await?;
    let language = member.visitor.language();
    let closed = if is_closed { "closed=yes&" } else { "" };
    let page = QueuePage {
        is_closed,
        reports: rows.iter().map(|filed| line(filed, language)).collect(),
        pager: Pager {
            previous: None,
            next: next.map(|id| format!("{}?{closed}after={id}", paths::MODERATION)),
        },
        is_staff: member.principal.is_staff(),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

fn name(actor: Option<&Actor>) -> String {
    actor.map(|actor| actor.display_name().to_owned()).unwrap_or_default()
}

fn line(filed: &Filed, language: Language) -> ReportLine {
    let report = &filed.report;
    let words = filed.post.as_ref().map(|post| {
        if post.title.is_empty() {
            post.excerpt.clone()
        } else {
            post.title.clone()
        }
    });
    ReportLine {
        id: report.id.0,
        category: category_key(report.category),
        words: report.words.clone(),
        subject: name(filed.subject.as_ref()),
        excerpt: words.unwrap_or_default(),
        forum: filed
            .forum
            .as_ref()
            .map(|(forum, actor)| forum.name(actor, language).to_owned())
            .unwrap_or_default(),
        handler: name(filed.handler.as_ref()),
        state: match report.state {
            ReportState::Open => "report-open",
            ReportState::Taken => "report-taken",
            ReportState::Actioned => "report-actioned",
            ReportState::Dismissed => "report-dismissed",
        },
        at: stamp(report.created_at),
    }
}

/// GET `/moderation/reports/{id}`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<CasePage>, Rejected> {
    let page = build(&app, &member, ReportId(id)).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// What is done with a report.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HandleForm {
    act: String,
    note: String,
}

/// POST `/moderation/reports/{id}`.
pub(crate) async fn handle(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<HandleForm>,
) -> Result<Response, Rejected> {
    let step = match form.act.as_str() {
        "leave" => Step::Leave,
        "resolve" => Step::Resolve,
        "dismiss" => Step::Dismiss,
        _ => Step::Take,
    };
    match reports::handle(&app.core, &member.principal, ReportId(id), step, &form.note).await {
        Ok(()) => {
            let next = match step {
                Step::Take | Step::Leave => paths::moderation_report(&id),
                Step::Resolve | Step::Dismiss => paths::MODERATION.to_owned(),
            };
            Ok(member.visitor.go(next).saying(Flash::SAVED).into_response())
        }
        Err(Error::Forbidden(Denied::Decided)) => {
            let next = member.visitor.go(paths::moderation_report(&id));
            Ok(next.saying(Flash::TOO_LATE).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = CasePage {
                note: kept(&problems, "note", form.note),
                ..build(&app, &member, ReportId(id)).await?
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn build(app: &App, member: &Member, id: ReportId) -> Result<CasePage> {
    let filed = reports::get(&app.core, &member.principal, id).await?;
    let people = [filed.subject.as_ref(), filed.reporter.as_ref()];
    let servers: Vec<_> = people.iter().flatten().filter_map(|actor| actor.instance_id).collect();
    let hosts = instances::hosts(&app.core, &servers).await?;
    let person = |actor: &Actor| {
        let host = hosts.iter().find(|(id, _)| Some(*id) == actor.instance_id);
        person_line(actor, host.map(|(_, host)| host.as_str()))
    };
    let report = &filed.report;
    let html = match (&filed.hidden, &filed.post) {
        (Some(hidden), Some(post)) if post.is_removed() => hidden.html.clone(),
        (_, Some(post)) => post.html.clone(),
        _ => String::new(),
    };
    Ok(CasePage {
        line: line(&filed, member.visitor.language()),
        subject: filed.subject.as_ref().map(person).ok_or(Error::NotFound)?,
        reporter: filed.reporter.as_ref().map(person),
        post: report.post_id.map(|id| id.0),
        place: filed.post.as_ref().map(page_of).unwrap_or_default(),
        html,
        files: files_of_case(&app.core, &filed.files),
        is_gone: filed.post.as_ref().is_some_and(crate::db::posts::Post::is_removed),
        messages: filed
            .messages
            .iter()
            .map(|message| (message.html.clone(), stamp(message.sent_at)))
            .collect(),
        history: (count(filed.history.0), count(filed.history.1)),
        is_open: report.state == ReportState::Open,
        is_mine: report.handler_id == Some(member.principal.actor_id),
        is_closed: report.closed_at.is_some(),
        note: FieldView::of(report.note.clone()),
    })
}
