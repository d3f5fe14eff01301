//! `/connect`: one box for any address of the wider network, a look before following.

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldView, TopicRow},
};

/// What an address turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundKind {
    /// A forum.
    Forum,
    /// A person.
    Person,
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
    /// About, plain text.
    pub summary: String,
    /// The server.
    pub host: String,
    /// Its page there.
    pub remote_url: String,
    /// Followers, as that server says; `None` when it does not.
    pub members: Option<u32>,
    /// Posts, as that server says.
    pub posts: Option<u32>,
    /// The latest posts.
    pub latest: Vec<TopicRow>,
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
