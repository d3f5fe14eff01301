//! `/tags/{tag}`: the topics that carry a hashtag, of all forums or of one, all of them or open questions.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::domain::{forums, tags};
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
    /// The forum it is looked for in: name in addresses, and title.
    pub forum: Option<(String, String)>,
    /// Only questions without an accepted answer.
    pub is_open: bool,
    /// The topics, newest first.
    pub topics: Vec<TopicRow>,
    /// Ways on.
    pub pager: Pager,
}

impl TagPage {
    /// This tag with another choice of topics.
    fn address(&self, in_forum: bool, is_open: bool) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some((name, _)) = self.forum.as_ref().filter(|_| in_forum) {
            query.append_pair("forum", name);
        }
        if is_open {
            query.append_pair("open", "yes");
        }
        format!("{}?{}", paths::tag(&self.tag), query.finish())
    }
}

/// Which topics, and below which id the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Choice {
    forum: String,
    open: String,
    after: Option<i64>,
}

/// Shows a page of them.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(tag): Path<String>,
    Query(choice): Query<Choice>,
) -> Result<Page<TagPage>> {
    let forum = if choice.forum.is_empty() {
        None
    } else {
        Some(forums::find(&app.core, &visitor.viewer, &choice.forum).await?)
    };
    let filter = tags::Filter {
        forum: forum.as_ref().map(|view| view.forum.id),
        is_open: choice.open == "yes",
    };
    let list = tags::topics(&app.core, &visitor.viewer, &tag, filter, choice.after).await?;
    let language = visitor.language();
    let mut page = TagPage {
        topics: topic_rows(&list, language, true),
        forum: forum.map(|view| (choice.forum, view.forum.name(&view.actor, language).to_owned())),
        is_open: filter.is_open,
        pager: Pager::default(),
        tag,
    };
    let address = page.address(true, filter.is_open);
    page.pager = Pager {
        next: list.next.map(|(id, _)| format!("{address}&after={id}")),
        previous: choice.after.map(|_| address),
    };
    Ok(Page::new(visitor.chrome(), page))
}
