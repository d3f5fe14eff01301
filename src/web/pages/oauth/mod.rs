//! Letting an app in: signing in for it, consent, and the code for an app that cannot be redirected to.

mod again;
mod authorize;
mod code;

pub(crate) use again::sign_in_again;
pub(crate) use authorize::{ask, decide};
pub(crate) use code::native;

use askama::Template;

use crate::domain::oauth::Scopes;
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
    /// Know the member again.
    Identity,
    /// Read name, user name, picture and language, beside knowing the member again.
    Name,
    /// Read the e-mail address.
    Email,
}

impl Permission {
    /// What a set of scopes comes down to.
    pub(crate) fn of(scopes: &Scopes) -> Vec<Self> {
        let mut permissions = Vec::new();
        for scope in scopes.iter() {
            let permission = match scope.split(':').next().unwrap_or_default() {
                "write" => Self::Write,
                "follow" => Self::Follow,
                "push" => Self::Push,
                "openid" => Self::Identity,
                "email" => Self::Email,
                "profile" if scopes.has("openid") => Self::Name,
                "profile" => Self::Profile,
                _ => Self::Read,
            };
            if !permissions.contains(&permission) {
                permissions.push(permission);
            }
        }
        permissions
    }

    /// The key of its sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Read => "oauth-may-read",
            Self::Write => "oauth-may-write",
            Self::Follow => "oauth-may-follow",
            Self::Push => "oauth-may-push",
            Self::Profile => "oauth-may-profile",
            Self::Identity => "oauth-may-identify",
            Self::Name => "oauth-may-name",
            Self::Email => "oauth-may-email",
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

/// `/oauth/authorize` for an app that wants the member to sign in once more. The form sends back every field of `hidden`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/oauth/again.html")]
pub struct SignInAgainPage {
    /// The app's name.
    pub app: String,
    /// Parameters of the request, carried through.
    pub hidden: Vec<(String, String)>,
}

/// Back to an app that asks nothing, after a form of ours: the page leads on by itself.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/oauth/leave.html")]
pub struct LeavePage {
    /// The app's name.
    pub app: String,
    /// Where it lives.
    pub target: String,
}
