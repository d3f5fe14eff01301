//! `/connect`: one box for any address of the wider network, a look before following.

pub(crate) mod show;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldView, Stamp},
};

/// What an address turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundKind {
    /// A forum.
    Forum,
    /// A person.
    Person,
}

/// A post there. It is not stored here, so its title leads to its own server.
#[derive(Debug, Clone)]
pub struct FoundPost {
    /// Title, or the beginning of the text.
    pub title: String,
    /// Its page there.
    pub url: String,
    /// The beginning of the text, plain.
    pub excerpt: String,
    /// Name in the author's handle.
    pub author: String,
    /// When it was written, if it says.
    pub at: Option<Stamp>,
}

/// What was found at an address.
#[derive(Debug, Clone)]
pub struct Found {
    /// Forum or person.
    pub kind: FoundKind,
    /// Title or display name.
    pub title: String,
    /// Name for our addresses: `energy@jeddah.example`.
    pub name: String,
    /// About: the paragraphs as plain text, each in a language of its own.
    pub summary: Vec<String>,
    /// The server.
    pub host: String,
    /// Its page there.
    pub remote_url: String,
    /// Followers, as that server says; `None` when it does not.
    pub members: Option<u32>,
    /// Posts, as that server says.
    pub posts: Option<u32>,
    /// The latest posts.
    pub latest: Vec<FoundPost>,
    /// The viewer follows it.
    pub followed: bool,
    /// A request to follow waits for the other server's answer.
    pub pending: bool,
}

/// `/connect?address=…`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/connect/index.html")]
pub struct ConnectPage {
    /// The address.
    pub address: FieldView,
    /// What is there.
    pub found: Option<Found>,
}
