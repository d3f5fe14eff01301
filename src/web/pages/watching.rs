//! How much a member wants to hear of forums and topics, and calling forums read.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{PostId, WatchLevel};
use crate::domain::forums;
use crate::domain::reading::{self, levels, loads};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, Query};
use crate::web::page::{Flash, Page};
use crate::web::present::{self, forum_line};
use crate::web::redirect::{Redirect, local};
use crate::web::view::{ForumLine, Level, Pager};
use crate::web::visitor::Member;
use crate::web::{filters, paths};

/// A topic in the list.
#[derive(Debug, Clone)]
pub struct TopicLevel {
    /// Its id.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Language of the title; empty when unknown.
    pub lang: String,
    /// The level.
    pub level: Level,
}

/// `/settings/watching`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/watching.html")]
pub struct WatchingPage {
    /// Forums that are watched or muted.
    pub forums: Vec<(Level, ForumLine)>,
    /// A page of topics that are.
    pub topics: Vec<TopicLevel>,
    /// Ways on.
    pub pager: Pager,
}

/// Below which topic the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    after: Option<i64>,
}

/// GET `/settings/watching`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(After { after }): Query<After>,
) -> Result<Page<WatchingPage>> {
    let found = levels::list(&app.core, &member.principal, after).await?;
    let language = member.visitor.language();
    let page = WatchingPage {
        forums: found
            .forums
            .iter()
            .map(|(level, view)| {
                let line = forum_line(&view.forum, &view.actor, view.host.as_deref(), language);
                (present::level(*level), line)
            })
            .collect(),
        topics: found
            .topics
            .into_iter()
            .map(|(level, topic)| TopicLevel {
                id: topic.id.0,
                title: topic.title,
                lang: topic.language.unwrap_or_default(),
                level: present::level(level),
            })
            .collect(),
        pager: Pager {
            next: found.next.map(|id| format!("{}?after={id}", paths::SETTINGS_WATCHING)),
            previous: after.map(|_| paths::SETTINGS_WATCHING.to_owned()),
        },
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// `level=watch`, `normal` or `mute`, and where it leads back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    level: String,
    next: String,
}

impl Wish {
    fn level(&self) -> Result<WatchLevel> {
        self.level.parse().map_err(|_| Failure::status(StatusCode::BAD_REQUEST))
    }

    fn back(&self, usual: String) -> String {
        if self.next.is_empty() {
            usual
        } else {
            local(&self.next).to_owned()
        }
    }
}

/// POST `/forums/{name}/level`.
pub(crate) async fn set_forum(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    let forum = forums::find(&app.core, &member.visitor.viewer, &name).await?;
    levels::set_forum(&app.core, &member.principal, forum.forum.id, wish.level()?).await?;
    Ok(member.visitor.go(wish.back(paths::forum(&name))).saying(Flash::SAVED))
}

/// POST `/topics/{id}/level`.
pub(crate) async fn set_topic(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(wish): Form<Wish>,
) -> Result<Redirect> {
    levels::set_topic(&app.core, &member.principal, PostId(id), wish.level()?).await?;
    Ok(member.visitor.go(wish.back(paths::topic(&id))).saying(Flash::SAVED))
}

/// POST `/forums/{name}/read`.
pub(crate) async fn mark_read(State(app): State<App>, member: Member, Path(name): Path<String>) -> Result<Redirect> {
    let forum = forums::find(&app.core, &member.visitor.viewer, &name).await?;
    reading::mark_forum(&app.core, &member.principal, &forum).await?;
    Ok(member.visitor.go(paths::forum(&name)).saying(Flash::SAVED))
}

/// POST `/topics/{id}/load`.
pub(crate) async fn load(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect> {
    loads::ask(&app.core, &member.principal, PostId(id)).await?;
    Ok(member.visitor.go(paths::topic(&id)).saying(Flash::LOADING))
}
