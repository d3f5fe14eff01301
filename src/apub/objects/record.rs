//! What a received document tells beside its text.

use federation::objects::ContentDocument;

use crate::domain::told::Told;

use super::{case, training};

/// The record of a case study or a training, if the document carries one.
pub fn told(document: &ContentDocument) -> Option<Told> {
    let case = || case::told(document).map(Told::Case);
    case().or_else(|| training::told(document).map(Told::Training))
}
