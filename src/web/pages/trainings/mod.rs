//! `/trainings`: the calendar, what is sent of it, and each of the trainings.

pub(crate) mod agenda;
pub(crate) mod feeds;
pub(crate) mod forum;
pub(crate) mod month;

pub use agenda::CalendarPage;
pub use forum::ForumTrainingsPage;
