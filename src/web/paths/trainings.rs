//! Addresses of trainings.

/// The agenda of trainings.
pub const TRAININGS: &str = "/trainings";

/// A training.
#[must_use]
pub fn training(id: &i64) -> String {
    format!("/trainings/{id}")
}
