//! A conversation, and saying something in it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{ConversationId, MemberState};
use crate::domain::messages::show::{self as reading, Thread};
use crate::domain::messages::{self, FILES_MAX, settings};
use crate::domain::validate::Problems;
use crate::domain::{Denied, Error};
use crate::error::Result;
use crate::web::forms::{Path, Query, kept};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::uploads::{Composed, Files, Sent, tray};
use crate::web::view::{FieldError, FieldView, Tray};
use crate::web::visitor::{Member, Rejected};

use super::{ConversationPage, MessageForm, views};

/// Which page of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Below {
    below: Option<i64>,
}

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    pub(super) body: String,
    pub(super) intent: String,
}

/// GET `/messages/{id}`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Query(Below { below }): Query<Below>,
) -> Result<Page<ConversationPage>, Rejected> {
    let thread = reading::open(&app.core, &member.principal, ConversationId(id), below).await?;
    let page = build(&app, &member, &thread, below).await?;
    // What was read by opening it does not wait any more.
    let chrome = match thread.member.unread {
        0 => member.visitor.chrome(),
        _ => member.visitor.chrome_counted_again(&app).await?,
    };
    Ok(Page::new(chrome, page))
}

/// POST `/messages/{id}`. Whatever happens, what was typed comes back.
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    composed: Composed,
) -> Result<Response, Rejected> {
    let sent: Sent<Typed> = composed.read(&app, &member.visitor).await;
    if let Some(failure) = sent.failure {
        return Err(failure.into());
    }
    let (typed, files) = (sent.typed, sent.files);
    let id = ConversationId(id);
    if typed.intent == "attach" || files.is_refused() {
        let status = files.status();
        let form = form(&app, &member, typed, &files, &Problems::default()).await?;
        return again(&app, &member, id, form, None, status).await;
    }
    let message = messages::MessageForm {
        body: typed.body.clone(),
        files: files.attachments(),
    };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    match messages::send(&app.core, &member.principal, id, &message).await {
        Ok(message) => {
            let next = format!("{}#m{}", paths::conversation(&id.0), message.id);
            Ok(member.visitor.go(next).into_response())
        }
        Err(Error::Invalid(problems)) => {
            let form = form(&app, &member, typed, &files, &problems).await?;
            again(&app, &member, id, form, None, unprocessable).await
        }
        Err(Error::Forbidden(denied @ (Denied::YouBlock | Denied::Alone))) => {
            let form = form(&app, &member, typed, &files, &Problems::default()).await?;
            let refusal = Some(FieldError::new(denied.key()));
            again(&app, &member, id, form, refusal, unprocessable).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form with what was typed.
pub(super) async fn form(
    app: &App,
    member: &Member,
    typed: Typed,
    files: &Files,
    problems: &Problems,
) -> Result<MessageForm> {
    Ok(MessageForm {
        body: kept(problems, "body", typed.body),
        files: few(files.tray(app, &member.visitor, problems).await?),
    })
}

/// A tray that says how many files a message takes.
pub(super) fn few(tray: Tray) -> Tray {
    Tray {
        most: FILES_MAX,
        ..tray
    }
}

pub(super) async fn again(
    app: &App,
    member: &Member,
    id: ConversationId,
    form: MessageForm,
    refusal: Option<FieldError>,
    status: StatusCode,
) -> Result<Response, Rejected> {
    let thread = reading::thread(&app.core, &member.principal, id, None).await?;
    let page = ConversationPage {
        form,
        refusal,
        ..build(app, member, &thread, None).await?
    };
    let page = Page::new(member.visitor.chrome(), page);
    Ok(page.with_status(status).into_response())
}

/// The page of a conversation.
pub(super) async fn build(app: &App, member: &Member, thread: &Thread, below: Option<i64>) -> Result<ConversationPage> {
    let id = thread.conversation.id.0;
    let found = reading::beside(&app.core, &member.principal).await?;
    let lines = found.lines.iter().map(|line| views::line(line, &found.hosts, Some(id)));
    let members = views::members(thread);
    let is_group = !thread.conversation.is_pair();
    let others = thread.others();
    let is_alone = !others.map(|(_, actor)| actor).any(|actor| actor.deleted_at.is_none());
    let shows_presence = settings::get(&app.core, &member.principal).await?.shows_presence;
    let elsewhere = thread.others().filter(|(_, actor)| !actor.is_local()).count();
    Ok(ConversationPage {
        id,
        name: views::thread_name(thread),
        title: FieldView::of(thread.conversation.title.clone()),
        who: FieldView::default(),
        is_group,
        other: members
            .iter()
            .find(|line| !is_group && !line.is_me)
            .map(|line| line.person.handle.clone())
            .unwrap_or_default(),
        members,
        presence: views::presence(thread, shows_presence && below.is_none()),
        servers: views::servers(thread),
        is_scattered: elsewhere > 1,
        entries: views::entries(&app.core, thread),
        older: thread
            .older
            .map(|number| format!("{}?below={number}", paths::conversation(&id))),
        newest: below.map(|_| paths::conversation_end(&id)),
        is_request: thread.member.state == MemberState::Requested,
        is_muted: thread.member.is_muted,
        shows_read: thread.member.shows_read,
        is_blocked: thread.is_blocked,
        is_alone,
        refusal: None,
        form: MessageForm {
            body: FieldView::default(),
            files: few(tray(app, &[])),
        },
        lines: lines.collect(),
    })
}

impl ConversationPage {
    /// Whether it is said that something was done to it.
    pub(super) fn said(act: &str) -> Flash {
        match act {
            "leave" => Flash::CONVERSATION_LEFT,
            "decline" => Flash::CONVERSATION_DECLINED,
            _ => Flash::SAVED,
        }
    }
}
