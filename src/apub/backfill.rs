//! The past of what somebody here begins to follow elsewhere. Of a forum: its moderators, its latest topics, what it pins,
//! and the replies to them; of a person: the latest notes. Everything is an untrusted reference with a cap on it; each item
//! has its own budget of fetches.

use std::collections::HashSet;

use federation::activity::{Announced, Relayed};
use federation::lenient::Reference;
use federation::objects::ContentDocument;
use federation::{Activity, origin};
use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::db::actors::{self, Actor};
use crate::db::forums::{self, Forum};
use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, ForumId, PostId, PostKind};
use crate::domain::{Result as DomainResult, forums as rules, moderation};

use super::activities;
use super::error::{Error, Result};
use super::fetch;
use super::objects::store::{self, Cause};
use super::objects::{PeerActor, PeerPost, post::Found};
use super::session::Session;

/// Most moderators.
const MODERATORS_MAX: usize = 50;
/// Most pinned topics.
const PINNED_MAX: usize = 20;
/// Most replies of one topic.
const REPLIES_MAX: usize = 100;

/// Fetches the past of `forum`. Doing it again adds what is missing.
///
/// # Errors
/// If the database fails, or the forum's server does not answer at all.
pub async fn forum(app: &App, forum: ForumId) -> DomainResult<()> {
    let (forum, group) = forums::get(&mut app.core.db.read().await?, forum).await?;
    if forum.is_local {
        return Ok(());
    }
    let past = Past::of(app, forum, group);
    tolerate("moderators", past.moderators().await);
    let topics = past.outbox(app.core.config.federation.backfill).await?;
    tolerate("pinned topics", past.pinned().await);
    for topic in topics {
        tolerate("replies", past.replies(&topic).await);
    }
    Ok(())
}

/// Fetches the replies of a remote topic that are missing here. Doing it again adds what is missing then.
///
/// # Errors
/// If the database fails, or the topic's server does not answer.
pub async fn topic(app: &App, topic: PostId) -> DomainResult<()> {
    let mut conn = app.core.db.read().await?;
    let topic = posts::get(&mut conn, topic).await?;
    let Some(forum) = topic.forum_id.filter(|_| !topic.is_local && !topic.is_removed()) else {
        return Ok(());
    };
    let (forum, group) = forums::get(&mut conn, forum).await?;
    drop(conn);
    Ok(Past::of(app, forum, group).replies(&topic).await?)
}

/// Fetches the latest notes of `person`. Doing it again adds what is missing.
///
/// # Errors
/// If the database fails, or the person's server does not answer at all.
pub async fn person(app: &App, person: ActorId) -> DomainResult<()> {
    let person = actors::get(&mut app.core.db.read().await?, person).await?;
    let outbox = address(person.outbox.as_deref()).filter(|_| !person.is_local());
    let Some(outbox) = outbox else { return Ok(()) };
    let session = app.apub.session();
    let max = app.core.config.federation.backfill;
    let mut items = fetch::collection(&session, &outbox, max.saturating_mul(2)).await?;
    items.truncate(latest(&items, max));
    for item in items.iter().rev() {
        if let Err(error) = note(&session.reset_request_count(), &person, item).await {
            tracing::debug!(%error, "an item of an outbox was left out");
        }
    }
    Ok(())
}

/// Stores what one item of a person's outbox created, as it stands now.
async fn note(session: &Session, person: &Actor, item: &Reference) -> Result<()> {
    let Some(id) = topic_of(item) else { return Ok(()) };
    match PeerPost::get(session, &id).await? {
        Found::Fetched(document) if document.attributed_to.as_str() == person.uri => {
            store::content(session, &document, &Cause::default()).await.map(drop)
        }
        _ => Ok(()),
    }
}

/// A part of the past that cannot be had leaves the rest as it is.
fn tolerate<T>(what: &str, result: Result<T>) {
    if let Err(error) = result {
        tracing::info!(%error, what, "a part of a forum's past is missing");
    }
}

struct Past {
    session: Session,
    forum: Forum,
    group: Actor,
    cause: Cause,
}

impl Past {
    fn of(app: &App, forum: Forum, group: Actor) -> Self {
        let cause = Cause {
            announced_by: Some(group.clone()),
            is_wanted: true,
            ..Cause::default()
        };
        Self {
            session: app.apub.session(),
            forum,
            group,
            cause,
        }
    }

    /// A budget for the next item.
    fn fresh(&self) -> Session {
        self.session.reset_request_count()
    }

    async fn moderators(&self) -> Result<()> {
        let Some(url) = address(self.group.moderators.as_deref()) else {
            return Ok(());
        };
        let by = self.cause.principal(&self.group);
        let items = fetch::collection(&self.fresh(), &url, MODERATORS_MAX).await?;
        self.dismiss_others(&items).await?;
        for item in items {
            let Some(id) = item.id() else { continue };
            match PeerActor::get(&self.fresh(), id).await {
                Ok(moderator) => {
                    rules::set_moderator(&self.session.core, &by, self.forum.id, moderator.id, true).await?;
                }
                Err(error) => tracing::debug!(%error, %id, "a moderator is missing"),
            }
        }
        Ok(())
    }

    /// Whoever is not among these moderates no more.
    async fn dismiss_others(&self, present: &[Reference]) -> Result<()> {
        let by = self.cause.principal(&self.group);
        for known in rules::moderators(&self.session.core, self.forum.id).await? {
            let is_present = |item: &Reference| item.id().is_some_and(|id| id.as_str() == known.uri);
            if !present.iter().any(is_present) {
                rules::set_moderator(&self.session.core, &by, self.forum.id, known.id, false).await?;
            }
        }
        Ok(())
    }

    /// Applies what the outbox says of the latest `max` topics, oldest first, and gives the topics that are here then.
    async fn outbox(&self, max: usize) -> Result<Vec<Post>> {
        let Some(outbox) = address(self.group.outbox.as_deref()) else {
            return Ok(Vec::new());
        };
        // Topics are announced twice (as activity and as object), and votes stand between them.
        let mut items = fetch::collection(&self.fresh(), &outbox, max.saturating_mul(3)).await?;
        items.truncate(latest(&items, max));
        let mut topics: Vec<Post> = Vec::new();
        for item in items.iter().rev() {
            match self.announcement(&outbox, item).await {
                Ok(Some(topic)) if topics.iter().all(|known| known.id != topic.id) => topics.push(topic),
                Ok(_) => {}
                Err(error) => tracing::debug!(%error, "an item of an outbox was left out"),
            }
        }
        Ok(topics)
    }

    /// Applies one announcement and gives the topic that it is about.
    async fn announcement(&self, outbox: &Url, item: &Reference) -> Result<Option<Post>> {
        let session = self.fresh();
        let value = match item {
            // The forum's own outbox is the forum's own word.
            Reference::Embedded(embedded) => embedded.value.clone(),
            Reference::Id(_) => fetch::item(&session, outbox, item).await?,
        };
        let announced = match Activity::read(&value)? {
            Activity::Announce(announce) if announce.head.actor.as_str() == self.group.uri => match announce.object {
                Announced::Activity(relayed) => present(*relayed.activity, relayed.raw)?,
                other => other,
            },
            create @ Activity::Create(_) => present(create, value)?,
            _ => return Ok(None),
        };
        let id = match &announced {
            Announced::Activity(relayed) => relayed.activity.object_id().cloned(),
            other => other.id().cloned(),
        };
        activities::relay(&session, &self.group, &announced, &self.cause).await?;
        let Some(id) = id else { return Ok(None) };
        let mut conn = session.core.db.read().await?;
        match posts::find_by_uri(&mut conn, id.as_str()).await? {
            Some(post) if post.kind == PostKind::Reply => Ok(Some(posts::get(&mut conn, post.root_id).await?)),
            found => Ok(found),
        }
    }

    async fn pinned(&self) -> Result<()> {
        let Some(url) = address(self.group.featured.as_deref()) else {
            return Ok(());
        };
        let by = self.cause.principal(&self.group);
        for item in fetch::collection(&self.fresh(), &url, PINNED_MAX).await? {
            let Some(id) = item.id() else { continue };
            match self.post(id).await {
                Ok(post) if post.forum_id == Some(self.forum.id) && post.kind != PostKind::Reply => {
                    moderation::set_pinned(&self.session.core, &by, post.id, true).await?;
                }
                Ok(_) => {}
                Err(error) => tracing::debug!(%error, %id, "a pinned topic is missing"),
            }
        }
        Ok(())
    }

    async fn replies(&self, topic: &Post) -> Result<()> {
        let own = address(Some(&topic.uri)).ok_or(Error::Refused("the id is no address"))?;
        let document = PeerPost::fetch(&self.fresh(), &own).await?;
        if topic.kind.has_record() {
            // What changed in its record while we did not hear of it is worth more than one more reply.
            let changed = store::edit(&self.fresh(), topic, &document, &self.cause, None).await;
            tolerate("changes of its record", changed);
        }
        let Some(url) = thread_of(&document) else {
            return Ok(());
        };
        for item in fetch::collection(&self.fresh(), &url, REPLIES_MAX).await? {
            let Some(id) = item.id().filter(|id| **id != own) else {
                continue;
            };
            if let Err(error) = self.post(id).await {
                tracing::debug!(%error, %id, "a reply is missing");
            }
        }
        self.best_answer(&document, topic).await
    }

    /// The best answer that the topic's own document names.
    async fn best_answer(&self, document: &ContentDocument, topic: &Post) -> Result<()> {
        let Some(answer) = &document.accepted_answer else {
            return Ok(());
        };
        let answer = self.post(answer).await?;
        if answer.root_id != topic.id || topic.accepted_id == Some(answer.id) {
            return Ok(());
        }
        let by = self.cause.principal(&self.group);
        Ok(crate::domain::answers::accept(&self.session.core, &by, answer.id).await?)
    }

    /// The post `id`, stored if it was not.
    async fn post(&self, id: &Url) -> Result<Post> {
        let session = self.fresh();
        match PeerPost::get(&session, id).await? {
            Found::Stored(post) => Ok(*post),
            Found::Fetched(document) => store::content(&session, &document, &self.cause).await,
        }
    }
}

/// What is announced, as it stands now: what was written then may have been changed or removed since, and its server says.
fn present(activity: Activity, raw: Value) -> Result<Announced> {
    match &activity {
        Activity::Create(create) => match create.object.id() {
            Some(id) => Ok(Announced::Id(id.clone())),
            None => Err(Error::Ignored("a post without an id")),
        },
        _ => Ok(Announced::Activity(Relayed {
            activity: Box::new(activity),
            raw,
        })),
    }
}

/// How many of an outbox's items, newest first, tell of its latest `max` topics. What only names an object may tell of one.
fn latest(items: &[Reference], max: usize) -> usize {
    let mut topics = HashSet::new();
    let is_within = |item: &&Reference| {
        topics.extend(topic_of(item));
        topics.len() <= max
    };
    items.iter().take_while(is_within).count()
}

/// The id of the topic that an item of an outbox may be the beginning of.
fn topic_of(item: &Reference) -> Option<Url> {
    let Reference::Embedded(embedded) = item else {
        return item.id().cloned();
    };
    let activity = match Activity::read(&embedded.value).ok()? {
        Activity::Announce(announce) => match announce.object {
            Announced::Activity(relayed) => *relayed.activity,
            other => return other.id().cloned(),
        },
        other => other,
    };
    match &activity {
        Activity::Create(create) => match &create.object {
            Reference::Embedded(object) if !object.value["inReplyTo"].is_null() => None,
            object => object.id().cloned(),
        },
        _ => None,
    }
}

/// The collection of a thread: `context` if it is one of the topic's own server, else `replies`.
fn thread_of(document: &ContentDocument) -> Option<Url> {
    let near = |url: &&Url| origin::same_origin(url, &document.id);
    document
        .context
        .as_ref()
        .filter(near)
        .or_else(|| document.replies.as_ref().filter(near))
        .cloned()
}

fn address(url: Option<&str>) -> Option<Url> {
    Url::parse(url?).ok()
}
