//! Finding people and forums, and how a member stands to them.

use std::collections::HashMap;

use crate::db::actors::{self, Actor};
use crate::db::follows::{self, Follow};
use crate::db::forums::{self, Forum};
use crate::db::types::{ActorId, ActorKind, FollowId, FollowState, InstanceId};
use crate::db::{Conn, Keyset, instances};

use super::error::{Error, Result};
use super::{Core, Viewer, actors as domain_actors};

/// A person or a forum.
#[derive(Debug, Clone)]
pub struct Person {
    /// The actor.
    pub actor: Actor,
    /// Its server; none for ours.
    pub host: Option<String>,
    /// The forum behind a group.
    pub forum: Option<Forum>,
}

/// How a member stands to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Whom it is about.
    pub id: ActorId,
    /// The member's follow.
    pub following: Option<FollowState>,
    /// Whether they follow the member.
    pub followed_by: bool,
}

/// The person or forum with this id.
///
/// # Errors
/// [`Error::NotFound`], also for a forum that the viewer may not know of.
pub async fn get(core: &Core, viewer: &Viewer, id: ActorId) -> Result<Person> {
    let mut conn = core.db.read().await?;
    let actor = actors::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    one(&mut conn, viewer, actor).await
}

/// The person or forum with this handle: `name`, `name@host`, with or without `@`, `!` or `acct:` before it. Only those
/// we know; no other server is asked.
///
/// # Errors
/// [`Error::NotFound`], also for a forum that the viewer may not know of.
pub async fn find(core: &Core, viewer: &Viewer, handle: &str) -> Result<Person> {
    let mut conn = core.db.read().await?;
    let (actor, _) = domain_actors::find_by_handle(core, &mut conn, handle).await?;
    one(&mut conn, viewer, actor).await
}

/// The person or forum with this ActivityPub id or, if it is ours, this page.
///
/// # Errors
/// [`Error::NotFound`], also for a forum that the viewer may not know of.
pub async fn find_by_address(core: &Core, viewer: &Viewer, address: &str) -> Result<Person> {
    let own = address.strip_prefix(&core.config.base()).and_then(|path| {
        let pages = ["/@", "/forums/", "/u/", "/g/"];
        pages.iter().find_map(|page| path.strip_prefix(page))
    });
    if let Some(handle) = own {
        return find(core, viewer, handle.trim_end_matches('/')).await;
    }
    let mut conn = core.db.read().await?;
    let actor = actors::find_by_uri(&mut conn, address).await?.ok_or(Error::NotFound)?;
    one(&mut conn, viewer, actor).await
}

/// Those whose handle begins with `text`, and the one it names exactly.
///
/// # Errors
/// If the database fails.
pub async fn search(core: &Core, viewer: &Viewer, text: &str, limit: i64) -> Result<Vec<Person>> {
    let exact = match find(core, viewer, text).await {
        Ok(person) => Some(person),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let prefix = text.trim().trim_start_matches(['@', '!']);
    let is_prefix = !prefix.is_empty() && prefix.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let mut found: Vec<Person> = exact.into_iter().collect();
    if is_prefix {
        let mut conn = core.db.read().await?;
        let rows = actors::list_by_prefix(&mut conn, prefix, limit).await?;
        let more = with_parts(&mut conn, viewer, rows).await?;
        let first = found.first().map(|person| person.actor.id);
        found.extend(more.into_iter().filter(|person| Some(person.actor.id) != first));
    }
    found.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(found)
}

/// Who follows `target`, newest first, keyed by the follow.
///
/// # Errors
/// If the database fails.
pub async fn followers(core: &Core, viewer: &Viewer, target: ActorId, page: Keyset) -> Result<Vec<(FollowId, Person)>> {
    let mut conn = core.db.read().await?;
    let rows = follows::list_followers(&mut conn, target, page).await?;
    keyed(&mut conn, viewer, rows).await
}

/// Whom `follower` follows, newest first, keyed by the follow.
///
/// # Errors
/// If the database fails.
pub async fn following(
    core: &Core,
    viewer: &Viewer,
    follower: ActorId,
    page: Keyset,
) -> Result<Vec<(FollowId, Person)>> {
    let mut conn = core.db.read().await?;
    let rows = follows::list_following(&mut conn, follower, page).await?;
    keyed(&mut conn, viewer, rows).await
}

async fn keyed(conn: &mut Conn, viewer: &Viewer, rows: Vec<(FollowId, Actor)>) -> Result<Vec<(FollowId, Person)>> {
    let keys: HashMap<ActorId, FollowId> = rows.iter().map(|(id, actor)| (actor.id, *id)).collect();
    let people = with_parts(conn, viewer, rows.into_iter().map(|(_, actor)| actor).collect()).await?;
    Ok(people
        .into_iter()
        .filter_map(|person| Some((*keys.get(&person.actor.id)?, person)))
        .collect())
}

/// These actors, as far as the viewer may know of them.
///
/// # Errors
/// If the database fails.
pub async fn of_actors(core: &Core, viewer: &Viewer, rows: Vec<Actor>) -> Result<Vec<Person>> {
    with_parts(&mut core.db.read().await?, viewer, rows).await
}

/// How `member` stands to each of `ids`, in their order; unknown ids are left out.
///
/// # Errors
/// If the database fails.
pub async fn relations(core: &Core, viewer: &Viewer, member: ActorId, ids: &[ActorId]) -> Result<Vec<Relation>> {
    let mut conn = core.db.read().await?;
    let rows = actors::list_by_ids(&mut conn, ids).await?;
    let known = with_parts(&mut conn, viewer, rows).await?;
    let mine: HashMap<ActorId, Follow> = follows::list_between(&mut conn, member, ids)
        .await?
        .into_iter()
        .map(|follow| (follow.target_id, follow))
        .collect();
    let theirs: Vec<ActorId> = follows::list_towards(&mut conn, ids, member)
        .await?
        .into_iter()
        .map(|follow| follow.follower_id)
        .collect();
    Ok(ids
        .iter()
        .filter(|id| known.iter().any(|person| person.actor.id == **id))
        .map(|id| Relation {
            id: *id,
            following: mine.get(id).map(|follow| follow.state),
            followed_by: theirs.contains(id),
        })
        .collect())
}

async fn one(conn: &mut Conn, viewer: &Viewer, actor: Actor) -> Result<Person> {
    with_parts(conn, viewer, vec![actor])
        .await?
        .pop()
        .ok_or(Error::NotFound)
}

/// Adds hosts and forums, in two queries, and leaves out whom the viewer may not know of: the gone, servers' own actors,
/// and forums of a narrower scope.
async fn with_parts(conn: &mut Conn, viewer: &Viewer, rows: Vec<Actor>) -> Result<Vec<Person>> {
    let mut ids: Vec<InstanceId> = rows.iter().filter_map(|actor| actor.instance_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let groups: Vec<ActorId> = rows
        .iter()
        .filter(|actor| actor.kind == ActorKind::Group)
        .map(|actor| actor.id)
        .collect();
    let mut hosts = HashMap::new();
    if !ids.is_empty() {
        let met = instances::list_by_ids(conn, &ids).await?;
        hosts.extend(met.into_iter().map(|instance| (instance.id, instance.host)));
    }
    let mut behind = HashMap::new();
    if !groups.is_empty() {
        let found = forums::list_by_actors(conn, &groups).await?;
        behind.extend(found.into_iter().map(|forum| (forum.actor_id, forum)));
    }
    Ok(rows
        .into_iter()
        .filter(|actor| actor.deleted_at.is_none() && actor.kind != ActorKind::Application)
        .map(|actor| Person {
            host: actor.instance_id.and_then(|id| hosts.get(&id).cloned()),
            forum: behind.remove(&actor.id),
            actor,
        })
        .filter(|person| person.forum.as_ref().is_none_or(|forum| viewer.may_enter(forum.scope)))
        .collect())
}
