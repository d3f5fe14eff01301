//! Letters, as subject, plain text and HTML. Sending them is somebody else's work.

use askama::Template;

use crate::app::App;

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
fn notice(chrome: &Chrome, keys: [&str; 4], name: &str, link: &str) -> askama::Result<Letter> {
    let [subject, text, button, help] = keys.map(|key| {
        let site = i18n::FluentValue::from(chrome.site.name.as_str());
        i18n::text_with(chrome.locale, key, [("site", site)])
    });
    let html = NoticeHtml {
        subject: &subject,
        name,
        text: &text,
        button: &button,
        link,
        help: &help,
    };
    let plain = NoticeText {
        name,
        text: &text,
        link,
        help: &help,
    };
    Ok(Letter {
        subject: i18n::bare(&subject),
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
