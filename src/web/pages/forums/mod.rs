//! `/forums` and `/forums/{name}`.

pub(crate) mod index;
pub(crate) mod show;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{ForumCard, ForumHead, IndexTab, Pager, Sort, TopicRow, TopicTab},
};

/// `/forums`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/forums/index.html")]
pub struct ForumIndexPage {
    /// Which forums are shown.
    pub tab: IndexTab,
    /// The forums.
    pub forums: Vec<ForumCard>,
    /// Ways on.
    pub pager: Pager,
}

/// `/forums/{name}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/forums/show.html")]
pub struct ForumPage {
    /// The forum.
    pub forum: ForumHead,
    /// Which topics are shown.
    pub tab: TopicTab,
    /// In which order.
    pub sort: Sort,
    /// The topics; pinned ones first.
    pub topics: Vec<TopicRow>,
    /// Ways on.
    pub pager: Pager,
}

impl ForumPage {
    /// This forum with another choice of topics.
    fn address(&self, tab: &TopicTab, sort: &Sort) -> String {
        format!(
            "{}?type={}&sort={}",
            paths::forum(&self.forum.name),
            tab.tag(),
            sort.tag()
        )
    }
}
