//! Case studies: what a factory did, with what, what it cost and what it gained. One is a post of its forum with a record beside
//! it; it is read, answered, reported and hidden like a topic. Until it is published there is no post, so that nothing can show
//! it: `drafts` keeps what was typed.

mod check;
pub mod drafts;
pub mod form;
pub mod library;
pub mod numbers;
mod place;
mod publish;
mod record;
pub mod review;
mod sheet;
mod show;
pub mod siri;
mod standing;
mod told;

pub use check::{Cost, Dimension, Metric, Milestone, SECTION_MAX, SUMMARY_MAX, band_of, words_of};
pub use form::{CaseForm, Step};
pub use place::{Point, ShownPlace, distance, middle, region_of};
pub use publish::publish;
pub use sheet::{Wording, cost_key};
pub use show::{CaseStudy, get, list, preview, teaser};
pub use standing::set_standing;
pub use told::{Told, ToldPlace, ToldSection, ToldTerm};

pub(super) use record::News;
pub(super) use standing::{forget, gone};
pub(super) use told::{all_said_by, hear};
