//! What stands around every page: header, places, footer, messages. Templates of their own, because what a page extends or
//! includes is compiled into each page again. Knows the [`Chrome`] and nothing of pages.

use askama::Template;
use askama::filters::Safe;

use super::page::{Chrome, render};
use super::{assets, filters, paths};

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $part:ident = $path:literal,)+) => {$(
        #[derive(Template)]
        #[template(path = $path)]
        struct $part;

        $(#[$doc])*
        ///
        /// # Errors
        /// If the template cannot be rendered.
        pub(crate) fn $name(chrome: &Chrome) -> askama::Result<Safe<String>> {
            Ok(Safe(render(&$part, chrome)?))
        }
    )+};
}

parts! {
    /// Style sheet, script, icon: what the head of each document links.
    links: Links = "frame/links.html",
    /// Name of the site, search, language, and what is the reader's own.
    header: Header = "frame/header.html",
    /// The places of the site, at the side.
    rail: Rail = "frame/rail.html",
    /// What is shown above the content: the message after a redirect, a notice that waits.
    banners: Banners = "frame/banners.html",
    /// Who runs the site, languages and themes.
    footer: Footer = "frame/footer.html",
    /// The places that fit on a phone.
    bottom_bar: BottomBar = "frame/bottom_bar.html",
}

#[derive(Template)]
#[template(path = "frame/icon.html")]
struct Icon<'a> {
    sprite: &'a str,
    name: &'a str,
    class: &'a str,
}

/// An icon of the sprite, which stands beside a word and is hidden from assistive technology.
///
/// # Errors
/// If the template cannot be rendered.
pub(crate) fn icon<N: AsRef<str>>(name: N, class: &str) -> askama::Result<Safe<String>> {
    let icon = Icon {
        sprite: &assets::url("icons.svg"),
        name: name.as_ref(),
        class,
    };
    Ok(Safe(icon.render()?))
}
