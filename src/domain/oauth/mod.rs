//! Client applications acting for members: OAuth 2.0 with authorisation codes and PKCE (RFC 6749, 7636, 7009, 8252).
//!
//! Tools of the house also learn who signed in: OpenID Connect Core 1.0 with the same codes, see [`claims`].
//!
//! Codes and tokens are random and stored as hashes. Nothing here knows HTTP: a [`Refusal`] is told to the application
//! in the form of its protocol, by the layer above.

pub mod access;
pub mod apps;
pub mod authorize;
pub mod claims;
pub mod consent;
pub mod keys;
pub mod redirects;
pub mod scopes;
pub mod tokens;
pub mod tools;

pub use apps::{NewApp, Registered};
pub use authorize::{Ask, AskError, AskForm};
pub use consent::Step;
pub use scopes::Scopes;
pub use tokens::{Grant, Holder, Issued};

/// Shows the code on a page instead of redirecting.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// Why an application does not get what it asked for, in the words of RFC 6749 §5.2, RFC 7009 §2.2.1 and
/// OpenID Connect Core §3.1.2.6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Something is missing or malformed.
    InvalidRequest(&'static str),
    /// Unknown application, or wrong secret.
    InvalidClient,
    /// The code is wrong, used, expired, another application's, or its proof does not fit.
    InvalidGrant,
    /// A scope that does not exist or that the application did not register.
    InvalidScope,
    /// A grant we do not offer.
    UnsupportedGrantType,
    /// The token belongs to another application.
    UnauthorizedClient,
    /// The person has to sign in, and the application wants no page shown.
    LoginRequired,
    /// The person has to agree, and the application wants no page shown.
    ConsentRequired,
    /// Request objects (RFC 9101) are not read.
    RequestNotSupported,
    /// Nor fetched.
    RequestUriNotSupported,
}

impl Refusal {
    /// The error code of the protocol.
    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::LoginRequired => "login_required",
            Self::ConsentRequired => "consent_required",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
        }
    }

    /// What it means, for the developer of the application.
    pub fn description(self) -> &'static str {
        match self {
            Self::InvalidRequest(what) => what,
            Self::InvalidClient => "Client authentication failed due to unknown client or wrong secret.",
            Self::InvalidGrant => {
                "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI \
                 used in the authorization request, or was issued to another client."
            }
            Self::InvalidScope => "The requested scope is invalid, unknown, or malformed.",
            Self::UnsupportedGrantType => "The authorization grant type is not supported by the authorization server.",
            Self::UnauthorizedClient => "You are not authorized to revoke this token",
            Self::LoginRequired => "The person has to sign in.",
            Self::ConsentRequired => "The person has to agree.",
            Self::RequestNotSupported => "The request parameter is not supported.",
            Self::RequestUriNotSupported => "The request_uri parameter is not supported.",
        }
    }
}
