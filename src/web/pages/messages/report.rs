//! Choosing messages that moderators are to see. They see these and no others.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::messages::texts::Message;
use crate::db::types::{ConversationId, MessageId, MessageKind};
use crate::domain::messages::report;
use crate::domain::messages::show::{self as reading, Thread};
use crate::domain::moderation::WhyForm;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Path, Query, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::view::FieldView;
use crate::web::visitor::{Member, Rejected};

use super::{ChoiceLine, ReportMessagesPage, views};

/// Which page of the conversation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Below {
    below: Option<i64>,
}

/// GET `/messages/{id}/report`.
pub(crate) async fn choose(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Query(Below { below }): Query<Below>,
) -> Result<Page<ReportMessagesPage>, Rejected> {
    let thread = reading::thread(&app.core, &member.principal, ConversationId(id), below).await?;
    Ok(Page::new(member.visitor.chrome(), page(&thread, &[])))
}

/// POST `/messages/{id}/report`.
pub(crate) async fn file(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    body: String,
) -> Result<Response, Rejected> {
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let of = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let chosen: Vec<MessageId> = fields
        .iter()
        .filter(|(field, _)| field == "message")
        .filter_map(|(_, value)| value.parse().ok())
        .collect();
    let why = WhyForm {
        category: of("category"),
        words: of("words"),
    };
    let conversation = ConversationId(id);
    match report::file(&app.core, &member.principal, conversation, &chosen, &why).await {
        Ok(()) => {
            let next = member.visitor.go(paths::conversation(&id));
            Ok(next.saying(Flash::REPORTED).into_response())
        }
        Err(error) => {
            let problems: Problems = problems(error)?;
            let thread = reading::thread(&app.core, &member.principal, conversation, None).await?;
            let page = ReportMessagesPage {
                chosen: kept(&problems, "messages", String::new()),
                category: kept(&problems, "category", why.category),
                words: kept(&problems, "words", why.words),
                ..page(&thread, &chosen)
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

fn page(thread: &Thread, chosen: &[MessageId]) -> ReportMessagesPage {
    let id = thread.conversation.id.0;
    let is_others = |message: &&Message| {
        message.kind == MessageKind::Text && message.deleted_at.is_none() && message.author_id != thread.member.actor_id
    };
    let choice = |message: &Message| ChoiceLine {
        id: message.id.0,
        name: views::person(thread.person(message.author_id), &thread.hosts).name,
        excerpt: message.excerpt.clone(),
        at: stamp(message.sent_at),
        is_chosen: chosen.contains(&message.id),
    };
    ReportMessagesPage {
        id,
        name: views::thread_name(thread),
        choices: thread.messages.iter().rev().filter(is_others).map(choice).collect(),
        chosen: FieldView::default(),
        older: thread
            .older
            .map(|number| format!("{}?below={number}", paths::conversation_report(&id))),
        category: FieldView::default(),
        words: FieldView::default(),
    }
}
