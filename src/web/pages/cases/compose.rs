//! `/cases/new` and `/cases/{draft}/edit/{step}`: writing a case study step by step. Each step is kept as it is sent, right or
//! wrong; only the last one publishes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::cases::drafts::CaseDraft;
use crate::db::types::{
    CaseDraftId, CaseDraftState, ContactWish, CostBand, MediaId, MembershipState, PostId, SizeClass, TermKind,
};
use crate::domain::cases::drafts::{self, Origin};
use crate::domain::cases::form::{FileForm, METRICS_MAX, MILESTONES_MAX, MilestoneForm};
use crate::domain::cases::{self, CaseForm, Step, cost_key, siri};
use crate::domain::media::NewAttachment;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::Problems;
use crate::domain::{self, Denied, media, organisations};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, Query, kept, problems, words};
use crate::web::page::{Flash, Page};
use crate::web::present::{
    case_view, cities, dimension_key, draft_state_key, options, size_key, stamp, tray_item, wording,
};
use crate::web::redirect::Redirect;
use crate::web::uploads::{Composed, Sent, tray};
use crate::web::view::{CaseDraftLine, CaseView, FieldError, FieldView, SelectGroup, SelectOption, Tray};
use crate::web::visitor::{Member, Rejected};
use crate::web::{filters, paths};

/// Rows of figures and milestones that a form shows at least.
const ROWS_LEAST: usize = 3;
/// Rows that another click adds.
const ROWS_MORE: usize = 3;

/// `/cases/new`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/new.html")]
pub struct CaseNewPage {
    /// What the viewer has begun.
    pub drafts: Vec<CaseDraftLine>,
    /// Title.
    pub title: FieldView,
    /// Language.
    pub language: FieldView,
    /// The question it grows from: id and title.
    pub question: Option<(i64, String)>,
    /// The case study that it says in another language: id and title.
    pub version: Option<(i64, String)>,
}

/// A step in the list of them.
#[derive(Debug, Clone)]
pub struct StepLink {
    /// Its name in addresses.
    pub name: &'static str,
    /// The key of its name.
    pub key: &'static str,
    /// It is this one.
    pub is_current: bool,
}

/// A row of the table of figures.
#[derive(Debug, Clone, Default)]
pub struct MetricInput {
    /// Number of the row.
    pub number: usize,
    /// What is measured.
    pub name: String,
    /// In what.
    pub unit: String,
    /// Value before.
    pub before: String,
    /// Value after.
    pub after: String,
    /// Over which time.
    pub period: String,
    /// What is wrong with it.
    pub error: Option<FieldError>,
}

/// A row of the milestones.
#[derive(Debug, Clone, Default)]
pub struct MilestoneInput {
    /// Number of the row.
    pub number: usize,
    /// Month.
    pub month: String,
    /// What happened.
    pub words: String,
    /// What is wrong with it.
    pub error: Option<FieldError>,
}

/// A dimension of readiness.
#[derive(Debug, Clone, Default)]
pub struct DimensionInput {
    /// Its name in the form.
    pub code: &'static str,
    /// The key of its name.
    pub key: &'static str,
    /// Band before.
    pub before: String,
    /// Band after.
    pub after: String,
}

/// What the steps choose from.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Forums.
    pub forums: Vec<SelectOption>,
    /// Sectors.
    pub sectors: Vec<SelectOption>,
    /// Sizes.
    pub sizes: Vec<SelectOption>,
    /// Organisations of the author.
    pub organisations: Vec<SelectOption>,
    /// Technologies, and whether each is chosen.
    pub technologies: Vec<(SelectOption, bool)>,
    /// Bands of cost.
    pub costs: Vec<SelectOption>,
    /// Regions.
    pub regions: Vec<SelectOption>,
    /// Industrial cities by region.
    pub cities: Vec<SelectGroup>,
}

/// `/cases/{draft}/edit/{step}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/step.html")]
pub struct CaseStepPage {
    /// The draft.
    pub id: i64,
    /// This step.
    pub step: &'static str,
    /// The key of its name.
    pub step_key: &'static str,
    /// All of them.
    pub steps: Vec<StepLink>,
    /// Title as typed; may be empty.
    pub name: String,
    /// What the editors wrote when they sent it back; empty if they did not.
    pub note: String,
    /// It waits for the editors.
    pub is_submitted: bool,
    /// The published case study that it changes.
    pub changes: Option<i64>,
    /// How much of what makes a case study useful is there.
    pub filled: usize,
    /// Out of how much.
    pub worth: usize,
    /// What is missing of it: keys of names, and steps.
    pub missing: Vec<(&'static str, &'static str)>,
    /// What was typed.
    pub typed: CaseForm,
    /// What is wrong: step, key of the field's name, what.
    pub faults: Vec<(&'static str, &'static str, FieldError)>,
    /// The same by field.
    pub problems: Problems,
    /// What is chosen from.
    pub choices: Choices,
    /// Figures.
    pub metrics: Vec<MetricInput>,
    /// Milestones.
    pub milestones: Vec<MilestoneInput>,
    /// Readiness.
    pub dimensions: Vec<DimensionInput>,
    /// Files.
    pub files: Tray,
    /// The editors will look at it before it appears.
    pub goes_to_editors: bool,
    /// What it will look like here.
    pub preview: Option<CaseView>,
    /// What other servers will show of it, safe HTML.
    pub elsewhere: String,
}

/// Whether a choice stands at `value`; where nothing was chosen it stands at `usual`.
fn is_chosen(typed: &str, value: &str, usual: &str) -> bool {
    let chosen = if typed.is_empty() { usual } else { typed };
    chosen == value
}

impl CaseStepPage {
    fn is_at(&self, step: &str) -> bool {
        self.step == step
    }

    fn is_precision(&self, value: &str) -> bool {
        is_chosen(&self.typed.precision, value, "city")
    }

    fn is_contact(&self, value: &str) -> bool {
        is_chosen(&self.typed.contact, value, "replies")
    }

    fn field(&self, name: &str, value: &str) -> FieldView {
        kept(&self.problems, name, value)
    }

    /// Precisions: value, keys of name and help.
    fn precisions(&self) -> [(&'static str, &'static str, &'static str, &'static str); 4] {
        [
            ("city", "case-precision-city", "case-precision-city-help", "factory"),
            ("exact", "case-precision-exact", "case-precision-exact-help", "map-pin"),
            ("region", "case-precision-region", "case-precision-region-help", "globe"),
            (
                "hidden",
                "case-precision-hidden",
                "case-precision-hidden-help",
                "eye-off",
            ),
        ]
    }

    /// Ways to be asked.
    fn contacts(&self) -> [(&'static str, &'static str); 3] {
        [
            (ContactWish::Replies.as_str(), "case-contact-replies"),
            (ContactWish::Profile.as_str(), "case-contact-profile"),
            (ContactWish::None.as_str(), "case-contact-none"),
        ]
    }
}

/// What a new one is to grow from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    question: Option<i64>,
    version: Option<i64>,
}

/// What it begins with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Begun {
    title: String,
    language: String,
    question: String,
    version: String,
}

/// GET `/cases/new`.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Page<CaseNewPage>, Rejected> {
    if !cases::may_publish(&app.core, &member.visitor.viewer) {
        return Err(domain::Error::Forbidden(Denied::Unverified).into());
    }
    let begun = Begun {
        language: member.visitor.locale().tag().to_owned(),
        question: asked.question.map(|id| id.to_string()).unwrap_or_default(),
        version: asked.version.map(|id| id.to_string()).unwrap_or_default(),
        ..Begun::default()
    };
    let page = new_page(&app, &member, &begun, &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn new_page(app: &App, member: &Member, begun: &Begun, problems: &Problems) -> Result<CaseNewPage> {
    let (core, viewer) = (&app.core, &member.visitor.viewer);
    let mine = drafts::list(core, &member.principal).await?;
    let question = match begun.question.parse() {
        Ok(id) => Some(drafts::question(core, viewer, PostId(id)).await?),
        Err(_) => None,
    };
    let version = match begun.version.parse() {
        Ok(id) => Some(domain::topics::post(core, viewer, PostId(id)).await?),
        Err(_) => None,
    };
    let title = match &question {
        Some(question) if begun.title.is_empty() => question.title.clone(),
        _ => begun.title.clone(),
    };
    Ok(CaseNewPage {
        drafts: mine.iter().map(line).collect(),
        title: kept(problems, "title", title),
        language: kept(problems, "language", begun.language.clone()),
        question: question.map(|post| (post.id.0, post.title)),
        version: version.map(|post| (post.id.0, post.title)),
    })
}

fn line(draft: &CaseDraft) -> CaseDraftLine {
    CaseDraftLine {
        id: draft.id.0,
        title: draft.title.clone(),
        state: draft_state_key(draft.state),
        is_change: draft.case_id.is_some(),
        at: stamp(draft.updated_at),
        author: String::new(),
    }
}

/// POST `/cases/new`.
pub(crate) async fn begin(State(app): State<App>, member: Member, Form(begun): Form<Begun>) -> Result<Response> {
    let origin = match (begun.question.parse(), begun.version.parse()) {
        (Ok(id), _) => Origin::Question(PostId(id)),
        (_, Ok(id)) => Origin::Version(PostId(id)),
        _ => Origin::Nothing,
    };
    let made = drafts::begin(&app.core, &member.principal, origin, &begun.title, &begun.language).await;
    match made {
        Ok(draft) => Ok(member
            .visitor
            .go(paths::case_step(&draft.id.0, "basics"))
            .into_response()),
        Err(error) => {
            let page = new_page(&app, &member, &begun, &problems(error)?).await?;
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
    }
}

fn step(name: &str) -> Result<Step> {
    Step::from_name(name).ok_or_else(Failure::not_found)
}

/// GET `/cases/{draft}/edit/{step}`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path((id, name)): Path<(i64, String)>,
) -> Result<Page<CaseStepPage>> {
    let step = step(&name)?;
    let (draft, form) = drafts::get(&app.core, &member.principal, CaseDraftId(id)).await?;
    // An empty step is not wrong before it was sent.
    let problems = if step == Step::Preview {
        drafts::faults(&app.core, &member.principal, &form, step).await?
    } else {
        Problems::default()
    };
    let page = build(&app, &member, step, &draft, &form, problems, 0).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// Names and values in the order of the form.
type Pairs = Vec<(String, String)>;

/// POST `/cases/{draft}/edit/{step}`.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path((id, name)): Path<(i64, String)>,
    composed: Composed,
) -> Result<Response> {
    let (step, visitor, by) = (step(&name)?, &member.visitor, &member.principal);
    let sent: Sent<Pairs> = composed.read(&app, visitor).await;
    if let Some(failure) = sent.failure {
        return Err(failure);
    }
    let intent = sent.typed.iter().find(|(name, _)| name == "intent");
    let intent = intent.map(|(_, value)| value.as_str()).unwrap_or_default();
    let id = CaseDraftId(id);
    if step == Step::Preview && intent == "publish" {
        return publish(&app, &member, id).await;
    }
    let files = (step == Step::Files).then(|| sent.files.attachments().into_iter().filter_map(file).collect());
    let (draft, form, mut problems) = drafts::save(&app.core, by, id, step, &sent.typed, files).await?;
    let is_wrong = problems.iter().next().is_some() || sent.files.is_refused();
    if !is_wrong && !matches!(intent, "more" | "attach") {
        let to = if intent == "stay" { step } else { step.next() };
        let to = visitor.go(paths::case_step(&id.0, to.as_str()));
        return Ok(if intent == "stay" { to.saying(Flash::SAVED) } else { to }.into_response());
    }
    let more = if intent == "more" { ROWS_MORE } else { 0 };
    if intent == "more" {
        problems = Problems::default();
    }
    let status = if is_wrong && intent != "more" {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let mut page = build(&app, &member, step, &draft, &form, problems, more).await?;
    if step == Step::Files {
        page.files = sent.files.tray(&app, visitor, &page.problems).await?;
    }
    Ok(Page::new(visitor.chrome(), page).with_status(status).into_response())
}

fn file(attachment: NewAttachment) -> Option<FileForm> {
    match attachment {
        NewAttachment::Own { id, alt } => Some(FileForm { id: id.0, alt }),
        NewAttachment::Remote { .. } => None,
    }
}

async fn publish(app: &App, member: &Member, id: CaseDraftId) -> Result<Response> {
    let visitor = &member.visitor;
    match cases::publish(&app.core, &member.principal, id, wording).await {
        Ok(post) => Ok(visitor
            .go(paths::case_study(&post.id.0))
            .saying(Flash::PUBLISHED)
            .into_response()),
        Err(domain::Error::Held) => Ok(visitor.go(paths::CASE_NEW).saying(Flash::HELD).into_response()),
        Err(domain::Error::Invalid(problems)) => {
            let (draft, form) = drafts::get(&app.core, &member.principal, id).await?;
            let page = build(app, member, Step::Preview, &draft, &form, problems, 0).await?;
            Ok(Page::new(visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// POST `/cases/{draft}/discard`.
pub(crate) async fn discard(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    drafts::discard(&app.core, &member.principal, CaseDraftId(id)).await?;
    Ok(member.visitor.go(paths::CASE_NEW).saying(Flash::DELETED_DRAFT))
}

async fn build(
    app: &App,
    member: &Member,
    step: Step,
    draft: &CaseDraft,
    form: &CaseForm,
    problems: Problems,
    more: usize,
) -> Result<CaseStepPage> {
    let (core, visitor) = (&app.core, &member.visitor);
    let terms = Taxonomy::load(core).await?;
    let (mut preview, mut elsewhere) = (None, String::new());
    if step == Step::Preview && problems.iter().next().is_none() {
        let (case, html) = cases::preview(core, &member.principal, form, wording).await?;
        preview = Some(case_view(&case, &form.language, &terms, visitor.language(), true));
        elsewhere = html;
    }
    let faults = problems.iter().map(|(field, problem)| {
        let of = Step::ALL.into_iter().find(|step| step.has(field)).unwrap_or(step);
        (of.as_str(), field_key(field), words(problem))
    });
    Ok(CaseStepPage {
        id: draft.id.0,
        step: step.as_str(),
        step_key: step_key(step),
        steps: Step::ALL
            .into_iter()
            .map(|other| StepLink {
                name: other.as_str(),
                key: step_key(other),
                is_current: other == step,
            })
            .collect(),
        name: draft.title.clone(),
        note: draft.note.clone(),
        is_submitted: draft.state == CaseDraftState::Submitted,
        changes: draft.case_id.map(|case| case.0),
        filled: form.filled(),
        worth: CaseForm::WORTH.len(),
        missing: form
            .missing()
            .into_iter()
            .map(|(name, step)| (field_key(name), step.as_str()))
            .collect(),
        faults: faults.collect(),
        choices: choices(app, member, step, form, &terms).await?,
        metrics: metrics(form, &problems, more),
        milestones: milestones(form, &problems, more),
        dimensions: dimensions(form),
        files: files(app, member, step, form).await?,
        goes_to_editors: step == Step::Preview && cases::goes_to_editors(core, &member.principal, form).await?,
        typed: form.clone(),
        problems,
        preview,
        elsewhere,
    })
}

async fn files(app: &App, member: &Member, step: Step, form: &CaseForm) -> Result<Tray> {
    let mut shown = tray(app, &[]);
    if step != Step::Files || form.files.is_empty() {
        return Ok(shown);
    }
    let ids: Vec<MediaId> = form.files.iter().map(|file| MediaId(file.id)).collect();
    let rows = media::mine(&app.core, &member.principal, &ids).await?;
    for file in &form.files {
        if let Some(row) = rows.iter().find(|row| row.id.0 == file.id) {
            let mut item = tray_item(row);
            if let Some(alt) = &file.alt {
                item.alt.clone_from(alt);
            }
            shown.items.push(item);
        }
    }
    Ok(shown)
}

async fn choices(app: &App, member: &Member, step: Step, form: &CaseForm, terms: &Taxonomy) -> Result<Choices> {
    let language = member.visitor.language();
    let word = |key: &str| wording(language, key).into_owned();
    let option = |value: &str, name: String| SelectOption {
        value: value.to_owned(),
        name,
    };
    Ok(match step {
        Step::Basics => {
            let forums = drafts::places(&app.core, &member.visitor.viewer).await?;
            let places = organisations::mine(&app.core, &member.principal).await?;
            Choices {
                forums: forums
                    .iter()
                    .map(|view| option(&view.actor.username, view.forum.name(&view.actor, language).to_owned()))
                    .collect(),
                sectors: options(terms, TermKind::Sector, &form.sector, language),
                sizes: SizeClass::ALL
                    .iter()
                    .map(|size| option(size.as_str(), word(size_key(*size))))
                    .collect(),
                organisations: places
                    .iter()
                    .filter(|(_, place)| place.state == MembershipState::Active)
                    .map(|(organisation, _)| {
                        option(&organisation.id.to_string(), organisation.name(language).to_owned())
                    })
                    .collect(),
                ..Choices::default()
            }
        }
        Step::Means => Choices {
            technologies: terms
                .all(TermKind::Technology)
                .map(|term| (term, form.technologies.contains(&term.code)))
                .filter(|(term, is_chosen)| term.is_active || *is_chosen)
                .map(|(term, is_chosen)| (option(&term.code, term.name(language).to_owned()), is_chosen))
                .collect(),
            costs: CostBand::ALL
                .iter()
                .map(|band| option(band.as_str(), word(cost_key(*band))))
                .collect(),
            ..Choices::default()
        },
        Step::Place => Choices {
            regions: options(terms, TermKind::Region, &form.region, language),
            cities: cities(terms, &form.city, language),
            ..Choices::default()
        },
        _ => Choices::default(),
    })
}

/// What was typed and some empty rows; who asks for more sees more, even if nothing was typed.
fn padded(typed: usize, more: usize, most: usize) -> usize {
    (typed + more.max(1)).max(ROWS_LEAST + more).min(most)
}

fn metrics(form: &CaseForm, problems: &Problems, more: usize) -> Vec<MetricInput> {
    let row = |n: usize| {
        let typed = form.metrics.get(n).cloned().unwrap_or_default();
        MetricInput {
            number: n + 1,
            name: typed.name,
            unit: typed.unit,
            before: typed.before,
            after: typed.after,
            period: typed.period,
            error: problems.of(&format!("metric-{}", n + 1)).map(words),
        }
    };
    (0..padded(form.metrics.len(), more, METRICS_MAX)).map(row).collect()
}

fn milestones(form: &CaseForm, problems: &Problems, more: usize) -> Vec<MilestoneInput> {
    let row = |n: usize| {
        let MilestoneForm { month, words: said } = form.milestones.get(n).cloned().unwrap_or_default();
        MilestoneInput {
            number: n + 1,
            month,
            words: said,
            error: problems.of(&format!("milestone-{}", n + 1)).map(words),
        }
    };
    (0..padded(form.milestones.len(), more, MILESTONES_MAX))
        .map(row)
        .collect()
}

fn dimensions(form: &CaseForm) -> Vec<DimensionInput> {
    let input = |code: &&'static str| {
        let typed = form
            .dimensions
            .iter()
            .find(|row| row.code == *code)
            .cloned()
            .unwrap_or_default();
        DimensionInput {
            code,
            key: dimension_key(code),
            before: typed.before,
            after: typed.after,
        }
    };
    siri::DIMENSIONS.iter().map(input).collect()
}

fn step_key(step: Step) -> &'static str {
    match step {
        Step::Basics => "case-step-basics",
        Step::Story => "case-step-story",
        Step::Means => "case-step-means",
        Step::Results => "case-step-results",
        Step::Place => "case-step-place",
        Step::Files => "case-step-files",
        Step::Preview => "case-step-preview",
    }
}

/// The key of a field's name.
fn field_key(field: &str) -> &'static str {
    match field {
        "title" => "field-title",
        "language" => "field-language",
        "summary" => "case-summary",
        "forum" => "case-forum",
        "sector" => "case-sector",
        "size" => "case-size",
        "organisation" => "case-organisation",
        "problem" => "case-problem",
        "solution" => "case-solution",
        "lessons" => "case-lessons",
        "technologies" => "case-technologies",
        "vendors" => "case-vendors",
        "cost" | "cost_band" => "case-cost",
        "payback" => "case-payback",
        "region" => "case-region",
        "city" => "case-city",
        "latitude" => "case-latitude",
        "longitude" => "case-longitude",
        "locality" => "case-locality",
        "dimensions" => "case-readiness",
        "files" | "alt" => "case-step-files",
        "place" | "precision" => "case-place",
        field if field.starts_with("milestone") => "case-milestones",
        _ => "case-results",
    }
}
