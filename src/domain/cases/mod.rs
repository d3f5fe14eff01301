//! Case studies: what a factory did, with what, what it cost and what it gained. One is a post of its forum with a record beside
//! it; it is read, answered, reported and hidden like a topic. Until it is published there is no post, so that nothing can show
//! it: `drafts` keeps what was typed.

mod catalogue;
mod check;
pub mod drafts;
pub mod form;
pub mod library;
pub mod map;
pub mod numbers;
mod place;
mod publish;
pub mod review;
mod sheet;
mod show;
pub mod siri;
mod standing;

pub use catalogue::Catalogue;
pub use check::{Cost, Dimension, Metric, Milestone, SECTION_MAX, SUMMARY_MAX, band_of};
pub use form::{CaseForm, Step};
pub use place::{Point, Ring, ShownPlace, distance, outlines, region_of};
pub use publish::publish;
pub use sheet::{Wording, cost_key};
pub use show::{CaseStudy, get, preview};
pub use standing::set_standing;

pub(super) use standing::{forget, gone};
