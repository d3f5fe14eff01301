//! `/cases`: the library of case studies, each of them, and the composer that leads to one step by step.

pub(crate) mod compose;
pub(crate) mod library;
pub(crate) mod map;
pub(crate) mod review;
pub(crate) mod show;
pub(crate) mod table;

pub use compose::{CaseNewPage, CaseStepPage, Choices, DimensionInput, MetricInput, MilestoneInput, StepLink};
pub use library::LibraryPage;
pub use review::{CaseDecidePage, CaseQueuePage};
pub use show::CasePage;
