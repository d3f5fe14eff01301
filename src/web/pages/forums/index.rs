//! `/forums`: local forums, followed ones, and those of other servers that somebody here follows.

use std::collections::HashSet;

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::ForumId;
use crate::domain::forums::{self, ForumView};
use crate::domain::reading;
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::present::{count, forum_card};
use crate::web::view::{ForumCard, IndexTab, Pager};
use crate::web::visitor::Visitor;

use super::ForumIndexPage;

/// `?show=`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Choice {
    #[serde(default)]
    show: String,
}

/// `/forums`.
pub(crate) async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Result<Page<ForumIndexPage>> {
    let actor = visitor.viewer.actor_id();
    let tab = tab(&choice.show, actor.is_some());
    let followed = match actor {
        Some(actor) => forums::followed(&app.core, actor).await?,
        None => Vec::new(),
    };
    let follows: HashSet<ForumId> = followed.iter().map(|view| view.forum.id).collect();
    let shown = match tab {
        IndexTab::Local => forums::index(&app.core, &visitor.viewer).await?.0,
        IndexTab::Discover => forums::index(&app.core, &visitor.viewer).await?.1,
        IndexTab::Followed => followed,
    };
    let ids: Vec<ForumId> = shown.iter().map(|view| view.forum.id).collect();
    let unread = reading::in_forums(&app.core, &visitor.viewer, &ids).await?;
    let card = |view: &ForumView| ForumCard {
        unread: unread.get(&view.forum.id).copied().map_or(0, count),
        ..forum_card(view, visitor.language(), follows.contains(&view.forum.id))
    };
    let page = ForumIndexPage {
        tab,
        forums: shown.iter().map(card).collect(),
        pager: Pager::default(),
    };
    Ok(Page::new(visitor.chrome(), page))
}

fn tab(wanted: &str, is_member: bool) -> IndexTab {
    IndexTab::ALL
        .into_iter()
        .find(|tab| tab.tag() == wanted && (is_member || *tab != IndexTab::Followed))
        .unwrap_or(IndexTab::Local)
}
