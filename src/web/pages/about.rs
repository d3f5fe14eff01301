//! `/about`: what this instance is and who runs it.

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::web::filters;
use crate::web::page::Page;
use crate::web::visitor::Visitor;

/// `/about`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/about/show.html")]
pub struct AboutPage {
    /// How to reach the people who run it; may be empty.
    pub contact: String,
    /// Version of the software.
    pub version: &'static str,
}

/// GET `/about`.
pub(crate) async fn about(State(app): State<App>, visitor: Visitor) -> Page<AboutPage> {
    let page = AboutPage {
        contact: app.core.config.instance.contact.clone(),
        version: env!("CARGO_PKG_VERSION"),
    };
    Page::new(visitor.chrome(), page)
}
