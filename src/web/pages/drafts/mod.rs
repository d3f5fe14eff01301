//! `/drafts`: what a member has begun to write. Keeping some of it is the work of composers, with script and without.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::db::types::{DraftId, DraftKind, PostId};
use crate::domain::drafts::{self, DraftForm};
use crate::domain::media::drafted;
use crate::domain::{self};
use crate::error::{Failure, Result};
use crate::web::forms::Path;
use crate::web::page::{Flash, Page};
use crate::web::pages::compose::{Draft as Kept, drafting, keep};
use crate::web::present::own_files;
use crate::web::redirect::Redirect;
use crate::web::uploads::{Composed, Files, Sent};
use crate::web::view::{DraftLine, FileView};
use crate::web::visitor::{Member, Visitor};
use crate::web::{filters, paths};

/// Sent by our script, which stays where it is.
const FRAGMENT: &str = "x-fragment";

/// `/drafts`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/drafts/index.html")]
pub struct DraftsPage {
    /// The drafts, last changed first.
    pub drafts: Vec<DraftLine>,
    /// Days after which one is thrown away.
    pub days: i64,
}

/// `/drafts/{id}`: a text without a place.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/drafts/show.html")]
pub struct DraftPage {
    /// Its id.
    pub id: i64,
    /// Title, if it has one.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// The files it remembers.
    pub files: Vec<FileView>,
}

/// What a composer sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    draft: String,
    draft_version: String,
    draft_kind: String,
    draft_place: String,
    parent: String,
    kind: String,
    title: String,
    body: String,
    language: String,
}

/// What the script is told.
#[derive(Debug, Serialize)]
struct Answer {
    id: String,
    version: String,
    is_apart: bool,
}

/// GET `/drafts`.
pub(crate) async fn index(State(app): State<App>, member: Member) -> Result<Page<DraftsPage>> {
    let kept = drafts::list(&app.core, member.signed_in.account.id).await?;
    let page = DraftsPage {
        drafts: kept
            .iter()
            .map(|draft| drafting::line(draft, Some(paths::draft(&draft.id.0))))
            .collect(),
        days: app.core.config.privacy.draft_days,
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// GET `/drafts/{id}`: leads to the composer, or shows the text if there is none for it any more.
pub(crate) async fn show(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Response> {
    let draft = drafts::get(&app.core, member.signed_in.account.id, DraftId(id)).await?;
    if let Some(place) = drafting::place(&app, &member.visitor, &draft).await? {
        return Ok(member.visitor.go(place).into_response());
    }
    let page = DraftPage {
        id,
        files: own_files(&drafted::list(&app.core, &draft).await?),
        title: draft.title,
        body: draft.body,
    };
    Ok(Page::new(member.visitor.chrome(), page).into_response())
}

/// POST `/drafts/{id}/delete`.
pub(crate) async fn delete(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    drafts::discard(&app.core, &member.principal, DraftId(id)).await?;
    Ok(member.visitor.go(paths::DRAFTS).saying(Flash::DRAFT_GONE))
}

/// POST `/drafts`. Whatever happens, what was typed comes back.
pub(crate) async fn save(State(app): State<App>, visitor: Visitor, headers: HeaderMap, composed: Composed) -> Response {
    let Sent { typed, files, failure } = composed.read::<Typed>(&app, &visitor).await;
    let kept = Kept {
        title: typed.title.clone(),
        body: typed.body.clone(),
        back: paths::DRAFTS.to_owned(),
    };
    let is_script = headers.contains_key(FRAGMENT);
    let written = match failure {
        Some(failure) => Err(failure),
        None => write(&app, &visitor, is_script, &typed, &files).await,
    };
    match written {
        Ok(response) => response,
        Err(failure) if is_script => failure.into_response(),
        Err(failure) => keep(&visitor, &failure, kept),
    }
}

async fn write(app: &App, visitor: &Visitor, is_script: bool, typed: &Typed, files: &Files) -> Result<Response> {
    let by = visitor.principal(app)?;
    let unreadable = || Failure::status(StatusCode::UNPROCESSABLE_ENTITY);
    let form = DraftForm {
        id: typed.draft.parse().ok(),
        version: typed.draft_version.parse().unwrap_or(0),
        kind: typed.draft_kind.parse::<DraftKind>().map_err(|_| unreadable())?,
        place: typed.draft_place.parse().map_err(|_| unreadable())?,
        parent: typed.parent.parse::<PostId>().ok(),
        topic_kind: typed.kind.clone(),
        title: typed.title.clone(),
        body: typed.body.clone(),
        language: typed.language.clone(),
        files: files.attachments(),
    };
    let saved = match drafts::save(&app.core, &by, &form).await {
        Ok(saved) => saved,
        Err(domain::Error::Invalid(_)) => return Err(unreadable()),
        Err(other) => return Err(other.into()),
    };
    if is_script {
        let answer = Answer {
            id: saved
                .draft
                .as_ref()
                .map(|draft| draft.id.to_string())
                .unwrap_or_default(),
            version: saved
                .draft
                .as_ref()
                .map(|draft| draft.version.to_string())
                .unwrap_or_default(),
            is_apart: saved.is_apart,
        };
        return Ok(Json(answer).into_response());
    }
    let Some(draft) = saved.draft else {
        return Ok(visitor.go(paths::DRAFTS).into_response());
    };
    let said = if files.is_refused() {
        Flash::DRAFT_WITHOUT_FILES
    } else if saved.is_apart {
        Flash::DRAFT_APART
    } else {
        Flash::DRAFT_KEPT
    };
    let place = drafting::address(app, visitor, &draft).await?;
    Ok(visitor.go(place).saying(said).into_response())
}
