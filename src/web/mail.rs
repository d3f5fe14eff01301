//! Letters, as subject, plain text and HTML. Sending them is somebody else's work.

use askama::Template;

use crate::app::App;

pub mod previews;
mod privacy;

pub use self::privacy::{erasure_done, erasure_requested, export_ready, request_answered};

use super::{
    filters,
    i18n::{
        self,
        dates::{RIYADH_OFFSET_MINUTES, Stamp},
    },
    page::{self, Chrome},
};

/// A letter ready to be sent.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Subject line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

#[derive(Template)]
#[template(path = "mail/confirm.txt")]
struct ConfirmText<'a> {
    name: &'a str,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "mail/confirm.html")]
struct ConfirmHtml<'a> {
    name: &'a str,
    link: &'a str,
}

/// The letter that asks a newcomer to confirm their address.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn confirm_address(chrome: &Chrome, name: &str, link: &str) -> askama::Result<Letter> {
    let site = i18n::FluentValue::from(chrome.site.name.as_str());
    Ok(Letter {
        subject: i18n::bare(&i18n::text_with(
            chrome.locale,
            "mail-confirm-subject",
            [("site", site)],
        )),
        text: i18n::bare(&page::render(&ConfirmText { name, link }, chrome)?),
        html: page::render(&ConfirmHtml { name, link }, chrome)?,
    })
}

#[derive(Template)]
#[template(path = "mail/exists.txt")]
struct ExistsText<'a> {
    name: &'a str,
    username: &'a str,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "mail/exists.html")]
struct ExistsHtml<'a> {
    name: &'a str,
    username: &'a str,
    link: &'a str,
}

/// The letter to somebody whose address was typed into the registration form and who has an account already.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn account_exists(chrome: &Chrome, name: &str, username: &str, link: &str) -> askama::Result<Letter> {
    let site = i18n::FluentValue::from(chrome.site.name.as_str());
    let subject = i18n::text_with(chrome.locale, "mail-exists-subject", [("site", site)]);
    Ok(Letter {
        subject: i18n::bare(&subject),
        text: i18n::bare(&page::render(&ExistsText { name, username, link }, chrome)?),
        html: page::render(&ExistsHtml { name, username, link }, chrome)?,
    })
}

/// A value that the words of a letter name.
pub type Value = i18n::FluentValue<'static>;

/// A second factor is asked for from now on.
pub const FACTOR_ON: [&str; 4] = [
    "mail-factor-on-subject",
    "mail-factor-on-text",
    "mail-security-button",
    "mail-security-help",
];
/// No second factor is asked for any more.
pub const FACTOR_OFF: [&str; 4] = [
    "mail-factor-off-subject",
    "mail-factor-off-text",
    "mail-security-button",
    "mail-security-help",
];
/// A passkey called `$name` was added.
pub const PASSKEY_ADDED: [&str; 4] = [
    "mail-passkey-added-subject",
    "mail-passkey-added-text",
    "mail-security-button",
    "mail-security-help",
];
/// A passkey called `$name` was removed.
pub const PASSKEY_REMOVED: [&str; 4] = [
    "mail-passkey-removed-subject",
    "mail-passkey-removed-text",
    "mail-security-button",
    "mail-security-help",
];
/// The link that confirms a new address.
pub const EMAIL_CONFIRM: [&str; 4] = [
    "mail-email-subject",
    "mail-email-text",
    "mail-confirm-button",
    "mail-email-help",
];
/// The address was changed; the link that undoes it.
pub const EMAIL_CHANGED: [&str; 4] = [
    "mail-email-changed-subject",
    "mail-email-changed-text",
    "mail-email-changed-button",
    "mail-email-changed-help",
];
/// New recovery codes were made.
pub const CODES_RENEWED: [&str; 4] = [
    "mail-codes-subject",
    "mail-codes-text",
    "mail-security-button",
    "mail-security-help",
];
/// A recovery code was used; `$n` are left.
pub const RECOVERY_USED: [&str; 4] = [
    "mail-recovery-subject",
    "mail-recovery-text",
    "mail-security-button",
    "mail-security-help",
];
/// Too many tries; the account rests for `$n` minutes.
pub const LOCKED: [&str; 4] = [
    "mail-locked-subject",
    "mail-locked-text",
    "mail-changed-button",
    "mail-locked-help",
];
/// Signed in from `$device`, which was not seen before.
pub const NEW_BROWSER: [&str; 4] = [
    "mail-browser-subject",
    "mail-browser-text",
    "mail-browser-button",
    "mail-browser-help",
];

#[derive(Template)]
#[template(path = "mail/notice.txt")]
struct NoticeText<'a> {
    name: &'a str,
    text: &'a str,
    link: &'a str,
    help: &'a str,
}

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct NoticeHtml<'a> {
    subject: &'a str,
    name: &'a str,
    text: &'a str,
    button: &'a str,
    link: &'a str,
    help: &'a str,
}

/// The letter with the link to a new password.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn reset_password(chrome: &Chrome, name: &str, link: &str) -> askama::Result<Letter> {
    let keys = [
        "mail-reset-subject",
        "mail-reset-text",
        "mail-reset-button",
        "mail-reset-help",
    ];
    notice(chrome, keys, name, link)
}

/// The letter that tells of a changed password.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn password_changed(chrome: &Chrome, name: &str, link: &str) -> askama::Result<Letter> {
    let keys = [
        "mail-changed-subject",
        "mail-changed-text",
        "mail-changed-button",
        "mail-changed-help",
    ];
    notice(chrome, keys, name, link)
}

/// The letter that tells of a new way to sign in.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn identity_linked(chrome: &Chrome, name: &str, link: &str) -> askama::Result<Letter> {
    let keys = [
        "mail-linked-subject",
        "mail-linked-text",
        "mail-linked-button",
        "mail-linked-help",
    ];
    notice(chrome, keys, name, link)
}

/// A letter of one paragraph and one link. `keys` name the words of its subject, text, button and last line.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn notice(chrome: &Chrome, keys: [&str; 4], name: &str, link: &str) -> askama::Result<Letter> {
    let words = keys.map(|key| i18n::text_with(chrome.locale, key, [site(chrome)]));
    notice_in_words(chrome, &words, name, link)
}

/// The same with more that its words name beside `$site`.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn notice_with(
    chrome: &Chrome,
    keys: [&str; 4],
    name: &str,
    link: &str,
    more: &[(&'static str, Value)],
) -> askama::Result<Letter> {
    let words = keys.map(|key| {
        let named = more.iter().map(|(name, value)| (*name, value.clone()));
        i18n::text_with(chrome.locale, key, named.chain([site(chrome)]))
    });
    notice_in_words(chrome, &words, name, link)
}

fn site(chrome: &Chrome) -> (&'static str, i18n::FluentValue<'_>) {
    ("site", i18n::FluentValue::from(chrome.site.name.as_str()))
}

/// The same with its subject, text, button and last line as words.
pub(super) fn notice_in_words(chrome: &Chrome, words: &[String; 4], name: &str, link: &str) -> askama::Result<Letter> {
    let [subject, text, button, help] = words;
    let html = NoticeHtml {
        subject,
        name,
        text,
        button,
        link,
        help,
    };
    let plain = NoticeText { name, text, link, help };
    Ok(Letter {
        subject: i18n::bare(subject),
        text: i18n::bare(&page::render(&plain, chrome)?),
        html: page::render(&html, chrome)?,
    })
}

/// What stands around a letter: nobody is signed in, no page is open.
pub fn chrome(app: &App, locale: i18n::Locale) -> Chrome {
    Chrome {
        locale,
        site: app.web.site(locale),
        viewer: None,
        csrf: String::new(),
        path: String::new(),
        query: String::new(),
        flash: None,
        theme: page::Theme::Auto,
        request_id: String::new(),
        now: Stamp(app.core.clock.now().millis()),
        offset_minutes: RIYADH_OFFSET_MINUTES,
    }
}
