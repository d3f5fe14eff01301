//! Rows to documents: actors, posts and what is left of them.
//!
//! Everything that leaves the server as an object is made here, for delivery and for reading alike, so that the two
//! never differ. Knows the tables and `federation::build`; decides nothing about who may see what.

pub mod actors;
mod cache;
mod cases;
pub mod companion;
pub mod messages;
pub mod posts;
pub mod sent;
mod trainings;

use federation::build::Language;
use url::Url;

use crate::domain::{Error, Result};

pub use cache::{Cache, CachedActor};

/// A stored address as a URL.
///
/// # Errors
/// If the row holds something else; a fault of ours, since every address is checked before it is stored.
pub(super) fn url(text: &str) -> Result<Url> {
    Url::parse(text).map_err(|error| Error::Internal(format!("stored address {text:?}: {error}")))
}

/// A language with its own name for itself, as Lemmy wants it; the tag where we do not know the name.
pub(super) fn language(tag: &str) -> Language {
    let name = match tag.split('-').next().unwrap_or(tag) {
        "ar" => "العربية",
        "en" => "English",
        "fr" => "Français",
        "ur" => "اردو",
        "de" => "Deutsch",
        _ => tag,
    };
    Language {
        identifier: tag.to_owned(),
        name: name.to_owned(),
    }
}
