//! The bytes of files: where they live, what they are, and pictures made small and clean. The only user of `object_store`,
//! `image`, `webp` and `blurhash`.
//!
//! Must not know: the database, who owns a file, who may see it.

mod incoming;
mod kinds;
mod picture;
mod store;

pub use incoming::{Incoming, hash, sweep};
pub use kinds::{KINDS, Kind, sniff};
pub use picture::{Picture, Rendition, proxied, render};
pub use store::{Bytes, Store, Stored};

/// Why bytes could not be kept, given back or understood.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The store, or the disk, does not answer or is full.
    #[error("store: {0}")]
    Unavailable(String),
    /// Nothing is there.
    #[error("not in the store")]
    Missing,
    /// Not a kind of file that is taken.
    #[error("another kind of file")]
    Kind,
    /// Cut short, or not what its beginning says.
    #[error("damaged")]
    Damaged,
    /// A picture of too many pixels.
    #[error("too many pixels")]
    Pixels,
    /// The configuration of the store makes no sense.
    #[error("media store: {0}")]
    Configuration(String),
}

impl From<std::io::Error> for MediaError {
    fn from(error: std::io::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<object_store::Error> for MediaError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other => Self::Unavailable(other.to_string()),
        }
    }
}
