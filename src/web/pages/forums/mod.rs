//! `/forums` and `/forums/{name}`.

pub(crate) mod cases;
pub(crate) mod index;
pub(crate) mod show;

pub use cases::ForumCasesPage;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{ForumCard, ForumHead, IndexTab, Level, Pager, Scope, SelectOption, Sort, TopicRow, TopicTab},
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
    /// How much the viewer wants to hear of it; `None` for a guest.
    pub level: Option<Level>,
    /// Whether anything on this page is new for the viewer.
    pub any_unread: bool,
    /// The tags in use, and how many topics carry each.
    pub tags: Vec<(String, u32)>,
    /// What the forum is about: code and name of a sector.
    pub sector: Option<(String, String)>,
    /// Sectors to choose from, for admins.
    pub sectors: Vec<SelectOption>,
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
