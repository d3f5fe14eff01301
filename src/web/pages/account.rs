//! Coming in: sign in, register, confirm an address, first set-up.

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldError, FieldView},
};

/// `/sign-in`. The form sends `email`, `password`, `next`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/account/sign_in.html")]
pub struct SignInPage {
    /// E-mail address.
    pub email: FieldView,
    /// What is wrong with the pair, never which half.
    pub error: Option<FieldError>,
    /// Path to go to afterwards; empty for home.
    pub next: String,
}

/// `/register`. The form sends `display_name`, `username`, `email`, `password`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/account/register.html")]
pub struct RegisterPage {
    /// Name as others see it.
    pub display_name: FieldView,
    /// Name in the handle.
    pub username: FieldView,
    /// E-mail address.
    pub email: FieldView,
    /// Password; its value is never sent back.
    pub password: FieldView,
}

/// After registering: a letter is on its way.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/account/check_mail.html")]
pub struct CheckMailPage {
    /// Where it was sent.
    pub email: String,
}

/// How a confirmation link turned out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// The address is confirmed.
    Done,
    /// The link is too old or was used.
    Expired,
}

/// `/confirm?token=…`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/account/confirm.html")]
pub struct ConfirmPage {
    /// How it turned out.
    pub outcome: Confirmation,
}

/// `/setup?token=…`: the first administrator. The form sends `token`, `display_name`, `username`,
/// `email`, `password`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/account/setup.html")]
pub struct SetupPage {
    /// The token of the link.
    pub token: String,
    /// Name as others see it.
    pub display_name: FieldView,
    /// Name in the handle.
    pub username: FieldView,
    /// E-mail address.
    pub email: FieldView,
    /// Password; its value is never sent back.
    pub password: FieldView,
}
