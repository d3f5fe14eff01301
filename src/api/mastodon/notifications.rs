//! What members are told.

use std::collections::HashMap;

use axum::extract::{Path, State};
use serde_json::json as object;

use crate::api::caller::{Caller, Member};
use crate::api::params::Params;
use crate::api::reply::{Id, json};
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::db::actors::Actor;
use crate::db::notifications::Notification as Row;
use crate::db::posts::Post;
use crate::db::types::{ActorId, PostId};
use crate::domain::people::Person;
use crate::domain::timelines::Feed;
use crate::domain::{notifications, people, timelines};

use super::entities::{Account, Notification, Status, notification_kinds};
use super::ids::parse;
use super::paging::Paging;
use super::site::Site;

/// `GET /api/v1/notifications`
pub(super) async fn list(State(app): State<App>, caller: Caller, paging: Paging, params: Params) -> ApiResult {
    let member = caller.member("read:notifications")?;
    let kinds = notification_kinds(&params.list("types"), &params.list("exclude_types"));
    let doer: Option<ActorId> = params.parsed("account_id");
    let window = paging.window(40, 80);
    let rows = notifications::window(&app.core, member.account.id, &kinds, doer, window).await?;
    let ends = rows.first().zip(rows.last());
    let ends = ends.map(|(first, last)| (Id(first.0.id.0), Id(last.0.id.0)));
    let told = Told::load(&app, member, rows).await?;
    let site = Site::new(&app, &caller);
    Ok(paging.answer(&told.tell(&site), ends))
}

/// `GET /api/v1/notifications/:id`
pub(super) async fn get(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("read:notifications")?;
    let row = notifications::get(&app.core, member.account.id, parse(&id)?).await?;
    let told = Told::load(&app, member, vec![row]).await?;
    let site = Site::new(&app, &caller);
    let notification = told.tell(&site).pop().ok_or_else(ApiError::not_found)?;
    Ok(json(&notification))
}

/// `GET /api/v1/notifications/unread_count`
pub(super) async fn unread_count(State(app): State<App>, caller: Caller) -> ApiResult {
    let member = caller.member("read:notifications")?;
    let count = notifications::unread(&app.core, member.account.id).await?;
    Ok(json(&object!({ "count": count })))
}

/// Notifications with the people and posts they are about, loaded together.
struct Told {
    rows: Vec<Row>,
    people: HashMap<ActorId, Person>,
    feed: Feed,
}

impl Told {
    async fn load(app: &App, member: Member<'_>, rows: Vec<(Row, Actor, Option<Post>)>) -> ApiResult<Self> {
        let viewer = member.viewer();
        let mut posts: HashMap<PostId, Post> = HashMap::new();
        let mut actors: HashMap<ActorId, Actor> = HashMap::new();
        let mut told = Vec::with_capacity(rows.len());
        for (row, actor, post) in rows {
            told.push(row);
            actors.insert(actor.id, actor);
            posts.extend(post.map(|post| (post.id, post)));
        }
        let people = people::of_actors(&app.core, &viewer, actors.into_values().collect()).await?;
        Ok(Self {
            rows: told,
            people: people.into_iter().map(|person| (person.actor.id, person)).collect(),
            feed: timelines::of_posts(&app.core, &viewer, posts.into_values().collect()).await?,
        })
    }

    fn tell<'a>(&'a self, site: &'a Site) -> Vec<Notification<'a>> {
        let posts: HashMap<PostId, &Post> = self.feed.shown.posts.iter().map(|post| (post.id, post)).collect();
        self.rows
            .iter()
            .filter_map(|row| {
                let account = Account::of(site, self.people.get(&row.actor_id)?);
                let post = row.post_id.and_then(|id| posts.get(&id).copied());
                let status = post.and_then(|post| Status::post(site, &self.feed, post));
                Notification::new(row, account, status)
            })
            .collect()
    }
}
