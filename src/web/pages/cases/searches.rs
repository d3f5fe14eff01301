//! `/cases/searches`: the searches of the library that a member keeps.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::cases::saved::SavedSearch;
use crate::db::types::SavedSearchId;
use crate::domain::cases::saved;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, Query, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::pages::cases::library::{address, search};
use crate::web::redirect::Redirect;
use crate::web::view::FieldView;
use crate::web::visitor::Member;
use crate::web::{filters, paths};

/// A search in the list.
#[derive(Debug, Clone)]
pub struct SearchLine {
    /// Its id.
    pub id: i64,
    /// What its keeper calls it.
    pub name: FieldView,
    /// How many came since they looked.
    pub fresh: i64,
}

/// `/cases/searches`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/searches.html")]
pub struct SearchesPage {
    /// What is kept, by name.
    pub lines: Vec<SearchLine>,
    /// The search that is to be kept, as the library's address says it.
    pub query: String,
    /// What it is to be called.
    pub name: FieldView,
    /// There is something to be kept.
    pub is_asked: bool,
}

/// GET `/cases/searches`: what is kept; with a search in the address, the form that keeps it.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<HashMap<String, String>>,
) -> Result<Page<SearchesPage>> {
    let search = search(&asked);
    let page = SearchesPage {
        lines: lines(&saved::list(&app.core, &member.principal).await?, None),
        query: saved::written(&search),
        name: FieldView::default(),
        is_asked: search.is_narrow(),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// What is typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    query: String,
}

/// POST `/cases/searches`: keeps one.
pub(crate) async fn keep(State(app): State<App>, member: Member, Form(typed): Form<Typed>) -> Result<Response> {
    let search = saved::read(&typed.query);
    match saved::keep(&app.core, &member.principal, &typed.name, &search).await {
        Ok(()) => Ok(done(&member)),
        Err(error) => {
            let wrong = problems(error)?;
            let page = SearchesPage {
                lines: lines(&saved::list(&app.core, &member.principal).await?, None),
                query: saved::written(&search),
                name: kept(&wrong, "name", typed.name),
                is_asked: true,
            };
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
    }
}

/// GET `/cases/searches/{id}`: to what it finds.
pub(crate) async fn open(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    let search = saved::open(&app.core, &member.principal, SavedSearchId(id)).await?;
    Ok(member.visitor.go(address(paths::CASES, &search, &[])))
}

/// POST `/cases/searches/{id}`: calls it otherwise.
pub(crate) async fn rename(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    match saved::rename(&app.core, &member.principal, SavedSearchId(id), &typed.name).await {
        Ok(()) => Ok(done(&member)),
        Err(error) => {
            let wrong = problems(error)?;
            let all = saved::list(&app.core, &member.principal).await?;
            let page = SearchesPage {
                lines: lines(&all, Some((id, &typed.name, &wrong))),
                query: String::new(),
                name: FieldView::default(),
                is_asked: false,
            };
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
    }
}

/// POST `/cases/searches/{id}/delete`.
pub(crate) async fn forget(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Response> {
    saved::forget(&app.core, &member.principal, SavedSearchId(id)).await?;
    Ok(done(&member))
}

fn done(member: &Member) -> Response {
    let next = member.visitor.go(paths::CASE_SEARCHES).saying(Flash::SAVED);
    next.into_response()
}

fn lines(all: &[SavedSearch], typed: Option<(i64, &str, &Problems)>) -> Vec<SearchLine> {
    let name = |row: &SavedSearch| match typed {
        Some((id, name, problems)) if id == row.id.0 => kept(problems, "name", name),
        _ => FieldView::of(row.name.clone()),
    };
    let line = |row: &SavedSearch| SearchLine {
        id: row.id.0,
        name: name(row),
        fresh: row.fresh,
    };
    all.iter().map(line).collect()
}
