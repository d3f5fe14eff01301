//! Reading the notice, and accepting a new one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::privacy::notices::Notice;
use crate::domain::privacy::notices;
use crate::error::Result;
use crate::web::forms::{Form, Path, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::visitor::{Member, Visitor};

use super::{AcceptPage, NoticePage};

/// GET `/privacy`.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Page<NoticePage>> {
    let notice = notices::current(&app.core).await?;
    page(&app, &visitor, &notice).await
}

/// GET `/privacy/{version}`.
pub(crate) async fn show_version(
    State(app): State<App>,
    visitor: Visitor,
    Path(version): Path<i64>,
) -> Result<Page<NoticePage>> {
    let notice = notices::get(&app.core, version).await?;
    page(&app, &visitor, &notice).await
}

async fn page(app: &App, visitor: &Visitor, notice: &Notice) -> Result<Page<NoticePage>> {
    let versions = notices::list(&app.core).await?;
    let page = NoticePage {
        html: notices::html(&app.core, notice, visitor.language()),
        version: notice.version,
        published_at: stamp(notice.published_at),
        is_current: versions.first().is_none_or(|(newest, _)| *newest == notice.version),
        versions: versions.into_iter().map(|(version, at)| (version, stamp(at))).collect(),
    };
    Ok(Page::new(visitor.chrome(), page))
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AcceptForm {
    version: String,
}

/// GET `/privacy/accept`.
pub(crate) async fn ask(State(app): State<App>, member: Member) -> Result<Page<AcceptPage>> {
    let page = to_accept(&app, &member, false).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn to_accept(app: &App, member: &Member, has_changed: bool) -> Result<AcceptPage> {
    let notice = notices::current(&app.core).await?;
    Ok(AcceptPage {
        html: notices::html(&app.core, &notice, member.visitor.language()),
        version: notice.version,
        has_changed,
        is_due: notices::is_due(&app.core, member.signed_in.account.id).await?,
    })
}

/// POST `/privacy/accept`.
pub(crate) async fn accept(State(app): State<App>, member: Member, Form(form): Form<AcceptForm>) -> Result<Response> {
    let version = form.version.parse().unwrap_or(0);
    match notices::accept(&app.core, member.signed_in.account.id, version).await {
        Ok(()) => Ok(member.visitor.go(paths::HOME).saying(Flash::SAVED).into_response()),
        Err(error) => {
            problems(error)?;
            let page = to_accept(&app, &member, true).await?;
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
