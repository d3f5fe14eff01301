//! Folder and note of a bookmark.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain::reading::bookmarks::{self, BookmarkForm};
use crate::domain::topics;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::view::SelectOption;
use crate::web::visitor::Member;

use super::BookmarkPage;

/// What is typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    folder: String,
    new_folder: String,
    note: String,
}

/// GET `/bookmarks/{post}`.
pub(crate) async fn edit(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<BookmarkPage>> {
    let bookmark = bookmarks::get(&app.core, &member.principal, PostId(id)).await?;
    let typed = Typed {
        folder: bookmark.folder_id.map(|id| id.to_string()).unwrap_or_default(),
        new_folder: String::new(),
        note: bookmark.note,
    };
    let page = page(&app, &member, id, &typed, &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/bookmarks/{post}`.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let form = BookmarkForm {
        folder: typed.folder.clone(),
        new_folder: typed.new_folder.clone(),
        note: typed.note.clone(),
    };
    match bookmarks::save(&app.core, &member.principal, PostId(id), &form).await {
        Ok(()) => Ok(member.visitor.go(paths::BOOKMARKS).saying(Flash::SAVED).into_response()),
        Err(error) => {
            let page = page(&app, &member, id, &typed, &problems(error)?).await?;
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn page(app: &App, member: &Member, id: i64, typed: &Typed, problems: &Problems) -> Result<BookmarkPage> {
    let post = topics::post(&app.core, &member.visitor.viewer, PostId(id)).await?;
    let folders = bookmarks::folders(&app.core, &member.principal).await?;
    Ok(BookmarkPage {
        id,
        title: if post.title.is_empty() {
            post.excerpt
        } else {
            post.title
        },
        note: kept(problems, "note", typed.note.as_str()),
        folder: kept(problems, "folder", typed.folder.as_str()),
        new_folder: kept(problems, "new_folder", typed.new_folder.as_str()),
        folders: folders
            .into_iter()
            .map(|folder| SelectOption {
                value: folder.id.to_string(),
                name: folder.name,
            })
            .collect(),
    })
}
