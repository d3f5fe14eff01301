//! `/trainings/{id}/code` and `/trainings/{id}/attend`: the code that is shown in the room, and typing it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain;
use crate::domain::trainings as rules;
use crate::domain::trainings::seats;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, Query, kept};
use crate::web::page::{Flash, Page};
use crate::web::qr::{self, QrPicture};
use crate::web::redirect::Redirect;
use crate::web::view::FieldView;
use crate::web::visitor::Member;
use crate::web::{filters, paths};

use super::seats::SeatHead;

/// `/trainings/{id}/code`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/room_code.html")]
pub struct RoomCodePage {
    /// The training.
    pub head: SeatHead,
    /// The code; empty as long as there is none.
    pub code: String,
    /// Where it is typed.
    pub address: String,
    /// The same with the code in it, as a picture.
    pub picture: QrPicture,
}

/// `/trainings/{id}/attend`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/attend.html")]
pub struct AttendPage {
    /// The training.
    pub head: SeatHead,
    /// The code.
    pub code: FieldView,
}

/// GET `/trainings/{id}/code`.
pub(crate) async fn show(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<RoomCodePage>> {
    let (post, _) = rules::get(&app.core, &member.visitor.viewer, PostId(id)).await?;
    let code = seats::room_code(&app.core, &member.principal, post.id).await?;
    let code = code.unwrap_or_default();
    let address = app.core.config.link(&paths::attend(&id));
    let page = RoomCodePage {
        head: SeatHead::of(&post),
        picture: qr::picture(&format!("{address}?code={code}"))?,
        code,
        address,
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/trainings/{id}/code`.
pub(crate) async fn renew(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    seats::new_code(&app.core, &member.principal, PostId(id)).await?;
    Ok(member.visitor.go(paths::room_code(&id)))
}

/// The code, in the address or the form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    code: String,
}

/// GET `/trainings/{id}/attend`. A code in the address stands in the form; only sending it counts.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Query(typed): Query<Typed>,
) -> Result<Page<AttendPage>> {
    let page = build(&app, &member, id, (&typed, &Problems::default())).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn build(app: &App, member: &Member, id: i64, (typed, problems): (&Typed, &Problems)) -> Result<AttendPage> {
    let (post, _) = rules::get(&app.core, &member.visitor.viewer, PostId(id)).await?;
    Ok(AttendPage {
        head: SeatHead::of(&post),
        code: kept(problems, "code", typed.code.chars().take(20).collect::<String>()),
    })
}

/// POST `/trainings/{id}/attend`.
pub(crate) async fn attend(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    match seats::present(&app.core, &member.principal, PostId(id), &typed.code).await {
        Ok(()) => Ok(member
            .visitor
            .go(paths::seat(&id))
            .saying(Flash::ATTENDED)
            .into_response()),
        Err(domain::Error::Invalid(problems)) => {
            let page = build(&app, &member, id, (&typed, &problems)).await?;
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}
