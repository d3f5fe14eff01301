//! `/cases/{id}`: a case study with its replies, and what its author and the editors do with it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::{CaseStanding, PostId, PostKind};
use crate::domain::cases::{CaseStudy, replications};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::{self, Principal, cases, topics};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::pages::topics as thread_pages;
use crate::web::pages::topics::TopicPage;
use crate::web::pages::topics::show::After;
use crate::web::present::{self, case_view};
use crate::web::redirect::Redirect;
use crate::web::view::{CaseView, ReplicationsView};
use crate::web::visitor::{Member, Visitor};
use crate::web::{filters, paths};

/// `/cases/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/show.html")]
pub struct CasePage {
    /// The post, its replies and the form of one more.
    pub thread: TopicPage,
    /// The case study.
    pub case: CaseView,
    /// What those report who did it, too.
    pub replications: ReplicationsView,
    /// The question it grew from: id and title.
    pub question: Option<(i64, String)>,
    /// The same in other languages: id, language, title.
    pub versions: Vec<(i64, String, String)>,
    /// Its address, for who cites it.
    pub address: String,
    /// It is at the head of the library.
    pub is_featured: bool,
    /// It is out of the library.
    pub is_archived: bool,
    /// The viewer is an editor here.
    pub is_editor: bool,
}

/// GET `/cases/{id}`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(After { after, draft, quote }): Query<After>,
) -> Result<Response> {
    let terms = Taxonomy::load(&app.core).await?;
    let (post, case) = match cases::get(&app.core, &visitor.viewer, PostId(id), &terms).await {
        Ok(found) => found,
        // Whoever hid it says why there.
        Err(domain::Error::Gone) => return Ok(visitor.go(paths::topic(&id)).into_response()),
        Err(domain::Error::NotFound) => return elsewhere(&app, &visitor, id).await,
        Err(other) => return Err(other.into()),
    };
    let form = thread_pages::show::reply_form(&app, &visitor, id, (draft, quote)).await?;
    let thread = topics::thread_of(&app.core, &visitor.viewer, post.clone(), after).await?;
    let thread = thread_pages::show::around(&app, &visitor, thread, after, form).await?;
    Ok(Page::new(
        visitor.chrome(),
        around(&app, &visitor, thread, (post, case, &terms)).await?,
    )
    .into_response())
}

/// The page of a case study around its thread, which somebody is about to answer.
pub(in crate::web::pages) async fn of_thread(app: &App, visitor: &Visitor, thread: TopicPage) -> Result<CasePage> {
    let terms = Taxonomy::load(&app.core).await?;
    let (post, case) = cases::get(&app.core, &visitor.viewer, PostId(thread.topic.id), &terms).await?;
    around(app, visitor, thread, (post, case, &terms)).await
}

async fn around(
    app: &App,
    visitor: &Visitor,
    thread: TopicPage,
    (post, case, terms): (Post, CaseStudy, &Taxonomy),
) -> Result<CasePage> {
    let (core, viewer) = (&app.core, &visitor.viewer);
    let is_member = viewer.account_id().is_some();
    let may_report = thread.may_reply && replications::is_for(viewer, &post);
    let found = replications::of_case(core, viewer, &post).await?;
    Ok(CasePage {
        is_editor: Principal::of(viewer).is_some_and(|by| cases::is_editor(&by, thread.topic.may_moderate)),
        case: case_view(&case, &thread.topic.lang, terms, visitor.language(), is_member),
        replications: present::replications(
            &found,
            (&thread.replies, &thread.topic.author.handle),
            may_report,
            terms,
            visitor.language(),
        ),
        question: case.source_topic.map(|topic| (topic.id.0, topic.title)),
        versions: case
            .versions
            .into_iter()
            .map(|version| (version.id.0, version.language.unwrap_or_default(), version.title))
            .collect(),
        address: post.url.clone(),
        is_featured: case.standing == CaseStanding::Featured,
        is_archived: case.standing == CaseStanding::Archived,
        thread,
    })
}

/// A topic that is called by the address of a case study is led to its own; so is one that is gone with its record.
async fn elsewhere(app: &App, visitor: &Visitor, id: i64) -> Result<Response> {
    let post = topics::post(&app.core, &visitor.viewer, PostId(id)).await?;
    match post.kind {
        PostKind::Topic | PostKind::CaseStudy => Ok(visitor.go(paths::topic(&id)).into_response()),
        _ => Err(Failure::not_found()),
    }
}

/// POST `/cases/{id}/edit`: opens a draft that changes it.
pub(crate) async fn change(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    let draft = cases::drafts::reopen(&app.core, &member.principal, PostId(id)).await?;
    Ok(member.visitor.go(paths::case_step(&draft.id.0, "basics")))
}

/// Where it is to stand.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Standing {
    standing: String,
}

/// POST `/cases/{id}/standing`.
pub(crate) async fn set_standing(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<Standing>,
) -> Result<Redirect> {
    let standing = form
        .standing
        .parse()
        .map_err(|_| Failure::status(axum::http::StatusCode::BAD_REQUEST))?;
    cases::set_standing(&app.core, &member.principal, PostId(id), standing).await?;
    Ok(member.visitor.go(paths::case_study(&id)).saying(Flash::SAVED))
}
