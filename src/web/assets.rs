//! Styles, scripts, fonts and icons, built by npm into `assets/dist` and embedded in the binary.
//!
//! Owns `/assets/*`. File names carry the hash of their content, so a browser may keep them for
//! ever; compression is the business of the layer around the router.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "assets/dist"]
struct Dist;

/// Plain name → address with the hash in it.
static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let names: HashMap<String, String> = Dist::get("manifest.json")
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default();
    names
        .into_iter()
        .map(|(name, file)| (name, format!("/assets/{file}")))
        .collect()
});

/// The address of the asset called `name` (`app.css`). Before `make assets` ran there is only the
/// plain name, which answers 404.
#[must_use]
pub fn url(name: &str) -> Cow<'static, str> {
    match MANIFEST.get(name) {
        Some(url) => Cow::Borrowed(url.as_str()),
        None => Cow::Owned(format!("/assets/{name}")),
    }
}

/// The bytes of the asset called `name`; none before `make assets` ran.
#[must_use]
pub fn bytes(name: &str) -> Option<Cow<'static, [u8]>> {
    let file = url(name);
    Dist::get(file.strip_prefix("/assets/")?).map(|file| file.data)
}

/// The routes of the embedded files.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{file}", get(serve))
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    match Dist::get(&name) {
        Some(file) if name != "manifest.json" => respond(&file, &headers),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn respond(file: &EmbeddedFile, request: &HeaderMap) -> Response {
    let etag = etag(file);
    let unchanged = request
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(file.data.clone().into_owned()).into_response()
    };

    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    if let Ok(value) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, value);
    }
    if let Ok(value) = HeaderValue::from_str(content_type(file.metadata.mimetype())) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    response
}

fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let short: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"{short}\"")
}

/// Text files are UTF-8 and say so.
fn content_type(guessed: &str) -> &str {
    match guessed {
        "text/css" => "text/css; charset=utf-8",
        "text/javascript" => "text/javascript; charset=utf-8",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_that_is_not_built_keeps_its_plain_name() {
        assert_eq!(url("absent.css"), "/assets/absent.css");
    }

    #[test]
    fn every_built_asset_of_the_manifest_is_embedded() {
        for (name, url) in MANIFEST.iter() {
            let file = url.trim_start_matches("/assets/");
            assert!(Dist::get(file).is_some(), "{name} is listed as {file} and is not there");
        }
    }
}
