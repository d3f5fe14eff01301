//! Collections: outbox, followers, following, featured, moderators, context, replies.

use axum::extract::{Path, Query};
use axum::response::Response;
use federation::build::{self, CollectionDraft, PageDraft, Wire};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::apub::documents::actors::part;
use crate::apub::documents::{CachedActor, sent::current, url};
use crate::db::actors::{self, Actor};
use crate::db::posts::{self, Post};
use crate::db::types::{ActorKind, PostId, Visibility};
use crate::db::{Keyset, forums, outbox, threads, topics};
use crate::domain::{Error, Viewer};
use crate::error::{Failure, Result};

use super::reader::Reader;
use super::reply;

/// Most items in an outbox.
const OUTBOX_ITEMS: i64 = 50;
/// Most bytes of them: readers stop at a mebibyte.
const OUTBOX_BYTES: usize = 768 * 1024;
/// Posts of a conversation that are shown at once; a longer one has pages.
const THREAD_ITEMS: i64 = 200;

/// Where a page of a conversation begins.
#[derive(Debug, Deserialize)]
pub(super) struct Turned {
    /// After the post with this number.
    after: Option<i64>,
}

/// `/u/{name}/{collection}`.
pub(super) async fn of_person(reader: Reader, Path((name, collection)): Path<(String, String)>) -> Result<Response> {
    let known = known(&reader, &name).await?;
    if matches!(known.actor.kind, ActorKind::Group | ActorKind::Application) {
        return Err(Failure::not_found());
    }
    let (viewer, keep) = reader.admit(known.visibility).await?;
    let id = part(&known.actor, &collection)?;
    let draft = match collection.as_str() {
        "outbox" => sent(&reader, id, &known.actor, &["Create", "Announce"], &viewer).await?,
        "followers" => counted(id, known.actor.follower_count),
        "following" => counted(id, known.actor.following_count),
        "featured" => listed(id, Vec::new()),
        _ => return Err(Failure::not_found()),
    };
    Ok(reply::document(build::collection(&draft), keep))
}

/// `/g/{name}/{collection}`.
pub(super) async fn of_forum(reader: Reader, Path((name, collection)): Path<(String, String)>) -> Result<Response> {
    let known = known(&reader, &name).await?;
    if known.actor.kind != ActorKind::Group {
        return Err(Failure::not_found());
    }
    let (viewer, keep) = reader.admit(known.visibility).await?;
    let id = part(&known.actor, &collection)?;
    let draft = match collection.as_str() {
        "outbox" => sent(&reader, id, &known.actor, &["Announce"], &viewer).await?,
        "followers" => counted(id, known.actor.follower_count),
        "following" => counted(id, known.actor.following_count),
        "featured" => pinned(&reader, id, &known.actor, &viewer).await?,
        "moderators" => moderators(&reader, id, &known.actor).await?,
        _ => return Err(Failure::not_found()),
    };
    Ok(reply::document(build::collection(&draft), keep))
}

/// `/actor/outbox`: the instance says nothing itself.
pub(super) async fn application_outbox(reader: Reader) -> Result<Response> {
    let id = url(&reader.app().core.config.link("/actor/outbox"))?;
    let (_, keep) = reader.admit(Visibility::Public).await?;
    Ok(reply::document(build::collection(&listed(id, Vec::new())), keep))
}

/// `/topics/{id}/context`: the whole conversation, oldest first.
pub(super) async fn context(reader: Reader, Path(id): Path<String>, Query(turned): Query<Turned>) -> Result<Response> {
    let core = &reader.app().core;
    let topic = own_post(&reader, &id).await?;
    let (viewer, keep) = reader.admit(topic.visibility).await?;
    let mut conn = core.db.read().await?;
    let posts = threads::list_all(&mut conn, topic.id, turned.window()).await?;
    let group = match topic.forum_id {
        Some(forum) => Some(url(&forums::get(&mut conn, forum).await?.1.uri)?),
        None => None,
    };
    let conversation = Conversation {
        id: url(&format!("{}/context", topic.uri))?,
        total: u64::try_from(topic.reply_count + 1).unwrap_or(0),
        attributed_to: group,
    };
    Ok(reply::document(conversation.show(&turned, &posts, &viewer), keep))
}

/// `/topics/{id}/replies` and `/replies/{id}/replies`: the direct answers.
pub(super) async fn replies(reader: Reader, Path(id): Path<String>, Query(turned): Query<Turned>) -> Result<Response> {
    let core = &reader.app().core;
    let post = own_post(&reader, &id).await?;
    let (viewer, keep) = reader.admit(post.visibility).await?;
    let children = threads::list_children(&mut core.db.read().await?, post.id, turned.window()).await?;
    let conversation = Conversation {
        id: url(&format!("{}/replies", post.uri))?,
        total: u64::try_from(post.reply_count).unwrap_or(0),
        attributed_to: None,
    };
    Ok(reply::document(conversation.show(&turned, &children, &viewer), keep))
}

impl Turned {
    /// One post more than is shown: whether there is another page.
    fn window(&self) -> Keyset {
        Keyset {
            after: self.after.map(|id| (id, 0)),
            ..Keyset::first(THREAD_ITEMS + 1)
        }
    }
}

/// A collection of posts that may be long.
struct Conversation {
    id: Url,
    /// All posts, counted without looking who reads.
    total: u64,
    attributed_to: Option<Url>,
}

impl Conversation {
    /// All of it if it is short, else the way to its first page; a page if one was asked for.
    fn show(self, turned: &Turned, posts: &[Post], viewer: &Viewer) -> Wire {
        let shown = usize::try_from(THREAD_ITEMS).unwrap_or(posts.len()).min(posts.len());
        let (page, rest) = posts.split_at(shown);
        let next = (!rest.is_empty()).then(|| page.last()).flatten();
        let items = readable(page, viewer);
        match (turned.after, next) {
            (None, None) => build::collection(&CollectionDraft {
                attributed_to: self.attributed_to,
                ..listed(self.id, items)
            }),
            (None, Some(_)) => build::collection(&CollectionDraft {
                id: self.id.clone(),
                total: self.total,
                items: None,
                first: Some(self.page(0)),
                last: None,
                attributed_to: self.attributed_to,
            }),
            (Some(after), next) => build::collection_page(&PageDraft {
                id: self.page(after),
                items,
                total: self.total,
                next: next.map(|last| self.page(last.id.0)),
                prev: None,
                part_of: self.id,
            }),
        }
    }

    fn page(&self, after: i64) -> Url {
        let mut page = self.id.clone();
        page.set_query(Some(&format!("after={after}")));
        page
    }
}

async fn known(reader: &Reader, name: &str) -> Result<std::sync::Arc<CachedActor>> {
    let app = reader.app();
    Ok(app.apub.documents().get(&app.core, name).await?)
}

/// A post that was written here and is still there.
async fn own_post(reader: &Reader, id: &str) -> Result<Post> {
    let id: PostId = id.parse().map_err(|_| Failure::not_found())?;
    let post = posts::get(&mut reader.app().core.db.read().await?, id).await?;
    if post.is_local && !post.is_removed() {
        Ok(post)
    } else {
        Err(Error::NotFound.into())
    }
}

fn readable(posts: &[Post], viewer: &Viewer) -> Vec<Value> {
    posts
        .iter()
        .filter(|post| !post.is_removed() && viewer.may_read(post))
        .map(|post| Value::from(post.uri.as_str()))
        .collect()
}

async fn sent(reader: &Reader, id: Url, actor: &Actor, kinds: &[&str], viewer: &Viewer) -> Result<CollectionDraft> {
    let core = &reader.app().core;
    let mut conn = core.db.read().await?;
    let shown = viewer.visibilities();
    let total = outbox::count_listed(&mut conn, actor.id, kinds, shown).await?;
    let items = outbox::list_listed(&mut conn, actor.id, kinds, shown, OUTBOX_ITEMS).await?;
    let mut bytes = 0;
    let items = current(core, &mut conn, &items)
        .await?
        .into_iter()
        .map(without_context)
        .take_while(|activity| {
            bytes += activity.to_string().len();
            bytes <= OUTBOX_BYTES
        })
        .collect();
    Ok(CollectionDraft {
        total: u64::try_from(total).unwrap_or(0),
        ..listed(id, items)
    })
}

fn without_context(mut activity: Value) -> Value {
    if let Value::Object(map) = &mut activity {
        map.remove("@context");
    }
    activity
}

async fn pinned(reader: &Reader, id: Url, group: &Actor, viewer: &Viewer) -> Result<CollectionDraft> {
    let mut conn = reader.app().core.db.read().await?;
    let forum = forums::find_by_actor(&mut conn, group.id)
        .await?
        .ok_or(Error::NotFound)?;
    let topics = topics::list_pinned(&mut conn, forum.id, viewer.visibilities()).await?;
    Ok(listed(id, readable(&topics, viewer)))
}

async fn moderators(reader: &Reader, id: Url, group: &Actor) -> Result<CollectionDraft> {
    let mut conn = reader.app().core.db.read().await?;
    let forum = forums::find_by_actor(&mut conn, group.id)
        .await?
        .ok_or(Error::NotFound)?;
    let people = forums::list_moderators(&mut conn, forum.id).await?;
    let items = people.iter().map(|actor| Value::from(actor.uri.as_str())).collect();
    Ok(CollectionDraft {
        attributed_to: Some(url(&actors::get(&mut conn, group.id).await?.uri)?),
        ..listed(id, items)
    })
}

fn counted(id: Url, total: i64) -> CollectionDraft {
    CollectionDraft {
        id,
        total: u64::try_from(total).unwrap_or(0),
        items: None,
        first: None,
        last: None,
        attributed_to: None,
    }
}

fn listed(id: Url, items: Vec<Value>) -> CollectionDraft {
    CollectionDraft {
        total: u64::try_from(items.len()).unwrap_or(0),
        items: Some(items),
        ..counted(id, 0)
    }
}
