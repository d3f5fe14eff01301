//! Posts that wait: the queue of moderators, and one's own.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::moderation::held::Held;
use crate::db::types::{HeldCause, HeldId, HeldState};
use crate::domain::moderation::held;
use crate::domain::{Denied, Error, instances, submissions};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{kept_files, person_line, send_line, stamp};
use crate::web::view::{FieldView, Pager};
use crate::web::visitor::{Member, Rejected};

use super::{HeldLine, HeldPage, WaitingPage};

/// Where the page begins.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    after: Option<i64>,
}

/// GET `/moderation/held`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(query): Query<After>,
) -> Result<Page<HeldPage>, Rejected> {
    let page = build(&app, &member, query.after).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn build(app: &App, member: &Member, after: Option<i64>) -> Result<HeldPage> {
    let (rows, next) = held::queue(&app.core, &member.principal, after).await?;
    let servers: Vec<_> = rows.iter().filter_map(|row| row.author.instance_id).collect();
    let hosts = instances::hosts(&app.core, &servers).await?;
    let language = member.visitor.language();
    let posts = rows.iter().map(|row| {
        let host = hosts.iter().find(|(id, _)| Some(*id) == row.author.instance_id);
        let (forum, actor) = &row.place;
        HeldLine {
            author: Some(person_line(&row.author, host.map(|(_, host)| host.as_str()))),
            forum: forum.name(actor, language).to_owned(),
            files: kept_files(&app.core, &row.files),
            ..line(&row.held)
        }
    });
    Ok(HeldPage {
        posts: posts.collect(),
        pager: Pager {
            previous: None,
            next: next.map(|id| format!("{}?after={id}", paths::HELD)),
        },
        reason: None,
        is_staff: member.principal.is_staff(),
    })
}

fn line(held: &Held) -> HeldLine {
    let (cause, words) = match (held.state, held.cause) {
        (HeldState::Refused, _) => ("held-refused", &held.reason),
        (_, HeldCause::First) => ("held-first", &held.phrase),
        (_, HeldCause::Word) => ("held-word", &held.phrase),
    };
    HeldLine {
        id: held.id.0,
        title: held.title.clone(),
        html: held.html.clone(),
        source: held.source.clone().unwrap_or_default(),
        files: Vec::new(),
        author: None,
        forum: String::new(),
        cause,
        words: words.clone(),
        at: stamp(held.created_at),
    }
}

/// What is decided.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DecideForm {
    act: String,
    reason: String,
}

/// POST `/moderation/held/{id}`.
pub(crate) async fn decide(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<DecideForm>,
) -> Result<Response, Rejected> {
    let (core, by) = (&app.core, &member.principal);
    let done = if form.act == "approve" {
        held::approve(core, by, HeldId(id)).await
    } else {
        held::refuse(core, by, HeldId(id), &form.reason).await
    };
    match done {
        Ok(()) => Ok(member.visitor.go(paths::HELD).saying(Flash::SAVED).into_response()),
        Err(Error::Forbidden(Denied::Decided)) => {
            let next = member.visitor.go(paths::HELD);
            Ok(next.saying(Flash::TOO_LATE).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let reason: FieldView = kept(&problems, "reason", form.reason);
            let page = HeldPage {
                reason: Some((id, reason)),
                ..build(&app, &member, Some(id - 1)).await?
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// GET `/waiting`.
pub(crate) async fn mine(State(app): State<App>, member: Member) -> Result<Page<WaitingPage>, Rejected> {
    let rows = held::mine(&app.core, &member.principal).await?;
    let sent = submissions::mine(&app.core, &member.principal).await?;
    let page = WaitingPage {
        posts: rows.iter().map(line).collect(),
        sent: sent
            .iter()
            .map(|(row, post, host)| send_line(row, post, host))
            .collect(),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}
