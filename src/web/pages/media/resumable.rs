//! `/media/uploads`: large files in parts, over lines that break. The protocol is tus 1.0 (<https://tus.io>) with creation,
//! expiration and termination. What a finished upload became is one GET away, as a part of the composer's tray.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::app::App;
use crate::db::media::uploads::Upload;
use crate::domain::media::resumable::{self, Taken};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{self, Principal};
use crate::error::{Failure, Result};
use crate::web::forms::{Path, words};
use crate::web::page::Page;
use crate::web::paths;
use crate::web::present::tray_item;
use crate::web::visitor::{Member, Visitor};

use super::{TrayPart, TrayRefused};

/// The one version there is.
const VERSION: &str = "1.0.0";
const RESUMABLE: &str = "tus-resumable";
const OFFSET: &str = "upload-offset";
const LENGTH: &str = "upload-length";
const METADATA: &str = "upload-metadata";
const EXPIRES: &str = "upload-expires";
/// What the bodies of parts are.
const BYTES: &[u8] = b"application/offset+octet-stream";

/// Whether the client speaks our version; asked of members only, so that guests hear first that they have to sign in.
pub(crate) struct Tus(bool);

impl FromRequestParts<App> for Tus {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let version = parts.headers.get(RESUMABLE).map(HeaderValue::as_bytes);
        Ok(Self(version == Some(VERSION.as_bytes())))
    }
}

impl Tus {
    /// The answer to a client that speaks another version.
    fn refusal(&self) -> Option<Response> {
        let refusal = (StatusCode::PRECONDITION_FAILED, [("tus-version", VERSION)]);
        (!self.0).then(|| refusal.into_response())
    }
}

/// Every answer says which version it is in.
pub(crate) async fn speak(mut response: Response) -> Response {
    let version = HeaderValue::from_static(VERSION);
    response.headers_mut().insert(RESUMABLE, version);
    response
}

/// OPTIONS: what there is.
pub(crate) async fn offer(State(app): State<App>) -> Response {
    let headers = [
        ("tus-version", HeaderValue::from_static(VERSION)),
        (
            "tus-extension",
            HeaderValue::from_static("creation,expiration,termination"),
        ),
        ("tus-max-size", HeaderValue::from(resumable::length_max(&app.core))),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// POST `/media/uploads`: begins one.
pub(crate) async fn begin(State(app): State<App>, member: Member, tus: Tus, headers: HeaderMap) -> Response {
    if let Some(response) = tus.refusal() {
        return response;
    }
    let Some(length) = number(&headers, LENGTH) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let name = file_name(&headers);
    match resumable::begin(&app.core, &member.principal, &name, length).await {
        Ok(upload) => {
            let location = HeaderValue::from_str(&paths::resumable(&upload.token));
            let mut response = (StatusCode::CREATED, standing(&upload)).into_response();
            if let Ok(location) = location {
                response.headers_mut().insert(header::LOCATION, location);
            }
            response
        }
        Err(domain::Error::Invalid(problems)) => refused(&member.visitor, name, &problems),
        Err(other) => Failure::from(other).into_response(),
    }
}

/// HEAD `/media/uploads/{token}`: where it stands.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    tus: Tus,
    Path(token): Path<String>,
) -> Result<Response> {
    if let Some(response) = tus.refusal() {
        return Ok(response);
    }
    let upload = resumable::find(&app.core, &member.principal, &token).await?;
    Ok((StatusCode::OK, standing(&upload)).into_response())
}

/// GET `/media/uploads/{token}`: what it became, for the composer's script.
pub(crate) async fn show(State(app): State<App>, member: Member, Path(token): Path<String>) -> Result<Response> {
    let media = resumable::became(&app.core, &member.principal, &token).await?;
    let item = tray_item(&media);
    Ok(Page::new(member.visitor.chrome(), TrayPart { item }).into_response())
}

/// PATCH `/media/uploads/{token}`: the next bytes. With the last of them it becomes a file; asking again with none does no harm.
pub(crate) async fn go_on(
    State(app): State<App>,
    member: Member,
    tus: Tus,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if let Some(response) = tus.refusal() {
        return response;
    }
    if headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes) != Some(BYTES) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let Some(offset) = number(&headers, OFFSET) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let Member { visitor, principal, .. } = member;
    // In a task of its own: when the line breaks this handler is dropped, and what came until then is still to be kept.
    let work = tokio::spawn(async move { receive(&app, &principal, &token, offset, body).await });
    match work.await {
        Ok(Ok(response)) => response,
        Ok(Err((name, domain::Error::Invalid(problems)))) => refused(&visitor, name, &problems),
        Ok(Err((_, error))) => Failure::from(error).into_response(),
        Err(error) => Failure::from(domain::Error::from(error)).into_response(),
    }
}

/// Takes the bytes, and makes a file of the upload once they are all there. A failure names the file.
async fn receive(
    app: &App,
    by: &Principal,
    token: &str,
    offset: i64,
    body: Body,
) -> Result<Response, (String, domain::Error)> {
    let taken = resumable::take(&app.core, by, token, offset, body.into_data_stream()).await;
    let upload = match taken.map_err(|error| (String::new(), error))? {
        Taken::Kept(upload) => upload,
        Taken::Elsewhere => return Ok(StatusCode::CONFLICT.into_response()),
        Taken::Broken => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    if upload.received == upload.length {
        let made = resumable::finish(&app.core, by, token).await;
        made.map_err(|error| (upload.name.clone(), error))?;
    }
    Ok((StatusCode::NO_CONTENT, standing(&upload)).into_response())
}

/// DELETE `/media/uploads/{token}`: gives it up.
pub(crate) async fn cancel(
    State(app): State<App>,
    member: Member,
    tus: Tus,
    Path(token): Path<String>,
) -> Result<Response> {
    if let Some(response) = tus.refusal() {
        return Ok(response);
    }
    resumable::cancel(&app.core, &member.principal, &token).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// POST `/media/uploads/{token}`: PATCH or DELETE of clients that can only post, named in `X-HTTP-Method-Override`.
pub(crate) async fn overridden(
    state: State<App>,
    member: Member,
    tus: Tus,
    path: Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let method = headers.get("x-http-method-override").map(HeaderValue::as_bytes);
    match method {
        Some(b"PATCH") => go_on(state, member, tus, path, headers, body).await,
        Some(b"DELETE") => cancel(state, member, tus, path).await.into_response(),
        _ => Failure::status(StatusCode::METHOD_NOT_ALLOWED).into_response(),
    }
}

/// Where an upload stands, in headers.
fn standing(upload: &Upload) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(OFFSET, HeaderValue::from(upload.received));
    headers.insert(LENGTH, HeaderValue::from(upload.length));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let until = upload.expires_at.utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(until) = HeaderValue::from_str(&until) {
        headers.insert(EXPIRES, until);
    }
    headers
}

/// Why a file is not taken: words for the tray, and the status that programs know.
fn refused(visitor: &Visitor, name: String, problems: &Problems) -> Response {
    let problem = problems
        .iter()
        .next()
        .map_or(Problem::FileDamaged, |(_, problem)| problem);
    let status = match problem {
        Problem::FileTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let error = words(problem);
    Page::new(visitor.chrome(), TrayRefused { name, error })
        .with_status(status)
        .into_response()
}

fn number(headers: &HeaderMap, name: &str) -> Option<i64> {
    let text = headers.get(name)?.to_str().ok()?;
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

/// The name in `Upload-Metadata`: pairs of a key and Base64.
fn file_name(headers: &HeaderMap) -> String {
    let said = headers.get(METADATA).and_then(|value| value.to_str().ok());
    let mut pairs = said.unwrap_or_default().split(',');
    let name = pairs.find_map(|pair| match pair.trim().split_once(' ') {
        Some(("filename" | "name", value)) => STANDARD.decode(value.trim()).ok(),
        _ => None,
    });
    String::from_utf8_lossy(&name.unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    fn with(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(HeaderName::from_static(name), HeaderValue::from_static(value))])
    }

    #[test]
    fn a_name_is_read_from_the_metadata_and_nothing_else_is() {
        let said = with(METADATA, "filetype dGV4dC9jc3Y=, filename 2YXYrti32LcuZHdn,flag");
        assert_eq!(file_name(&said), "مخطط.dwg");
        for strange in ["filename", "filename !!", "other YQ==", ""] {
            assert_eq!(file_name(&with(METADATA, strange)), "", "{strange}");
        }
    }

    #[test]
    fn numbers_are_digits_alone() {
        assert_eq!(number(&with(OFFSET, "70"), OFFSET), Some(70));
        for strange in ["", "-1", "+1", " 1", "1e3", "99999999999999999999"] {
            assert_eq!(number(&with(OFFSET, strange), OFFSET), None, "{strange}");
        }
    }
}
