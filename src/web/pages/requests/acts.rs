//! What is done on the page of a need.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{TrainingOfferId, TrainingRequestId};
use crate::domain::requests::{self, SignatureForm};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, problems};
use crate::web::page::Flash;
use crate::web::paths;
use crate::web::redirect::Redirect;
use crate::web::visitor::Member;

use super::show::{Answer, again};

/// The form of a signature.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SignTyped {
    people: String,
    organisation: String,
    act: String,
}

/// POST `/requests/{id}/sign`.
pub(crate) async fn sign(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<SignTyped>,
) -> Result<Response> {
    let (core, by, need) = (&app.core, &member.principal, TrainingRequestId(id));
    if typed.act == "take-back" {
        requests::take_back(core, by, need).await?;
        let there = member.visitor.go(paths::request(&id));
        return Ok(there.saying(Flash::NEED_UNSIGNED).into_response());
    }
    let form = SignatureForm {
        people: typed.people.clone(),
        organisation: typed.organisation.clone(),
    };
    match requests::sign(core, by, need, &form).await {
        Ok(()) => {
            let there = member.visitor.go(paths::request(&id));
            Ok(there.saying(Flash::NEED_SIGNED).into_response())
        }
        Err(error) => {
            let answer = Answer {
                people: Some(typed.people),
                organisation: Some(typed.organisation),
                problems: problems(error)?,
                ..Answer::default()
            };
            again(&app, &member.visitor, id, answer).await
        }
    }
}

/// The need that one is made part of.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Target {
    into: String,
}

/// POST `/requests/{id}/merge`.
pub(crate) async fn merge(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Target>,
) -> Result<Response> {
    let from = TrainingRequestId(id);
    // Nothing chosen, or nonsense, is the need itself, which the rules refuse.
    let into = typed.into.trim().parse().unwrap_or(from);
    match requests::merge(&app.core, &member.principal, from, into).await {
        Ok(()) => {
            let there = member.visitor.go(paths::request(&into.0));
            Ok(there.saying(Flash::NEED_MERGED).into_response())
        }
        Err(error) => {
            let answer = Answer {
                into: typed.into,
                problems: problems(error)?,
                ..Answer::default()
            };
            again(&app, &member.visitor, id, answer).await
        }
    }
}

/// POST `/requests/{id}/close`.
pub(crate) async fn close(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    requests::close(&app.core, &member.principal, TrainingRequestId(id)).await?;
    Ok(member.visitor.go(paths::request(&id)).saying(Flash::NEED_CLOSED))
}

/// POST `/requests/{id}/remove`.
pub(crate) async fn remove(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    requests::remove(&app.core, &member.principal, TrainingRequestId(id)).await?;
    Ok(member.visitor.go(paths::REQUESTS).saying(Flash::REMOVED))
}

/// What is done with an offer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Act {
    act: String,
}

/// POST `/requests/{id}/offers/{offer}`.
pub(crate) async fn answer(
    State(app): State<App>,
    member: Member,
    Path((id, offer)): Path<(i64, i64)>,
    Form(typed): Form<Act>,
) -> Result<Redirect> {
    let (core, by, offer) = (&app.core, &member.principal, TrainingOfferId(offer));
    let there = member.visitor.go(paths::request(&id));
    match typed.act.as_str() {
        "pick" => {
            requests::pick(core, by, offer).await?;
            Ok(there.saying(Flash::OFFER_PICKED))
        }
        "release" => {
            requests::release(core, by, offer).await?;
            Ok(there.saying(Flash::OFFER_ENDED))
        }
        "withdraw" => {
            requests::withdraw(core, by, offer).await?;
            Ok(there.saying(Flash::OFFER_ENDED))
        }
        "write" => {
            let draft = requests::write_training(core, by, offer).await?;
            Ok(member.visitor.go(super::offer::composer(draft)))
        }
        _ => Err(Failure::status(StatusCode::BAD_REQUEST)),
    }
}
