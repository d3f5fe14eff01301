//! `POST /topics/{id}/replies`: answering a topic or one of its replies.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{DraftKind, PostId};
use crate::domain::content::Content;
use crate::domain::validate::Problems;
use crate::domain::{self, posts, topics};
use crate::error::{Failure, Result};
use crate::web::forms::{Path, kept};
use crate::web::page::{Flash, Page};
use crate::web::pages::cases::show as case;
use crate::web::pages::compose::{Draft, drafting, keep};
use crate::web::pages::trainings::show as training;
use crate::web::paths;
use crate::web::uploads::{Composed, Files, Sent};
use crate::web::view::{ReplyForm, TopicKind, Tray};
use crate::web::visitor::Visitor;

use super::show::build;

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    parent: Option<i64>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    intent: String,
    #[serde(default)]
    draft: String,
    #[serde(default)]
    draft_version: String,
}

/// Publishes or previews. Whatever happens, what was typed comes back.
pub(crate) async fn publish(
    State(app): State<App>,
    visitor: Visitor,
    Path(topic): Path<i64>,
    composed: Composed,
) -> Response {
    let sent: Sent<Typed> = composed.read(&app, &visitor).await;
    let typed = &sent.typed;
    let draft = Draft {
        title: String::new(),
        body: typed.body.clone(),
        back: paths::topic(&topic),
    };
    let answered = match &sent.failure {
        Some(failure) => Err(failure.clone()),
        None => answer(&app, &visitor, PostId(topic), typed, &sent.files).await,
    };
    match answered {
        Ok(response) => response,
        Err(failure) => keep(&visitor, &failure, draft),
    }
}

async fn answer(app: &App, visitor: &Visitor, topic: PostId, typed: &Typed, files: &Files) -> Result<Response> {
    let by = visitor.principal(app)?;
    let parent = typed.parent.map_or(topic, PostId);
    if topics::post(&app.core, &visitor.viewer, parent).await?.root_id != topic {
        return Err(Failure::not_found());
    }
    if typed.intent == "preview" {
        let content = Content::written(&app.core, &typed.body, &typed.language).await?;
        let mut form = form(topic, typed, &Problems::default(), Some(content.html));
        form.files = files.tray(app, visitor, &Problems::default()).await?;
        return again(app, visitor, topic, form, StatusCode::OK).await;
    }
    if typed.intent == "attach" || files.is_refused() {
        let mut form = form(topic, typed, &Problems::default(), None);
        form.files = files.tray(app, visitor, &Problems::default()).await?;
        return again(app, visitor, topic, form, files.status()).await;
    }
    let written = posts::write_reply_with(
        &app.core,
        &by,
        parent,
        &typed.body,
        &typed.language,
        files.attachments(),
    );
    match written.await {
        Ok(reply) => {
            drafting::published(app, &by, &typed.draft).await;
            Ok(visitor
                .go(paths::reply(&reply.id.0))
                .saying(Flash::PUBLISHED)
                .into_response())
        }
        Err(domain::Error::Held) => {
            drafting::published(app, &by, &typed.draft).await;
            Ok(visitor.go(paths::WAITING).saying(Flash::HELD).into_response())
        }
        Err(domain::Error::Invalid(problems)) => {
            let mut form = form(topic, typed, &problems, None);
            form.files = files.tray(app, visitor, &problems).await?;
            again(app, visitor, topic, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The page that the form stands on, with what was typed.
async fn again(app: &App, visitor: &Visitor, topic: PostId, form: ReplyForm, status: StatusCode) -> Result<Response> {
    let page = build(app, visitor, topic, None, form).await?;
    if page.topic.kind == TopicKind::CaseStudy {
        let page = case::of_thread(app, visitor, page).await?;
        return Ok(Page::new(visitor.chrome(), page).with_status(status).into_response());
    }
    if page.topic.kind == TopicKind::Training {
        let page = training::of_thread(app, visitor, page).await?;
        return Ok(Page::new(visitor.chrome(), page).with_status(status).into_response());
    }
    Ok(Page::new(visitor.chrome(), page).with_status(status).into_response())
}

fn form(topic: PostId, typed: &Typed, problems: &Problems, preview_html: Option<String>) -> ReplyForm {
    ReplyForm {
        parent: typed.parent,
        body: kept(problems, "body", typed.body.clone()),
        files: Tray::default(),
        lang: typed.language.clone(),
        preview_html,
        draft: drafting::continued(DraftKind::Reply, topic.0, &typed.draft, &typed.draft_version),
    }
}
