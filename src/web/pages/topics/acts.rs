//! What is done to posts with one button: votes, best answers, pins, locks, having the same problem, closing questions. Each answers with the post's page.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::PostId;
use crate::domain::{Error, Viewer, answers, moderation, questions, submissions, topics, votes};
use crate::error::Result;
use crate::web::forms::{Form, Path};
use crate::web::page::{Flash, Page};
use crate::web::present::count;
use crate::web::redirect::Redirect;
use crate::web::view::VoteView;
use crate::web::visitor::Member;
use crate::web::{filters, paths};

/// What the button says: `vote=up|none`, the others `yes|no`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    vote: String,
    #[serde(default)]
    accept: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    lock: String,
    #[serde(default)]
    same: String,
    #[serde(default)]
    close: String,
    #[serde(default)]
    original: String,
}

/// The page that shows a post.
fn page_of(post: &Post) -> String {
    if post.root_id == post.id {
        paths::topic(&post.id.0)
    } else {
        paths::reply(&post.id.0)
    }
}

async fn load(app: &App, viewer: &Viewer, id: i64) -> Result<Post> {
    Ok(topics::post(&app.core, viewer, PostId(id)).await?)
}

/// `POST /posts/{id}/vote`.
pub(crate) async fn vote(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Form(wish): Form<Wish>,
) -> Result<Response> {
    let post = load(&app, &member.visitor.viewer, id).await?;
    let is_cast = wish.vote != "none";
    if is_cast {
        votes::cast(&app.core, &member.principal, post.id, None).await?;
    } else {
        votes::retract(&app.core, &member.principal, post.id).await?;
    }
    if !headers.contains_key(FRAGMENT) {
        return Ok(member.visitor.go(page_of(&post)).into_response());
    }
    let vote = VoteView {
        count: count(load(&app, &member.visitor.viewer, id).await?.vote_count),
        mine: is_cast,
        allowed: true,
    };
    Ok(Page::new(member.visitor.chrome(), VotePart { id, vote }).into_response())
}

/// Sent by our script, which wants only the control that changed.
const FRAGMENT: &str = "x-fragment";

/// The votes of a post, without a page around them.
#[derive(Debug, Clone, Template)]
#[template(path = "components/vote_part.html")]
struct VotePart {
    id: i64,
    vote: VoteView,
}

/// `POST /posts/{id}/accept`, for a reply.
pub(crate) async fn accept(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let reply = load(&app, &member.visitor.viewer, id).await?;
    let said = if wish.accept == "no" {
        answers::clear(&app.core, &member.principal, reply.root_id).await?;
        Flash::ACCEPT_UNDONE
    } else {
        answers::accept(&app.core, &member.principal, reply.id).await?;
        Flash::ACCEPTED
    };
    Ok(member.visitor.go(paths::topic(&reply.root_id.0)).saying(said))
}

/// `POST /posts/{id}/pin`.
pub(crate) async fn pin(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let topic = load(&app, &member.visitor.viewer, id).await?;
    moderation::set_pinned(&app.core, &member.principal, topic.id, wish.pin != "no").await?;
    Ok(member.visitor.go(page_of(&topic)).saying(Flash::SAVED))
}

/// `POST /posts/{id}/lock`.
pub(crate) async fn lock(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let topic = load(&app, &member.visitor.viewer, id).await?;
    moderation::set_locked(&app.core, &member.principal, topic.id, wish.lock != "no").await?;
    Ok(member.visitor.go(page_of(&topic)).saying(Flash::SAVED))
}

/// `POST /posts/{id}/same`, for a question.
pub(crate) async fn same(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let topic = load(&app, &member.visitor.viewer, id).await?;
    let is_same = wish.same != "no";
    questions::set_same(&app.core, &member.principal, topic.id, is_same).await?;
    let said = if is_same { Flash::SAME } else { Flash::SAVED };
    Ok(member.visitor.go(page_of(&topic)).saying(said))
}

/// `POST /posts/{id}/close`, for a question; `close=reopen` opens it again.
pub(crate) async fn close(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let topic = load(&app, &member.visitor.viewer, id).await?;
    let said = if wish.close == "reopen" {
        questions::reopen(&app.core, &member.principal, topic.id).await?;
        Flash::SAVED
    } else {
        match questions::close_as_duplicate(&app.core, &member.principal, topic.id, &wish.original).await {
            Ok(()) => Flash::SAVED,
            Err(Error::Invalid(_)) => Flash::NO_ORIGINAL,
            Err(other) => return Err(other.into()),
        }
    };
    Ok(member.visitor.go(page_of(&topic)).saying(said))
}

/// `POST /posts/{id}/send-again`.
pub(crate) async fn send_again(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    let post = load(&app, &member.visitor.viewer, id).await?;
    submissions::retry(&app.core, &member.principal, post.id).await?;
    Ok(member.visitor.go(page_of(&post)))
}
