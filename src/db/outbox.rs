//! Activities we sent or are about to send, as the exact text that goes over the wire.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::literals::{IsListed, Readable};
use super::schema::{delivery_targets, outbox_activities, posts};
use super::types::{ActorId, OutboxId, PostId, UtcTime, Visibility};

/// An activity of ours. The text is made once, so that a second attempt sends the same bytes.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = outbox_activities)]
pub struct OutboxActivity {
    /// Id; delivery goes in its order.
    pub id: OutboxId,
    /// ActivityPub id.
    pub uri: String,
    /// Who signs it.
    pub actor_id: ActorId,
    /// ActivityStreams type.
    pub kind: String,
    /// The document.
    pub body: String,
    /// Whether it stands in the actor's outbox, for everybody who may read that outbox.
    pub is_listed: bool,
    /// The post concerned.
    pub post_id: Option<PostId>,
    /// When it was made.
    pub created_at: UtcTime,
}

/// Adds an activity; says whether it was new.
pub async fn insert(conn: &mut Conn, activity: &OutboxActivity) -> Result<bool> {
    let rows = on!(conn, |c| diesel::insert_into(outbox_activities::table)
        .values(activity)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// The activity with this id.
pub async fn find(conn: &mut Conn, id: OutboxId) -> Result<Option<OutboxActivity>> {
    Ok(on!(conn, |c| outbox_activities::table
        .find(id)
        .select(OutboxActivity::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The activity with this ActivityPub id.
pub async fn find_by_uri(conn: &mut Conn, uri: &str) -> Result<Option<OutboxActivity>> {
    Ok(on!(conn, |c| outbox_activities::table
        .filter(outbox_activities::uri.eq(uri))
        .select(OutboxActivity::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The newest activity of this type about a post.
pub async fn find_newest(conn: &mut Conn, kind: &str, post: PostId) -> Result<Option<OutboxActivity>> {
    Ok(on!(conn, |c| outbox_activities::table
        .filter(outbox_activities::post_id.eq(post))
        .filter(outbox_activities::kind.eq(kind))
        .order(outbox_activities::id.desc())
        .select(OutboxActivity::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Forgets what a private activity said, once it need not be sent again.
pub async fn forget_body(conn: &mut Conn, id: OutboxId) -> Result<()> {
    on!(conn, |c| diesel::update(outbox_activities::table.find(id))
        .set(outbox_activities::body.eq("{}"))
        .execute(c)
        .await)?;
    Ok(())
}

/// Takes everything about a post out of the outboxes: it is not for others to look up any more.
pub async fn unlist(conn: &mut Conn, post: PostId) -> Result<()> {
    on!(conn, |c| diesel::update(
        outbox_activities::table.filter(outbox_activities::post_id.eq(post))
    )
    .set(outbox_activities::is_listed.eq(false))
    .execute(c)
    .await)?;
    Ok(())
}

/// The condition that the post an activity is about still stands and may be `shown`.
macro_rules! stands {
    ($shown:expr) => {
        diesel::dsl::exists(
            posts::table
                .filter(posts::id.nullable().eq(outbox_activities::post_id))
                .filter(posts::removed_at.is_null())
                .filter(Readable($shown)),
        )
    };
}

/// The newest activities in the outbox of an actor of these types, about posts that still stand and are now of one of
/// these visibilities, newest first.
pub async fn list_listed(
    conn: &mut Conn,
    actor: ActorId,
    kinds: &[&str],
    shown: &[Visibility],
    limit: i64,
) -> Result<Vec<OutboxActivity>> {
    Ok(on!(conn, |c| outbox_activities::table
        .filter(outbox_activities::actor_id.eq(actor))
        .filter(IsListed)
        .filter(stands!(shown))
        .filter(outbox_activities::kind.eq_any(kinds.iter().copied()))
        .order(outbox_activities::id.desc())
        .limit(limit)
        .select(OutboxActivity::as_select())
        .load(c)
        .await)?)
}

/// How many activities [`list_listed`] finds without a limit.
pub async fn count_listed(conn: &mut Conn, actor: ActorId, kinds: &[&str], shown: &[Visibility]) -> Result<i64> {
    Ok(on!(conn, |c| outbox_activities::table
        .filter(outbox_activities::actor_id.eq(actor))
        .filter(IsListed)
        .filter(stands!(shown))
        .filter(outbox_activities::kind.eq_any(kinds.iter().copied()))
        .count()
        .get_result(c)
        .await)?)
}

/// Forgets activities that were made before `until`, that nobody waits for and nobody may look up.
pub async fn delete_settled(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        outbox_activities::table
            .filter(outbox_activities::created_at.lt(until))
            .filter(diesel::dsl::not(IsListed))
            .filter(diesel::dsl::not(diesel::dsl::exists(
                delivery_targets::table.filter(delivery_targets::activity_id.eq(outbox_activities::id))
            )))
    )
    .execute(c)
    .await)?)
}
