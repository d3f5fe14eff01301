//! Posts that wait for a moderator.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::actors::Actor;
use crate::conn::{Conn, on};
use crate::schema::{actors, forum_moderators, held_posts};
use crate::types::{ActorId, ForumId, HeldCause, HeldId, HeldState, InboxId, PostId, TopicKind, UtcTime};
use crate::{Keyset, Result};

use super::reports::Seat;

/// A post that waits, or waited.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = held_posts)]
pub struct Held {
    /// Id.
    pub id: HeldId,
    /// Author.
    pub actor_id: ActorId,
    /// Where it is to appear.
    pub forum_id: ForumId,
    /// What it answers; none for a topic.
    pub parent_id: Option<PostId>,
    /// Kind of topic.
    pub topic_kind: Option<TopicKind>,
    /// Title.
    pub title: String,
    /// Markdown.
    pub source: Option<String>,
    /// Safe HTML.
    pub html: String,
    /// The first words.
    pub excerpt: String,
    /// BCP 47.
    pub language: Option<String>,
    /// Pairs of (folded tag, tag as typed).
    pub tags: Value,
    /// Ids of the people named.
    pub mentions: Value,
    /// What its home server gave it.
    pub remote: Option<Value>,
    /// The received activity that carried it.
    pub inbox_id: Option<InboxId>,
    /// Why it waits.
    pub cause: HeldCause,
    /// The watched word.
    pub phrase: String,
    /// How far it is.
    pub state: HeldState,
    /// The post it became.
    pub post_id: Option<PostId>,
    /// Why it was refused.
    pub reason: String,
    /// When it came.
    pub created_at: UtcTime,
    /// When it was decided.
    pub decided_at: Option<UtcTime>,
    /// The report of a replication that it carries.
    pub replication: Option<Value>,
    /// The training that it is to be.
    pub training: Option<Value>,
}

/// Adds one.
pub async fn insert(conn: &mut Conn, held: &Held) -> Result<()> {
    on!(conn, |c| diesel::insert_into(held_posts::table)
        .values(held)
        .execute(c)
        .await)?;
    Ok(())
}

/// One of them.
pub async fn get(conn: &mut Conn, id: HeldId) -> Result<Held> {
    Ok(on!(conn, |c| held_posts::table
        .find(id)
        .select(Held::as_select())
        .first(c)
        .await)?)
}

/// Those that wait, oldest first.
pub async fn list_waiting(conn: &mut Conn, seat: Seat, page: Keyset) -> Result<Vec<(Held, Actor)>> {
    let after = page.after.map_or(0, |(id, _)| id);
    Ok(on!(conn, |c| {
        let mut query = held_posts::table
            .inner_join(actors::table)
            .filter(held_posts::state.eq(HeldState::Waiting))
            .filter(held_posts::id.gt(HeldId(after)))
            .order(held_posts::id)
            .limit(page.limit)
            .select((Held::as_select(), Actor::as_select()))
            .into_boxed();
        if let Seat::Moderator(actor) = seat {
            query = query.filter(
                held_posts::forum_id.eq_any(
                    forum_moderators::table
                        .filter(forum_moderators::actor_id.eq(actor))
                        .select(forum_moderators::forum_id),
                ),
            );
        }
        query.load(c).await
    })?)
}

/// Those of one author that wait or were refused, newest first.
pub async fn list_of_author(conn: &mut Conn, author: ActorId, limit: i64) -> Result<Vec<Held>> {
    Ok(on!(conn, |c| held_posts::table
        .filter(held_posts::actor_id.eq(author))
        .filter(held_posts::state.ne(HeldState::Approved))
        .order(held_posts::id.desc())
        .limit(limit)
        .select(Held::as_select())
        .load(c)
        .await)?)
}

/// Whether the same remote post waits already or was refused.
pub async fn find_same(conn: &mut Conn, author: ActorId, uri: &str) -> Result<Option<Held>> {
    let rows: Vec<Held> = on!(conn, |c| held_posts::table
        .filter(held_posts::actor_id.eq(author))
        .filter(held_posts::remote.is_not_null())
        .select(Held::as_select())
        .load(c)
        .await)?;
    Ok(rows
        .into_iter()
        .find(|held| held.remote.as_ref().is_some_and(|remote| remote["uri"] == uri)))
}

/// Decides about one that waits; says whether it still did.
pub async fn set_decided(
    conn: &mut Conn,
    id: HeldId,
    state: HeldState,
    post: Option<PostId>,
    reason: &str,
    now: UtcTime,
) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            held_posts::table
                .find(id)
                .filter(held_posts::state.eq(HeldState::Waiting)),
        )
        .set((
            held_posts::state.eq(state),
            held_posts::post_id.eq(post),
            held_posts::reason.eq(reason),
            held_posts::decided_at.eq(now),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Deletes what was decided before `until`.
pub async fn delete_decided(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        held_posts::table.filter(held_posts::decided_at.lt(until))
    )
    .execute(c)
    .await)?)
}
