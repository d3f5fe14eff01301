//! `/media/{token}`: a file, for whoever may see the post it hangs on. Where files have an origin of their own, the
//! instance's own leads there.
//!
//! Pictures are shown; everything else is only ever downloaded, and may do nothing where it is opened after all.

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::media::{self, Opened, Size};
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::layers::Apart;
use crate::web::paths;
use crate::web::visitor::Visitor;

/// Nothing runs, loads or sends.
pub(super) const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";
/// The bytes behind an address never change, but the post may be hidden or removed: minutes later nobody gets them any more.
const PUBLIC: &str = "public, max-age=300, must-revalidate";
/// Asked for again each time.
const PRIVATE: &str = "private, no-cache";

/// What a trusted server was given to fetch the file with.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Pass {
    pass: Option<String>,
}

/// GET `/media/{token}`.
pub(crate) async fn large(
    State(app): State<App>,
    visitor: Visitor,
    place: Option<Extension<Apart>>,
    Path(token): Path<String>,
    Query(pass): Query<Pass>,
    headers: HeaderMap,
) -> Result<Response> {
    let opened = media::open(&app.core, &visitor.viewer, &token, Size::Large, pass.pass.as_deref()).await?;
    if place.is_none()
        && let Some(response) = elsewhere(&app, &opened, &paths::media(&token))
    {
        return Ok(response);
    }
    answer(&app, &opened, &headers).await
}

/// GET `/media/{token}/small`: of a picture.
pub(crate) async fn small(
    State(app): State<App>,
    visitor: Visitor,
    place: Option<Extension<Apart>>,
    Path(token): Path<String>,
    Query(pass): Query<Pass>,
    headers: HeaderMap,
) -> Result<Response> {
    let opened = media::open(&app.core, &visitor.viewer, &token, Size::Small, pass.pass.as_deref()).await?;
    if place.is_none()
        && let Some(response) = elsewhere(&app, &opened, &paths::media_small(&token))
    {
        return Ok(response);
    }
    answer(&app, &opened, &headers).await
}

/// Leads on to the origin of files, where there is one. No cookie is read there: what is not for everybody gets a pass.
fn elsewhere(app: &App, opened: &Opened, path: &str) -> Option<Response> {
    app.core.config.media.origin()?;
    let address = app.core.config.file_link(path);
    let (address, keeping) = if opened.is_public {
        (address, PUBLIC)
    } else {
        let pass = media::brief_pass(&app.core, &opened.media.token);
        (format!("{address}?pass={pass}"), "private, no-store")
    };
    let headers = [(header::LOCATION, address), (header::CACHE_CONTROL, keeping.to_owned())];
    Some((StatusCode::FOUND, headers).into_response())
}

async fn answer(app: &App, opened: &Opened, asked: &HeaderMap) -> Result<Response> {
    let media = &opened.media;
    let size = if opened.size == Size::Small { "-small" } else { "" };
    let mark = format!("\"{}{size}\"", media.hash);
    let mut headers = HeaderMap::new();
    let text = |text: &str| HeaderValue::from_str(text).ok();
    let values = [
        (header::ETAG, text(&mark)),
        (
            header::CACHE_CONTROL,
            text(if opened.is_public { PUBLIC } else { PRIVATE }),
        ),
        (header::CONTENT_SECURITY_POLICY, text(POLICY)),
        (header::X_CONTENT_TYPE_OPTIONS, text("nosniff")),
        (header::CONTENT_TYPE, text(&media.media_type)),
        (
            header::CONTENT_DISPOSITION,
            text(&disposition(&media.name, media.is_picture())),
        ),
    ];
    for (name, value) in values {
        headers.insert(
            name,
            value.unwrap_or(HeaderValue::from_static("application/octet-stream")),
        );
    }
    // Whoever has the bytes already needs to hear only that they may still have them.
    if is_known(asked, &mark) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let stored = opened.read(&app.core).await?;
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(stored.size));
    Ok((headers, Body::from_stream(stored.bytes)).into_response())
}

/// Whether `If-None-Match` names this mark. Proxies that compress make marks weak on the way.
fn is_known(asked: &HeaderMap, mark: &str) -> bool {
    let lines = asked.get_all(header::IF_NONE_MATCH).iter();
    let mut marks = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','));
    marks.any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == mark
    })
}

/// RFC 6266: the name in plain letters for old browsers, and as it is for others.
fn disposition(name: &str, is_shown: bool) -> String {
    let kind = if is_shown { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let whole: String = name
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_leave_its_quotes() {
        let said = disposition("a\";b\r\n.pdf", false);
        assert_eq!(
            said,
            "attachment; filename=\"a__b__.pdf\"; filename*=UTF-8''a%22%3Bb%0D%0A.pdf"
        );
        assert!(disposition("مخطط.dwg", false).ends_with("%D9%85%D8%AE%D8%B7%D8%B7.dwg"));
    }
}
