//! `/trainings`: the seats of each training, and what comes of them.

pub(crate) mod mine;
pub(crate) mod seat_after;
pub(crate) mod seat_certificate;
pub(crate) mod seat_colleagues;
pub(crate) mod seat_desk;
pub(crate) mod seat_room;
pub(crate) mod seats;

pub use mine::{MineLine, MyTrainingsPage};
pub use seat_after::{EvaluationPage, ResultsPage};
pub use seat_certificate::{CertificatePage, CertificateView};
pub use seat_colleagues::{ColleagueChoice, ColleaguesPage};
pub use seat_desk::{DeskLine, DeskTab, SeatDeskPage, SeatListPage};
pub use seat_room::{AttendPage, RoomCodePage};
pub use seats::{SeatHead, SeatPage};
