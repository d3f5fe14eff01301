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
use crate::web::forms::{Form, Path, kept};
use crate::web::page::{Flash, Page};
use crate::web::pages::compose::{Draft, drafting, keep};
use crate::web::paths;
use crate::web::view::ReplyForm;
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
    Form(typed): Form<Typed>,
) -> Response {
    let draft = Draft {
        title: String::new(),
        body: typed.body.clone(),
        back: paths::topic(&topic),
    };
    match answer(&app, &visitor, PostId(topic), &typed).await {
        Ok(response) => response,
        Err(failure) => keep(&visitor, &failure, draft),
    }
}

async fn answer(app: &App, visitor: &Visitor, topic: PostId, typed: &Typed) -> Result<Response> {
    let by = visitor.principal(app)?;
    let parent = typed.parent.map_or(topic, PostId);
    if topics::post(&app.core, &visitor.viewer, parent).await?.root_id != topic {
        return Err(Failure::not_found());
    }
    if typed.intent == "preview" {
        let content = Content::written(&app.core, &typed.body, &typed.language).await?;
        let form = form(topic, typed, &Problems::default(), Some(content.html));
        let page = build(app, visitor, topic, None, form).await?;
        return Ok(Page::new(visitor.chrome(), page).into_response());
    }
    match posts::write_reply(&app.core, &by, parent, &typed.body, &typed.language).await {
        Ok(reply) => {
            drafting::published(app, &by, &typed.draft).await;
            Ok(visitor
                .go(paths::reply(&reply.id.0))
                .saying(Flash::PUBLISHED)
                .into_response())
        }
        Err(domain::Error::Invalid(problems)) => {
            let page = build(app, visitor, topic, None, form(topic, typed, &problems, None)).await?;
            Ok(Page::new(visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn form(topic: PostId, typed: &Typed, problems: &Problems, preview_html: Option<String>) -> ReplyForm {
    ReplyForm {
        parent: typed.parent,
        body: kept(problems, "body", typed.body.clone()),
        lang: typed.language.clone(),
        preview_html,
        draft: drafting::continued(DraftKind::Reply, topic.0, &typed.draft, &typed.draft_version),
    }
}
