//! What every entity of one answer shares: our address, the language of names, the pictures of those who have none.

use std::fmt;

use crate::api::caller::Caller;
use crate::app::App;
use crate::db::types::Language;
use crate::domain::Core;
use crate::domain::media::proxy;
use crate::web::paths;

/// Made once for an answer.
#[derive(Clone)]
pub(super) struct Site {
    /// Our address without a slash at the end.
    pub(super) base: String,
    /// Where files are served.
    pub(super) files: String,
    /// Picture of those who have none.
    pub(super) avatar: String,
    /// Banner; nobody has one yet.
    pub(super) header: String,
    /// Language of the names of forums; both for strangers.
    pub(super) language: Option<Language>,
    /// Whether somebody's votes and the like are told.
    pub(super) is_personal: bool,
    core: Core,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("base", &self.base).finish_non_exhaustive()
    }
}

impl Site {
    /// For this caller.
    pub(super) fn new(app: &App, caller: &Caller) -> Self {
        let config = &app.core.config;
        Self {
            base: config.base(),
            files: config.file_link(""),
            avatar: config.link(super::images::AVATAR),
            header: config.link(super::images::HEADER),
            language: caller.language(),
            is_personal: caller.language().is_some(),
            core: app.core.clone(),
        }
    }

    /// The address under which we show a picture of another server.
    pub(super) fn proxied(&self, address: &str) -> String {
        let path = paths::proxy(&proxy::sign(&self.core, address), address);
        format!("{}{path}", self.base)
    }
}
