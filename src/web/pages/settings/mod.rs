//! `/settings/*`: profile and sessions.

mod password;
pub mod privacy;
mod profile;
mod sessions;

pub(crate) use password::{change_password, password};
pub(crate) use privacy::{
    ask_erasure, ask_export, delete_account, download_export, file_request, privacy, save_consents,
};
pub(crate) use profile::{profile, save_profile};
pub(crate) use sessions::{end_others, end_session, sessions};

use askama::Template;

use crate::web::{
    filters,
    i18n::Locale,
    paths,
    view::{FieldView, Stamp},
};

/// `/settings/profile`. The form sends `display_name`, `bio`, `expertise`, `locale`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/profile.html")]
pub struct ProfileSettingsPage {
    /// Name as others see it.
    pub display_name: FieldView,
    /// About, in Markdown.
    pub bio: FieldView,
    /// What they know, separated by commas.
    pub expertise: FieldView,
    /// Language tag of the interface and of mail.
    pub locale: FieldView,
}

/// One place somebody is signed in.
#[derive(Debug, Clone)]
pub struct SessionLine {
    /// Its id.
    pub id: i64,
    /// Browser and system, in short: "Firefox, Windows".
    pub device: String,
    /// A phone or tablet.
    pub is_mobile: bool,
    /// When it began.
    pub created_at: Stamp,
    /// When it was last used.
    pub seen_at: Stamp,
    /// It is the one asking.
    pub is_current: bool,
}

/// `/settings/sessions`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/settings/sessions.html")]
pub struct SessionsPage {
    /// The sessions, last used first.
    pub sessions: Vec<SessionLine>,
}

/// `/settings/password`. The form sends `current` and `password`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/password.html")]
pub struct PasswordPage {
    /// The present one; its value is never sent back.
    pub current: FieldView,
    /// The new one; likewise.
    pub password: FieldView,
}
