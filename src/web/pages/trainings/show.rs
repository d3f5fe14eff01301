//! `/trainings/{id}`: a training with what is asked about it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::posts::Post;
use crate::db::trainings::drafts::TrainingDraft;
use crate::db::types::{PostId, PostKind};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::seats::Standing;
use crate::domain::trainings::{self, Training, TrainingStep, drafts};
use crate::domain::{self, requests, topics};
use crate::error::{Failure, Result};
use crate::web::forms::{Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::pages::topics as thread_pages;
use crate::web::pages::topics::TopicPage;
use crate::web::pages::topics::show::After;
use crate::web::present::{
    Telling, held_view, inside_view, material_view, seats_panel_of, training_markup, training_view,
};
use crate::web::redirect::Redirect;
use crate::web::view::{HeldView, InsideView, MaterialView, SeatsPanel, TrainingView};
use crate::web::visitor::{Member, Visitor};
use crate::web::{filters, paths};

use super::compose::to_step;

/// `/trainings/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/show.html")]
pub struct TrainingPage {
    /// The post, its replies and the form of one more.
    pub thread: TopicPage,
    /// The training.
    pub training: TrainingView,
    /// How many may come, and how one gets a seat.
    pub seats: SeatsPanel,
    /// What only those with a seat may know, for those who may.
    pub inside: Option<InsideView>,
    /// Links to something to read.
    pub materials: Vec<MaterialView>,
    /// There are more of them for those with a seat.
    pub has_more_materials: bool,
    /// When else it is held.
    pub series: Vec<HeldView>,
    /// The need that it answers: id, language and title.
    pub need: Option<(i64, String, String)>,
    /// The viewer looks after it.
    pub manages: bool,
    /// Its address.
    pub address: String,
    /// What search engines read of it.
    pub markup: String,
}

/// GET `/trainings/{id}`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(After { after, draft, quote }): Query<After>,
) -> Result<Response> {
    let (post, training, standing) = match trainings::page(&app.core, &visitor.viewer, PostId(id)).await {
        Ok(found) => found,
        // Whoever hid it says why there.
        Err(domain::Error::Gone) => return Ok(visitor.go(paths::topic(&id)).into_response()),
        Err(domain::Error::NotFound) => return elsewhere(&app, &visitor, id).await,
        Err(other) => return Err(other.into()),
    };
    let form = thread_pages::show::reply_form(&app, &visitor, id, (draft, quote)).await?;
    let thread = topics::thread_of(&app.core, &visitor.viewer, post.clone(), after).await?;
    let thread = thread_pages::show::around(&app, &visitor, thread, after, form).await?;
    let page = around(&app, &visitor, thread, (post, training, standing)).await?;
    Ok(Page::new(visitor.chrome(), page).into_response())
}

/// The page of a training around its thread, which somebody is about to answer.
pub(in crate::web::pages) async fn of_thread(app: &App, visitor: &Visitor, thread: TopicPage) -> Result<TrainingPage> {
    let found = trainings::page(&app.core, &visitor.viewer, PostId(thread.topic.id)).await?;
    around(app, visitor, thread, found).await
}

async fn around(
    app: &App,
    visitor: &Visitor,
    thread: TopicPage,
    (post, training, standing): (Post, Training, Standing),
) -> Result<TrainingPage> {
    let (core, viewer) = (&app.core, &visitor.viewer);
    let series = trainings::series(core, viewer, post.id, training.series).await?;
    let inside = trainings::inside_of(core, &standing, &post).await?;
    let need = requests::answered_by(core, viewer, post.id).await?;
    let terms = Taxonomy::load(core).await?;
    let telling = Telling {
        terms: &terms,
        language: visitor.language(),
        offset_minutes: visitor.chrome().offset_minutes,
        now: core.clock.now(),
        is_member: viewer.account_id().is_some(),
        verified_until: trainings::provider_verified(core, &training).await?,
    };
    Ok(TrainingPage {
        training: training_view(&training, &thread.topic.lang, &telling),
        seats: seats_panel_of(post.id, &standing, telling.is_member, telling.now),
        inside: inside.access.as_ref().and_then(inside_view),
        materials: inside.materials.iter().map(material_view).collect(),
        has_more_materials: inside.has_more,
        series: series.iter().map(|held| held_view(held, telling.language)).collect(),
        need: need.map(|need| (need.id.0, need.language, need.title)),
        manages: inside.manages,
        markup: training_markup(&training, &post, &thread.topic.author.name),
        address: post.url,
        thread,
    })
}

/// A topic that is called by the address of a training is led to its own; so is one that is gone with its record.
async fn elsewhere(app: &App, visitor: &Visitor, id: i64) -> Result<Response> {
    let post = topics::post(&app.core, &visitor.viewer, PostId(id)).await?;
    match post.kind {
        PostKind::Topic | PostKind::CaseStudy => Ok(visitor.go(paths::topic(&id)).into_response()),
        PostKind::Training if post.is_removed() => Ok(visitor.go(paths::topic(&id)).into_response()),
        _ => Err(Failure::not_found()),
    }
}

/// POST `/trainings/{id}/edit`: opens a draft that changes it.
pub(crate) async fn change(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    let draft = drafts::reopen(&app.core, &member.principal, PostId(id)).await;
    opened(&member, draft, TrainingStep::Basics)
}

/// POST `/trainings/{id}/again`: begins the same training on other days.
pub(crate) async fn again(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    let draft = drafts::again(&app.core, &member.principal, PostId(id)).await;
    opened(&member, draft, TrainingStep::Time)
}

fn opened(member: &Member, draft: domain::Result<TrainingDraft>, step: TrainingStep) -> Result<Redirect> {
    match draft {
        Ok(draft) => Ok(to_step(member, draft.id, step)),
        // There are as many drafts as there may be: one of them has to go first.
        Err(domain::Error::Invalid(_)) => Ok(member.visitor.go(paths::TRAINING_NEW).saying(Flash::TOO_MANY_DRAFTS)),
        Err(other) => Err(other.into()),
    }
}
