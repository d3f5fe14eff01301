//! `/trainings/new` and `/trainings/drafts/{draft}/{step}`: writing a training step by step. Each step is kept as it is sent,
//! right or wrong; only the last one publishes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::trainings::drafts::TrainingDraft;
use crate::db::types::TrainingDraftId;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::{self, TrainingForm, TrainingStep, calendar, drafts};
use crate::domain::validate::Problems;
use crate::domain::{self, Denied};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, kept, problems, words};
use crate::web::page::{Flash, Page};
use crate::web::present::{Telling, stamp, training_view, wording};
use crate::web::redirect::Redirect;
use crate::web::view::{FieldError, FieldView, TrainingDraftLine, TrainingView};
use crate::web::visitor::{Member, Rejected};
use crate::web::{filters, paths};

use super::choices::{ROWS_MORE, choices, sessions};
use super::{SessionInput, TrainingChoices, TrainingStepLink};

/// `/trainings/new`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/new.html")]
pub struct TrainingNewPage {
    /// What the viewer has begun.
    pub drafts: Vec<TrainingDraftLine>,
    /// Title.
    pub title: FieldView,
    /// Language.
    pub language: FieldView,
}

/// `/trainings/drafts/{draft}/{step}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/step.html")]
pub struct TrainingStepPage {
    /// The draft.
    pub id: i64,
    /// This step.
    pub step: &'static str,
    /// The key of its name.
    pub step_key: &'static str,
    /// All of them.
    pub steps: Vec<TrainingStepLink>,
    /// Title as typed; may be empty.
    pub name: String,
    /// The published training that it changes.
    pub changes: Option<i64>,
    /// It holds a training again.
    pub is_again: bool,
    /// What was typed.
    pub typed: TrainingForm,
    /// What is wrong: step, key of the field's name, what.
    pub faults: Vec<(&'static str, &'static str, FieldError)>,
    /// The same by field.
    pub problems: Problems,
    /// The keys of why few may come at that time.
    pub warnings: Vec<&'static str>,
    /// What is chosen from.
    pub choices: TrainingChoices,
    /// Meetings.
    pub sessions: Vec<SessionInput>,
    /// What it will look like here.
    pub preview: Option<TrainingView>,
}

impl TrainingStepPage {
    fn is_at(&self, step: &str) -> bool {
        self.step == step
    }

    fn field(&self, name: &str, value: &str) -> FieldView {
        kept(&self.problems, name, value)
    }

    /// What stands chosen: what was typed, or what most want.
    fn chosen<'a>(&self, typed: &'a str, usual: &'a str) -> &'a str {
        if typed.is_empty() { usual } else { typed }
    }

    /// Whether something that is folded was used.
    fn has_more(&self) -> bool {
        let form = &self.typed;
        match self.step {
            "basics" => !form.technologies.is_empty() || !form.tags.is_empty() || !form.level.is_empty(),
            "time" => !form.sessions.is_empty(),
            "place" => !form.latitude.is_empty() || !form.longitude.is_empty(),
            _ => {
                let rare = [&form.opens, &form.closes, &form.seats_per_organisation];
                rare.iter().any(|field| !field.is_empty())
            }
        }
    }
}

/// What it begins with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Begun {
    title: String,
    language: String,
}

/// GET `/trainings/new`.
pub(crate) async fn ask(State(app): State<App>, member: Member) -> Result<Page<TrainingNewPage>, Rejected> {
    if !trainings::may_publish(&app.core, &member.visitor.viewer) {
        return Err(domain::Error::Forbidden(Denied::Unverified).into());
    }
    let begun = Begun {
        language: member.visitor.locale().tag().to_owned(),
        ..Begun::default()
    };
    let page = new_page(&app, &member, &begun, &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn new_page(app: &App, member: &Member, begun: &Begun, problems: &Problems) -> Result<TrainingNewPage> {
    let mine = drafts::list(&app.core, &member.principal).await?;
    Ok(TrainingNewPage {
        drafts: mine.iter().map(line).collect(),
        title: kept(problems, "title", begun.title.clone()),
        language: kept(problems, "language", begun.language.clone()),
    })
}

fn line(draft: &TrainingDraft) -> TrainingDraftLine {
    TrainingDraftLine {
        id: draft.id.0,
        title: draft.title.clone(),
        is_change: draft.training_id.is_some(),
        is_again: draft.series_id.is_some(),
        at: stamp(draft.updated_at),
    }
}

/// POST `/trainings/new`.
pub(crate) async fn begin(State(app): State<App>, member: Member, Form(begun): Form<Begun>) -> Result<Response> {
    match drafts::begin(&app.core, &member.principal, &begun.title, &begun.language).await {
        Ok(draft) => Ok(to_step(&member, draft.id, TrainingStep::Basics).into_response()),
        Err(error) => {
            let page = new_page(&app, &member, &begun, &problems(error)?).await?;
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
    }
}

/// Leads to a step of a draft.
pub(super) fn to_step(member: &Member, id: TrainingDraftId, step: TrainingStep) -> Redirect {
    member.visitor.go(paths::training_step(&id.0, step.as_str()))
}

fn step(name: &str) -> Result<TrainingStep> {
    TrainingStep::from_name(name).ok_or_else(Failure::not_found)
}

/// GET `/trainings/drafts/{draft}/{step}`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path((id, name)): Path<(i64, String)>,
) -> Result<Page<TrainingStepPage>> {
    let step = step(&name)?;
    let (draft, form) = drafts::get(&app.core, &member.principal, TrainingDraftId(id)).await?;
    // An empty step is not wrong before it was sent.
    let problems = if step == TrainingStep::Preview {
        drafts::faults(&app.core, &member.principal, (&draft, &form), step).await?
    } else {
        Problems::default()
    };
    let page = build(&app, &member, step, (&draft, &form), problems, 0).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// Names and values in the order of the form.
type Pairs = Vec<(String, String)>;

/// POST `/trainings/drafts/{draft}/{step}`.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path((id, name)): Path<(i64, String)>,
    Form(sent): Form<Pairs>,
) -> Result<Response> {
    let (step, visitor, by) = (step(&name)?, &member.visitor, &member.principal);
    let intent = sent.iter().find(|(name, _)| name == "intent");
    let intent = intent.map(|(_, value)| value.as_str()).unwrap_or_default();
    let id = TrainingDraftId(id);
    if step == TrainingStep::Preview {
        return publish(&app, &member, id).await;
    }
    let (draft, form, mut problems) = drafts::save(&app.core, by, id, step, &sent).await?;
    let is_more = intent == "more";
    if is_more {
        problems = Problems::default();
    }
    let is_wrong = problems.iter().next().is_some();
    if !is_wrong && !is_more {
        let stays = intent == "stay";
        let to = to_step(&member, id, if stays { step } else { step.next() });
        return Ok(if stays { to.saying(Flash::SAVED) } else { to }.into_response());
    }
    let status = if is_wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let more = if is_more { ROWS_MORE } else { 0 };
    let page = build(&app, &member, step, (&draft, &form), problems, more).await?;
    Ok(Page::new(visitor.chrome(), page).with_status(status).into_response())
}

async fn publish(app: &App, member: &Member, id: TrainingDraftId) -> Result<Response> {
    let visitor = &member.visitor;
    match drafts::publish(&app.core, &member.principal, id, wording).await {
        Ok(post) => Ok(visitor
            .go(paths::training(&post.id.0))
            .saying(Flash::PUBLISHED)
            .into_response()),
        Err(domain::Error::Held) => Ok(visitor.go(paths::WAITING).saying(Flash::HELD).into_response()),
        Err(domain::Error::Invalid(problems)) => {
            let (draft, form) = drafts::get(&app.core, &member.principal, id).await?;
            let page = build(app, member, TrainingStep::Preview, (&draft, &form), problems, 0).await?;
            Ok(Page::new(visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// POST `/trainings/drafts/{draft}/discard`.
pub(crate) async fn discard(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    drafts::discard(&app.core, &member.principal, TrainingDraftId(id)).await?;
    Ok(member.visitor.go(paths::TRAINING_NEW).saying(Flash::DELETED_DRAFT))
}

async fn build(
    app: &App,
    member: &Member,
    step: TrainingStep,
    (draft, form): (&TrainingDraft, &TrainingForm),
    problems: Problems,
    more: usize,
) -> Result<TrainingStepPage> {
    let terms = Taxonomy::load(&app.core).await?;
    let preview = if step == TrainingStep::Preview && problems.iter().next().is_none() {
        Some(preview(app, member, (draft, form), &terms).await?)
    } else {
        None
    };
    let faults = problems.iter().map(|(field, problem)| {
        let of = TrainingStep::ALL
            .into_iter()
            .find(|step| step.has(field))
            .unwrap_or(step);
        (of.as_str(), field_key(field), words(problem))
    });
    Ok(TrainingStepPage {
        id: draft.id.0,
        step: step.as_str(),
        step_key: step_key(step),
        steps: TrainingStep::ALL
            .into_iter()
            .map(|other| TrainingStepLink {
                name: other.as_str(),
                key: step_key(other),
                is_current: other == step,
            })
            .collect(),
        name: draft.title.clone(),
        changes: draft.training_id.map(|training| training.0),
        is_again: draft.series_id.is_some(),
        faults: faults.collect(),
        warnings: warnings(app, step, form),
        choices: choices(app, member, step, form, &terms).await?,
        sessions: sessions(form, more),
        typed: form.clone(),
        problems,
        preview,
    })
}

/// What to think of about the time, where one says it and where one looks at everything once more.
fn warnings(app: &App, step: TrainingStep, form: &TrainingForm) -> Vec<&'static str> {
    if !matches!(step, TrainingStep::Time | TrainingStep::Preview) {
        return Vec::new();
    }
    let found = calendar::of_form(&app.core, form).into_iter();
    found.map(calendar::Warning::key).collect()
}

async fn preview(
    app: &App,
    member: &Member,
    (draft, form): (&TrainingDraft, &TrainingForm),
    terms: &Taxonomy,
) -> Result<TrainingView> {
    let core = &app.core;
    let (training, _) = trainings::preview(core, &member.principal, (draft, form), wording).await?;
    let telling = Telling {
        terms,
        language: member.visitor.language(),
        offset_minutes: member.visitor.chrome().offset_minutes,
        now: core.clock.now(),
        is_member: true,
        verified_until: trainings::provider_verified(core, &training).await?,
    };
    Ok(training_view(&training, &form.language, &telling))
}

fn step_key(step: TrainingStep) -> &'static str {
    match step {
        TrainingStep::Basics => "training-step-basics",
        TrainingStep::Programme => "training-step-programme",
        TrainingStep::Time => "training-step-time",
        TrainingStep::Place => "training-step-place",
        TrainingStep::People => "training-step-people",
        TrainingStep::Seats => "training-step-seats",
        TrainingStep::Preview => "training-step-preview",
    }
}

/// The key of the name of a field in which faults are found.
fn field_key(field: &str) -> &'static str {
    match field {
        "title" => "field-title",
        "language" => "field-language",
        "summary" => "training-summary",
        "forum" => "training-forum",
        "tags" => "training-tags",
        "technologies" => "training-technologies",
        "level" => "training-level",
        "programme" => "training-programme",
        "timezone" => "training-timezone",
        "starts" => "training-starts",
        "ends" => "training-ends",
        "sessions" => "training-sessions",
        "state" => "training-state",
        "mode" => "training-mode",
        "venue" => "training-venue",
        "address" => "training-address",
        "region" => "case-region",
        "city" => "case-city",
        "locality" => "case-locality",
        "latitude" => "case-latitude",
        "longitude" => "case-longitude",
        "online_link" => "training-online-link",
        "directions" => "training-directions",
        "trainer" => "training-trainer",
        "provider" | "provider_id" => "training-provider",
        "price" => "training-price",
        "certificate" => "training-certificate",
        "joining" => "training-joining",
        "external_url" => "training-external-url",
        "opens" => "training-opens",
        "closes" => "training-closes",
        "capacity" => "training-capacity",
        "seats_per_organisation" => "training-seats-per-organisation",
        _ => "training-confirm-hours",
    }
}
