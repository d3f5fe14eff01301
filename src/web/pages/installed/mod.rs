//! The site as an app: what a browser needs to install it, the worker that stands between pages and a bad line, and the page
//! that says that there is none.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::app::App;
use crate::error::{Failure, Result};
use crate::web::forms::Path;
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::{assets, filters, mail, paths};

/// The colours of the mark: what phones paint around the app, and while it opens.
const THEME: &str = "#0f5a45";
const BACKGROUND: &str = "#fbfaf5";

/// `/offline/{language}`: read by the worker, shown while there is no connection.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/installed/offline.html")]
pub struct OfflinePage;

/// GET `/offline/{language}`. The same for everybody.
pub(crate) async fn offline(State(app): State<App>, Path(language): Path<String>) -> Result<Page<OfflinePage>> {
    Ok(Page::new(mail::chrome(&app, locale(&language)?), OfflinePage))
}

/// GET `/sw.js`: the worker. It may stand between all pages and the server because it lies at the root.
pub(crate) async fn worker() -> Response {
    match assets::bytes("worker.js") {
        Some(script) => {
            let headers = [
                (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
                (header::CACHE_CONTROL, "no-cache"),
            ];
            (headers, script.into_owned()).into_response()
        }
        None => Failure::not_found().into_response(),
    }
}

/// GET `/manifest/{language}`: what the app is called and looks like.
pub(crate) async fn manifest(State(app): State<App>, Path(language): Path<String>) -> Result<Response> {
    let locale = locale(&language)?;
    let site = app.web.site(locale);
    let icon = |name, size, purpose| {
        let src = assets::url(name);
        json!({ "src": src, "sizes": size, "type": "image/png", "purpose": purpose })
    };
    let manifest = json!({
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "name": site.name,
        "short_name": short(&site.name),
        "description": site.tagline,
        "lang": locale.tag(),
        "dir": locale.dir(),
        "display": "standalone",
        "theme_color": THEME,
        "background_color": BACKGROUND,
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable-192.png", "192x192", "maskable"),
            icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
    });
    let kind = HeaderValue::from_static("application/manifest+json");
    let fresh = HeaderValue::from_static("no-cache");
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, fresh)];
    Ok((headers, manifest.to_string()).into_response())
}

fn locale(language: &str) -> Result<Locale> {
    let found = Locale::ALL.into_iter().find(|locale| locale.tag() == language);
    found.ok_or_else(Failure::not_found)
}

/// What fits below the picture of an app: the first words.
fn short(name: &str) -> String {
    const MOST: usize = 12;
    let mut short = String::new();
    for word in name.split_whitespace() {
        if !short.is_empty() && short.chars().count() + 1 + word.chars().count() > MOST {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn an_app_is_called_by_its_first_words() {
        assert_eq!(short("Riyadh Industrial Cluster"), "Riyadh");
        assert_eq!(short("Majlis"), "Majlis");
        assert_eq!(short("غرفة جدة الصناعية"), "غرفة جدة");
    }
}
