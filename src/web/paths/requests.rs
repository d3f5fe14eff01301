//! Addresses of the demand board and of the directory of providers.

/// Trainings that are needed.
pub const REQUESTS: &str = "/requests";

/// Ask for a training.
pub const REQUEST_NEW: &str = "/requests/new";

/// Organisations that give trainings.
pub const PROVIDERS: &str = "/providers";

/// A training that is needed.
#[must_use]
pub fn request(id: &i64) -> String {
    format!("/requests/{id}")
}

/// Say a need otherwise.
#[must_use]
pub fn request_edit(id: &i64) -> String {
    format!("/requests/{id}/edit")
}

/// Sign a need, or take that back (POST).
#[must_use]
pub fn request_sign(id: &i64) -> String {
    format!("/requests/{id}/sign")
}

/// Make a need part of another (POST).
#[must_use]
pub fn request_merge(id: &i64) -> String {
    format!("/requests/{id}/merge")
}

/// End the search for a training (POST).
#[must_use]
pub fn request_close(id: &i64) -> String {
    format!("/requests/{id}/close")
}

/// Take a need off the board (POST).
#[must_use]
pub fn request_remove(id: &i64) -> String {
    format!("/requests/{id}/remove")
}

/// Offer to give a training.
#[must_use]
pub fn request_offer(id: &i64) -> String {
    format!("/requests/{id}/offer")
}

/// Pick an offer, take it back, write its training (POST).
#[must_use]
pub fn request_answer(id: &i64, offer: &i64) -> String {
    format!("/requests/{id}/offers/{offer}")
}
