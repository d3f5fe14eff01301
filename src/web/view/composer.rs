//! Drafts, as composers and lists show them.

use super::Stamp;

/// A draft in a list.
#[derive(Debug, Clone)]
pub struct DraftLine {
    /// Its id.
    pub id: i64,
    /// Title, or how its text begins; may be empty.
    pub words: String,
    /// The key of what it is to become.
    pub kind: &'static str,
    /// When it was last changed.
    pub at: Stamp,
    /// Where one goes on with it; none if that place is gone.
    pub href: Option<String>,
}

/// What a composer needs for its drafts: hidden fields, and what is offered.
#[derive(Debug, Clone, Default)]
pub struct DraftView {
    /// The draft it continues; empty for none.
    pub id: String,
    /// The version it continues.
    pub version: String,
    /// `topic`, `reply` or `edit`.
    pub kind: &'static str,
    /// The forum, topic or post.
    pub place: i64,
    /// Drafts for this place to go on with.
    pub offers: Vec<DraftLine>,
}
