//! `/forums/{name}/new`: writing a topic.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::DraftKind;
use crate::domain::content::Content;
use crate::domain::forums::{self, ForumView};
use crate::domain::posts::{self, TopicForm};
use crate::domain::validate::Problems;
use crate::domain::{self, Denied, text};
use crate::error::Result;
use crate::web::forms::{Path, Query, kept};
use crate::web::page::{Flash, Page};
use crate::web::pages::standing::{head, standing};
use crate::web::paths;
use crate::web::uploads::{Composed, Files, Sent, tray};
use crate::web::visitor::{Member, Rejected, Visitor};

use super::{Draft, NewTopicPage, complete, drafting, keep};

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
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

/// The empty form.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
    Query(asked): Query<drafting::Asked>,
) -> Result<Page<NewTopicPage>, Rejected> {
    let visitor = &member.visitor;
    let forum = forums::find(&app.core, &visitor.viewer, &name).await?;
    let mut files = tray(&app, &[]);
    let typed = match drafting::opened(&app, visitor, asked.draft).await? {
        Some(draft) => {
            files = drafting::files(&app, &draft).await?;
            Typed {
                kind: draft.topic_kind,
                title: draft.title,
                body: draft.body,
                language: draft.language,
                draft: draft.id.to_string(),
                draft_version: draft.version.to_string(),
                ..Typed::default()
            }
        }
        None => Typed {
            kind: "question".to_owned(),
            title: text::cut(&asked.title, text::TITLE_MAX),
            language: visitor.locale().tag().to_owned(),
            ..Typed::default()
        },
    };
    let mut page = build(&app, visitor, &forum, &typed, &Problems::default()).await?;
    if !page.forum.may_post {
        let why = if page.forum.needs_level {
            Denied::Unverified
        } else {
            Denied::ModeratorsOnly
        };
        return Err(domain::Error::Forbidden(why).into());
    }
    page.files = files;
    if typed.draft.is_empty() {
        page.draft.offers = drafting::offers(&app, visitor, DraftKind::Topic, forum.forum.id.0).await?;
    }
    Ok(Page::new(visitor.chrome(), page))
}

/// Publishes or previews. Whatever happens, what was typed comes back.
pub(crate) async fn publish(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    composed: Composed,
) -> Response {
    let sent: Sent<Typed> = composed.read(&app, &visitor).await;
    let typed = &sent.typed;
    let draft = Draft {
        title: typed.title.clone(),
        body: typed.body.clone(),
        back: paths::forum(&name),
    };
    let written = match &sent.failure {
        Some(failure) => Err(failure.clone()),
        None => write(&app, &visitor, &name, typed, &sent.files).await,
    };
    match written {
        Ok(response) => response,
        Err(failure) => keep(&visitor, &failure, draft),
    }
}

async fn write(app: &App, visitor: &Visitor, name: &str, typed: &Typed, files: &Files) -> Result<Response> {
    let by = visitor.principal(app)?;
    let forum = forums::find(&app.core, &visitor.viewer, name).await?;
    if typed.intent == "preview" {
        let content = Content::written(&app.core, &typed.body, &typed.language).await?;
        let mut page = build(app, visitor, &forum, typed, &Problems::default()).await?;
        page.preview_html = Some(content.html);
        page.similar = complete::similar_to(app, visitor, &typed.title).await?;
        page.files = files.tray(app, visitor, &Problems::default()).await?;
        return Ok(Page::new(visitor.chrome(), page).into_response());
    }
    if typed.intent == "attach" || files.is_refused() {
        let mut page = build(app, visitor, &forum, typed, &Problems::default()).await?;
        page.files = files.tray(app, visitor, &Problems::default()).await?;
        return Ok(Page::new(visitor.chrome(), page)
            .with_status(files.status())
            .into_response());
    }
    let form = TopicForm {
        kind: typed.kind.clone(),
        title: typed.title.clone(),
        body: typed.body.clone(),
        language: typed.language.clone(),
    };
    match posts::write_topic_with(&app.core, &by, forum.forum.id, &form, files.attachments()).await {
        Ok(topic) => {
            drafting::published(app, &by, &typed.draft).await;
            Ok(visitor
                .go(paths::topic(&topic.id.0))
                .saying(Flash::PUBLISHED)
                .into_response())
        }
        Err(domain::Error::Held) => {
            drafting::published(app, &by, &typed.draft).await;
            Ok(visitor.go(paths::WAITING).saying(Flash::HELD).into_response())
        }
        Err(domain::Error::Invalid(problems)) => {
            let mut page = build(app, visitor, &forum, typed, &problems).await?;
            page.files = files.tray(app, visitor, &problems).await?;
            Ok(Page::new(visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn build(
    app: &App,
    visitor: &Visitor,
    forum: &ForumView,
    typed: &Typed,
    problems: &Problems,
) -> Result<NewTopicPage> {
    let standing = standing(app, visitor, forum).await?;
    Ok(NewTopicPage {
        forum: head(app, visitor, forum, &standing),
        kind: kept(problems, "kind", typed.kind.clone()),
        may_announce: standing.is_moderator,
        title: kept(problems, "title", typed.title.clone()),
        body: kept(problems, "body", typed.body.clone()),
        language: kept(problems, "language", typed.language.clone()),
        preview_html: None,
        similar: Vec::new(),
        draft: drafting::continued(DraftKind::Topic, forum.forum.id.0, &typed.draft, &typed.draft_version),
        files: tray(app, &[]),
    })
}
