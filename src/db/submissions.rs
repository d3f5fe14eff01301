//! What members sent to forums elsewhere and what is not confirmed there. A row stands only as long as that is so.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::posts::Post;
use super::schema::{actors, forums, instances, posts, submissions};
use super::types::{ActorId, Deed, ForumId, InstanceId, PostId, SendCause, SendState, UtcTime};

/// Something sent.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = submissions)]
#[diesel(primary_key(post_id, actor_id, deed))]
#[diesel(treat_none_as_null = true)]
pub struct Submission {
    /// The post, the one voted for, or the answer chosen.
    pub post_id: PostId,
    /// Who sent it.
    pub actor_id: ActorId,
    /// What.
    pub deed: Deed,
    /// To which forum.
    pub forum_id: ForumId,
    /// How far it is.
    pub state: SendState,
    /// Why it is not confirmed, if that is known.
    pub cause: Option<SendCause>,
    /// The reason in the words of the forum's server; may be empty.
    pub words: String,
    /// When.
    pub sent_at: UtcTime,
    /// When it was refused or given up.
    pub decided_at: Option<UtcTime>,
}

/// Which: of which post, by whom, and what was done to it.
pub type Key = (PostId, ActorId, Deed);

/// Notes what is sent, in place of an earlier attempt.
pub async fn put(conn: &mut Conn, row: &Submission) -> Result<()> {
    on!(conn, |c| diesel::insert_into(submissions::table)
        .values(row)
        .on_conflict((submissions::post_id, submissions::actor_id, submissions::deed))
        .do_update()
        .set(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// What is not confirmed of this.
pub async fn find(conn: &mut Conn, key: Key) -> Result<Option<Submission>> {
    Ok(on!(conn, |c| submissions::table
        .find(key)
        .select(Submission::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Forgets it: confirmed, or taken back. Says whether it was there.
pub async fn delete(conn: &mut Conn, key: Key) -> Result<bool> {
    let rows = on!(conn, |c| diesel::delete(submissions::table.find(key)).execute(c).await)?;
    Ok(rows > 0)
}

/// Forgets everything about a post.
pub async fn delete_of_post(conn: &mut Conn, post: PostId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        submissions::table.filter(submissions::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Notes that what is on its way will not be confirmed; says whether it was on its way.
pub async fn decide(
    conn: &mut Conn,
    key: Key,
    (state, cause, words): (SendState, SendCause, &str),
    now: UtcTime,
) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            submissions::table
                .find(key)
                .filter(submissions::state.eq(SendState::Sent)),
        )
        .set((
            submissions::state.eq(state),
            submissions::cause.eq(cause),
            submissions::words.eq(words),
            submissions::decided_at.eq(now),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// What an actor sent about these posts.
pub async fn list_of(conn: &mut Conn, actor: ActorId, ids: &[PostId]) -> Result<Vec<Submission>> {
    Ok(on!(conn, |c| submissions::table
        .filter(submissions::actor_id.eq(actor))
        .filter(submissions::post_id.eq_any(ids.iter().copied()))
        .order((submissions::post_id, submissions::deed))
        .select(Submission::as_select())
        .load(c)
        .await)?)
}

/// Everything that an actor sent, with the posts and the hosts it went to, newest first.
pub async fn list_of_actor(conn: &mut Conn, actor: ActorId, limit: i64) -> Result<Vec<(Submission, Post, String)>> {
    let forum = forums::table.on(forums::id.eq(submissions::forum_id));
    let group = actors::table.on(actors::id.eq(forums::actor_id));
    let home = instances::table.on(instances::id.nullable().eq(actors::instance_id));
    let post = posts::table.on(posts::id.eq(submissions::post_id));
    Ok(on!(conn, |c| submissions::table
        .inner_join(post)
        .inner_join(forum)
        .inner_join(group)
        .inner_join(home)
        .filter(submissions::actor_id.eq(actor))
        .order((submissions::post_id.desc(), submissions::deed))
        .limit(limit)
        .select((Submission::as_select(), Post::as_select(), instances::host))
        .load(c)
        .await)?)
}

/// The replies of a topic that are on their way.
pub async fn list_open_in(conn: &mut Conn, topic: PostId) -> Result<Vec<Submission>> {
    Ok(on!(conn, |c| submissions::table
        .inner_join(posts::table)
        .filter(posts::root_id.eq(topic))
        .filter(submissions::post_id.ne(topic))
        .filter(submissions::deed.eq(Deed::Post))
        .filter(submissions::state.eq(SendState::Sent))
        .select(Submission::as_select())
        .load(c)
        .await)?)
}

/// What an actor has on its way to these forums.
pub async fn list_open_of(conn: &mut Conn, actor: ActorId, forums: &[ForumId]) -> Result<Vec<Submission>> {
    Ok(on!(conn, |c| submissions::table
        .filter(submissions::actor_id.eq(actor))
        .filter(submissions::forum_id.eq_any(forums.iter().copied()))
        .filter(submissions::state.eq(SendState::Sent))
        .select(Submission::as_select())
        .load(c)
        .await)?)
}

/// What is on its way to the forums of a server.
pub async fn list_open_to(conn: &mut Conn, instance: InstanceId) -> Result<Vec<Submission>> {
    Ok(on!(conn, |c| submissions::table
        .inner_join(forums::table.inner_join(actors::table))
        .filter(actors::instance_id.eq(instance))
        .filter(submissions::state.eq(SendState::Sent))
        .select(Submission::as_select())
        .load(c)
        .await)?)
}
