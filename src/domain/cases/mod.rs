//! Case studies: what a factory did, with what, what it cost and what it gained. One is a post of its forum with a record beside
//! it; it is read, answered, reported and hidden like a topic. Until it is published there is no post, so that nothing can show
//! it: `drafts` keeps what was typed.

mod catalogue;
mod check;
pub mod compare;
pub mod drafts;
pub mod form;
pub mod forum;
pub mod library;
pub mod map;
pub mod numbers;
mod place;
mod publish;
mod record;
pub mod replications;
pub mod review;
pub mod saved;
mod sheet;
mod show;
pub mod siri;
mod standing;
mod told;

pub use catalogue::Catalogue;
pub use check::{Cost, Dimension, Metric, Milestone, SECTION_MAX, SUMMARY_MAX, band_of, words_of};
pub use form::{CaseForm, Step};
pub use place::{Point, Ring, ShownPlace, distance, middle, outlines, region_of};
pub use publish::{goes_to_editors, may_publish, publish};
pub use sheet::{Wording, cost_key, size_key};
pub use show::{CaseStudy, get, list, preview, teaser, with_author};
pub use standing::{is_editor, set_standing};
pub use told::{Told, ToldPlace, ToldSection, ToldTerm};

pub(super) use place::read_point;
pub(super) use record::News;
pub(super) use standing::{forget, gone};
pub(super) use told::{all_said_by, hear, known as known_term, line as one_line};
