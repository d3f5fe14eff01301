//! The list of what a member keeps; keeping and letting go; taking folders away.

use std::collections::HashMap;

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{FolderId, PostId, PostKind};
use crate::domain::reading::bookmarks;
use crate::domain::topics;
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::topic_row;
use crate::web::redirect::{Redirect, local};
use crate::web::view::Pager;
use crate::web::visitor::Member;

use super::{BookmarksPage, KeptRow};

/// Which folder, from where.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Choice {
    folder: Option<i64>,
    after: Option<i64>,
}

/// GET `/bookmarks`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(choice): Query<Choice>,
) -> Result<Page<BookmarksPage>> {
    let by = &member.principal;
    let folders: Vec<(i64, String)> = bookmarks::folders(&app.core, by)
        .await?
        .into_iter()
        .map(|folder| (folder.id.0, folder.name))
        .collect();
    let open = match choice.folder {
        Some(id) => Some(
            folders
                .iter()
                .find(|(known, _)| *known == id)
                .ok_or_else(Failure::not_found)?,
        ),
        None => None,
    };
    let kept = bookmarks::list(&app.core, by, open.map(|(id, _)| FolderId(*id)), choice.after).await?;
    let names: HashMap<i64, &str> = folders.iter().map(|(id, name)| (*id, name.as_str())).collect();
    let rows = kept.bookmarks.iter().zip(&kept.shown.posts).map(|(bookmark, post)| {
        let folder = bookmark
            .folder_id
            .and_then(|id| Some((id.0, (*names.get(&id.0)?).to_owned())));
        KeptRow {
            post: topic_row(post, &kept.shown, member.visitor.language(), true),
            href: match post.kind {
                PostKind::Reply => paths::reply(&post.id.0),
                _ => paths::topic(&post.id.0),
            },
            is_gone: post.is_removed(),
            note: bookmark.note.clone(),
            folder,
        }
    });
    let address = open.map_or_else(
        || format!("{}?", paths::BOOKMARKS),
        |(id, _)| format!("{}&", paths::folder(id)),
    );
    let page = BookmarksPage {
        rows: rows.collect(),
        pager: Pager {
            next: kept.next.map(|id| format!("{address}after={id}")),
            previous: choice.after.map(|_| address.trim_end_matches(['?', '&']).to_owned()),
        },
        open: open.cloned(),
        folders,
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// `bookmark=yes` or `no`, and where it leads back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    bookmark: String,
    next: String,
}

/// POST `/posts/{id}/bookmark`.
pub(crate) async fn keep(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let post = topics::post(&app.core, &member.visitor.viewer, PostId(id)).await?;
    if wish.bookmark == "no" {
        bookmarks::release(&app.core, &member.principal, post.id).await?;
    } else {
        bookmarks::keep(&app.core, &member.principal, post.id).await?;
    }
    let back = match post.kind {
        _ if !wish.next.is_empty() => local(&wish.next).to_owned(),
        PostKind::Reply => paths::reply(&id),
        _ => paths::topic(&id),
    };
    Ok(member.visitor.go(back).saying(Flash::SAVED))
}

/// POST `/bookmarks/folders/{id}/remove`.
pub(crate) async fn remove_folder(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    bookmarks::remove_folder(&app.core, &member.principal, FolderId(id)).await?;
    Ok(member.visitor.go(paths::BOOKMARKS).saying(Flash::SAVED))
}
