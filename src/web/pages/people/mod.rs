//! `/@{handle}`.

mod show;
mod vouch;

pub(crate) use show::{follow, show};
pub(crate) use vouch::vouch;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldView, Pager, Role, Stamp, StandingView, TopicRow},
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
    /// Where they work and that they are verified, if either.
    pub standing: Option<StandingView>,
    /// For admins, of people elsewhere: what they say when they vouch for them. The form sends `level`, `note` and `act`.
    pub vouch: Option<FieldView>,
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
