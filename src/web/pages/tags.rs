//! `/tags/{tag}`: the topics that carry a hashtag.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::domain::tags;
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::page::Page;
use crate::web::present::topic_rows;
use crate::web::view::{Pager, TopicRow};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// `/tags/{tag}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/tags/show.html")]
pub struct TagPage {
    /// The tag without its `#`.
    pub tag: String,
    /// The topics, newest first.
    pub topics: Vec<TopicRow>,
    /// Ways on.
    pub pager: Pager,
}

/// Below which id the page begins.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct After {
    after: Option<i64>,
}

/// Shows a page of them.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(tag): Path<String>,
    Query(After { after }): Query<After>,
) -> Result<Page<TagPage>> {
    let list = tags::topics(&app.core, &visitor.viewer, &tag, after).await?;
    let address = paths::tag(&tag);
    let page = TagPage {
        topics: topic_rows(&list, visitor.language(), true),
        pager: Pager {
            next: list.next.map(|(id, _)| format!("{address}?after={id}")),
            previous: after.map(|_| address),
        },
        tag,
    };
    Ok(Page::new(visitor.chrome(), page))
}
