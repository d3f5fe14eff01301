//! `/proxy/{signature}/{address}`: a picture of another server, fetched by us.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::app::App;
use crate::domain::media::proxy;
use crate::error::{Failure, Result};
use crate::web::forms::Path;
use crate::web::paths;

use super::serve::POLICY;

/// Pictures of other servers may change; a day is long enough. Readers' own caches only: the post may be hidden.
const A_DAY: &str = "private, max-age=86400";

/// GET. Only addresses that we signed, because they stand in a post, are fetched.
pub(crate) async fn picture(
    State(app): State<App>,
    Path((signature, address)): Path<(String, String)>,
) -> Result<Response> {
    let address = paths::proxied(&address).ok_or_else(Failure::not_found)?;
    if !proxy::is_signed(&app.core, &address, &signature) {
        return Err(Failure::not_found());
    }
    if let Some(kept) = proxy::find(&app.core, &address).await? {
        return Ok(answer(Body::from_stream(kept.bytes)));
    }
    let url = Url::parse(&address).map_err(|_| Failure::not_found())?;
    let limit = usize::from(app.core.config.media.image_megabytes) * 1_000_000;
    let fetched = app.apub.http().get_picture(&url, limit).await.map_err(|error| {
        tracing::debug!(%error, host = url.host_str(), "a picture of another server could not be had");
        Failure::not_found()
    })?;
    let picture = proxy::keep(&app.core, &address, fetched.to_vec()).await?;
    Ok(answer(Body::from(picture)))
}

fn answer(body: Body) -> Response {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::CONTENT_TYPE, "image/webp"),
        (header::CACHE_CONTROL, A_DAY),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    (headers, body).into_response()
}
