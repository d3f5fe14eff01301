//! Files: served to who may see them, uploaded by the composer's script, and the page of one's own.

mod own;
mod proxy;
pub(crate) mod resumable;
mod serve;
mod upload;

pub(crate) use own::{delete, index};
pub(crate) use proxy::picture;
pub(crate) use serve::{large, small};
pub(crate) use upload::add;

use askama::Template;

use crate::web::view::{Pager, TrayItem, UploadLine};
use crate::web::{filters, paths};

/// `/settings/uploads`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/settings/uploads.html")]
pub struct UploadsPage {
    /// The files, newest first.
    pub files: Vec<UploadLine>,
    /// Megabytes in use, rounded up.
    pub used: i64,
    /// Megabytes there may be.
    pub quota: i64,
    /// Days after which a file that hangs on nothing is deleted.
    pub days: i64,
    /// Ways on.
    pub pager: Pager,
}

/// One file of a tray, without a page around it; the answer to the composer's script.
#[derive(Debug, Clone, Template)]
#[template(path = "components/tray_part.html")]
pub struct TrayPart {
    /// The file.
    pub item: TrayItem,
}

/// Why a file was not taken, without a page around it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/tray_refused.html")]
pub struct TrayRefused {
    /// Its name.
    pub name: String,
    /// Why.
    pub error: crate::web::view::FieldError,
}
