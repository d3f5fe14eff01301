//! The site as HTML: pages, forms, language, embedded assets.
//!
//! Turns requests into calls of the domain and answers with rendered pages. Builds no activity, names no table.

pub mod assets;
pub mod filters;
pub mod i18n;
pub mod mail;
pub mod page;
pub mod pages;
pub mod paths;
pub mod samples;
pub mod view;

use axum::Router;

use crate::app::App;
use crate::domain::Core;

/// What the pages share. Cheap to clone.
#[derive(Clone)]
pub struct Shared {}

impl Shared {
    /// Sets it up for this instance.
    pub fn new(_core: &Core) -> Self {
        Self {}
    }
}

/// Routes of the pages.
pub fn routes(_app: &App) -> Router<App> {
    assets::routes()
}

/// What stands around every route: request ids, logging, limits, security headers, error pages.
pub fn layers(_app: &App, router: Router<App>) -> Router<App> {
    router
}
