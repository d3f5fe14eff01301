//! `/trainings`: the calendar, what is sent of it, each training with its seats, and the composer that leads to one step by step.

pub(crate) mod agenda;
pub(crate) mod cancel;
mod choices;
pub(crate) mod compose;
pub(crate) mod feeds;
pub(crate) mod forum;
pub(crate) mod import;
pub(crate) mod materials;
pub(crate) mod mine;
pub(crate) mod month;
pub(crate) mod seat_after;
pub(crate) mod seat_certificate;
pub(crate) mod seat_colleagues;
pub(crate) mod seat_desk;
pub(crate) mod seat_room;
pub(crate) mod seats;
pub(crate) mod show;

pub use agenda::CalendarPage;
pub use cancel::TrainingCancelPage;
pub use choices::{SessionInput, TrainingChoices, TrainingStepLink};
pub use compose::{TrainingNewPage, TrainingStepPage};
pub use forum::ForumTrainingsPage;
pub use import::{ImportLine, ImportPage};
pub use materials::{MaterialInput, TrainingMaterialsPage};
pub use mine::{MineLine, MyTrainingsPage};
pub use seat_after::{EvaluationPage, ResultsPage};
pub use seat_certificate::{CertificatePage, CertificateView};
pub use seat_colleagues::{ColleagueChoice, ColleaguesPage};
pub use seat_desk::{DeskLine, DeskTab, SeatDeskPage, SeatListPage};
pub use seat_room::{AttendPage, RoomCodePage};
pub use seats::{SeatHead, SeatPage};
pub use show::TrainingPage;
