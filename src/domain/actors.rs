//! Actors: making local ones, storing remote ones.

use url::Url;

use crate::db::actors::{self, Actor, NewActor};
use crate::db::instances::{self, Instance};
use crate::db::types::{ActorId, ActorKind, InstanceId, Posting, Scope, UtcTime};
use crate::db::{Conn, forums};
use crate::secrets::ActorKeys;

use super::error::{Error, Result};
use super::privacy::former;
use super::trainings::seats;
use super::validate::{Problem, Problems};
use super::{Core, follows, messages, text};

/// The user name of the instance's own actor.
pub const INSTANCE_USERNAME: &str = "instance.actor";

/// What another server's document says of an actor, already checked against its origin.
#[derive(Debug, Clone)]
pub struct RemoteActor {
    /// Canonical host of its server.
    pub host: String,
    /// Type.
    pub kind: ActorKind,
    /// Name in the handle.
    pub username: String,
    /// ActivityPub id.
    pub uri: String,
    /// Page for people.
    pub url: String,
    /// Own inbox.
    pub inbox: String,
    /// Shared inbox.
    pub shared_inbox: Option<String>,
    /// Collection of activities.
    pub outbox: Option<String>,
    /// Collection of followers.
    pub followers: Option<String>,
    /// Collection of pinned posts.
    pub featured: Option<String>,
    /// Collection of a forum's moderators.
    pub moderators: Option<String>,
    /// Display name.
    pub name: String,
    /// Bio, any HTML; it is cleaned here.
    pub summary_html: String,
    /// Picture.
    pub avatar_url: Option<String>,
    /// RSA public key, SPKI PEM.
    pub public_key: String,
    /// Ed25519 public key, multibase.
    pub ed25519_public: Option<String>,
    /// Followers need approval.
    pub is_locked: bool,
    /// May be suggested.
    pub is_discoverable: bool,
    /// Of a forum: who opens topics in it.
    pub posting: Posting,
    /// When it came to be.
    pub published_at: Option<UtcTime>,
}

/// The actor with this handle and, if it is not ours, its host: `name` here, `name@host` elsewhere, with or without `@`, `!`
/// or `acct:` before it. Only those we know; no other server is asked. Where a person and a forum share a name, `!` means the
/// forum and everything else the person.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) async fn find_by_handle(core: &Core, conn: &mut Conn, handle: &str) -> Result<(Actor, Option<String>)> {
    let handle = handle.trim();
    let handle = handle.strip_prefix("acct:").unwrap_or(handle);
    if let Some(handle) = handle.strip_prefix('!') {
        return find_forum_by_handle(core, conn, handle).await;
    }
    let (name, instance, host) = place(core, conn, handle.strip_prefix('@').unwrap_or(handle)).await?;
    let actor = actors::find_by_handle(conn, instance, name).await?;
    if actor.is_none() && instance.is_none() && former::is_reserved(core, conn, name).await? {
        return Err(Error::Gone);
    }
    Ok((actor.ok_or(Error::NotFound)?, host))
}

/// The same for a forum, which is meant also without `!`.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) async fn find_forum_by_handle(
    core: &Core,
    conn: &mut Conn,
    handle: &str,
) -> Result<(Actor, Option<String>)> {
    let handle = handle.trim();
    let (name, instance, host) = place(core, conn, handle.strip_prefix('!').unwrap_or(handle)).await?;
    let actor = actors::find_forum_by_handle(conn, instance, name).await?;
    Ok((actor.ok_or(Error::NotFound)?, host))
}

/// A bare handle as name, server and host.
async fn place<'a>(
    core: &Core,
    conn: &mut Conn,
    handle: &'a str,
) -> Result<(&'a str, Option<InstanceId>, Option<String>)> {
    let (name, host) = handle.split_once('@').map_or((handle, None), |(n, h)| (n, Some(h)));
    let host = host.map(str::to_lowercase).filter(|host| *host != core.config.host());
    let instance = match &host {
        Some(host) => Some(instances::find_by_host(conn, host).await?.ok_or(Error::NotFound)?.id),
        None => None,
    };
    Ok((name, instance, host))
}

/// Keys for a local actor, made on a blocking thread.
pub(super) async fn generate_keys(core: &Core) -> Result<ActorKeys> {
    let secrets = core.secrets.clone();
    Ok(tokio::task::spawn_blocking(move || secrets.generate_actor_keys()).await??)
}

/// The row of a new local actor; `path` is its address on this instance, such as `/u/noura`.
pub(super) fn local(core: &Core, kind: ActorKind, username: &str, name: &str, path: &str, keys: ActorKeys) -> NewActor {
    let uri = core.config.link(path);
    let page = match kind {
        ActorKind::Group => core.config.link(&format!("/forums/{username}")),
        ActorKind::Application => core.config.link("/"),
        ActorKind::Person | ActorKind::Service | ActorKind::Organization => core.config.link(&format!("/@{username}")),
    };
    NewActor {
        id: core.ids.next(),
        instance_id: None,
        kind,
        username: username.to_owned(),
        url: page,
        inbox: format!("{uri}/inbox"),
        shared_inbox: Some(core.config.link("/inbox")),
        outbox: Some(format!("{uri}/outbox")),
        followers: Some(format!("{uri}/followers")),
        featured: Some(format!("{uri}/featured")),
        moderators: (kind == ActorKind::Group).then(|| format!("{uri}/moderators")),
        uri,
        name: name.to_owned(),
        summary_html: String::new(),
        summary_source: String::new(),
        avatar_url: None,
        public_key: keys.public_key,
        private_key: Some(keys.private_key),
        ed25519_public: Some(keys.ed25519_public),
        ed25519_private: Some(keys.ed25519_private),
        is_locked: false,
        is_discoverable: true,
        fetched_at: None,
        published_at: core.clock.now(),
    }
}

/// The instance's own actor (type Application), made at the first start. It signs our reading of other servers.
///
/// # Errors
/// If the database fails.
pub async fn instance_actor(core: &Core) -> Result<Actor> {
    if let Some(actor) = actors::find_by_handle(&mut core.db.read().await?, None, INSTANCE_USERNAME).await? {
        return Ok(actor);
    }
    let keys = generate_keys(core).await?;
    let mut new = local(
        core,
        ActorKind::Application,
        INSTANCE_USERNAME,
        &core.config.instance.name_en,
        "/actor",
        keys,
    );
    new.inbox = core.config.link("/inbox");
    match actors::insert(&mut core.db.write().await?, &new).await {
        // Two processes started at once; the other one was first.
        Err(crate::db::Error::Conflict(_)) => {
            actors::find_by_handle(&mut core.db.read().await?, None, INSTANCE_USERNAME)
                .await?
                .ok_or(Error::NotFound)
        }
        other => Ok(other?),
    }
}

/// The same where there is one, inside a transaction.
pub(super) async fn instance_actor_in(conn: &mut Conn) -> Result<Actor> {
    let found = actors::find_by_handle(conn, None, INSTANCE_USERNAME).await?;
    found.ok_or(Error::NotFound)
}

/// Stores what a remote actor's document says now: a new row, or the known one renewed; of a Group, its forum too.
///
/// An actor cannot change its type between person and forum, nor move to another server, by changing its document.
///
/// # Errors
/// [`Error::Invalid`] if it tries to; database errors.
pub async fn store_remote(core: &Core, remote: RemoteActor) -> Result<Actor> {
    match store(core, &remote).await {
        // Whoever begins with two activities at once is met twice at once, and known by now.
        Err(Error::Conflict(_)) => store(core, &remote).await,
        other => other,
    }
}

async fn store(core: &Core, remote: &RemoteActor) -> Result<Actor> {
    let now = core.clock.now();
    core.change(async |conn| {
        let instance = instances::find_or_insert(conn, core.ids.next(), &remote.host, now).await?;
        let known = actors::find_by_uri(conn, &remote.uri).await?;
        if known
            .as_ref()
            .is_some_and(|actor| !same_identity(actor, &instance, remote.kind))
        {
            return Err(Error::Invalid(Problems::one("id", Problem::Choice)));
        }
        let row = remote_row(core, remote, &instance, known.as_ref());
        free_handle(conn, &instance, remote, now).await?;
        let actor = if known.is_some() {
            actors::update_from_document(conn, &row).await?
        } else {
            actors::insert(conn, &row).await?
        };
        if actor.kind == ActorKind::Group {
            store_forum(core, conn, &actor, remote.posting).await?;
        }
        Ok(actor)
    })
    .await
}

/// The forum behind a remote Group, made on first sight.
async fn store_forum(core: &Core, conn: &mut Conn, actor: &Actor, posting: Posting) -> Result<()> {
    if let Some(forum) = forums::find_by_actor(conn, actor.id).await? {
        if forum.posting != posting {
            forums::set_posting(conn, forum.id, posting).await?;
        }
        return Ok(());
    }
    let forum = forums::Forum {
        id: core.ids.next(),
        actor_id: actor.id,
        is_local: false,
        name_ar: String::new(),
        name_en: String::new(),
        description_ar: String::new(),
        description_en: String::new(),
        scope: Scope::Public,
        posting,
        position: 0,
        topic_count: 0,
        reply_count: 0,
        last_post_id: 0,
        created_at: core.clock.now(),
        sector: None,
    };
    Ok(forums::insert(conn, &forum).await?)
}

fn same_identity(known: &Actor, instance: &Instance, kind: ActorKind) -> bool {
    known.instance_id == Some(instance.id) && (known.kind == ActorKind::Group) == (kind == ActorKind::Group)
}

/// A name given to somebody new on its server belongs to them; the former holder is gone. Who only shares the name (a person
/// with a forum) stays.
async fn free_handle(conn: &mut Conn, instance: &Instance, remote: &RemoteActor, now: UtcTime) -> Result<()> {
    for former in actors::list_by_handle(conn, Some(instance.id), &remote.username).await? {
        if former.uri != remote.uri && same_identity(&former, instance, remote.kind) {
            actors::set_deleted(conn, former.id, now).await?;
            let name = format!("{}~{}", remote.username, former.id);
            actors::set_username(conn, former.id, &name).await?;
        }
    }
    Ok(())
}

fn remote_row(core: &Core, remote: &RemoteActor, instance: &Instance, known: Option<&Actor>) -> NewActor {
    let now = core.clock.now();
    NewActor {
        id: known.map_or_else(|| core.ids.next(), |actor| actor.id),
        instance_id: Some(instance.id),
        kind: remote.kind,
        username: remote.username.clone(),
        uri: remote.uri.clone(),
        url: remote.url.clone(),
        inbox: remote.inbox.clone(),
        shared_inbox: remote.shared_inbox.clone(),
        outbox: remote.outbox.clone(),
        followers: remote.followers.clone(),
        featured: remote.featured.clone(),
        moderators: remote.moderators.clone(),
        name: clean_name(&remote.name),
        summary_html: text::clean_html(&text::cut(&remote.summary_html, 10_000)),
        summary_source: String::new(),
        avatar_url: remote
            .avatar_url
            .clone()
            .filter(|url| Url::parse(url).is_ok_and(|url| url.scheme() != "data")),
        public_key: remote.public_key.clone(),
        private_key: None,
        ed25519_public: remote.ed25519_public.clone(),
        ed25519_private: None,
        is_locked: remote.is_locked,
        is_discoverable: remote.is_discoverable,
        fetched_at: Some(now),
        published_at: remote.published_at.unwrap_or(now),
    }
}

fn clean_name(name: &str) -> String {
    let mut unused = Problems::default();
    text::cut(&unused.line("name", name, 0, usize::MAX), 100)
}

/// Marks a remote actor as gone, as its server says.
///
/// # Errors
/// If the database fails.
pub async fn remove_remote(core: &Core, id: ActorId) -> Result<()> {
    core.change(async |conn| {
        seats::forget(core, conn, id).await?;
        messages::forget::words(core, conn, id).await?;
        // What they said of themselves goes, too; the address alone stays, so that it is known to be gone.
        crate::db::privacy::erase::profile(conn, id, core.clock.now()).await?;
        follows::end_all_of(conn, id).await
    })
    .await
}
