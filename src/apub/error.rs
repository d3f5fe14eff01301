//! Why a received activity was not applied, or a remote thing not found.

use activitypub_federation::error::Error as LibraryError;
use url::Url;

use crate::{db, domain};

use super::http::HttpError;

/// The answer of everything in the bridge.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong between us and other servers.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules of the house said no, or the database failed.
    #[error(transparent)]
    Domain(#[from] domain::Error),
    /// Fetching failed.
    #[error(transparent)]
    Fetch(#[from] Box<LibraryError>),
    /// A request of ours failed.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// A document could not be read.
    #[error(transparent)]
    Document(#[from] federation::Error),
    /// It concerns nothing here. Nothing was changed.
    #[error("ignored: {0}")]
    Ignored(&'static str),
    /// The sender may not do this. Nothing was changed.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// Something it refers to is not here yet.
    #[error("{0} is not here yet")]
    Missing(Box<Url>),
}

impl Error {
    /// That `url` has to be here first.
    pub fn missing(url: &Url) -> Self {
        Self::Missing(Box::new(url.clone()))
    }

    /// Whether trying again later may help.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Missing(_) => true,
            Self::Domain(domain::Error::Limited(_)) => true,
            Self::Domain(_) => self.is_ours(),
            Self::Http(error) => error.is_passing(),
            Self::Fetch(error) => is_passing(error),
            Self::Document(_) | Self::Ignored(_) | Self::Refused(_) => false,
        }
    }

    /// Whether two changes met: the second one finds what the first one made.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Domain(domain::Error::Conflict(_)))
    }

    /// Whether it is our own trouble, which says nothing of the other server.
    pub fn is_ours(&self) -> bool {
        matches!(
            self,
            Self::Domain(domain::Error::Unavailable(_) | domain::Error::Conflict(_) | domain::Error::Internal(_))
        )
    }

    /// Whether the thing asked for is known to be gone for good.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Fetch(error) if matches!(**error, LibraryError::ObjectDeleted(_)))
    }
}

fn is_passing(error: &LibraryError) -> bool {
    match error {
        LibraryError::Reqwest(_) | LibraryError::DomainResolveError(_) => true,
        LibraryError::ReqwestMiddleware(reqwest_middleware::Error::Reqwest(_)) => true,
        LibraryError::ReqwestMiddleware(reqwest_middleware::Error::Middleware(error)) => {
            error.downcast_ref::<HttpError>().is_some_and(HttpError::is_passing)
        }
        _ => false,
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        Self::Domain(error.into())
    }
}

impl From<LibraryError> for Error {
    fn from(error: LibraryError) -> Self {
        Self::Fetch(Box::new(error))
    }
}

impl From<Error> for domain::Error {
    /// For callers outside the bridge: what cannot be had is not found, what does not answer may be there later.
    fn from(error: Error) -> Self {
        match error {
            Error::Domain(error) => error,
            other if other.is_passing() => Self::Unavailable(other.to_string()),
            _ => Self::NotFound,
        }
    }
}
