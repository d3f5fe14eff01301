//! `/notifications`.

mod index;

pub(crate) use index::{index, label, mute, read_all, read_some};

use askama::Template;

use crate::web::{
    filters,
    notices::Bundle,
    paths,
    view::{Pager, Stamp},
};

/// What happened on one day.
#[derive(Debug, Clone)]
pub struct Day {
    /// A moment of it.
    pub at: Stamp,
    /// What happened, newest first.
    pub bundles: Vec<Bundle>,
}

/// A way to narrow the list.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Key of its name.
    pub label: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether it is the one shown.
    pub is_current: bool,
}

/// `/notifications`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/notifications/index.html")]
pub struct NotificationsPage {
    /// The notices by day, newest first.
    pub days: Vec<Day>,
    /// Ways to narrow them.
    pub filters: Vec<Filter>,
    /// Whether they are narrowed.
    pub is_narrowed: bool,
    /// Whether any is not seen yet.
    pub any_unread: bool,
    /// Ways on.
    pub pager: Pager,
    /// Address of this page, to come back to.
    pub here: String,
}
