//! People, as bylines and lines.

use super::{Stamp, StandingView};

/// What somebody may do where they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A member.
    Member,
    /// Keeps order in a forum.
    Moderator,
    /// Runs the instance.
    Admin,
}

impl Role {
    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Member => "role-member",
            Self::Moderator => "role-moderator",
            Self::Admin => "role-admin",
        }
    }
}

/// Who wrote something and when.
#[derive(Debug, Clone)]
pub struct Byline {
    /// Display name.
    pub name: String,
    /// Handle without the leading `@`: `sara`, or `sara@jeddah.example` from elsewhere.
    pub handle: String,
    /// A role worth showing beside the name.
    pub role: Option<Role>,
    /// The server they are of, when it is not this one.
    pub origin: Option<String>,
    /// Where they work and that they are verified, if either.
    pub standing: Option<StandingView>,
    /// When it was written.
    pub at: Stamp,
    /// When it was last changed.
    pub edited_at: Option<Stamp>,
    /// Where its former versions stand; empty where there is no such link.
    pub history: String,
}

/// A person in a list.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// Display name.
    pub name: String,
    /// Handle without the leading `@`.
    pub handle: String,
    /// The server they are of, when it is not this one.
    pub origin: Option<String>,
}
