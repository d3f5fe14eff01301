//! Addresses of notifications, mail and pushes.

/// What I want to be told of, where and when.
pub const SETTINGS_NOTIFICATIONS: &str = "/settings/notifications";
/// My address works again (POST).
pub const SETTINGS_ADDRESS_WORKS: &str = "/settings/notifications/address";
/// Has pushes sent to the browser that asks (POST).
pub const SETTINGS_BROWSERS: &str = "/settings/notifications/browsers";
/// The browsers on the page of notifications.
pub const SETTINGS_BROWSERS_HERE: &str = "/settings/notifications#browsers";
/// Sends a test to one's browsers (POST).
pub const SETTINGS_BROWSERS_TEST: &str = "/settings/notifications/browsers/test";
/// The worker of our pages.
pub const WORKER: &str = "/sw.js";
/// Calls some notifications read (POST).
pub const NOTIFICATIONS_READ: &str = "/notifications/read";
/// Administration: letters on their way.
pub const ADMIN_LETTERS: &str = "/admin/letters";
/// Administration: how letters look.
pub const ADMIN_LETTER_PREVIEW: &str = "/admin/letters/preview";

/// Ends pushes to a browser (POST).
#[must_use]
pub fn remove_browser(id: &i64) -> String {
    format!("{SETTINGS_BROWSERS}/{id}/remove")
}

/// What the site is as an app.
#[must_use]
pub fn manifest(language: &str) -> String {
    format!("/manifest/{language}")
}

/// Mutes what a notification is about (POST).
#[must_use]
pub fn notification_mute(id: &i64) -> String {
    format!("/notifications/{id}/mute")
}

/// Leaving letters, without signing in.
#[must_use]
pub fn unsubscribe(token: &str) -> String {
    format!("/unsubscribe/{token}")
}

/// Tries a letter at once, or drops it (POST).
#[must_use]
pub fn admin_letter(id: &i64) -> String {
    format!("{ADMIN_LETTERS}/{id}")
}

/// How a letter looks in a language.
#[must_use]
pub fn admin_letter_look(name: &str, language: &str) -> String {
    format!("{ADMIN_LETTER_PREVIEW}/{name}?language={language}")
}
