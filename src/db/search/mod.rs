//! The index of words: what stands in it, and what is found by it. FTS5 on SQLite, `tsvector` under GIN on PostgreSQL; what
//! differs between the two stands here and nowhere else. Words come folded and stemmed by the domain: neither engine takes
//! a text apart by itself, so that both find the same.

mod find;
mod index;
mod texts;

pub use find::{Kind, Row, State, Wanted, count, list};
pub use index::{Document, Part, Source, forget, list_missing, put};
pub use texts::{Form, Matching};

/// Stands between the words of a text and their stems, so that no phrase reaches from the one into the other. It is no
/// word, and nobody can ask for it.
const BOUNDARY: &str = "·";
