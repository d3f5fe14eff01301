//! `/cases`: the library of case studies, each of them, and the composer that leads to one step by step.

pub(crate) mod compare;
pub(crate) mod compose;
pub(crate) mod library;
pub(crate) mod map;
pub(crate) mod replicate;
pub(crate) mod review;
pub(crate) mod searches;
pub(crate) mod sheet;
pub(crate) mod show;
pub(crate) mod table;

pub use compare::{ComparePage, ComparedCase, ComparedRow};
pub use compose::{CaseNewPage, CaseStepPage, Choices, DimensionInput, MetricInput, MilestoneInput, StepLink};
pub use library::{LibraryPage, Look};
pub use replicate::ReplicatePage;
pub use review::{CaseDecidePage, CaseQueuePage};
pub use searches::{SearchLine, SearchesPage};
pub use sheet::SheetPage;
pub use show::CasePage;
