//! Letters about organisations. Sending them is somebody else's work.

use crate::domain::organisations::News;

use super::i18n::{self, FluentValue};
use super::mail::{Letter, notice_in_words};
use super::page::Chrome;

/// A letter to the member `name` about `organisation`, and perhaps about somebody else.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn news(
    chrome: &Chrome,
    news: News,
    name: &str,
    organisation: &str,
    about: &str,
    link: &str,
) -> askama::Result<Letter> {
    let words = keys(news).map(|key| words(chrome, key, organisation, about));
    notice_in_words(chrome, &words, name, link)
}

/// The words of subject, text, button and last line.
fn keys(news: News) -> [&'static str; 4] {
    match news {
        News::Asked => [
            "org-mail-asked-subject",
            "org-mail-asked-text",
            "org-mail-asked-button",
            "org-mail-asked-help",
        ],
        News::Accepted => [
            "org-mail-accepted-subject",
            "org-mail-accepted-text",
            "org-mail-accepted-button",
            "org-mail-accepted-help",
        ],
        News::Refused => [
            "org-mail-refused-subject",
            "org-mail-refused-text",
            "org-mail-refused-button",
            "org-mail-refused-help",
        ],
        News::InvitationWanted => [
            "org-mail-wanted-subject",
            "org-mail-wanted-text",
            "org-mail-wanted-button",
            "org-mail-wanted-help",
        ],
    }
}

/// The letter with an invitation into `organisation`, to an address of whose owner nothing is known.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn invitation(
    chrome: &Chrome,
    email: &str,
    organisation: &str,
    inviter: &str,
    link: &str,
) -> askama::Result<Letter> {
    let keys = [
        "invitation-mail-subject",
        "invitation-mail-text",
        "invitation-mail-button",
        "invitation-mail-help",
    ];
    let words = keys.map(|key| words(chrome, key, organisation, inviter));
    notice_in_words(chrome, &words, email, link)
}

fn words(chrome: &Chrome, key: &str, organisation: &str, person: &str) -> String {
    let args = [
        ("organisation", FluentValue::from(organisation.to_owned())),
        ("person", FluentValue::from(person.to_owned())),
        ("site", FluentValue::from(chrome.site.name.clone())),
    ];
    i18n::text_with(chrome.locale, key, args)
}
