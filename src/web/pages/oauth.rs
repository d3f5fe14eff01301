//! Consent of a member to an app.

use askama::Template;

use crate::web::{filters, paths};

/// What an app asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Read everything the member can read.
    Read,
    /// Write in the member's name.
    Write,
    /// Follow and stop following.
    Follow,
    /// Receive notices.
    Push,
    /// Read name and picture only.
    Profile,
}

impl Permission {
    /// The key of its sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Read => "oauth-may-read",
            Self::Write => "oauth-may-write",
            Self::Follow => "oauth-may-follow",
            Self::Push => "oauth-may-push",
            Self::Profile => "oauth-may-profile",
        }
    }
}

/// `/oauth/authorize`. The form sends back every field of `hidden`, and `decision` = `allow` or
/// `deny`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/oauth/authorize.html")]
pub struct AuthorizePage {
    /// The app's name.
    pub app: String,
    /// The app's site; empty when it has none.
    pub website: String,
    /// Where the member is sent afterwards.
    pub redirect_host: String,
    /// What it asks for.
    pub permissions: Vec<Permission>,
    /// Parameters of the request, carried through.
    pub hidden: Vec<(String, String)>,
}

/// The code for an app that cannot be redirected to.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/oauth/code.html")]
pub struct CodePage {
    /// The app's name.
    pub app: String,
    /// The code.
    pub code: String,
}
