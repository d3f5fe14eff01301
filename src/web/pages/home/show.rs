//! `/` and `/home`: the landing page of a guest, the home of a member.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::topics::TopicSort;
use crate::db::types::{ActorId, TopicKind};
use crate::domain::forums::{self, ForumView};
use crate::domain::{Viewer, figures, notes, reading, topics};
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::paths;
use crate::web::present::{byline, count, cursor, forum_card, forum_line, topic_row, topic_rows};
use crate::web::view::{ForumLine, Pager, TopicRow};
use crate::web::visitor::{Member, Visitor};

use super::{Figures, HomePage, LandingPage, Showcase};

/// Topics and forums shown on the landing page.
const FEW: usize = 3;

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    after: String,
}

/// `/`.
pub(crate) async fn start(State(app): State<App>, visitor: Visitor, Query(after): Query<After>) -> Result<Response> {
    match visitor.viewer.actor_id() {
        Some(actor) => home(&app, &visitor, actor, &after).await,
        None => landing(&app, &visitor).await,
    }
}

/// `/home`, for members only.
pub(crate) async fn show(State(app): State<App>, member: Member, Query(after): Query<After>) -> Result<Response> {
    home(&app, &member.visitor, member.principal.actor_id, &after).await
}

async fn home(app: &App, visitor: &Visitor, actor: ActorId, after: &After) -> Result<Response> {
    let (core, language) = (&app.core, visitor.language());
    let followed = forums::followed(core, actor).await?;
    let list = topics::home(core, &visitor.viewer, &followed, cursor::read(&after.after)).await?;
    let ids: Vec<_> = followed.iter().map(|view| view.forum.id).collect();
    let unread = reading::in_forums(core, &visitor.viewer, &ids).await?;
    let line = |view: &ForumView| ForumLine {
        unread: unread.get(&view.forum.id).copied().map_or(0, count),
        ..forum_line(&view.forum, &view.actor, view.host.as_deref(), language)
    };
    let page = HomePage {
        topics: topic_rows(&list, language, true),
        pager: Pager {
            previous: (!after.after.is_empty()).then(|| paths::HOME.to_owned()),
            next: list
                .next
                .map(|next| format!("{}?after={}", paths::HOME, cursor::write(next))),
        },
        followed: followed.iter().map(line).collect(),
        unanswered: unanswered(app, visitor).await?,
        notes: notes(app, visitor).await?,
    };
    Ok(Page::new(visitor.chrome(), page).into_response())
}

async fn notes(app: &App, visitor: &Visitor) -> Result<Vec<TopicRow>> {
    let shown = notes::latest(&app.core, &visitor.viewer).await?;
    let rows = shown.posts.iter();
    Ok(rows
        .map(|note| topic_row(note, &shown, visitor.language(), false))
        .collect())
}

async fn landing(app: &App, visitor: &Visitor) -> Result<Response> {
    let (local, _) = forums::index(&app.core, &Viewer::Guest).await?;
    let figures = figures::count(&app.core).await?;
    let page = LandingPage {
        figures: Figures {
            members: count(figures.members),
            topics: count(local.iter().map(|view| view.forum.topic_count).sum()),
            answered: count(figures.answered),
            peers: count(figures.peers),
        },
        showcase: showcase(app).await?,
        unanswered: unanswered(app, visitor).await?,
        forums: busiest(local)
            .iter()
            .map(|view| forum_card(view, visitor.language(), false))
            .collect(),
        peers: figures.hosts,
    };
    Ok(Page::new(visitor.chrome(), page).into_response())
}

/// The forums with the latest activity.
fn busiest(mut local: Vec<ForumView>) -> Vec<ForumView> {
    local.sort_by_key(|view| std::cmp::Reverse(view.forum.last_post_id));
    local.truncate(FEW);
    local
}

async fn unanswered(app: &App, visitor: &Visitor) -> Result<Vec<TopicRow>> {
    let kind = Some(TopicKind::Question);
    let list = topics::list(&app.core, &visitor.viewer, None, kind, TopicSort::Unanswered, None).await?;
    let muted = reading::levels::muted_forums(&app.core, &visitor.viewer).await?;
    let posts = list.shown.posts.iter();
    let rows = posts
        .filter(|post| post.forum_id.is_none_or(|forum| !muted.contains(&forum)))
        .take(FEW);
    Ok(rows
        .map(|post| topic_row(post, &list.shown, visitor.language(), true))
        .collect())
}

async fn showcase(app: &App) -> Result<Option<Showcase>> {
    let found = figures::showcase(&app.core).await?;
    Ok(found.map(|(question, answer, shown)| Showcase {
        id: question.id.0,
        title: question.title.clone(),
        lang: question.language.clone().unwrap_or_default(),
        asker: byline(&question, &shown, &[]),
        answer: answer.excerpt.clone(),
        answerer: byline(&answer, &shown, &[]),
    }))
}
