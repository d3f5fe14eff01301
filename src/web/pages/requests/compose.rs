//! `/requests/new` and `/requests/{id}/edit`: a need on one page. While somebody writes, alike ones are shown, so that they sign
//! one that is there already; without script they come when the form is sent for the first time.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::db::types::{TermKind, TrainingLevel, TrainingRequestId};
use crate::domain::forums as places;
use crate::domain::requests::{self, RequestForm, TIMES};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::Problems;
use crate::domain::{Error, organisations};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::present::{count, options, wording};
use crate::web::view::{FieldView, LANGUAGES, SelectOption};
use crate::web::visitor::Member;
use crate::web::{filters, paths};

use super::line::{NeedLine, level_key, time_key};

/// `/requests/new` and `/requests/{id}/edit`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/requests/form.html")]
pub struct NeedFormPage {
    /// The need that is changed.
    pub id: Option<i64>,
    /// Topic.
    pub title: FieldView,
    /// What it is for.
    pub body: FieldView,
    /// Language of the text.
    pub language: FieldView,
    /// How many people.
    pub people: FieldView,
    /// Of which organisation.
    pub organisation: FieldView,
    /// Forum.
    pub forum: FieldView,
    /// Where it may be.
    pub mode: FieldView,
    /// Region.
    pub region: FieldView,
    /// Level.
    pub level: FieldView,
    /// Languages it may be given in.
    pub languages: FieldView,
    /// Technologies.
    pub technologies: FieldView,
    /// Languages to tick: tag, name, ticked.
    pub speech: Vec<(&'static str, &'static str, bool)>,
    /// Times to tick: name, key, ticked.
    pub times: Vec<(&'static str, &'static str, bool)>,
    /// Months to tick.
    pub months: Vec<(String, bool)>,
    /// Technologies to tick.
    pub terms: Vec<(SelectOption, bool)>,
    /// Organisations to choose from.
    pub workplaces: Vec<SelectOption>,
    /// Forums to choose from.
    pub forums: Vec<SelectOption>,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
    /// Levels to choose from.
    pub levels: Vec<SelectOption>,
    /// Needs that may be the same.
    pub alike: Vec<NeedLine>,
    /// They were looked through.
    pub is_looked_through: bool,
}

impl NeedFormPage {
    /// Where it may be: value and key.
    fn modes(&self) -> [(&'static str, &'static str); 3] {
        [
            ("onsite", "need-mode-onsite"),
            ("online", "need-mode-online"),
            ("hybrid", "need-mode-hybrid"),
        ]
    }

    /// Every field with the key of its label, in order.
    fn fields(&self) -> [(&'static str, &'static str, &FieldView); 10] {
        [
            ("title", "need-title", &self.title),
            ("body", "need-body", &self.body),
            ("people", "need-people", &self.people),
            ("organisation", "need-organisation", &self.organisation),
            ("mode", "need-mode", &self.mode),
            ("region", "need-region", &self.region),
            ("languages", "need-languages", &self.languages),
            ("technologies", "need-technologies", &self.technologies),
            ("level", "need-level", &self.level),
            ("forum", "need-forum", &self.forum),
        ]
    }

    fn has_faults(&self) -> bool {
        self.fields().iter().any(|(.., field)| field.error.is_some())
    }
}

/// The form. What can be ticked has a name of its own, as a form without script sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    title: String,
    body: String,
    language: String,
    people: String,
    organisation: String,
    forum: String,
    mode: String,
    region: String,
    level: String,
    looked: String,
    #[serde(flatten)]
    ticked: HashMap<String, String>,
}

impl Typed {
    /// What is ticked of a group, in order.
    fn of(&self, group: &str) -> Vec<String> {
        let prefix = format!("{group}_");
        let names = self.ticked.keys().filter_map(|name| name.strip_prefix(&prefix));
        let mut ticked: Vec<String> = names.map(str::to_owned).collect();
        ticked.sort();
        ticked
    }

    fn form(&self) -> RequestForm {
        RequestForm {
            title: self.title.clone(),
            body: self.body.clone(),
            language: self.language.clone(),
            people: self.people.clone(),
            organisation: self.organisation.clone(),
            forum: self.forum.clone(),
            mode: self.mode.clone(),
            region: self.region.clone(),
            languages: self.of("speech"),
            times: self.of("time"),
            months: self.of("month"),
            technologies: self.of("term"),
            level: self.level.clone(),
        }
    }
}

/// GET `/requests/new`.
pub(crate) async fn start(State(app): State<App>, member: Member) -> Result<Page<NeedFormPage>> {
    let form = requests::begin(&app.core, &member.principal, member.visitor.locale().tag()).await?;
    let page = build(&app, &member, None, &form, &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/requests/new`.
pub(crate) async fn ask(State(app): State<App>, member: Member, Form(typed): Form<Typed>) -> Result<Response> {
    let (core, form) = (&app.core, typed.form());
    // Who has seen what is alike, by script or by sending the form once, asks in any case.
    let looked = if typed.looked == "yes" {
        Ok(())
    } else {
        requests::require_apart(core, &member.principal, &form).await
    };
    let asked = match looked {
        Ok(()) => requests::ask(core, &member.principal, &form).await,
        Err(alike) => Err(alike),
    };
    match asked {
        Ok(id) => Ok(member
            .visitor
            .go(paths::request(&id.0))
            .saying(Flash::NEED_ASKED)
            .into_response()),
        Err(error) => refused(&app, &member, None, &form, error).await,
    }
}

/// GET `/requests/{id}/edit`.
pub(crate) async fn change(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<NeedFormPage>> {
    let form = requests::form_of(&app.core, &member.principal, TrainingRequestId(id)).await?;
    let page = build(&app, &member, Some(id), &form, &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/requests/{id}/edit`.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let form = typed.form();
    match requests::edit(&app.core, &member.principal, TrainingRequestId(id), &form).await {
        Ok(()) => Ok(member
            .visitor
            .go(paths::request(&id))
            .saying(Flash::SAVED)
            .into_response()),
        Err(error) => refused(&app, &member, Some(id), &form, error).await,
    }
}

/// The form once more, with everything that was typed.
async fn refused(app: &App, member: &Member, id: Option<i64>, form: &RequestForm, error: Error) -> Result<Response> {
    let problems = problems(error)?;
    let mut page = build(app, member, id, form, &problems).await?;
    page.is_looked_through = id.is_none() && !page.alike.is_empty();
    Ok(Page::new(member.visitor.chrome(), page)
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

async fn build(
    app: &App,
    member: &Member,
    id: Option<i64>,
    form: &RequestForm,
    problems: &Problems,
) -> Result<NeedFormPage> {
    let (core, viewer, language) = (&app.core, &member.visitor.viewer, member.visitor.language());
    let terms = Taxonomy::load(core).await?;
    let workplaces = organisations::mine(core, &member.principal).await?;
    let forums = if id.is_none() {
        places::index(core, viewer).await?.0
    } else {
        Vec::new()
    };
    let alike = if id.is_none() {
        requests::to_words(core, viewer, &form.title, &form.technologies).await?
    } else {
        Vec::new()
    };
    let ticked = |group: &[String], name: &str| group.iter().any(|one| one == name);
    Ok(NeedFormPage {
        id,
        speech: LANGUAGES
            .iter()
            .map(|(tag, name)| (*tag, *name, ticked(&form.languages, tag)))
            .collect(),
        times: TIMES
            .iter()
            .map(|time| (*time, time_key(time), ticked(&form.times, time)))
            .collect(),
        months: requests::months(core.clock.now(), &form.months)
            .into_iter()
            .map(|month| {
                let is_ticked = ticked(&form.months, &month);
                (month, is_ticked)
            })
            .collect(),
        terms: options(&terms, TermKind::Technology, "", language)
            .into_iter()
            .map(|term| {
                let is_ticked = ticked(&form.technologies, &term.value);
                (term, is_ticked)
            })
            .collect(),
        workplaces: workplaces
            .iter()
            .filter(|(_, place)| place.is_active())
            .map(|(organisation, _)| SelectOption {
                value: organisation.id.to_string(),
                name: organisation.name(language).to_owned(),
            })
            .collect(),
        forums: forums
            .iter()
            .map(|view| SelectOption {
                value: view.actor.username.clone(),
                name: view.forum.name(&view.actor, language).to_owned(),
            })
            .collect(),
        regions: options(&terms, TermKind::Region, &form.region, language),
        levels: TrainingLevel::ALL
            .iter()
            .map(|level| SelectOption {
                value: level.as_str().to_owned(),
                name: wording(language, level_key(*level)).into_owned(),
            })
            .collect(),
        alike: alike.iter().map(|row| NeedLine::of(row, &terms, language)).collect(),
        is_looked_through: false,
        title: kept(problems, "title", &form.title),
        body: kept(problems, "body", &form.body),
        language: kept(problems, "language", &form.language),
        people: kept(problems, "people", &form.people),
        organisation: kept(problems, "organisation", &form.organisation),
        forum: kept(problems, "forum", &form.forum),
        mode: kept(problems, "mode", &form.mode),
        region: kept(problems, "region", &form.region),
        level: kept(problems, "level", &form.level),
        languages: kept(problems, "languages", ""),
        technologies: kept(problems, "technologies", ""),
    })
}

/// What was typed so far.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Beginning {
    q: String,
}

/// A need that may be the same.
#[derive(Debug, Clone, Serialize)]
struct AlikeNeed {
    /// Topic.
    title: String,
    /// Its page.
    href: String,
    /// Language.
    lang: String,
    /// People of all who signed.
    replies: u32,
}

/// GET `/complete/requests`: needs like a title, for our script.
pub(crate) async fn complete(
    State(app): State<App>,
    member: Member,
    Query(typed): Query<Beginning>,
) -> Result<Response> {
    let found = requests::to_words(&app.core, &member.visitor.viewer, &typed.q, &[]).await?;
    let alike = found.into_iter().map(|row| AlikeNeed {
        href: paths::request(&row.id.0),
        lang: row.language,
        replies: count(row.people),
        title: row.title,
    });
    Ok(Json(alike.collect::<Vec<_>>()).into_response())
}
