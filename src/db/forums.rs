//! Forums and their moderators.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::actors::Actor;
use super::conn::{Conn, on};
use super::schema::{actors, follows, forum_moderators, forums};
use super::types::{ActorId, FollowState, ForumId, InstanceId, Language, PostId, Posting, Scope, UtcTime};

/// A forum. Its public name, keys and addresses are in its [`Actor`].
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = forums)]
pub struct Forum {
    /// Id.
    pub id: ForumId,
    /// The Group actor.
    pub actor_id: ActorId,
    /// Whether it lives here.
    pub is_local: bool,
    /// Arabic name; empty if it has none.
    pub name_ar: String,
    /// English name; empty if it has none.
    pub name_en: String,
    /// Arabic description, Markdown.
    pub description_ar: String,
    /// English description, Markdown.
    pub description_en: String,
    /// How far its contents go.
    pub scope: Scope,
    /// Who may open topics.
    pub posting: Posting,
    /// Place in the index, lowest first.
    pub position: i64,
    /// Visible topics.
    pub topic_count: i64,
    /// Visible replies.
    pub reply_count: i64,
    /// Newest post, by id; ids are time-ordered.
    pub last_post_id: i64,
    /// When we made or met it.
    pub created_at: UtcTime,
    /// What it is about: the code of a sector.
    pub sector: Option<String>,
}

impl Forum {
    /// The name in `language`, else in the other language, else the actor's.
    pub fn name<'a>(&'a self, actor: &'a Actor, language: Language) -> &'a str {
        let (own, other) = match language {
            Language::Ar => (&self.name_ar, &self.name_en),
            Language::En => (&self.name_en, &self.name_ar),
        };
        if !own.is_empty() {
            own
        } else if !other.is_empty() {
            other
        } else {
            actor.display_name()
        }
    }

    /// The description in `language`, else in the other; Markdown. Empty for remote forums, whose actor has HTML.
    pub fn description(&self, language: Language) -> &str {
        let (own, other) = match language {
            Language::Ar => (&self.description_ar, &self.description_en),
            Language::En => (&self.description_en, &self.description_ar),
        };
        if own.is_empty() { other } else { own }
    }
}

/// The columns an admin edits.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = forums)]
pub struct ForumChanges {
    /// See [`Forum`].
    pub name_ar: String,
    /// See [`Forum`].
    pub name_en: String,
    /// See [`Forum`].
    pub description_ar: String,
    /// See [`Forum`].
    pub description_en: String,
    /// See [`Forum`].
    pub scope: Scope,
    /// See [`Forum`].
    pub posting: Posting,
    /// See [`Forum`].
    pub position: i64,
}

/// Adds a forum.
pub async fn insert(conn: &mut Conn, forum: &Forum) -> Result<()> {
    on!(conn, |c| diesel::insert_into(forums::table)
        .values(forum)
        .execute(c)
        .await)?;
    Ok(())
}

/// Changes a forum.
pub async fn update(conn: &mut Conn, id: ForumId, changes: &ForumChanges) -> Result<()> {
    on!(conn, |c| diesel::update(forums::table.find(id))
        .set(changes)
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets how far the contents of a remote forum go, as its document says now.
pub async fn set_posting(conn: &mut Conn, id: ForumId, posting: Posting) -> Result<()> {
    on!(conn, |c| diesel::update(forums::table.find(id))
        .set(forums::posting.eq(posting))
        .execute(c)
        .await)?;
    Ok(())
}

/// The forum with this id and its actor.
pub async fn get(conn: &mut Conn, id: ForumId) -> Result<(Forum, Actor)> {
    Ok(on!(conn, |c| forums::table
        .inner_join(actors::table)
        .filter(forums::id.eq(id))
        .select((Forum::as_select(), Actor::as_select()))
        .first(c)
        .await)?)
}

/// The forum behind an actor, if the actor is one.
pub async fn find_by_actor(conn: &mut Conn, actor: ActorId) -> Result<Option<Forum>> {
    Ok(on!(conn, |c| forums::table
        .filter(forums::actor_id.eq(actor))
        .select(Forum::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The forums with these ids and their actors, in no order.
pub async fn list_by_ids(conn: &mut Conn, ids: &[ForumId]) -> Result<Vec<(Forum, Actor)>> {
    Ok(on!(conn, |c| forums::table
        .inner_join(actors::table)
        .filter(forums::id.eq_any(ids.iter().copied()))
        .select((Forum::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// The forums behind these actors, in no order.
pub async fn list_by_actors(conn: &mut Conn, actors: &[ActorId]) -> Result<Vec<Forum>> {
    Ok(on!(conn, |c| forums::table
        .filter(forums::actor_id.eq_any(actors.iter().copied()))
        .select(Forum::as_select())
        .load(c)
        .await)?)
}

/// Local forums of these scopes, in the order the admin gave them.
pub async fn list_local(conn: &mut Conn, scopes: &[Scope]) -> Result<Vec<(Forum, Actor)>> {
    Ok(on!(conn, |c| forums::table
        .inner_join(actors::table)
        .filter(forums::is_local.eq(true))
        .filter(forums::scope.eq_any(scopes.iter().copied()))
        .order((forums::position, forums::id))
        .select((Forum::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// Remote forums that somebody here follows, latest activity first.
pub async fn list_remote(conn: &mut Conn, scopes: &[Scope], limit: i64) -> Result<Vec<(Forum, Actor)>> {
    Ok(on!(conn, |c| forums::table
        .inner_join(actors::table)
        .filter(forums::is_local.eq(false))
        .filter(forums::scope.eq_any(scopes.iter().copied()))
        .filter(actors::deleted_at.is_null())
        .filter(diesel::dsl::exists(
            follows::table
                .filter(follows::target_id.eq(forums::actor_id))
                .filter(follows::state.eq(FollowState::Accepted))
        ))
        .order((forums::last_post_id.desc(), forums::id))
        .limit(limit)
        .select((Forum::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// Forums that an actor follows (or asked to), latest activity first.
pub async fn list_followed(conn: &mut Conn, follower: ActorId) -> Result<Vec<(Forum, Actor)>> {
    Ok(on!(conn, |c| forums::table
        .inner_join(actors::table)
        .filter(
            forums::actor_id.eq_any(
                follows::table
                    .filter(follows::follower_id.eq(follower))
                    .filter(follows::state.ne(FollowState::Rejected))
                    .select(follows::target_id)
            )
        )
        .order((forums::last_post_id.desc(), forums::id))
        .select((Forum::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// Adds to the counters and moves the newest post forward.
pub async fn add_counts(conn: &mut Conn, id: ForumId, topics: i64, replies: i64, newest: Option<PostId>) -> Result<()> {
    on!(&mut *conn, |c| {
        diesel::update(forums::table.find(id))
            .set((
                forums::topic_count.eq(forums::topic_count + topics),
                forums::reply_count.eq(forums::reply_count + replies),
            ))
            .execute(c)
            .await
    })?;
    if let Some(newest) = newest {
        on!(conn, |c| {
            diesel::update(forums::table.find(id).filter(forums::last_post_id.lt(newest.0)))
                .set(forums::last_post_id.eq(newest.0))
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// Sets the newest post of a forum, backwards too.
pub async fn reset_newest(conn: &mut Conn, id: ForumId, newest: i64) -> Result<()> {
    on!(conn, |c| diesel::update(forums::table.find(id))
        .set(forums::last_post_id.eq(newest))
        .execute(c)
        .await)?;
    Ok(())
}

/// The moderators of a forum, in order of appointment.
pub async fn list_moderators(conn: &mut Conn, id: ForumId) -> Result<Vec<Actor>> {
    Ok(on!(conn, |c| forum_moderators::table
        .inner_join(actors::table)
        .filter(forum_moderators::forum_id.eq(id))
        .order((forum_moderators::created_at, forum_moderators::actor_id))
        .select(Actor::as_select())
        .load(c)
        .await)?)
}

/// Whether an actor moderates a forum.
pub async fn is_moderator(conn: &mut Conn, id: ForumId, actor: ActorId) -> Result<bool> {
    let count: i64 = on!(conn, |c| forum_moderators::table
        .find((id, actor))
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// Whether an actor moderates any forum.
pub async fn is_moderator_anywhere(conn: &mut Conn, actor: ActorId) -> Result<bool> {
    let first: Option<ForumId> = on!(conn, |c| forum_moderators::table
        .filter(forum_moderators::actor_id.eq(actor))
        .select(forum_moderators::forum_id)
        .first(c)
        .await
        .optional())?;
    Ok(first.is_some())
}

/// The forums that an actor moderates, with their actors.
pub async fn list_moderated(conn: &mut Conn, actor: ActorId) -> Result<Vec<(Forum, Actor)>> {
    Ok(on!(conn, |c| forums::table
        .inner_join(actors::table)
        .filter(
            forums::id.eq_any(
                forum_moderators::table
                    .filter(forum_moderators::actor_id.eq(actor))
                    .select(forum_moderators::forum_id)
            )
        )
        .order(forums::id)
        .select((Forum::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// The forums of a server; none for ours.
pub async fn list_ids_of(conn: &mut Conn, server: Option<InstanceId>) -> Result<Vec<ForumId>> {
    Ok(on!(conn, |c| {
        let query = forums::table.inner_join(actors::table).select(forums::id).into_boxed();
        let query = match server {
            Some(server) => query.filter(actors::instance_id.eq(server)),
            None => query.filter(forums::is_local.eq(true)),
        };
        query.load(c).await
    })?)
}

/// Appoints a moderator; nothing happens if they are one.
pub async fn insert_moderator(conn: &mut Conn, id: ForumId, actor: ActorId, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(forum_moderators::table)
            .values((
                forum_moderators::forum_id.eq(id),
                forum_moderators::actor_id.eq(actor),
                forum_moderators::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Dismisses a moderator.
pub async fn delete_moderator(conn: &mut Conn, id: ForumId, actor: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(forum_moderators::table.find((id, actor)))
        .execute(c)
        .await)?;
    Ok(())
}
