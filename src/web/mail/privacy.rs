//! Letters about personal data.

use crate::db::types::UtcTime;
use crate::domain::privacy::erasure::Farewell;
use crate::web::i18n::dates::Stamp;
use crate::web::page::Chrome;

use super::{Letter, Value, notice_with};

/// The letter to whoever asked to be erased: until when they may come back, and how.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn erasure_requested(chrome: &Chrome, name: &str, due: UtcTime, link: &str) -> askama::Result<Letter> {
    let keys = [
        "mail-erasure-subject",
        "mail-erasure-text",
        "mail-erasure-button",
        "mail-erasure-help",
    ];
    notice_with(chrome, keys, name, link, &[("day", day(chrome, due))])
}

/// The last letter: that nothing is left, and how many servers said that they heard of it.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn erasure_done(chrome: &Chrome, farewell: &Farewell, link: &str) -> askama::Result<Letter> {
    let keys = [
        "mail-erased-subject",
        "mail-erased-text",
        "mail-erased-button",
        "mail-erased-help",
    ];
    let more = [
        ("accepted", Value::from(farewell.accepted.to_string())),
        ("total", Value::from(farewell.total.to_string())),
    ];
    notice_with(chrome, keys, &farewell.name, link, &more)
}

/// The letter that says that a copy of one's data can be fetched.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn export_ready(chrome: &Chrome, name: &str, until: UtcTime, link: &str) -> askama::Result<Letter> {
    let keys = [
        "mail-export-subject",
        "mail-export-text",
        "mail-export-button",
        "mail-export-help",
    ];
    notice_with(chrome, keys, name, link, &[("day", day(chrome, until))])
}

/// The letter that says that there is news of a request about one's data.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn request_answered(chrome: &Chrome, name: &str, link: &str) -> askama::Result<Letter> {
    let keys = [
        "mail-request-subject",
        "mail-request-text",
        "mail-request-button",
        "mail-request-help",
    ];
    notice_with(chrome, keys, name, link, &[])
}

fn day(chrome: &Chrome, time: UtcTime) -> Value {
    Stamp(time.millis()).date(chrome.locale, chrome.offset_minutes).into()
}
