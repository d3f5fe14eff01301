//! `/forums/{name}/cases`: the case studies of a forum.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::domain::cases::{forum as shelf, may_publish};
use crate::domain::forums;
use crate::domain::taxonomy::Taxonomy;
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::page::Page;
use crate::web::pages::standing::{head, standing};
use crate::web::present::case_card;
use crate::web::view::{CaseCard, ForumHead, Pager, TopicTab};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// `/forums/{name}/cases`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/forums/cases.html")]
pub struct ForumCasesPage {
    /// The forum.
    pub forum: ForumHead,
    /// Its case studies, newest first.
    pub cards: Vec<CaseCard>,
    /// Whether the viewer may write one here.
    pub may_publish: bool,
    /// Ways on.
    pub pager: Pager,
}

/// After which one the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    after: Option<i64>,
}

/// GET `/forums/{name}/cases`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(After { after }): Query<After>,
) -> Result<Page<ForumCasesPage>> {
    let (core, viewer) = (&app.core, &visitor.viewer);
    let forum = forums::find(core, viewer, &name).await?;
    let found = shelf::list(core, viewer, forum.forum.id, after).await?;
    let terms = Taxonomy::load(core).await?;
    let standing = standing(&app, &visitor, &forum).await?;
    let cards = found.shown.posts.iter();
    let cards = cards.filter_map(|post| Some((post, found.cards.get(&post.id)?)));
    let address = paths::forum_cases(&name);
    let page = ForumCasesPage {
        cards: cards
            .map(|(post, card)| case_card(post, card, &found.shown, &terms, visitor.language()))
            .collect(),
        may_publish: forum.forum.is_local && may_publish(core, viewer),
        pager: Pager {
            previous: after.map(|_| address.clone()),
            next: found.next.map(|next| format!("{address}?after={next}")),
        },
        forum: head(&app, &visitor, &forum, &standing),
    };
    Ok(Page::new(visitor.chrome(), page))
}
