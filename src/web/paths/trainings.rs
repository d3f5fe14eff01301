//! Addresses of trainings.

/// The agenda of trainings.
pub const TRAININGS: &str = "/trainings";

/// A training.
#[must_use]
pub fn training(id: &i64) -> String {
    format!("/trainings/{id}")
}

/// What I have begun; POST begins a training.
pub const TRAINING_NEW: &str = "/trainings/new";

/// A step of the composer of a draft.
#[must_use]
pub fn training_step(draft: &i64, step: &str) -> String {
    format!("/trainings/drafts/{draft}/{step}")
}

/// Throw a draft away (POST).
#[must_use]
pub fn training_discard(draft: &i64) -> String {
    format!("/trainings/drafts/{draft}/discard")
}

/// Change a published training (POST).
#[must_use]
pub fn training_change(id: &i64) -> String {
    format!("/trainings/{id}/edit")
}

/// Hold a training again (POST).
#[must_use]
pub fn training_again(id: &i64) -> String {
    format!("/trainings/{id}/again")
}

/// Say that a training does not take place.
#[must_use]
pub fn training_cancel(id: &i64) -> String {
    format!("/trainings/{id}/cancel")
}

/// The materials of a training.
#[must_use]
pub fn training_materials(id: &i64) -> String {
    format!("/trainings/{id}/materials")
}
