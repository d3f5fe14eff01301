//! `/posts/{id}/history`: what a post said before, and what became of it.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{PostId, PostKind, RevisionId};
use crate::domain::diff::{Change, Paragraph, Piece};
use crate::domain::history::{self, Version};
use crate::domain::topics;
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::page::Page;
use crate::web::present::stamp;
use crate::web::view::{Pager, Stamp};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// `/posts/{id}/history`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/topics/history.html")]
pub struct HistoryPage {
    /// Title of the topic it is, or is in.
    pub title: String,
    /// Where the post stands.
    pub back: String,
    /// Versions, newest first.
    pub versions: Vec<VersionView>,
    /// Ways on.
    pub pager: Pager,
}

/// A version and how it differs from the one before.
#[derive(Debug, Clone)]
pub struct VersionView {
    /// When it was written.
    pub at: Stamp,
    /// It is what the post says now.
    pub is_current: bool,
    /// It is the first one that is known.
    pub is_first: bool,
    /// Language; empty when unknown.
    pub lang: String,
    /// The title with its changes.
    pub title: Option<Paragraph>,
    /// The text with its changes.
    pub text: Vec<Paragraph>,
}

impl VersionView {
    fn is_added(&self, piece: &Piece) -> bool {
        piece.change == Change::Added
    }

    fn is_removed(&self, piece: &Piece) -> bool {
        piece.change == Change::Removed
    }
}

/// From which version on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// Shows it to whoever may see the post.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(Before { before }): Query<Before>,
) -> Result<Page<HistoryPage>> {
    let found = history::page(&app.core, &visitor.viewer, PostId(id), before.map(RevisionId)).await?;
    let is_reply = found.post.kind == PostKind::Reply;
    let title = if is_reply {
        topics::post(&app.core, &visitor.viewer, found.post.root_id)
            .await?
            .title
    } else {
        found.post.title.clone()
    };
    let address = paths::history(&id);
    let page = HistoryPage {
        title,
        back: match found.post.kind {
            PostKind::Reply => paths::reply(&id),
            PostKind::CaseStudy => paths::case_study(&id),
            PostKind::Training => paths::training(&id),
            _ => paths::topic(&id),
        },
        versions: found.versions.into_iter().map(view).collect(),
        pager: Pager {
            next: found.next.map(|next| format!("{address}?before={next}")),
            previous: before.map(|_| address),
        },
    };
    Ok(Page::new(visitor.chrome(), page))
}

fn view(version: Version) -> VersionView {
    VersionView {
        at: stamp(version.at),
        is_current: version.is_current,
        is_first: version.is_first,
        lang: version.language,
        title: version.title,
        text: version.text,
    }
}
