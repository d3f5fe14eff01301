//! Letters about trainings. Sending them is somebody else's work.

use crate::domain::trainings::changes::Change;

use super::i18n::{self, FluentValue};
use super::mail::{Letter, notice_in_words};
use super::page::Chrome;

/// What a letter is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Title of the training.
    pub title: &'a str,
    /// When it begins, in words.
    pub when: &'a str,
    /// Why it does not take place.
    pub reason: &'a str,
}

/// The letter to the member `name` about what changed of a training.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn changed(
    chrome: &Chrome,
    changes: &[Change],
    about: &About<'_>,
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
        sentences.push(about.reason.to_owned());
    } else {
        sentences.push(words(chrome, "training-mail-when", about.when));
    }
    sentences.retain(|sentence| !sentence.is_empty());
    let text = format!(
        "{} {}",
        words(chrome, "training-mail-text", about.title),
        sentences.join(" ")
    );
    let last = i18n::text(chrome.locale, "training-mail-help").into_owned();
    let button = i18n::text(chrome.locale, "training-mail-button").into_owned();
    notice_in_words(
        chrome,
        &[words(chrome, subject, about.title), text, button, last],
        name,
        link,
    )
}

fn words(chrome: &Chrome, key: &str, what: &str) -> String {
    i18n::text_with(chrome.locale, key, [("what", FluentValue::from(what.to_owned()))])
}
