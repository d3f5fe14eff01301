//! `/topics/{id}`: a topic with its replies; `/replies/{id}` leads to the page that shows one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect as Elsewhere, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain::notes;
use crate::domain::topics::{self, Thread};
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::page::Page;
use crate::web::pages::standing::{head, standing};
use crate::web::paths;
use crate::web::present::{answer, count, post_view, replies};
use crate::web::redirect::Redirect;
use crate::web::uploads::tray;
use crate::web::view::{FieldView, Pager, ReplyForm};
use crate::web::visitor::Visitor;

use super::TopicPage;

/// After which direct reply the page begins.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct After {
    after: Option<i64>,
}

/// `/topics/{id}`. A note has no page here; whoever asks for it goes to that on its own server.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(After { after }): Query<After>,
) -> Result<Response> {
    let form = ReplyForm {
        lang: visitor.locale().tag().to_owned(),
        body: FieldView::default(),
        files: tray(&app, &[]),
        ..ReplyForm::default()
    };
    match build(&app, &visitor, PostId(id), after, form).await {
        Ok(page) => Ok(Page::new(visitor.chrome(), page).into_response()),
        Err(failure) if failure.status == StatusCode::NOT_FOUND => {
            let elsewhere = notes::page(&app.core, &visitor.viewer, PostId(id)).await?;
            Ok(Elsewhere::to(&elsewhere).into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// The page of a topic around a form.
pub(super) async fn build(
    app: &App,
    visitor: &Visitor,
    id: PostId,
    after: Option<i64>,
    form: ReplyForm,
) -> Result<TopicPage> {
    let thread = topics::thread(&app.core, &visitor.viewer, id, after).await?;
    let standing = standing(app, visitor, &thread.forum).await?;
    let moderators = standing.moderator_actors();
    let viewer = &visitor.viewer;
    Ok(TopicPage {
        forum: head(app, visitor, &thread.forum, &standing),
        topic: post_view(&app.core, &thread, viewer, &moderators),
        accepted: answer(&app.core, &thread, viewer, &moderators),
        accepted_by: None,
        replies: replies(&app.core, &thread, viewer, &moderators),
        reply_count: count(thread.topic.reply_count),
        pager: pager(&thread, after),
        may_reply: thread.is_level_met && (!thread.topic.is_locked || thread.is_moderator),
        needs_level: viewer.actor_id().is_some() && !thread.is_level_met,
        form,
    })
}

fn pager(thread: &Thread, after: Option<i64>) -> Pager {
    let address = paths::topic(&thread.topic.id.0);
    Pager {
        next: thread
            .next
            .map(|next| format!("{address}?after={next}#replies-heading")),
        previous: after.map(|_| address),
    }
}

/// `/replies/{id}`.
pub(crate) async fn reply(State(app): State<App>, visitor: Visitor, Path(id): Path<i64>) -> Result<Redirect> {
    let (topic, after) = topics::place_of(&app.core, &visitor.viewer, PostId(id)).await?;
    let query = after.map(|after| format!("?after={after}")).unwrap_or_default();
    Ok(visitor.go(format!("{}{query}#reply-{id}", paths::topic(&topic.0))))
}
