//! `/cases/review`: what waits for the editors, and their decision.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::CaseDraftId;
use crate::domain::cases::{self, CaseForm, review};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::Problems;
use crate::domain::{self, Principal};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept};
use crate::web::page::{Flash, Page};
use crate::web::present::{case_view, draft_state_key, stamp, wording};
use crate::web::view::{CaseDraftLine, CaseView, FieldView};
use crate::web::visitor::{Member, Visitor};
use crate::web::{filters, paths};

/// `/cases/review`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/queue.html")]
pub struct CaseQueuePage {
    /// What waits, the oldest first.
    pub lines: Vec<CaseDraftLine>,
}

/// `/cases/{id}/review`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/decide.html")]
pub struct CaseDecidePage {
    /// The draft.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Who wrote it: name and handle.
    pub author: (String, String),
    /// What it will look like; none if something is wrong with it by now.
    pub case: Option<CaseView>,
    /// What the editors write to the author.
    pub note: FieldView,
}

/// GET `/cases/review`.
pub(crate) async fn queue(State(app): State<App>, member: Member) -> Result<Page<CaseQueuePage>> {
    let waiting = review::list(&app.core, &member.principal).await?;
    let lines = waiting.into_iter().map(|(draft, author)| CaseDraftLine {
        id: draft.id.0,
        title: draft.title,
        state: draft_state_key(draft.state),
        is_change: draft.case_id.is_some(),
        at: stamp(draft.updated_at),
        author: author
            .map(|author| author.display_name().to_owned())
            .unwrap_or_default(),
    });
    let page = CaseQueuePage { lines: lines.collect() };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// GET `/cases/{id}/review`.
pub(crate) async fn show(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<CaseDecidePage>> {
    let page = build(&app, &member, id, "", &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// What the editors decided.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Decision {
    intent: String,
    note: String,
}

/// POST `/cases/{id}/review`.
pub(crate) async fn decide(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(decision): Form<Decision>,
) -> Result<Response> {
    let (core, by, visitor) = (&app.core, &member.principal, &member.visitor);
    let draft = CaseDraftId(id);
    let decided = if decision.intent == "publish" {
        let published = review::approve(core, by, draft, wording).await;
        published.map(|post| paths::case_study(&post.id.0))
    } else {
        let sent = review::send_back(core, by, draft, &decision.note).await;
        sent.map(|()| paths::CASE_REVIEW.to_owned())
    };
    match decided {
        Ok(to) => Ok(visitor.go(to).saying(Flash::SAVED).into_response()),
        Err(domain::Error::Invalid(problems)) => {
            let page = build(&app, &member, id, &decision.note, &problems).await?;
            Ok(Page::new(visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn build(app: &App, member: &Member, id: i64, note: &str, problems: &Problems) -> Result<CaseDecidePage> {
    let (draft, form, actor, author) = review::get(&app.core, &member.principal, CaseDraftId(id)).await?;
    Ok(CaseDecidePage {
        id: draft.id.0,
        title: draft.title,
        author: (actor.display_name().to_owned(), actor.username.clone()),
        case: looks(app, &member.visitor, &author, &form).await?,
        note: kept(problems, "note", note),
    })
}

async fn looks(app: &App, visitor: &Visitor, author: &Principal, form: &CaseForm) -> Result<Option<CaseView>> {
    let terms = Taxonomy::load(&app.core).await?;
    match cases::preview(&app.core, author, form, wording).await {
        Ok((case, _)) => Ok(Some(case_view(&case, &form.language, &terms, visitor.language(), true))),
        Err(domain::Error::Invalid(_)) => Ok(None),
        Err(other) => Err(other.into()),
    }
}
