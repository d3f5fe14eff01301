//! Addresses of the calendar of trainings.

use super::TRAININGS;

/// The agenda as a calendar program reads it.
pub const TRAININGS_ICS: &str = "/trainings.ics";
/// Trainings from a file of a calendar program.
pub const TRAININGS_IMPORT: &str = "/trainings/import";
/// Drafts of what was chosen of such a file (POST).
pub const TRAININGS_TAKE: &str = "/trainings/import/take";
/// The address of my own calendar.
pub const SETTINGS_CALENDAR: &str = "/settings/calendar";
/// Take that address away (POST).
pub const SETTINGS_CALENDAR_REVOKE: &str = "/settings/calendar/revoke";

/// A training as a calendar program reads it.
#[must_use]
pub fn training_ics(id: &i64) -> String {
    format!("{TRAININGS}/{id}/calendar.ics")
}

/// The trainings of a forum.
#[must_use]
pub fn forum_trainings(name: &str) -> String {
    format!("/forums/{name}/trainings")
}

/// The trainings of a forum as a calendar program reads them.
#[must_use]
pub fn forum_trainings_ics(name: &str) -> String {
    format!("/forums/{name}/trainings.ics")
}

/// The calendar with this secret.
#[must_use]
pub fn own_calendar(secret: &str) -> String {
    format!("/calendar/{secret}.ics")
}

/// The calendar of a region.
#[must_use]
pub fn trainings_of_region(code: &str) -> String {
    format!("{TRAININGS}?region={code}")
}
