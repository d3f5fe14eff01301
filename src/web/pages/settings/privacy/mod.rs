//! `/settings/privacy`: what a member consents to, copies of their data, requests, and deleting the account.

mod consents;
mod erasure;
mod exports;
mod requests;
mod show;

pub(crate) use consents::save_consents;
pub(crate) use erasure::{ask_erasure, delete_account};
pub(crate) use exports::{ask_export, download_export};
pub(crate) use requests::file_request;
pub(crate) use show::privacy;

use askama::Template;

use crate::web::{
    filters, paths,
    present::ConsentChoice,
    view::{FieldView, Stamp},
};

/// Something a member said about a consent.
#[derive(Debug, Clone)]
pub struct ConsentLine {
    /// The key of its name.
    pub title: &'static str,
    /// Given, or withdrawn.
    pub is_given: bool,
    /// Said while registering.
    pub at_registration: bool,
    /// The notice that stood at the time.
    pub version: i64,
    /// When.
    pub at: Stamp,
}

/// `/settings/privacy`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/settings/privacy/show.html")]
pub struct PrivacyPage {
    /// Consents as they stand.
    pub consents: Vec<ConsentChoice>,
    /// The ledger, newest first.
    pub history: Vec<ConsentLine>,
    /// Versions of the notice that were accepted.
    pub accepted: Vec<(i64, Stamp)>,
    /// Copies of their data, newest first.
    pub exports: Vec<ExportLine>,
    /// Requests about their data, newest first.
    pub requests: Vec<OwnRequestLine>,
    /// Kind of a new request.
    pub kind: FieldView,
    /// What a new request says.
    pub message: FieldView,
}

/// A request of the member.
#[derive(Debug, Clone)]
pub struct OwnRequestLine {
    /// The key of its kind.
    pub kind: &'static str,
    /// The key of its state.
    pub state: &'static str,
    /// Whether it waits.
    pub is_open: bool,
    /// What they asked.
    pub message: String,
    /// What they were answered.
    pub answer: String,
    /// When it came.
    pub received_at: Stamp,
    /// By when it is answered.
    pub due_at: Stamp,
}

/// A copy of a member's data.
#[derive(Debug, Clone)]
pub struct ExportLine {
    /// Its id.
    pub id: i64,
    /// The key of its state.
    pub state: &'static str,
    /// Size in kilobytes, if it can be fetched.
    pub kilobytes: Option<i64>,
    /// When it was asked for.
    pub requested_at: Stamp,
    /// Until when it can be fetched.
    pub expires_at: Option<Stamp>,
}

/// `/settings/privacy/delete`. The form sends `mode` = `anonymise` or `remove`, and `password`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/privacy/delete.html")]
pub struct DeleteAccountPage {
    /// What becomes of the posts.
    pub mode: FieldView,
    /// The present one; its value is never sent back.
    pub password: FieldView,
    /// Days in which one may come back.
    pub grace: i64,
}
