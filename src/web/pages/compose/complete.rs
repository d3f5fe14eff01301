//! `/complete/…`: what a composer offers while somebody types. Small pieces of JSON for our script; without script, similar
//! topics stand with the preview.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::{people as directory, similar as likeness, tags as subjects};
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::paths;
use crate::web::present::{self, handle};
use crate::web::visitor::{Member, Visitor};

/// Names and subjects offered.
const OFFERED: usize = 6;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    q: String,
}

/// A topic that may be about the same.
#[derive(Debug, Clone, Serialize)]
pub struct SimilarTopic {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Language; empty when unknown.
    pub lang: String,
    /// Whether it has an accepted answer.
    pub is_settled: bool,
    /// Replies.
    pub replies: u32,
}

/// Somebody who can be named.
#[derive(Debug, Serialize)]
struct Name {
    /// What is put into the text, without `@`.
    handle: String,
    /// Display name.
    name: String,
}

/// The topics most like a title.
pub(crate) async fn similar_to(app: &App, visitor: &Visitor, title: &str) -> Result<Vec<SimilarTopic>> {
    let found = likeness::to_title(&app.core, &visitor.viewer, title).await?;
    Ok(found
        .into_iter()
        .map(|topic| SimilarTopic {
            href: paths::topic(&topic.id.0),
            lang: topic.language.unwrap_or_default(),
            is_settled: topic.accepted_id.is_some(),
            replies: present::count(topic.reply_count),
            title: topic.title,
        })
        .collect())
}

/// `/complete/similar`.
pub(crate) async fn similar(State(app): State<App>, member: Member, Query(typed): Query<Typed>) -> Result<Response> {
    Ok(json(similar_to(&app, &member.visitor, &typed.q).await?))
}

/// `/complete/people`: people whose handle begins with what was typed.
pub(crate) async fn people(State(app): State<App>, member: Member, Query(typed): Query<Typed>) -> Result<Response> {
    let found = directory::search(&app.core, &member.visitor.viewer, &typed.q, 6).await?;
    let people = found.iter().filter(|person| person.forum.is_none());
    let names = people.map(|person| Name {
        handle: handle(&person.actor, person.host.as_deref()),
        name: person.actor.display_name().to_owned(),
    });
    Ok(json(names.collect::<Vec<_>>()))
}

/// `/complete/tags`: subjects that begin with what was typed.
pub(crate) async fn tags(State(app): State<App>, member: Member, Query(typed): Query<Typed>) -> Result<Response> {
    let viewer = &member.visitor.viewer;
    Ok(json(
        subjects::beginning_with(&app.core, viewer, &typed.q, OFFERED).await?,
    ))
}

fn json<T: Serialize>(value: T) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(value)).into_response()
}
