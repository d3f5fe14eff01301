//! Addresses of the seats of trainings and of what comes of them.

/// The trainings I take part in, and those I offer.
pub const MY_TRAININGS: &str = "/trainings/mine";

/// My seat in a training. POST takes one, asks for one, or gives it back.
#[must_use]
pub fn seat(training: &i64) -> String {
    format!("/trainings/{training}/seat")
}

/// Seats for my colleagues.
#[must_use]
pub fn colleagues(training: &i64) -> String {
    format!("/trainings/{training}/colleagues")
}

/// Everybody with a seat, for the organiser.
#[must_use]
pub fn seats(training: &i64) -> String {
    format!("/trainings/{training}/seats")
}

/// The same as a table.
#[must_use]
pub fn seats_table(training: &i64) -> String {
    format!("/trainings/{training}/seats/table.csv")
}

/// The same to be printed and signed.
#[must_use]
pub fn seats_list(training: &i64) -> String {
    format!("/trainings/{training}/seats/list")
}

/// What the organiser decides of a seat (POST).
#[must_use]
pub fn seat_decide(training: &i64, id: &i64) -> String {
    format!("/trainings/{training}/seats/{id}")
}

/// Confirming a seat that became free (POST).
#[must_use]
pub fn seat_confirm(training: &i64, id: &i64) -> String {
    format!("/trainings/{training}/seats/{id}/confirm")
}

/// Giving the seat of a colleague back (POST).
#[must_use]
pub fn seat_cancel(training: &i64, id: &i64) -> String {
    format!("/trainings/{training}/seats/{id}/cancel")
}

/// The code that is shown in the room. POST makes a new one.
#[must_use]
pub fn room_code(training: &i64) -> String {
    format!("/trainings/{training}/code")
}

/// Saying that one is there.
#[must_use]
pub fn attend(training: &i64) -> String {
    format!("/trainings/{training}/attend")
}

/// Saying how it was.
#[must_use]
pub fn evaluation(training: &i64) -> String {
    format!("/trainings/{training}/evaluation")
}

/// What was said.
#[must_use]
pub fn results(training: &i64) -> String {
    format!("/trainings/{training}/results")
}

/// A certificate, for anybody.
#[must_use]
pub fn certificate(code: &str) -> String {
    format!("/certificates/{code}")
}

/// The same as a file, for its holder.
#[must_use]
pub fn certificate_file(code: &str) -> String {
    format!("/certificates/{code}/file")
}
