//! Letters about trainings. Sending them is somebody else's work.

use crate::domain::trainings::Training;
use crate::domain::trainings::changes::Change;

use super::i18n::{self, FluentValue};
use super::mail::{Letter, notice_in_words};
use super::page::Chrome;
use super::present::moment_words;

/// The letter to the member `name` about what changed of a training.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn changed(
    chrome: &Chrome,
    changes: &[Change],
    (title, training): (&str, &Training),
    name: &str,
    link: &str,
) -> askama::Result<Letter> {
    let is_off = changes.contains(&Change::Cancelled);
    let subject = if is_off {
        "training-mail-off-subject"
    } else {
        "training-mail-subject"
    };
    let mut sentences: Vec<String> = changes
        .iter()
        .map(|change| i18n::text(chrome.locale, change.key()).into_owned())
        .collect();
    if is_off {
        sentences.push(training.reason.clone());
    } else {
        let when = moment_words(training.starts, chrome.locale.into());
        sentences.push(words(chrome, "training-mail-when", &when));
    }
    sentences.retain(|sentence| !sentence.is_empty());
    let text = format!("{} {}", words(chrome, "training-mail-text", title), sentences.join(" "));
    let last = i18n::text(chrome.locale, "training-mail-help").into_owned();
    let button = i18n::text(chrome.locale, "training-mail-button").into_owned();
    notice_in_words(chrome, &[words(chrome, subject, title), text, button, last], name, link)
}

fn words(chrome: &Chrome, key: &str, what: &str) -> String {
    i18n::text_with(chrome.locale, key, [("what", FluentValue::from(what.to_owned()))])
}
