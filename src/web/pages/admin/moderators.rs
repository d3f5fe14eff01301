//! Appointing and dismissing the moderators of a forum.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::domain::validate::Problem;
use crate::domain::{Error, forums, profiles};
use crate::error::Result;
use crate::web::forms::{Form, Path, words};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::view::FieldView;
use crate::web::visitor::Admin;

use super::AdminForumPage;
use super::forums::{local, stored};

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ModeratorForm {
    moderator: String,
    act: String,
}

/// POST `/admin/forums/{name}/moderators`.
pub(crate) async fn set_moderator(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(name): Path<String>,
    Form(form): Form<ModeratorForm>,
) -> Result<Response> {
    let forum = local(&app, &admin.visitor.viewer, &name).await?;
    let person = match profiles::find_actor(&app.core, form.moderator.trim()).await {
        Ok((person, _)) => person,
        Err(Error::NotFound | Error::Gone) => {
            let page = AdminForumPage {
                moderator: FieldView::of(form.moderator).wrong(words(Problem::Address)),
                ..stored(&app, &forum).await?
            };
            let page = Page::new(admin.visitor.chrome(), page);
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        Err(error) => return Err(error.into()),
    };
    let is_appointed = form.act != "dismiss";
    forums::set_moderator(&app.core, &admin.principal, forum.forum.id, person.id, is_appointed).await?;
    let back = paths::admin_forum(&forum.actor.username);
    Ok(admin.visitor.go(back).saying(Flash::SAVED).into_response())
}
