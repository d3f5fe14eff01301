//! Who may not write where.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::actors::Actor;
use crate::conn::{Conn, on};
use crate::schema::{actors, bans, posts};
use crate::types::{ActorId, BanId, ForumId, InstanceId, PostId, UtcTime};
use crate::{Keyset, Result};

/// That somebody may not write somewhere.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = bans)]
pub struct Ban {
    /// Id.
    pub id: BanId,
    /// Id of the Block.
    pub uri: String,
    /// Who.
    pub actor_id: ActorId,
    /// In this forum.
    pub forum_id: Option<ForumId>,
    /// In the forums of this server. Without either: in all of ours.
    pub instance_id: Option<InstanceId>,
    /// By whom.
    pub by_id: ActorId,
    /// Why.
    pub reason: String,
    /// Until when; none for ever.
    pub until: Option<UtcTime>,
    /// Whether what they wrote there was removed with it.
    pub with_posts: bool,
    /// Since when.
    pub created_at: UtcTime,
}

/// A place that somebody may be kept out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BanPlace {
    /// This forum.
    pub forum: Option<ForumId>,
    /// The forums of this server.
    pub instance: Option<InstanceId>,
}

/// Adds a ban.
pub async fn insert(conn: &mut Conn, ban: &Ban) -> Result<()> {
    on!(conn, |c| diesel::insert_into(bans::table).values(ban).execute(c).await)?;
    Ok(())
}

/// Everything that keeps somebody out of somewhere.
pub async fn list_of(conn: &mut Conn, actor: ActorId) -> Result<Vec<Ban>> {
    Ok(on!(conn, |c| bans::table
        .filter(bans::actor_id.eq(actor))
        .select(Ban::as_select())
        .load(c)
        .await)?)
}

/// Who is kept out of a forum, or (none) of all of ours, newest first.
pub async fn list(conn: &mut Conn, forum: Option<ForumId>, page: Keyset) -> Result<Vec<(Ban, Actor)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| {
        let mut query = bans::table
            .inner_join(actors::table)
            .filter(bans::id.lt(BanId(before)))
            .order(bans::id.desc())
            .limit(page.limit)
            .select((Ban::as_select(), Actor::as_select()))
            .into_boxed();
        query = match forum {
            Some(forum) => query.filter(bans::forum_id.eq(forum)),
            None => query
                .filter(bans::forum_id.is_null())
                .filter(bans::instance_id.is_null()),
        };
        query.load(c).await
    })?)
}

/// Ends a ban.
pub async fn delete(conn: &mut Conn, id: BanId) -> Result<()> {
    on!(conn, |c| diesel::delete(bans::table.find(id)).execute(c).await)?;
    Ok(())
}

/// What somebody wrote in these forums and still stands, at most `limit`, newest first.
pub async fn list_posts(conn: &mut Conn, actor: ActorId, forums: &[ForumId], limit: i64) -> Result<Vec<PostId>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::actor_id.eq(actor))
        .filter(posts::forum_id.eq_any(forums.iter().map(|id| Some(*id))))
        .filter(posts::removed_at.is_null())
        .order(posts::id.desc())
        .limit(limit)
        .select(posts::id)
        .load(c)
        .await)?)
}
