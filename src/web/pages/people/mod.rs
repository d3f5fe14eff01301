//! `/@{handle}`, and `/people`.

mod index;
mod show;
mod vouch;

pub(crate) use index::index;
pub(crate) use show::{follow, show};
pub(crate) use vouch::vouch;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldView, Pager, Role, SelectOption, Stamp, StandingView, TopicRow},
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
    /// What they do at work; empty if not said.
    pub job_title: String,
    /// Where they work: id and name, the place they have had longest first.
    pub organisations: Vec<(i64, String)>,
    /// Their region; empty if not said.
    pub region: String,
    /// Their sector; empty if not said.
    pub sector: String,
    /// Languages they speak: tag and own name.
    pub languages: Vec<(&'static str, &'static str)>,
    /// The viewer is a member, to whom people and organisations lead on.
    pub is_member: bool,
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
    /// Only the name is shown: guests see no more of members who did not choose to be public.
    pub is_hidden: bool,
    /// The viewer is this person.
    pub is_me: bool,
    /// Whether the viewer follows them; `None` when there is nothing to follow.
    pub followed: Option<bool>,
    /// Whether the viewer blocks them; `None` for who cannot write to them.
    pub blocked: Option<bool>,
    /// Which posts are shown.
    pub tab: ProfileTab,
    /// The posts.
    pub posts: Vec<TopicRow>,
    /// Ways on.
    pub pager: Pager,
}

/// Somebody in the directory.
#[derive(Debug, Clone)]
pub struct DirectoryLine {
    /// Display name.
    pub name: String,
    /// Handle without the leading `@`.
    pub handle: String,
    /// What they do at work; empty if not said.
    pub job_title: String,
    /// Id and name of the organisation they have belonged to longest.
    pub organisation: Option<(i64, String)>,
    /// Their region; empty if not said.
    pub region: String,
    /// Some of what they know.
    pub expertise: Vec<String>,
}

/// `/people`. The form sends `q`, `sector`, `region`, `language`, `organisation`; a tag leads here with `expertise`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/people/index.html")]
pub struct DirectoryPage {
    /// Words of name, job title or expertise.
    pub q: String,
    /// Words of the name of an organisation.
    pub organisation: String,
    /// An expertise.
    pub expertise: String,
    /// Sector.
    pub sector: String,
    /// Region.
    pub region: String,
    /// Language.
    pub language: String,
    /// Only verified members.
    pub is_verified: bool,
    /// Sectors to choose from.
    pub sectors: Vec<SelectOption>,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
    /// Languages to choose from.
    pub languages: Vec<SelectOption>,
    /// Who was found.
    pub people: Vec<DirectoryLine>,
    /// More of them.
    pub pager: Pager,
}
