//! `/trainings/{id}/seat`: taking a seat, giving it back, confirming one that became free.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::{PostId, SeatId, SeatState};
use crate::domain;
use crate::domain::trainings as rules;
use crate::domain::trainings::seats::{self, Seat, Wish};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept};
use crate::web::page::{Flash, Page};
use crate::web::present::seats_panel_of;
use crate::web::redirect::Redirect;
use crate::web::view::SeatsPanel;
use crate::web::visitor::{Member, Visitor};
use crate::web::{filters, paths};

/// The training that a page about its seats is about.
#[derive(Debug, Clone, Default)]
pub struct SeatHead {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Its language; empty when unknown.
    pub lang: String,
}

impl SeatHead {
    pub(super) fn of(post: &Post) -> Self {
        Self {
            id: post.id.0,
            title: post.title.clone(),
            lang: post.language.clone().unwrap_or_default(),
        }
    }
}

/// `/trainings/{id}/seat`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/seat.html")]
pub struct SeatPage {
    /// The training.
    pub head: SeatHead,
    /// Its seats.
    pub seats: SeatsPanel,
    /// Where to meet on the net, if they may know; may be empty.
    pub online_link: String,
    /// How to get there, paragraph by paragraph, if they may know.
    pub directions: Vec<String>,
}

/// GET `/trainings/{id}/seat`.
pub(crate) async fn show(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<SeatPage>> {
    let page = build(&app, &member.visitor, id).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn build(app: &App, visitor: &Visitor, id: i64) -> Result<SeatPage> {
    let (post, _) = rules::get(&app.core, &visitor.viewer, PostId(id)).await?;
    let standing = seats::look(&app.core, &visitor.viewer, &post).await?;
    let is_member = visitor.signed_in.is_some();
    let access = standing.access.clone().unwrap_or_default();
    Ok(SeatPage {
        head: SeatHead::of(&post),
        seats: seats_panel_of(post.id, &standing, is_member, app.core.clock.now()),
        online_link: access.online_link,
        directions: access.directions.lines().map(str::to_owned).collect(),
    })
}

/// What somebody wants.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    intent: String,
    message: String,
}

/// POST `/trainings/{id}/seat`.
pub(crate) async fn change(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (visitor, by, training) = (&member.visitor, &member.principal, PostId(id));
    if typed.intent == "leave" {
        seats::leave(&app.core, by, training).await?;
        return Ok(back(visitor, id, Flash::SEAT_LEFT).into_response());
    }
    let wish = Wish {
        message: typed.message.clone(),
        interested_only: typed.intent == "interested",
        join_uri: None,
    };
    match seats::join(&app.core, by, training, &wish).await {
        Ok(seat) => Ok(back(visitor, id, said(&seat)).into_response()),
        Err(domain::Error::Invalid(problems)) => refused(&app, visitor, id, (&typed, &problems)).await,
        Err(other) => Err(other.into()),
    }
}

async fn refused(app: &App, visitor: &Visitor, id: i64, (typed, problems): (&Typed, &Problems)) -> Result<Response> {
    let mut page = build(app, visitor, id).await?;
    page.seats.message = kept(problems, "message", &typed.message);
    Ok(Page::new(visitor.chrome(), page)
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

/// POST `/trainings/{id}/seats/{seat}/confirm`.
pub(crate) async fn confirm(
    State(app): State<App>,
    member: Member,
    Path((id, seat)): Path<(i64, i64)>,
) -> Result<Redirect> {
    seats::require_of(&app.core, PostId(id), SeatId(seat)).await?;
    let seat = seats::confirm(&app.core, &member.principal, SeatId(seat)).await?;
    Ok(back(&member.visitor, id, said(&seat)))
}

/// POST `/trainings/{id}/seats/{seat}/cancel`.
pub(crate) async fn cancel(
    State(app): State<App>,
    member: Member,
    Path((id, seat)): Path<(i64, i64)>,
) -> Result<Redirect> {
    seats::require_of(&app.core, PostId(id), SeatId(seat)).await?;
    seats::cancel_for(&app.core, &member.principal, SeatId(seat)).await?;
    Ok(back(&member.visitor, id, Flash::SEAT_LEFT))
}

fn back(visitor: &Visitor, id: i64, flash: Flash) -> Redirect {
    visitor.go(paths::seat(&id)).saying(flash)
}

/// What became of a wish.
fn said(seat: &Seat) -> Flash {
    match seat.state {
        SeatState::Interested => Flash::SEAT_INTERESTED,
        SeatState::Pending => Flash::SEAT_ASKED,
        SeatState::Waiting => Flash::SEAT_WAITING,
        _ => Flash::SEAT_TAKEN,
    }
}
