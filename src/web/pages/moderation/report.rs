//! Reporting a post or a person.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{PostId, PostKind};
use crate::domain::moderation::WhyForm;
use crate::domain::moderation::reports::{self, Matter};
use crate::domain::validate::Problems;
use crate::domain::{instances, profiles, topics};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::handle;
use crate::web::visitor::{Member, Rejected};

use super::ReportPage;

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReportForm {
    category: String,
    words: String,
    forward: String,
}

/// What is reported, and the page around it.
struct Subject {
    matter: Matter,
    page: ReportPage,
}

/// GET `/posts/{id}/report`.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<ReportPage>, Rejected> {
    let subject = post(&app, &member, id).await?;
    Ok(Page::new(member.visitor.chrome(), subject.page))
}

/// POST `/posts/{id}/report`.
pub(crate) async fn file(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<ReportForm>,
) -> Result<Response, Rejected> {
    let subject = post(&app, &member, id).await?;
    Ok(send(&app, &member, subject, form).await?)
}

/// GET `/@{handle}/report`.
pub(crate) async fn ask_person(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
) -> Result<Page<ReportPage>, Rejected> {
    let subject = person(&app, &name).await?;
    Ok(Page::new(member.visitor.chrome(), subject.page))
}

/// POST `/@{handle}/report`.
pub(crate) async fn file_person(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
    Form(form): Form<ReportForm>,
) -> Result<Response, Rejected> {
    let subject = person(&app, &name).await?;
    Ok(send(&app, &member, subject, form).await?)
}

async fn send(app: &App, member: &Member, subject: Subject, form: ReportForm) -> Result<Response> {
    let why = WhyForm {
        category: form.category.clone(),
        words: form.words.clone(),
    };
    let (viewer, by, forward) = (&member.visitor.viewer, &member.principal, form.forward == "yes");
    match reports::file(&app.core, viewer, by, subject.matter, &why, forward).await {
        Ok(_) => {
            let next = member.visitor.go(subject.page.back);
            Ok(next.saying(Flash::REPORTED).into_response())
        }
        Err(error) => {
            let problems: Problems = problems(error)?;
            let page = ReportPage {
                category: kept(&problems, "category", form.category),
                words: kept(&problems, "words", form.words),
                ..subject.page
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn post(app: &App, member: &Member, id: i64) -> Result<Subject> {
    let viewer = &member.visitor.viewer;
    let post = topics::post(&app.core, viewer, PostId(id)).await?;
    if post.is_removed() {
        return Err(crate::domain::Error::Gone.into());
    }
    let author = profiles::actor(&app.core, post.actor_id).await?;
    let page = ReportPage {
        action: paths::report(&id),
        back: if post.kind == PostKind::Reply {
            paths::reply(&id)
        } else {
            paths::topic(&id)
        },
        name: author.display_name().to_owned(),
        excerpt: post.excerpt,
        host: host(app, author.instance_id).await?,
        ..ReportPage::default()
    };
    Ok(Subject {
        matter: Matter::Post(post.id),
        page,
    })
}

async fn person(app: &App, name: &str) -> Result<Subject> {
    let (actor, host) = profiles::find_actor(&app.core, name).await?;
    let handle = handle(&actor, host.as_deref());
    let page = ReportPage {
        action: paths::report_person(&handle),
        back: paths::person(&handle),
        name: actor.display_name().to_owned(),
        host,
        ..ReportPage::default()
    };
    Ok(Subject {
        matter: Matter::Person(actor.id),
        page,
    })
}

async fn host(app: &App, server: Option<crate::db::types::InstanceId>) -> Result<Option<String>> {
    let Some(server) = server else { return Ok(None) };
    let known = instances::hosts(&app.core, &[server]).await?;
    Ok(known.into_iter().next().map(|(_, host)| host))
}
