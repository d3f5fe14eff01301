//! `/settings/uploads`: what one has uploaded, how much room it takes, and deleting what hangs on nothing.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::MediaId;
use crate::domain::{Error, media};
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::upload_line;
use crate::web::redirect::Redirect;
use crate::web::view::Pager;
use crate::web::visitor::Member;

use super::UploadsPage;

const MEGABYTE: i64 = 1_000_000;

/// Before which file the page begins.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// GET `/settings/uploads`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(Before { before }): Query<Before>,
) -> Result<Page<UploadsPage>> {
    let own = media::own(&app.core, member.signed_in.account.id, before.map(MediaId)).await?;
    let page = UploadsPage {
        files: own.files.iter().map(|file| upload_line(file, &own)).collect(),
        used: (own.used + MEGABYTE - 1) / MEGABYTE,
        quota: own.quota / MEGABYTE,
        days: app.core.config.media.unused_days.into(),
        pager: Pager {
            previous: before.map(|_| paths::SETTINGS_UPLOADS.to_owned()),
            next: own
                .next
                .map(|next| format!("{}?before={next}", paths::SETTINGS_UPLOADS)),
        },
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/settings/uploads/{id}/delete`.
pub(crate) async fn delete(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    let said = match media::delete(&app.core, &member.principal, MediaId(id)).await {
        Ok(()) => Flash::DELETED,
        // Since the page was made it was hung on a post.
        Err(Error::Conflict(_)) => Flash::FILE_IN_USE,
        Err(error) => return Err(error.into()),
    };
    Ok(member.visitor.go(paths::SETTINGS_UPLOADS).saying(said))
}
