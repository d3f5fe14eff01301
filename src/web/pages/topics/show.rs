//! `/topics/{id}`: a topic with its replies; `/replies/{id}` leads to the page that shows one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect as Elsewhere, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{self, DraftKind, PostId, PostKind};
use crate::domain::cases::may_publish;
use crate::domain::moderation::hiding;
use crate::domain::reading::{self, levels, quote};
use crate::domain::topics::{self, Thread};
use crate::domain::{Principal, notes, similar, undo};
use crate::error::{Failure, Result};
use crate::web::forms::{Path, Query};
use crate::web::page::Page;
use crate::web::pages::compose::drafting;
use crate::web::pages::standing::{head, standing};
use crate::web::paths;
use crate::web::present::{self, answer, category_key, count, mark_new, near_topic, post_view, question_view, replies};
use crate::web::redirect::Redirect;
use crate::web::uploads::tray;
use crate::web::view::{FieldView, Pager, ReplyForm, TopicKind};
use crate::web::visitor::Visitor;

use super::{HiddenTopicPage, TopicPage};

/// After which direct reply the page of a thread begins, and what its form begins with: a draft, or a quoted post.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct After {
    pub(in crate::web::pages) after: Option<i64>,
    pub(in crate::web::pages) draft: Option<i64>,
    pub(in crate::web::pages) quote: Option<i64>,
}

/// `/topics/{id}`. A note has no page here; whoever asks for it goes to that on its own server.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(After { after, draft, quote }): Query<After>,
) -> Result<Response> {
    let form = reply_form(&app, &visitor, id, (draft, quote)).await?;
    match build(&app, &visitor, PostId(id), after, form).await {
        Ok(page) if matches!(page.topic.kind, TopicKind::CaseStudy | TopicKind::Training) => {
            let asked = [("after", after), ("draft", draft), ("quote", quote)];
            let address = match page.topic.kind {
                TopicKind::Training => paths::training(&id),
                _ => paths::case_study(&id),
            };
            Ok(visitor.go(own_address(address, &asked)).into_response())
        }
        Ok(page) => Ok(Page::new(visitor.chrome(), page).into_response()),
        Err(failure) if failure.status == StatusCode::GONE => hidden(&app, &visitor, id, failure).await,
        Err(failure) if failure.status == StatusCode::NOT_FOUND => {
            let post = topics::post(&app.core, &visitor.viewer, PostId(id)).await?;
            if post.kind == PostKind::Reply {
                // A topic that became part of another one.
                return Ok(visitor.go(paths::reply(&id)).into_response());
            }
            let elsewhere = notes::page(&app.core, &visitor.viewer, PostId(id)).await?;
            Ok(Elsewhere::to(&elsewhere).into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// A case study or a training has a page of its own, where the same can be asked for.
fn own_address(address: String, asked: &[(&str, Option<i64>)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in asked.iter().filter_map(|(name, value)| Some((name, (*value)?))) {
        query.append_pair(name, &value.to_string());
    }
    let query = query.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    address + mark + &query
}

/// The form of one more reply in a thread: with a draft of the visitor's, or with what it quotes.
pub(in crate::web::pages) async fn reply_form(
    app: &App,
    visitor: &Visitor,
    id: i64,
    (draft, quoted): (Option<i64>, Option<i64>),
) -> Result<ReplyForm> {
    let mut form = match drafting::opened(app, visitor, draft).await? {
        Some(draft) => ReplyForm {
            parent: draft.parent_id.map(|parent| parent.0),
            body: FieldView::of(draft.body.clone()),
            lang: draft.language.clone(),
            draft: drafting::continued(DraftKind::Reply, id, &draft.id.to_string(), &draft.version.to_string()),
            files: drafting::files(app, &draft).await?,
            preview_html: None,
        },
        None => ReplyForm {
            lang: visitor.locale().tag().to_owned(),
            draft: drafting::new(DraftKind::Reply, id),
            files: tray(app, &[]),
            ..ReplyForm::default()
        },
    };
    if let Some(quoted) = quoted {
        let quote = quote::of(&app.core, &visitor.viewer, PostId(quoted)).await?;
        form.parent = (quoted != id).then_some(quoted);
        form.body = FieldView::of(&quote.source);
    }
    Ok(form)
}

/// The page that says why moderators hid a topic; other topics that are gone are just gone.
async fn hidden(app: &App, visitor: &Visitor, id: i64, failure: Failure) -> Result<Response> {
    let Some(why) = hiding::reason(&app.core, &visitor.viewer, PostId(id)).await? else {
        return Err(failure);
    };
    let may_open = match Principal::of(&visitor.viewer) {
        Some(by) => hiding::case(&app.core, &visitor.viewer, &by, PostId(id)).await.is_ok(),
        None => false,
    };
    let page = HiddenTopicPage {
        id,
        category: category_key(why.category()),
        words: why.words,
        may_open,
    };
    Ok(Page::new(visitor.chrome(), page)
        .with_status(StatusCode::GONE)
        .into_response())
}

/// The page of a topic around a form.
pub(in crate::web::pages) async fn build(
    app: &App,
    visitor: &Visitor,
    id: PostId,
    after: Option<i64>,
    form: ReplyForm,
) -> Result<TopicPage> {
    let thread = topics::thread(&app.core, &visitor.viewer, id, after).await?;
    around(app, visitor, thread, after, form).await
}

/// The page around a thread and a form.
pub(in crate::web::pages) async fn around(
    app: &App,
    visitor: &Visitor,
    thread: Thread,
    after: Option<i64>,
    mut form: ReplyForm,
) -> Result<TopicPage> {
    let id = thread.topic.id;
    let open = undo::open(&app.core, &visitor.viewer, &thread.shown.posts).await?;
    let standing = standing(app, visitor, &thread.forum).await?;
    let moderators = standing.moderator_actors();
    let viewer = &visitor.viewer;
    let seen = reading::visit(&app.core, viewer, &thread).await?;
    let mut replies = replies(&app.core, &thread, viewer, &moderators, &open);
    let first_new = mark_new(&mut replies, &thread, viewer, seen);
    let level = if thread.topic.kind == PostKind::Topic {
        levels::of_topic(&app.core, viewer, &thread.topic).await?
    } else {
        None
    };
    let near = if thread.topic.kind == PostKind::Topic {
        similar::to_topic(&app.core, viewer, &thread).await?
    } else {
        Vec::new()
    };
    // What it answered may be gone, or on another page: then it answers the topic.
    let is_there = |parent: i64| replies.iter().any(|reply| reply.id == parent && reply.may_reply);
    form.parent = form.parent.filter(|parent| is_there(*parent));
    if form.draft.id.is_empty() {
        form.draft.offers = drafting::offers(app, visitor, DraftKind::Reply, id.0).await?;
    }
    Ok(TopicPage {
        forum: head(app, visitor, &thread.forum, &standing),
        topic: post_view(&app.core, &thread, viewer, &moderators, &open),
        accepted: answer(&app.core, &thread, viewer, &moderators),
        accepted_by: accepted_by(&thread),
        question: question_view(&thread, viewer),
        replies,
        reply_count: count(thread.topic.reply_count),
        pager: pager(&thread, after),
        may_reply: standing.ban.is_none() && thread.is_level_met && (!thread.topic.is_locked || thread.is_moderator),
        needs_level: viewer.actor_id().is_some() && !thread.is_level_met,
        form,
        level: level.map(present::level),
        first_new,
        near: near.iter().map(near_topic).collect(),
        may_make_case: thread.topic.topic_kind == Some(types::TopicKind::Question)
            && (thread.topic.accepted_id.is_some() || thread.topic.reply_count > 0)
            && may_publish(&app.core, viewer),
    })
}

/// Who accepted the answer, where it was not who asked.
fn accepted_by(thread: &Thread) -> Option<String> {
    let by = thread.question.as_ref()?.accepted_by.as_ref()?;
    (by.id != thread.topic.actor_id).then(|| by.display_name().to_owned())
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

/// Whether the reply is to be quoted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Quoting {
    quote: String,
}

/// `/replies/{id}`.
pub(crate) async fn reply(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(Quoting { quote }): Query<Quoting>,
) -> Result<Redirect> {
    let place = place(&app, &visitor, PostId(id), !quote.is_empty()).await?;
    Ok(visitor.go(place))
}

/// `/topics/{id}/unread`: to the first reply that the visitor has not seen.
pub(crate) async fn unread(State(app): State<App>, visitor: Visitor, Path(id): Path<i64>) -> Result<Redirect> {
    let first = reading::first_unread(&app.core, &visitor.viewer, PostId(id)).await?;
    if first == PostId(id) {
        return Ok(visitor.go(paths::topic(&id)));
    }
    Ok(visitor.go(place(&app, &visitor, first, false).await?))
}

/// Where a reply stands, as an address.
async fn place(app: &App, visitor: &Visitor, id: PostId, is_quoted: bool) -> Result<String> {
    let (topic, after) = topics::place_of(&app.core, &visitor.viewer, id).await?;
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(after) = after {
        query.append_pair("after", &after.to_string());
    }
    if is_quoted {
        query.append_pair("quote", &id.to_string());
    }
    let query = query.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    Ok(format!("{}{mark}{query}#reply-{id}", paths::topic(&topic.0)))
}
