//! The papers of a case: taking a file, showing it, taking it back.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Multipart;
use axum_extra::extract::multipart::{Field, MultipartError};

use crate::app::App;
use crate::db::types::{CaseId, DocumentId};
use crate::domain::validate::Problem;
use crate::domain::verification::documents::{self, Upload};
use crate::error::{Failure, Result};
use crate::web::forms::{Path, kept, problems, words};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::view::FieldView;
use crate::web::visitor::Member;

use super::CasePage;
use super::case::stored;

/// What a browser may do with a paper: show it, in a frame of ours at most. Viewers of PDF are objects of their own.
const PAPER_POLICY: &str =
    "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// POST `/verification/{id}/documents`, as `multipart/form-data`.
pub(crate) async fn add(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    parts: Multipart,
) -> Result<Response> {
    let limit = usize::from(app.core.config.verification.document_megabytes);
    let upload = match read(parts, limit).await? {
        Ok(upload) => upload,
        Err(problem) => {
            let document = FieldView::default().wrong(words(problem));
            let page = stored(&app, &member, CaseId(id)).await?;
            return Ok(refused(&member, CasePage { document, ..page }));
        }
    };
    let kind = upload.kind.clone();
    match documents::add(&app.core, &member.principal, CaseId(id), upload).await {
        Ok(()) => {
            let next = format!("{}#papers", paths::case(&id));
            Ok(member.visitor.go(next).saying(Flash::ADDED).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = CasePage {
                document: kept(&problems, "document", ""),
                kind: kept(&problems, "kind", kind),
                ..stored(&app, &member, CaseId(id)).await?
            };
            Ok(refused(&member, page))
        }
    }
}

fn refused(member: &Member, page: CasePage) -> Response {
    let page = Page::new(member.visitor.chrome(), page);
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

/// Reads the form, and of the file no more than `megabytes`. A form that breaks off is nobody's.
async fn read(mut parts: Multipart, megabytes: usize) -> Result<Result<Upload, Problem>> {
    let broken = |error: MultipartError| Failure::status(error.status());
    let mut upload = Upload::default();
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        match part.name() {
            Some("kind") => upload.kind = part.text().await.map_err(broken)?,
            Some("document") => {
                upload.name = part.file_name().unwrap_or_default().to_owned();
                match file(&mut part, megabytes).await.map_err(broken)? {
                    Some(bytes) => upload.bytes = bytes,
                    None => return Ok(Err(Problem::FileTooLarge(megabytes))),
                }
            }
            _ => {}
        }
    }
    Ok(Ok(upload))
}

async fn file(part: &mut Field, megabytes: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await? {
        if bytes.len() + chunk.len() > megabytes * 1_000_000 {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// POST `/verification/{id}/documents/{document}/remove`.
pub(crate) async fn remove(
    State(app): State<App>,
    member: Member,
    Path((id, document)): Path<(i64, i64)>,
) -> Result<Redirect> {
    documents::remove(&app.core, &member.principal, CaseId(id), DocumentId(document)).await?;
    let next = format!("{}#papers", paths::case(&id));
    Ok(member.visitor.go(next).saying(Flash::REMOVED))
}

/// GET `/verification/{id}/documents/{document}`. Kept by no cache.
pub(crate) async fn open(
    State(app): State<App>,
    member: Member,
    Path((id, document)): Path<(i64, i64)>,
) -> Result<Response> {
    let (document, bytes) = documents::open(&app.core, &member.principal, CaseId(id), DocumentId(document)).await?;
    let mut headers = HeaderMap::new();
    let media_type = HeaderValue::from_str(&document.media_type);
    headers.insert(
        header::CONTENT_TYPE,
        media_type.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAPER_POLICY));
    Ok((headers, bytes).into_response())
}
