//! `/privacy`: the notice, its older versions, and accepting a new one.

mod agreement;
mod consents;
mod keep;
mod notice;

pub(crate) use agreement::AgreementFields;
pub use agreement::AgreementView;
pub(crate) use consents::ConsentFields;
pub(crate) use keep::{keep, may_keep};
pub(crate) use notice::{accept, ask, show, show_version};

use askama::Template;

use crate::web::{filters, paths, view::Stamp};

/// `/privacy` and `/privacy/{version}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/privacy/show.html")]
pub struct NoticePage {
    /// The text, in the language of the page.
    pub html: String,
    /// Its number.
    pub version: i64,
    /// When it was published.
    pub published_at: Stamp,
    /// Whether it is the one in force.
    pub is_current: bool,
    /// All versions with their days, newest first.
    pub versions: Vec<(i64, Stamp)>,
}

/// `/privacy/accept`. The form sends `version`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/privacy/accept.html")]
pub struct AcceptPage {
    /// The text, in the language of the page.
    pub html: String,
    /// Its number.
    pub version: i64,
    /// It changed while it was being read.
    pub has_changed: bool,
    /// Whether there is anything to accept.
    pub is_due: bool,
}

/// `/keep-account/{token}`: an account that is to be erased stays.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/privacy/keep.html")]
pub struct KeepPage {
    /// The token of the link; none if it does not work any more.
    pub token: Option<String>,
}
