//! Coming in by other providers: the way there and back, an account for who is new, linking to an account that is there.

mod callback;
mod held;
mod identities;
mod link;
mod register;
mod start;

pub(crate) use callback::callback;
pub(crate) use identities::{identities, unlink};
pub(crate) use link::{ask_link, link};
pub(crate) use register::{new_person, register};
pub(crate) use start::{start, start_link};

use askama::Template;

use crate::web::pages::privacy::AgreementView;
use crate::web::{
    filters, paths,
    view::{FieldView, Stamp},
};

/// Why somebody does not come in by a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// They, or the provider, said no.
    Refused,
    /// It took too long, or began in another window.
    Stale,
    /// The provider does not answer.
    Unavailable,
    /// What it says proves nothing.
    Untrusted,
    /// An account here has the address; its owner links the identity first.
    LinkFirst,
    /// The provider has not verified the address.
    Unverified,
    /// The provider makes no accounts here.
    Closed,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Refused,
        Self::Stale,
        Self::Unavailable,
        Self::Untrusted,
        Self::LinkFirst,
        Self::Unverified,
        Self::Closed,
    ];

    /// The key of its heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Refused => "openid-refused-heading",
            Self::Stale => "openid-stale-heading",
            Self::Unavailable => "openid-unavailable-heading",
            Self::Untrusted => "openid-untrusted-heading",
            Self::LinkFirst => "openid-link-first-heading",
            Self::Unverified => "openid-unverified-heading",
            Self::Closed => "openid-closed-heading",
        }
    }

    /// The key of its explanation, which names the provider.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Refused => "openid-refused-text",
            Self::Stale => "openid-stale-text",
            Self::Unavailable => "openid-unavailable-text",
            Self::Untrusted => "openid-untrusted-text",
            Self::LinkFirst => "openid-link-first-text",
            Self::Unverified => "openid-unverified-text",
            Self::Closed => "openid-closed-text",
        }
    }

    /// Whether trying again makes sense.
    #[must_use]
    pub const fn may_try_again(self) -> bool {
        !matches!(self, Self::LinkFirst | Self::Closed)
    }
}

/// Nobody comes in, and why.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/openid/failed.html")]
pub struct FailedPage {
    /// Why.
    pub why: Why,
    /// The provider's id.
    pub provider: String,
    /// Its name.
    pub provider_name: String,
    /// Whether it was to be linked to the account that is signed in.
    pub is_link: bool,
    /// Where the person was going.
    pub next: String,
}

/// `/sign-in/openid/new`. The form sends `display_name`, `username`, and what is agreed to.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/openid/new.html")]
pub struct NewPersonPage {
    /// The provider's name.
    pub provider_name: String,
    /// The address it has verified.
    pub email: String,
    /// Name as others see it.
    pub display_name: FieldView,
    /// Name in the handle.
    pub username: FieldView,
    /// What they agree to.
    pub agreement: AgreementView,
}

/// `/settings/identities/confirm`. The form sends nothing of its own.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/openid/link.html")]
pub struct LinkPage {
    /// The provider's name.
    pub provider_name: String,
    /// Who the person is there: name or address.
    pub who: String,
}

/// A provider in the list of a member's identities.
#[derive(Debug, Clone)]
pub struct IdentityRow {
    /// The provider's id.
    pub provider: String,
    /// Its name.
    pub name: String,
    /// The identity that is linked.
    pub linked: Option<LinkedIdentity>,
}

/// An identity that is linked.
#[derive(Debug, Clone)]
pub struct LinkedIdentity {
    /// The address that the provider told; may be empty.
    pub email: String,
    /// Since when.
    pub created_at: Stamp,
    /// When it last opened the account.
    pub used_at: Stamp,
}

/// `/settings/identities`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/openid/identities.html")]
pub struct IdentitiesPage {
    /// The providers.
    pub providers: Vec<IdentityRow>,
    /// Whether the member also has a password.
    pub has_password: bool,
}
