//! `/trainings`: each training, and the composer that leads to one step by step.

pub(crate) mod cancel;
mod choices;
pub(crate) mod compose;
pub(crate) mod materials;
pub(crate) mod show;

pub use cancel::TrainingCancelPage;
pub use choices::{SessionInput, TrainingChoices, TrainingStepLink};
pub use compose::{TrainingNewPage, TrainingStepPage};
pub use materials::{MaterialInput, TrainingMaterialsPage};
pub use show::TrainingPage;
