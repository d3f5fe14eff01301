//! `/trainings`: the calendar, what is sent of it, each training, and the composer that leads to one step by step.

pub(crate) mod agenda;
pub(crate) mod cancel;
mod choices;
pub(crate) mod compose;
pub(crate) mod feeds;
pub(crate) mod forum;
pub(crate) mod import;
pub(crate) mod materials;
pub(crate) mod month;
pub(crate) mod show;

pub use agenda::CalendarPage;
pub use cancel::TrainingCancelPage;
pub use choices::{SessionInput, TrainingChoices, TrainingStepLink};
pub use compose::{TrainingNewPage, TrainingStepPage};
pub use forum::ForumTrainingsPage;
pub use import::{ImportLine, ImportPage};
pub use materials::{MaterialInput, TrainingMaterialsPage};
pub use show::TrainingPage;
