//! Seats of trainings: who has one, who waits, and what follows from that. Members of this instance and people of other servers
//! go through the same functions. Everything that gives a seat away or takes one back holds the training (`ground`), sets right
//! what time has brought (`line`), and changes rows and counts together (`turn`): nothing is oversold, and the waiting list
//! moves strictly in its order.

mod attendance;
mod certificates;
mod colleagues;
mod counts;
mod desk;
mod elsewhere;
mod evaluations;
mod ground;
mod join;
mod leaving;
mod letters;
mod line;
mod lists;
mod notices;
mod ratings;
mod reminders;
mod standing;
mod turn;

pub use crate::db::trainings::after::CertificateRow as Certificate;
pub use crate::db::trainings::evaluations::EvaluationRow as Evaluation;
pub use crate::db::trainings::seats::SeatRow as Seat;
pub use attendance::{new_code, present, room_code};
pub use certificates::{come_over, file_of, held, may_have_file, of_code};
pub use colleagues::{COLLEAGUES_MAX, ColleaguesForm, book_for, cancel_for};
pub use counts::{COUNTS_JOB, tell_counts};
pub use desk::{Mark, approve, decline, mark, remove};
pub use elsewhere::{Answer, Asked, answer, answered, turn_down};
pub use evaluations::{COMMENT_MAX, EvaluationForm, Results, average, evaluate, mine, results, take_back};
pub(super) use ground::Ground;
pub use join::{MESSAGE_MAX, Wish, confirm, join, leave};
pub(in crate::domain) use leaving::forget;
pub use letters::{SeatMatter, SeatNews, letter_news};
pub use line::{JOB, OVER_JOB, come_due, promote, upkeep};
pub use lists::{Desk, Mine, Workplace, desk, has_begun, my_trainings, require_of, table, workplaces};
pub(in crate::domain) use ratings::whole;
pub use ratings::{Average, FROM};
pub use reminders::{REMINDER_JOB, remind};
pub(super) use standing::glance;
pub use standing::{Ask, Attendee, Standing, concerned, look, may_know_access, standing};
