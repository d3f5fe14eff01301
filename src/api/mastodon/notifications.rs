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
use crate::db::types::{ActorId, ConversationId, NotificationId, PostId};
use crate::domain::messages::show::{self, Lines};
use crate::domain::people::Person;
use crate::domain::timelines::Feed;
use crate::domain::{notifications, people, timelines};

use super::conversations;
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

/// Notifications with the people, posts and conversations they are about, loaded together.
struct Told<'a> {
    me: &'a Actor,
    rows: Vec<Row>,
    people: HashMap<ActorId, Person>,
    feed: Feed,
    talks: Vec<(NotificationId, ConversationId)>,
    lines: Lines,
}

impl<'a> Told<'a> {
    async fn load(app: &App, member: Member<'a>, rows: Vec<(Row, Actor, Option<Post>)>) -> ApiResult<Self> {
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
        let talks = notifications::conversations(&app.core, &told.iter().collect::<Vec<_>>()).await?;
        let ids: Vec<ConversationId> = talks.iter().map(|(_, id)| *id).collect();
        Ok(Self {
            me: member.actor,
            lines: show::several(&app.core, &member.principal()?, &ids).await?,
            talks,
            rows: told,
            people: people.into_iter().map(|person| (person.actor.id, person)).collect(),
            feed: timelines::of_posts(&app.core, &viewer, posts.into_values().collect()).await?,
        })
    }

    /// What was said last in the conversation that a notification is about, if it is the newest one about it.
    fn message<'b>(&'b self, site: &'b Site, row: &Row) -> Option<Status<'b>> {
        let (_, talk) = self.talks.iter().find(|(id, _)| *id == row.id)?;
        let of_talk = self.talks.iter().filter(|(_, other)| other == talk);
        if of_talk.map(|(id, _)| *id).max() != Some(row.id) {
            return None;
        }
        let line = self.lines.lines.iter().find(|line| line.conversation.id == *talk)?;
        conversations::last(site, self.me, &self.lines, line)
    }

    fn tell<'b>(&'b self, site: &'b Site) -> Vec<Notification<'b>> {
        let posts: HashMap<PostId, &Post> = self.feed.shown.posts.iter().map(|post| (post.id, post)).collect();
        self.rows
            .iter()
            .filter_map(|row| {
                let account = Account::of(site, self.people.get(&row.actor_id)?);
                let post = row.post_id.and_then(|id| posts.get(&id).copied());
                let status = post.and_then(|post| Status::post(site, &self.feed, post));
                Notification::new(row, account, status.or_else(|| self.message(site, row)))
            })
            .collect()
    }
}
