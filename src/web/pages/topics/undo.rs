//! `POST /posts/{id}/undo`: taking a new post back before anybody is told of it.

use axum::extract::State;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain::{topics, undo as second_thoughts};
use crate::error::Result;
use crate::web::forms::Path;
use crate::web::page::Flash;
use crate::web::pages::compose::drafting;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

/// The text is a draft again, and its composer opens.
pub(crate) async fn undo(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    let post = topics::post(&app.core, &member.visitor.viewer, PostId(id)).await?;
    let draft = second_thoughts::undo(&app.core, &member.principal, post.id).await?;
    let place = drafting::address(&app, &member.visitor, &draft).await?;
    Ok(member.visitor.go(place).saying(Flash::UNDONE))
}
