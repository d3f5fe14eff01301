//! `/trainings/{id}/evaluation` and `/trainings/{id}/results`: saying how it was, and what was said.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain;
use crate::domain::trainings as rules;
use crate::domain::trainings::seats::{self, Evaluation, EvaluationForm};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept};
use crate::web::page::{Flash, Page};
use crate::web::present::rating;
use crate::web::view::{FieldView, RatingView};
use crate::web::visitor::Member;
use crate::web::{filters, paths};

use super::seats::SeatHead;

/// `/trainings/{id}/evaluation`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/evaluation.html")]
pub struct EvaluationPage {
    /// The training.
    pub head: SeatHead,
    /// What was taught.
    pub content: FieldView,
    /// Who taught it.
    pub trainer: FieldView,
    /// How it was organised.
    pub organisation: FieldView,
    /// In words.
    pub comment: FieldView,
    /// They said something before.
    pub may_take_back: bool,
}

impl EvaluationPage {
    /// The questions that are answered by a mark: name, key and field.
    fn marks(&self) -> [(&'static str, &'static str, &FieldView); 3] {
        [
            ("content", "evaluation-content", &self.content),
            ("trainer", "evaluation-trainer", &self.trainer),
            ("organisation", "evaluation-organisation", &self.organisation),
        ]
    }

    fn has_faults(&self) -> bool {
        let marks = self.marks();
        marks.iter().any(|(.., field)| field.error.is_some()) || self.comment.error.is_some()
    }

    /// The marks, the best first: value and key.
    const MARKS: [(&'static str, &'static str); 5] = [
        ("5", "evaluation-5"),
        ("4", "evaluation-4"),
        ("3", "evaluation-3"),
        ("2", "evaluation-2"),
        ("1", "evaluation-1"),
    ];
}

/// `/trainings/{id}/results`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/results.html")]
pub struct ResultsPage {
    /// The training.
    pub head: SeatHead,
    /// Marks, if enough people gave some.
    pub rating: Option<RatingView>,
    /// Comments.
    pub comments: Vec<String>,
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    content: String,
    trainer: String,
    organisation: String,
    comment: String,
    intent: String,
}

impl Typed {
    fn of(said: Evaluation) -> Self {
        Self {
            content: said.content.to_string(),
            trainer: said.trainer.to_string(),
            organisation: said.organisation.to_string(),
            comment: said.comment,
            intent: String::new(),
        }
    }

    fn form(&self) -> EvaluationForm {
        EvaluationForm {
            content: self.content.clone(),
            trainer: self.trainer.clone(),
            organisation: self.organisation.clone(),
            comment: self.comment.clone(),
        }
    }
}

/// GET `/trainings/{id}/evaluation`.
pub(crate) async fn ask(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<EvaluationPage>> {
    let said = seats::mine(&app.core, &member.principal, PostId(id)).await?;
    let typed = said.map(Typed::of).unwrap_or_default();
    let page = build(&app, &member, id, (&typed, &Problems::default())).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn build(app: &App, member: &Member, id: i64, (typed, problems): (&Typed, &Problems)) -> Result<EvaluationPage> {
    let (post, _) = rules::get(&app.core, &member.visitor.viewer, PostId(id)).await?;
    Ok(EvaluationPage {
        head: SeatHead::of(&post),
        content: kept(problems, "content", &typed.content),
        trainer: kept(problems, "trainer", &typed.trainer),
        organisation: kept(problems, "organisation", &typed.organisation),
        comment: kept(problems, "comment", &typed.comment),
        may_take_back: seats::mine(&app.core, &member.principal, post.id).await?.is_some(),
    })
}

/// POST `/trainings/{id}/evaluation`.
pub(crate) async fn write(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    if typed.intent == "take-back" {
        seats::take_back(&app.core, &member.principal, PostId(id)).await?;
        return Ok(member
            .visitor
            .go(paths::seat(&id))
            .saying(Flash::EVALUATION_TAKEN_BACK)
            .into_response());
    }
    match seats::evaluate(&app.core, &member.principal, PostId(id), &typed.form()).await {
        Ok(()) => Ok(member
            .visitor
            .go(paths::seat(&id))
            .saying(Flash::EVALUATED)
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

/// GET `/trainings/{id}/results`.
pub(crate) async fn results(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<ResultsPage>> {
    let (post, results) = seats::results(&app.core, &member.visitor.viewer, PostId(id)).await?;
    let page = ResultsPage {
        head: SeatHead::of(&post),
        rating: results.as_ref().map(|results| rating(&results.average)),
        comments: results.map(|results| results.comments).unwrap_or_default(),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}
