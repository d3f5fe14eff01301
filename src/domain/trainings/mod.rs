//! Trainings: what is taught where and when, by whom, and for how many. One is a post of its forum with a record beside it; it is
//! read, answered, reported and hidden like a topic. Until it is published there is no post.

pub mod calendar;
pub mod changes;
mod check;
pub mod drafts;
pub mod form;
pub mod ics;
pub mod import;
mod inside;
pub mod letters;
mod place;
pub(super) mod publish;
pub mod seats;
mod sheet;
mod show;
mod stake;
mod standing;
mod steps;
pub(super) mod times;
mod told;
pub(super) mod waiting;

pub use check::{PROGRAMME_MAX, SUMMARY_MAX};
pub use form::{SESSIONS_MAX, SessionForm, TrainingForm};
pub use inside::{Inside, MATERIALS_MAX, MaterialForm, inside, inside_of, set_materials};
pub use publish::{change, manages, may_publish, publish};
pub use show::{Held, Meeting, Training, TrainingPlace, get, list, page, preview, provider_verified, series};
pub use stake::{concerned, has_seat};
pub use standing::{REASON_MAX, cancel};
pub use steps::TrainingStep;
pub use times::{Moment, PLAIN_ZONES, zone};
pub use told::{Told, ToldState};

pub(super) use standing::{forget, gone, hidden, withdrawn};
pub(super) use told::{all_said_by, hear};
