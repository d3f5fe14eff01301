//! `/settings/security`: how members show who they are.

mod app;
mod codes;
mod confirm;
mod passkeys;
mod show;

pub(crate) use app::{app, app_off, ask_app_off, confirm_app};
pub(crate) use codes::{ask_codes, renew_codes};
pub(crate) use confirm::{confirm, confirmation};
pub(crate) use passkeys::{add_passkey, new_passkey, remove_passkey};
pub(crate) use show::show;

use askama::Template;

use crate::domain::passkeys::Question;
use crate::web::{
    filters, paths,
    qr::QrPicture,
    view::{FieldView, Stamp},
};

/// One passkey.
#[derive(Debug, Clone)]
pub struct PasskeyLine {
    /// Its id.
    pub id: i64,
    /// The owner's name for it.
    pub name: String,
    /// When it was added.
    pub created_at: Stamp,
    /// When it was last used.
    pub used_at: Option<Stamp>,
}

/// `/settings/security`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/security/index.html")]
pub struct SecurityPage {
    /// Since when an authenticator application is in force.
    pub app_since: Option<Stamp>,
    /// Whether signing in takes a second factor.
    pub is_on: bool,
    /// Unused recovery codes.
    pub codes_left: i64,
    /// The passkeys, oldest first.
    pub passkeys: Vec<PasskeyLine>,
    /// Whether staff rights wait for a second factor.
    pub is_waiting: bool,
}

/// `/settings/security/confirm`. The form sends `password`, `next`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/security/confirm.html")]
pub struct ConfirmPage {
    /// The present password; its value is never sent back.
    pub password: FieldView,
    /// Path to go to afterwards.
    pub next: String,
}

/// `/settings/security/app`. The form sends `code`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/security/app.html")]
pub struct AppPage {
    /// The secret to be typed.
    pub secret: String,
    /// The same as a link for this device.
    pub url: String,
    /// The same as a picture.
    pub picture: QrPicture,
    /// The first code; its value is never sent back.
    pub code: FieldView,
}

/// `/settings/security/app/off`. The form sends `code`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/security/app_off.html")]
pub struct AppOffPage {
    /// A code; its value is never sent back.
    pub code: FieldView,
}

/// `/settings/security/codes`: asks, or shows the codes, once.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/security/codes.html")]
pub struct CodesPage {
    /// The fresh codes; none while asking.
    pub codes: Vec<String>,
}

/// `/settings/security/passkeys`. The form sends `name`; a script adds the rest.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/security/passkey.html")]
pub struct PasskeyPage {
    /// What the browser is asked.
    pub question: Question,
    /// The member's handle, for the browser's list of passkeys.
    pub handle: String,
    /// The member's name, likewise.
    pub title: String,
    /// The owner's name for the new passkey.
    pub called: FieldView,
    /// What was wrong with the browser's answer.
    pub failed: FieldView,
}
