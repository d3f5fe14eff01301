//! POST `/uploads`: one file from the composer's script. Answers with its place in the tray, or with what is wrong.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Multipart;
use axum_extra::extract::multipart::MultipartError;

use crate::app::App;
use crate::error::{Failure, Result};
use crate::web::forms::words;
use crate::web::page::Page;
use crate::web::present::tray_item;
use crate::web::uploads::take;
use crate::web::visitor::Member;

use super::{TrayPart, TrayRefused};

/// The handler.
pub(crate) async fn add(State(app): State<App>, member: Member, mut parts: Multipart) -> Result<Response> {
    let broken = |error: MultipartError| Failure::status(error.status());
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let Some(name) = part.file_name().map(str::to_owned) else {
            continue;
        };
        let chrome = member.visitor.chrome();
        return Ok(match take(&app, &member.principal, part, &name, "").await? {
            Ok(media) => Page::new(
                chrome,
                TrayPart {
                    item: tray_item(&media),
                },
            )
            .into_response(),
            Err(problem) => {
                let error = words(problem);
                Page::new(chrome, TrayRefused { name, error })
                    .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                    .into_response()
            }
        });
    }
    Err(Failure::status(StatusCode::BAD_REQUEST))
}
