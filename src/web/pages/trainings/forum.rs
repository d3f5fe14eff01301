//! `/forums/{name}/trainings`: the trainings of a forum.

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::domain::forums;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::calendar::{self, Search, View};
use crate::domain::trainings::may_publish;
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::page::Page;
use crate::web::pages::standing::{head, standing};
use crate::web::present::cursor;
use crate::web::view::{ForumHead, Pager, TopicTab, TrainingCard};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

use super::agenda::{Asked, cards};

/// `/forums/{name}/trainings`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/forum.html")]
pub struct ForumTrainingsPage {
    /// The forum.
    pub forum: ForumHead,
    /// Its trainings, the next first; or those that are over.
    pub cards: Vec<TrainingCard>,
    /// Those that are over are shown.
    pub is_past: bool,
    /// Whether the viewer may offer one here.
    pub may_publish: bool,
    /// Ways on.
    pub pager: Pager,
}

/// GET `/forums/{name}/trainings`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page<ForumTrainingsPage>> {
    let (core, viewer) = (&app.core, &visitor.viewer);
    let forum = forums::find(core, viewer, &name).await?;
    let is_past = asked.get("view").is_some_and(|view| view == "past");
    let after = asked.get("after").and_then(|text| cursor::read(text));
    let search = Search {
        forum: name.clone(),
        ..Search::default()
    };
    let view = if is_past { View::Past } else { View::List };
    let found = calendar::look(core, viewer, &search, view, after).await?;
    let terms = Taxonomy::load(core).await?;
    let standing = standing(&app, &visitor, &forum).await?;
    let address = paths::forum_trainings(&name);
    let here = if is_past {
        format!("{address}?view=past")
    } else {
        address
    };
    let joint = if is_past { '&' } else { '?' };
    let page = ForumTrainingsPage {
        cards: cards(&found, &found.shown, &terms, visitor.language()),
        is_past,
        may_publish: forum.forum.is_local && may_publish(core, viewer),
        pager: Pager {
            next: found
                .next
                .map(|next| format!("{here}{joint}after={}", cursor::write(next))),
            previous: after.map(|_| here),
        },
        forum: head(&app, &visitor, &forum, &standing),
    };
    Ok(Page::new(visitor.chrome(), page))
}
