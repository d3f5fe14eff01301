//! `/posts/{id}/edit`: changing what one wrote.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::{DraftKind, PostId, PostKind};
use crate::domain::cases::replications;
use crate::domain::content::Content;
use crate::domain::posts::{self, TopicForm};
use crate::domain::validate::Problems;
use crate::domain::{self, Denied, media, topics};
use crate::error::Result;
use crate::web::forms::{Path, Query, kept};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::uploads::{Composed, Files, Sent, tray};
use crate::web::visitor::{Member, Rejected, Visitor};

use super::{Draft, EditPostPage, drafting, keep};

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
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

fn page_of(post: &Post) -> String {
    if post.kind == PostKind::Reply {
        paths::reply(&post.id.0)
    } else {
        paths::topic(&post.id.0)
    }
}

/// The post as it is.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Query(asked): Query<drafting::Asked>,
) -> Result<Response, Rejected> {
    let visitor = &member.visitor;
    let post = load(&app, visitor, id).await?;
    // A report has a form of its own.
    if post.kind == PostKind::Reply
        && replications::mine(&app.core, &visitor.viewer, post.root_id)
            .await?
            .is_some_and(|mine| mine.post.id == post.id)
    {
        return Ok(visitor.go(paths::case_replicate(&post.root_id.0)).into_response());
    }
    let (typed, files) = match drafting::opened(&app, visitor, asked.draft).await? {
        Some(draft) => {
            let files = drafting::files(&app, &draft).await?;
            (continued(draft), files)
        }
        None => {
            let files = tray(&app, &media::on_post(&app.core, post.id).await?);
            (as_it_stands(&post), files)
        }
    };
    let mut page = build(&app, visitor, &post, &typed, &Problems::default()).await?;
    if typed.draft.is_empty() {
        page.draft.offers = drafting::offers(&app, visitor, DraftKind::Edit, id).await?;
    }
    page.files = files;
    Ok(Page::new(visitor.chrome(), page).into_response())
}

fn as_it_stands(post: &Post) -> Typed {
    Typed {
        title: post.title.clone(),
        body: post.source.clone().unwrap_or_default(),
        language: post.language.clone().unwrap_or_default(),
        ..Typed::default()
    }
}

fn continued(draft: crate::db::drafts::Draft) -> Typed {
    Typed {
        title: draft.title,
        body: draft.body,
        language: draft.language,
        draft: draft.id.to_string(),
        draft_version: draft.version.to_string(),
        ..Typed::default()
    }
}

/// Saves or previews. Whatever happens, what was typed comes back.
pub(crate) async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    composed: Composed,
) -> Response {
    let sent: Sent<Typed> = composed.read(&app, &visitor).await;
    let typed = &sent.typed;
    let draft = Draft {
        title: typed.title.clone(),
        body: typed.body.clone(),
        back: paths::edit(&id),
    };
    let written = match &sent.failure {
        Some(failure) => Err(failure.clone()),
        None => write(&app, &visitor, id, typed, &sent.files).await,
    };
    match written {
        Ok(response) => response,
        Err(failure) => keep(&visitor, &failure, draft),
    }
}

async fn write(app: &App, visitor: &Visitor, id: i64, typed: &Typed, files: &Files) -> Result<Response> {
    let by = visitor.principal(app)?;
    let post = load(app, visitor, id).await?;
    if typed.intent == "preview" {
        let content = Content::written(&app.core, &typed.body, &typed.language).await?;
        let mut page = build(app, visitor, &post, typed, &Problems::default()).await?;
        page.preview_html = Some(content.html);
        page.files = files.tray(app, visitor, &Problems::default()).await?;
        return Ok(Page::new(visitor.chrome(), page).into_response());
    }
    if typed.intent == "attach" || files.is_refused() {
        let mut page = build(app, visitor, &post, typed, &Problems::default()).await?;
        page.files = files.tray(app, visitor, &Problems::default()).await?;
        return Ok(Page::new(visitor.chrome(), page)
            .with_status(files.status())
            .into_response());
    }
    let form = TopicForm {
        kind: String::new(),
        title: typed.title.clone(),
        body: typed.body.clone(),
        language: typed.language.clone(),
    };
    match posts::rewrite_with(&app.core, &by, post.id, &form, Some(files.attachments())).await {
        Ok(post) => {
            drafting::published(app, &by, &typed.draft).await;
            Ok(visitor.go(page_of(&post)).saying(Flash::SAVED).into_response())
        }
        Err(domain::Error::Invalid(problems)) => {
            let mut page = build(app, visitor, &post, typed, &problems).await?;
            page.files = files.tray(app, visitor, &problems).await?;
            Ok(Page::new(visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The post, if it is there and the visitor wrote it.
async fn load(app: &App, visitor: &Visitor, id: i64) -> Result<Post> {
    let post = topics::post(&app.core, &visitor.viewer, PostId(id)).await?;
    if post.is_removed() {
        return Err(domain::Error::Gone.into());
    }
    if posts::may_edit(&visitor.viewer, &post) {
        Ok(post)
    } else {
        Err(domain::Error::Forbidden(Denied::NotAuthor).into())
    }
}

async fn build(app: &App, visitor: &Visitor, post: &Post, typed: &Typed, problems: &Problems) -> Result<EditPostPage> {
    let is_reply = post.kind == PostKind::Reply;
    let topic_title = if is_reply {
        topics::post(&app.core, &visitor.viewer, post.root_id).await?.title
    } else {
        post.title.clone()
    };
    Ok(EditPostPage {
        id: post.id.0,
        title: (!is_reply).then(|| kept(problems, "title", typed.title.clone())),
        topic_title,
        body: kept(problems, "body", typed.body.clone()),
        language: kept(problems, "language", typed.language.clone()),
        preview_html: None,
        files: tray(app, &[]),
        back: page_of(post),
        draft: drafting::continued(DraftKind::Edit, post.id.0, &typed.draft, &typed.draft_version),
    })
}
