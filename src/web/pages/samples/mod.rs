//! Every page with made-up content, rendered: what the tests of the templates look at. One file for each group of pages.

mod admin;
mod calendar;
mod cases;
mod composer;
mod directory;
mod files;
mod forums;
mod guests;
mod mail;
mod messages;
mod moderation;
mod openid;
mod personal;
mod privacy;
mod reading;
mod requests;
mod search;
mod seats;
mod security;
mod trainings;
mod verification;

use std::sync::Arc;

use askama::Template;

use crate::web::{
    i18n::{Locale, dates::RIYADH_OFFSET_MINUTES},
    page::{self, Chrome, ProviderLink, Site, Theme, Viewer},
    samples,
    view::{Pager, Stamp},
};

/// The surroundings of a page at `path`.
pub(crate) fn chrome(locale: Locale, path: &str, viewer: Option<Viewer>) -> Chrome {
    let name = if locale == Locale::Ar {
        "تجمّع الرياض الصناعي"
    } else {
        "Riyadh Industrial Cluster"
    };
    Chrome {
        locale,
        site: Arc::new(Site {
            name: name.into(),
            tagline: String::new(),
            host: "riyadh.example".into(),
            registration_open: true,
            passwords: true,
            providers: vec![ProviderLink {
                id: "chamber".into(),
                name: if locale == Locale::Ar {
                    "حساب الغرفة"
                } else {
                    "Chamber account"
                }
                .into(),
            }],
            development: true,
        }),
        viewer,
        csrf: "token".into(),
        path: path.into(),
        query: String::new(),
        flash: None,
        theme: Theme::Auto,
        request_id: "01jb3k9q".into(),
        now: Stamp(samples::LATER.0 + 3 * 60_000),
        offset_minutes: RIYADH_OFFSET_MINUTES,
    }
}

/// A member who runs the instance.
pub(crate) fn viewer() -> Viewer {
    Viewer {
        name: "سارة القحطاني".into(),
        handle: "sara".into(),
        is_admin: true,
        is_verifier: true,
        is_moderator: true,
        needs_level: false,
        unread: 4,
        messages: 2,
        notice_due: false,
        reader: "0".into(),
    }
}

/// Every page in one language, under a short name.
pub(crate) fn all(locale: Locale) -> Vec<(&'static str, String)> {
    let mut pages = Vec::new();
    guests::guest_pages(locale, &mut pages);
    forums::forum_pages(locale, &mut pages);
    composer::composer_pages(locale, &mut pages);
    files::file_pages(locale, &mut pages);
    personal::personal_pages(locale, &mut pages);
    directory::directory_pages(locale, &mut pages);
    security::security_pages(locale, &mut pages);
    admin::admin_pages(locale, &mut pages);
    verification::verification_pages(locale, &mut pages);
    openid::openid_pages(locale, &mut pages);
    admin::error_pages(locale, &mut pages);
    moderation::moderation_pages(locale, &mut pages);
    privacy::privacy_pages(locale, &mut pages);
    reading::reading_pages(locale, &mut pages);
    search::search_pages(locale, &mut pages);
    calendar::calendar_pages(locale, &mut pages);
    cases::case_pages(locale, &mut pages);
    trainings::training_pages(locale, &mut pages);
    requests::request_pages(locale, &mut pages);
    seats::seat_pages(locale, &mut pages);
    messages::message_pages(locale, &mut pages);
    mail::mail_pages(locale, &mut pages);
    pages
}

type Pages = Vec<(&'static str, String)>;

fn put<T: Template>(pages: &mut Pages, name: &'static str, chrome: &Chrome, template: &T) {
    pages.push((
        name,
        page::render(template, chrome).unwrap_or_else(|error| format!("{name}: {error}")),
    ));
}

fn pager() -> Pager {
    Pager {
        previous: None,
        next: Some("?after=123".into()),
    }
}
