//! `/cases/{id}/replicate`: reporting that one did it too, or changing what one reported.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{Outcome, PostId, SizeClass, TermKind};
use crate::domain;
use crate::domain::cases::replications::{self, Mine, ReplicationForm, result_key};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept};
use crate::web::page::{Flash, Page};
use crate::web::pages::compose::{Draft, keep};
use crate::web::present::{options, size_key, wording};
use crate::web::view::{FieldView, SelectOption};
use crate::web::visitor::{Member, Rejected, Visitor};
use crate::web::{filters, paths};

/// `/cases/{id}/replicate`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/replicate.html")]
pub struct ReplicatePage {
    /// The case study.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its language; empty when unknown.
    pub lang: String,
    /// The reply that is changed.
    pub reply: Option<i64>,
    /// What came of it.
    pub result: FieldView,
    /// Months until it paid off.
    pub payback: FieldView,
    /// How it went.
    pub story: FieldView,
    /// What was done otherwise.
    pub adapted: FieldView,
    /// Region.
    pub region: FieldView,
    /// Size.
    pub size: FieldView,
    /// Language of the text.
    pub language: FieldView,
    /// The figures are shown with the report.
    pub is_open: bool,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
    /// Sizes to choose from.
    pub sizes: Vec<SelectOption>,
}

impl ReplicatePage {
    /// What may have come of it: value and key.
    fn results(&self) -> Vec<(&'static str, &'static str)> {
        let all = Outcome::ALL.iter();
        all.map(|result| (result.as_str(), result_key(*result))).collect()
    }

    /// Every field with the key of its label, in order.
    fn fields(&self) -> [(&'static str, &'static str, &FieldView); 6] {
        [
            ("result", "replication-result", &self.result),
            ("story", "replication-story", &self.story),
            ("adapted", "replication-adapted", &self.adapted),
            ("payback", "case-payback-months", &self.payback),
            ("region", "case-region", &self.region),
            ("size", "case-size", &self.size),
        ]
    }

    fn has_faults(&self) -> bool {
        self.fields().iter().any(|(.., field)| field.error.is_some())
    }
}

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    result: String,
    payback: String,
    story: String,
    adapted: String,
    region: String,
    size: String,
    language: String,
    open: String,
}

impl Typed {
    fn of(mine: &Mine) -> Self {
        let report = &mine.report;
        Self {
            result: report
                .result
                .map(|result| result.as_str().to_owned())
                .unwrap_or_default(),
            payback: report.payback.map(|months| months.to_string()).unwrap_or_default(),
            story: report.story.clone(),
            adapted: report.adapted.clone(),
            region: report.region.clone().unwrap_or_default(),
            size: report.size.map(|size| size.as_str().to_owned()).unwrap_or_default(),
            language: mine.post.language.clone().unwrap_or_default(),
            open: if report.is_open {
                "yes".to_owned()
            } else {
                String::new()
            },
        }
    }

    fn form(&self) -> ReplicationForm {
        ReplicationForm {
            adapted: self.adapted.clone(),
            story: self.story.clone(),
            result: self.result.clone(),
            payback: self.payback.clone(),
            region: self.region.clone(),
            size: self.size.clone(),
            is_open: self.open == "yes",
            language: self.language.clone(),
        }
    }
}

/// GET `/cases/{id}/replicate`.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<ReplicatePage>, Rejected> {
    let visitor = &member.visitor;
    let (_, mine) = replications::ask(&app.core, &visitor.viewer, PostId(id)).await?;
    let typed = match &mine {
        Some(mine) => Typed::of(mine),
        None => Typed {
            language: visitor.locale().tag().to_owned(),
            ..Typed::default()
        },
    };
    let page = build(&app, visitor, id, &typed, &Problems::default()).await?;
    Ok(Page::new(visitor.chrome(), page))
}

/// POST `/cases/{id}/replicate`. Whatever happens, what was typed comes back.
pub(crate) async fn write(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Response {
    match report(&app, &visitor, id, &typed).await {
        Ok(response) => response,
        Err(failure) => {
            let texts = [typed.story.trim(), typed.adapted.trim()];
            let draft = Draft {
                title: String::new(),
                body: texts.join("\n\n").trim().to_owned(),
                back: paths::case_study(&id),
            };
            keep(&visitor, &failure, draft)
        }
    }
}

async fn report(app: &App, visitor: &Visitor, id: i64, typed: &Typed) -> Result<Response> {
    let by = visitor.principal(app)?;
    match replications::write(&app.core, &by, PostId(id), &typed.form(), wording).await {
        Ok(reply) => Ok(visitor
            .go(paths::reply(&reply.id.0))
            .saying(Flash::PUBLISHED)
            .into_response()),
        Err(domain::Error::Held) => Ok(visitor.go(paths::WAITING).saying(Flash::HELD).into_response()),
        Err(domain::Error::Invalid(problems)) => {
            let page = build(app, visitor, id, typed, &problems).await?;
            Ok(Page::new(visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn build(app: &App, visitor: &Visitor, id: i64, typed: &Typed, problems: &Problems) -> Result<ReplicatePage> {
    let language = visitor.language();
    let terms = Taxonomy::load(&app.core).await?;
    let (post, mine) = replications::ask(&app.core, &visitor.viewer, PostId(id)).await?;
    Ok(ReplicatePage {
        id,
        title: post.title,
        lang: post.language.unwrap_or_default(),
        reply: mine.map(|mine| mine.post.id.0),
        result: kept(problems, "result", &typed.result),
        payback: kept(problems, "payback", &typed.payback),
        story: kept(problems, "story", &typed.story),
        adapted: kept(problems, "adapted", &typed.adapted),
        region: kept(problems, "region", &typed.region),
        size: kept(problems, "size", &typed.size),
        language: FieldView::of(typed.language.clone()),
        is_open: typed.open == "yes",
        regions: options(&terms, TermKind::Region, &typed.region, language),
        sizes: SizeClass::ALL
            .iter()
            .map(|size| SelectOption {
                value: size.as_str().to_owned(),
                name: wording(language, size_key(*size)).into_owned(),
            })
            .collect(),
    })
}
