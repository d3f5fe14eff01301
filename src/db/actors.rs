//! People, forums and servers as actors, ours and theirs.

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::literals::HomeServer;
use super::schema::{actors, expertise};
use super::types::{ActorId, ActorKind, InstanceId, UtcTime};

diesel::define_sql_function! {
    /// SQL `LOWER`, which folds ASCII on both engines; user names are ASCII.
    fn lower(text: Text) -> Text;
}
/// An actor.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = actors)]
pub struct Actor {
    /// Id.
    pub id: ActorId,
    /// Home server; none for ours.
    pub instance_id: Option<InstanceId>,
    /// Type.
    pub kind: ActorKind,
    /// Name in the handle `@username@host`.
    pub username: String,
    /// ActivityPub id.
    pub uri: String,
    /// Page for people.
    pub url: String,
    /// Own inbox.
    pub inbox: String,
    /// Inbox shared by the whole server.
    pub shared_inbox: Option<String>,
    /// Collection of its activities.
    pub outbox: Option<String>,
    /// Collection of followers.
    pub followers: Option<String>,
    /// Collection of pinned posts.
    pub featured: Option<String>,
    /// Collection of a forum's moderators.
    pub moderators: Option<String>,
    /// Display name.
    pub name: String,
    /// Bio as sanitised HTML.
    pub summary_html: String,
    /// Bio as typed; local actors only.
    pub summary_source: String,
    /// Picture.
    pub avatar_url: Option<String>,
    /// RSA public key, SPKI PEM.
    pub public_key: String,
    /// RSA private key, PKCS#8, sealed; local actors only.
    pub private_key: Option<Vec<u8>>,
    /// Ed25519 public key, multibase.
    pub ed25519_public: Option<String>,
    /// Ed25519 private key, PKCS#8, sealed; local actors only.
    pub ed25519_private: Option<Vec<u8>>,
    /// Followers need approval.
    pub is_locked: bool,
    /// May be suggested to strangers.
    pub is_discoverable: bool,
    /// Accepted followers we know of.
    pub follower_count: i64,
    /// Actors it follows that we know of.
    pub following_count: i64,
    /// Its visible posts that we hold.
    pub post_count: i64,
    /// When the document was last fetched; remote actors only.
    pub fetched_at: Option<UtcTime>,
    /// When the actor came to be.
    pub published_at: UtcTime,
    /// When it was deleted.
    pub deleted_at: Option<UtcTime>,
    /// What a local person shares with everybody besides name and bio, see `domain::own_profile`.
    pub shared_profile: Option<serde_json::Value>,
}

impl Actor {
    /// Whether it lives here.
    pub fn is_local(&self) -> bool {
        self.instance_id.is_none()
    }

    /// Where to deliver: the shared inbox if there is one.
    pub fn delivery_inbox(&self) -> &str {
        self.shared_inbox.as_deref().unwrap_or(&self.inbox)
    }

    /// The name to show: the display name, or else the user name.
    pub fn display_name(&self) -> &str {
        if self.name.is_empty() {
            &self.username
        } else {
            &self.name
        }
    }
}

/// A new actor; also the columns that a fetched document renews.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = actors)]
#[diesel(treat_none_as_null = true)]
pub struct NewActor {
    /// See [`Actor`].
    pub id: ActorId,
    /// See [`Actor`].
    pub instance_id: Option<InstanceId>,
    /// See [`Actor`].
    pub kind: ActorKind,
    /// See [`Actor`].
    pub username: String,
    /// See [`Actor`].
    pub uri: String,
    /// See [`Actor`].
    pub url: String,
    /// See [`Actor`].
    pub inbox: String,
    /// See [`Actor`].
    pub shared_inbox: Option<String>,
    /// See [`Actor`].
    pub outbox: Option<String>,
    /// See [`Actor`].
    pub followers: Option<String>,
    /// See [`Actor`].
    pub featured: Option<String>,
    /// See [`Actor`].
    pub moderators: Option<String>,
    /// See [`Actor`].
    pub name: String,
    /// See [`Actor`].
    pub summary_html: String,
    /// See [`Actor`].
    pub summary_source: String,
    /// See [`Actor`].
    pub avatar_url: Option<String>,
    /// See [`Actor`].
    pub public_key: String,
    /// See [`Actor`].
    pub private_key: Option<Vec<u8>>,
    /// See [`Actor`].
    pub ed25519_public: Option<String>,
    /// See [`Actor`].
    pub ed25519_private: Option<Vec<u8>>,
    /// See [`Actor`].
    pub is_locked: bool,
    /// See [`Actor`].
    pub is_discoverable: bool,
    /// See [`Actor`].
    pub fetched_at: Option<UtcTime>,
    /// See [`Actor`].
    pub published_at: UtcTime,
}

/// Adds an actor.
pub async fn insert(conn: &mut Conn, new: &NewActor) -> Result<Actor> {
    Ok(on!(conn, |c| diesel::insert_into(actors::table)
        .values(new)
        .returning(Actor::as_returning())
        .get_result(c)
        .await)?)
}

/// Overwrites the actor `id` with what its document says now. `changes.id` must be `id`.
pub async fn update_from_document(conn: &mut Conn, changes: &NewActor) -> Result<Actor> {
    Ok(on!(conn, |c| diesel::update(actors::table.find(changes.id))
        .set((changes, actors::deleted_at.eq(None::<UtcTime>)))
        .returning(Actor::as_returning())
        .get_result(c)
        .await)?)
}

/// The actor with this id.
pub async fn get(conn: &mut Conn, id: ActorId) -> Result<Actor> {
    Ok(on!(conn, |c| actors::table
        .find(id)
        .select(Actor::as_select())
        .first(c)
        .await)?)
}

/// The actor with this id, if any.
pub async fn find(conn: &mut Conn, id: ActorId) -> Result<Option<Actor>> {
    Ok(on!(conn, |c| actors::table
        .find(id)
        .select(Actor::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The actor with this ActivityPub id.
pub async fn find_by_uri(conn: &mut Conn, uri: &str) -> Result<Option<Actor>> {
    Ok(on!(conn, |c| actors::table
        .filter(actors::uri.eq(uri))
        .select(Actor::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The actors with these ActivityPub ids, in no order.
pub async fn list_by_uris(conn: &mut Conn, uris: &[&str]) -> Result<Vec<Actor>> {
    Ok(on!(conn, |c| actors::table
        .filter(actors::uri.eq_any(uris.iter().copied()))
        .select(Actor::as_select())
        .load(c)
        .await)?)
}

/// The actor whose own inbox this is.
pub async fn find_by_inbox(conn: &mut Conn, instance: InstanceId, inbox: &str) -> Result<Option<Actor>> {
    Ok(on!(conn, |c| actors::table
        .filter(actors::instance_id.eq(instance))
        .filter(actors::inbox.eq(inbox))
        .select(Actor::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The actor with this handle; `instance` is none for local names. Of a person and a forum that share a name on another
/// server, the person.
pub async fn find_by_handle(conn: &mut Conn, instance: Option<InstanceId>, username: &str) -> Result<Option<Actor>> {
    let namesakes = list_by_handle(conn, instance, username).await?;
    Ok(namesakes.into_iter().min_by_key(|actor| actor.kind == ActorKind::Group))
}

/// The actor with this handle; of a person and a forum that share a name on another server, the forum.
pub async fn find_forum_by_handle(
    conn: &mut Conn,
    instance: Option<InstanceId>,
    username: &str,
) -> Result<Option<Actor>> {
    let namesakes = list_by_handle(conn, instance, username).await?;
    Ok(namesakes.into_iter().max_by_key(|actor| actor.kind == ActorKind::Group))
}

/// Everybody with this handle: one here, a person and a forum at most elsewhere.
pub async fn list_by_handle(conn: &mut Conn, instance: Option<InstanceId>, username: &str) -> Result<Vec<Actor>> {
    let host = instance.map_or(0, |id| id.0);
    let name = username.to_ascii_lowercase();
    Ok(on!(conn, |c| actors::table
        .filter(HomeServer.eq(host))
        .filter(lower(actors::username).eq(&name))
        .select(Actor::as_select())
        .load(c)
        .await)?)
}

/// The actors with these ids, in no order.
pub async fn list_by_ids(conn: &mut Conn, ids: &[ActorId]) -> Result<Vec<Actor>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| actors::table
        .filter(actors::id.eq_any(ids.iter().copied()))
        .select(Actor::as_select())
        .load(c)
        .await)?)
}

/// Local people and forums whose handle begins with `prefix`, in order of the handle.
pub async fn list_by_prefix(conn: &mut Conn, prefix: &str, limit: i64) -> Result<Vec<Actor>> {
    let safe: String = prefix
        .to_ascii_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let pattern = format!("{}%", safe.replace('_', "!_"));
    Ok(on!(conn, |c| actors::table
        .filter(HomeServer.eq(0))
        .filter(lower(actors::username).like(&pattern).escape('!'))
        .filter(actors::kind.ne(ActorKind::Application))
        .filter(actors::deleted_at.is_null())
        .order(lower(actors::username))
        .limit(limit)
        .select(Actor::as_select())
        .load(c)
        .await)?)
}

/// Changes what a local person says of themselves.
pub async fn update_profile(conn: &mut Conn, id: ActorId, name: &str, source: &str, html: &str) -> Result<()> {
    on!(conn, |c| {
        diesel::update(actors::table.find(id))
            .set((
                actors::name.eq(name),
                actors::summary_source.eq(source),
                actors::summary_html.eq(html),
            ))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Sets what a local person shares with everybody besides name and bio.
pub async fn set_shared_profile(conn: &mut Conn, id: ActorId, shared: Option<&serde_json::Value>) -> Result<()> {
    on!(conn, |c| diesel::update(actors::table.find(id))
        .set(actors::shared_profile.eq(shared))
        .execute(c)
        .await)?;
    Ok(())
}

/// Marks an actor as gone.
pub async fn set_deleted(conn: &mut Conn, id: ActorId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::update(actors::table.find(id))
        .set(actors::deleted_at.eq(now))
        .execute(c)
        .await)?;
    Ok(())
}

/// Adds to the counters of an actor.
pub async fn add_counts(conn: &mut Conn, id: ActorId, followers: i64, following: i64, posts: i64) -> Result<()> {
    on!(conn, |c| {
        diesel::update(actors::table.find(id))
            .set((
                actors::follower_count.eq(actors::follower_count + followers),
                actors::following_count.eq(actors::following_count + following),
                actors::post_count.eq(actors::post_count + posts),
            ))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// The expertise tags of an actor as (tag, name as typed), by name.
pub async fn list_expertise(conn: &mut Conn, id: ActorId) -> Result<Vec<(String, String)>> {
    Ok(on!(conn, |c| expertise::table
        .filter(expertise::actor_id.eq(id))
        .order(expertise::name)
        .select((expertise::tag, expertise::name))
        .load(c)
        .await)?)
}

/// Replaces the expertise tags of an actor.
pub async fn set_expertise(conn: &mut Conn, id: ActorId, tags: &[(String, String)]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        expertise::table.filter(expertise::actor_id.eq(id))
    )
    .execute(c)
    .await)?;
    for (tag, name) in tags {
        on!(&mut *conn, |c| {
            diesel::insert_into(expertise::table)
                .values((
                    expertise::actor_id.eq(id),
                    expertise::tag.eq(tag),
                    expertise::name.eq(name),
                ))
                .on_conflict_do_nothing()
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// Renames an actor, to free its handle.
pub async fn set_username(conn: &mut Conn, id: ActorId, username: &str) -> Result<()> {
    on!(conn, |c| diesel::update(actors::table.find(id))
        .set(actors::username.eq(username))
        .execute(c)
        .await)?;
    Ok(())
}
