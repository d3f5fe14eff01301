//! `/settings/*`: profile, password, second factors, sessions.

mod apps;
mod browsers;
mod calendar;
mod email;
mod notifications;
mod password;
pub mod privacy;
mod profile;
pub mod security;
mod sessions;

pub(crate) use apps::{apps, end_app};
pub use browsers::{BrowserLine, Browsers};
pub(crate) use browsers::{add_browser, remove_browser, test_browsers};
pub use calendar::CalendarSettingsPage;
pub(crate) use calendar::{calendar, renew_calendar, revoke_calendar};
pub(crate) use email::{ask_confirm_email, ask_undo_email, change_email, confirm_email, email, undo_email};
pub use notifications::{GroupRow, NotificationSettingsPage};
pub(crate) use notifications::{address_works, notifications, save_notifications};
pub(crate) use password::{change_password, password};
pub(crate) use privacy::{
    ask_erasure, ask_export, delete_account, download_export, file_request, privacy, save_consents,
};
pub(crate) use profile::{profile, save_profile};
pub(crate) use sessions::{device, end_others, end_session, sessions};

use askama::Template;

use crate::web::{
    filters,
    i18n::Locale,
    pages::oauth::Permission,
    paths,
    view::{FieldView, SelectOption, Stamp},
};

/// `/settings/profile`. The form sends the fields, `visible_to` = `members` or `everybody`, `speaks_{tag}` and
/// `shares_{field}` = `yes`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/profile.html")]
pub struct ProfileSettingsPage {
    /// Name as others see it.
    pub display_name: FieldView,
    /// About, in Markdown.
    pub bio: FieldView,
    /// What they know, separated by commas.
    pub expertise: FieldView,
    /// What they do at work.
    pub job_title: FieldView,
    /// Region.
    pub region: FieldView,
    /// Sector.
    pub sector: FieldView,
    /// Languages: tag, own name, and whether they speak it.
    pub languages: Vec<(&'static str, &'static str, bool)>,
    /// Who sees the profile on this instance.
    pub visible_to: FieldView,
    /// What also goes to other servers: name of the field, key of its label, and whether it does.
    pub shares: Vec<(&'static str, &'static str, bool)>,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
    /// Sectors to choose from.
    pub sectors: Vec<SelectOption>,
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

/// One application that acts for the member.
#[derive(Debug, Clone)]
pub struct AppLine {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its own site; empty without.
    pub website: String,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// Since when.
    pub since: Stamp,
}

/// `/settings/apps`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/settings/apps.html")]
pub struct AppsPage {
    /// The applications, those let in first at the head.
    pub apps: Vec<AppLine>,
}

/// `/settings/email`. The form sends `email`, `password`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/email.html")]
pub struct EmailPage {
    /// The present address.
    pub present: String,
    /// The new one.
    pub email: FieldView,
    /// The password; its value is never sent back.
    pub password: FieldView,
}

/// What a link in a letter about an address does.
#[derive(Debug, Clone)]
pub enum EmailLink {
    /// Confirms the new address.
    Confirm {
        /// The token of the link.
        token: String,
    },
    /// Brings the old one back.
    Undo {
        /// The token of the link.
        token: String,
    },
    /// Nothing any more.
    Dead,
}

/// `/confirm-email/{token}` and `/undo-email/{token}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/settings/email_link.html")]
pub struct EmailLinkPage {
    /// What it does.
    pub link: EmailLink,
}

impl EmailLinkPage {
    fn title(&self) -> &'static str {
        match self.link {
            EmailLink::Confirm { .. } => "email-confirm-heading",
            EmailLink::Undo { .. } => "email-undo-heading",
            EmailLink::Dead => "confirm-expired-heading",
        }
    }
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
