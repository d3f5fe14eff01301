//! Trainings: what is taught where and when, by whom, and for how many. One is a post of its forum with a record beside it; it is
//! read, answered, reported and hidden like a topic. Until it is published there is no post.

mod check;
pub mod form;
mod place;
mod publish;
pub mod seats;
mod sheet;
mod show;
mod times;

pub use check::{PROGRAMME_MAX, SUMMARY_MAX};
pub use form::{SessionForm, TrainingForm};
pub use publish::{change, manages, may_publish, publish};
pub use show::{Meeting, Training, TrainingPlace, get, list};
pub use times::{Moment, PLAIN_ZONES, zone};
