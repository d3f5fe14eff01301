//! `/@{handle}`.

mod show;

pub(crate) use show::{follow, show};

use askama::Template;

use crate::web::{
    filters, paths,
    view::{Pager, Role, Stamp, TopicRow},
};

/// Which of a person's posts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileTab {
    /// Topics they began.
    Topics,
    /// Topics they answered in.
    Replies,
}

/// `/@{handle}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/people/show.html")]
pub struct ProfilePage {
    /// Display name.
    pub name: String,
    /// Handle without the leading `@`.
    pub handle: String,
    /// `@sara@riyadh.example`, to be followed from elsewhere.
    pub address: String,
    /// Role on this instance.
    pub role: Role,
    /// About, sanitised HTML; empty when nothing is said.
    pub bio_html: String,
    /// What they know.
    pub expertise: Vec<String>,
    /// The server they are of, when it is not this one.
    pub origin: Option<String>,
    /// Their page there.
    pub remote_url: Option<String>,
    /// When they joined, or were first seen.
    pub since: Stamp,
    /// Topics they began.
    pub topics: u32,
    /// Replies they wrote.
    pub replies: u32,
    /// Replies of theirs that were accepted.
    pub accepted: u32,
    /// Only the name is shown: guests see no more of members who did not choose to be public.
    pub is_hidden: bool,
    /// The viewer is this person.
    pub is_me: bool,
    /// Whether the viewer follows them; `None` when there is nothing to follow.
    pub followed: Option<bool>,
    /// Which posts are shown.
    pub tab: ProfileTab,
    /// The posts.
    pub posts: Vec<TopicRow>,
    /// Ways on.
    pub pager: Pager,
}
