//! `/trainings/{id}/cancel`: says that a training does not take place, and why.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{PostId, TrainingState};
use crate::domain::trainings;
use crate::domain::validate::Problems;
use crate::domain::{self, Denied};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::present::wording;
use crate::web::view::FieldView;
use crate::web::visitor::{Member, Rejected};
use crate::web::{filters, paths};

/// `/trainings/{id}/cancel`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/cancel.html")]
pub struct TrainingCancelPage {
    /// The training.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Why it does not take place.
    pub reason: FieldView,
    /// How many have a seat.
    pub taken: i64,
}

/// The reason as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    reason: String,
}

async fn page(app: &App, member: &Member, id: i64, typed: &Typed, problems: &Problems) -> Result<TrainingCancelPage> {
    let (post, training) = trainings::get(&app.core, &member.visitor.viewer, PostId(id)).await?;
    let inside = trainings::inside(&app.core, &member.visitor.viewer, &post).await?;
    if !inside.manages {
        return Err(domain::Error::Forbidden(Denied::NotAuthor).into());
    }
    if training.state == TrainingState::Cancelled {
        return Err(domain::Error::NotFound.into());
    }
    Ok(TrainingCancelPage {
        id,
        title: post.title,
        reason: kept(problems, "reason", typed.reason.clone()),
        taken: training.seating.taken,
    })
}

/// GET: asks why.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<TrainingCancelPage>, Rejected> {
    let page = page(&app, &member, id, &Typed::default(), &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST: does it.
pub(crate) async fn cancel(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    match trainings::cancel(&app.core, &member.principal, PostId(id), &typed.reason, wording).await {
        Ok(_) => Ok(member
            .visitor
            .go(paths::training(&id))
            .saying(Flash::SAVED)
            .into_response()),
        Err(error) => {
            let page = page(&app, &member, id, &typed, &problems(error)?).await?;
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
    }
}
