//! Coming in: sign in, register, confirm an address, first set-up.

mod browser;
mod confirm;
mod passkey;
mod password;
mod register;
mod second_factor;
mod set_up;
mod sign_in;

pub(crate) use browser::Browser;
pub(crate) use confirm::{ask_confirm, check_mail, confirm, resend};
pub(crate) use passkey::{bytes, passkey, sign_in_by_passkey};
pub(crate) use password::{forgot_password, new_password, reset_password, send_reset};
pub(crate) use register::{register, registration};
pub(crate) use second_factor::{second_factor, show_second_factor};
pub(crate) use set_up::{first_admin, set_up};
pub(crate) use sign_in::{enter, sign_in, sign_in_form, sign_out, signed_in};

use askama::Template;

use crate::domain::passkeys::Question;
use crate::web::pages::privacy::AgreementView;
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

/// `/sign-in/second-factor`. The form sends `code`, `next`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/account/second_factor.html")]
pub struct SecondFactorPage {
    /// Six digits or a recovery code; its value is never sent back.
    pub code: FieldView,
    /// Path to go to afterwards; empty for home.
    pub next: String,
}

/// `/sign-in/passkey`. A script fills its form in.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/account/passkey.html")]
pub struct PasskeySignInPage {
    /// What the browser is asked.
    pub question: Question,
    /// What was wrong with the answer.
    pub failed: FieldView,
    /// Path to go to afterwards; empty for home.
    pub next: String,
}

/// `/register`. The form sends `display_name`, `username`, `email`, `password`, and what is agreed to.
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
    /// What they agree to.
    pub agreement: AgreementView,
}

/// `/check-mail`: after registering, a letter is on its way. The form sends `email` and asks for it again.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/account/check_mail.html")]
pub struct CheckMailPage {
    /// Where it was sent; empty when that is not known any more.
    pub email: String,
}

/// How far a confirmation link is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// It was opened; the button confirms. Programs that look at every link in a letter press no button.
    Ask {
        /// The token of the link.
        token: String,
    },
    /// The link is too old or was used.
    Expired,
}

/// `/confirm/{token}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/account/confirm.html")]
pub struct ConfirmPage {
    /// How far it is.
    pub outcome: Confirmation,
}

/// `/set-up/{token}`: the first administrator. The form sends `display_name`, `username`, `email`,
/// `password`.
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

/// `/forgot-password`. The form sends `email`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/account/forgot_password.html")]
pub struct ForgotPasswordPage {
    /// E-mail address.
    pub email: FieldView,
}

/// `/reset-password/{token}`. The form sends `password`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/account/reset_password.html")]
pub struct ResetPasswordPage {
    /// The token of the link; none if it does not work any more.
    pub token: Option<String>,
    /// New password; its value is never sent back.
    pub password: FieldView,
}
