//! Letters about verification. Sending them is somebody else's work. They name a decision and whom it is about, and never a
//! number, a document or a reason: letters are read by others.

use crate::domain::verification::Letter as Kind;

use super::i18n::dates::Stamp;
use super::i18n::{self, FluentValue};
use super::mail::{Letter, notice_in_words};
use super::page::Chrome;

/// What a letter is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The organisation or person.
    pub subject: &'a str,
    /// When a verification ends, in milliseconds since 1970.
    pub until: Option<i64>,
    /// How many cases wait.
    pub waiting: i64,
    /// Where to go on.
    pub link: &'a str,
}

/// A letter to the member `name`.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn verification(chrome: &Chrome, kind: Kind, name: &str, about: &About<'_>) -> askama::Result<Letter> {
    let until = about
        .until
        .map(|until| Stamp(until).date(chrome.locale, chrome.offset_minutes));
    let words = keys(kind).map(|key| {
        let args = [
            ("subject", FluentValue::from(about.subject.to_owned())),
            ("until", FluentValue::from(until.clone().unwrap_or_default())),
            ("n", FluentValue::from(about.waiting)),
            ("site", FluentValue::from(chrome.site.name.clone())),
        ];
        i18n::text_with(chrome.locale, key, args)
    });
    notice_in_words(chrome, &words, name, about.link)
}

/// The words of subject, text, button and last line.
fn keys(kind: Kind) -> [&'static str; 4] {
    match kind {
        Kind::Waiting => [
            "verify-mail-waiting-subject",
            "verify-mail-waiting-text",
            "verify-mail-waiting-button",
            "verify-mail-waiting-help",
        ],
        Kind::Returned => [
            "verify-mail-returned-subject",
            "verify-mail-returned-text",
            "verify-mail-button",
            "verify-mail-help",
        ],
        Kind::Approved => [
            "verify-mail-approved-subject",
            "verify-mail-approved-text",
            "verify-mail-button",
            "verify-mail-help",
        ],
        Kind::Rejected => [
            "verify-mail-rejected-subject",
            "verify-mail-rejected-text",
            "verify-mail-button",
            "verify-mail-help",
        ],
        Kind::Reminder => [
            "verify-mail-reminder-subject",
            "verify-mail-reminder-text",
            "verify-mail-renew-button",
            "verify-mail-renew-help",
        ],
        Kind::Expired => [
            "verify-mail-expired-subject",
            "verify-mail-expired-text",
            "verify-mail-renew-button",
            "verify-mail-renew-help",
        ],
        Kind::Ended => [
            "verify-mail-ended-subject",
            "verify-mail-ended-text",
            "verify-mail-button",
            "verify-mail-help",
        ],
    }
}
