//! Letters, as subject, plain text and HTML. Sending them is somebody else's work.

use askama::Template;

use super::{
    filters, i18n,
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
