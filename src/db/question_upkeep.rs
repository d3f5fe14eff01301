//! Questions that need somebody: for jobs, never for pages.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::literals::{IsLocal, IsQuestion};
use super::posts::Post;
use super::schema::{accounts, expertise, nudge_refusals, nudges, post_tags, posts, questions};
use super::types::{AccountId, AccountState, ActorId, PostId, UtcTime};

/// What a question waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Its first answer: nobody has been asked yet.
    Answer,
    /// That its author accepts an answer: they have not been reminded yet.
    Choice,
    /// Nothing any more: nothing happened for too long.
    End,
}

/// Open questions written here that need something, the oldest first. For [`Need::End`] `before` is about the newest post
/// of the thread, else about the question.
pub async fn list(conn: &mut Conn, need: Need, before: PostId, limit: i64) -> Result<Vec<Post>> {
    let replies = diesel::alias!(posts as replies);
    Ok(on!(conn, |c| {
        let closed = questions::table
            .filter(questions::topic_id.eq(posts::id))
            .filter(questions::closed_as.is_not_null());
        let query = posts::table
            .filter(IsQuestion)
            .filter(IsLocal)
            .filter(posts::accepted_id.is_null())
            .filter(posts::removed_at.is_null())
            .filter(posts::is_locked.eq(false))
            .filter(diesel::dsl::not(diesel::dsl::exists(closed)))
            .order(posts::id)
            .limit(limit)
            .select(Post::as_select())
            .into_boxed();
        let asked = questions::table
            .filter(questions::topic_id.eq(posts::id))
            .filter(questions::nudged_at.is_not_null());
        let reminded = questions::table
            .filter(questions::topic_id.eq(posts::id))
            .filter(questions::reminded_at.is_not_null());
        let by_others = replies
            .filter(replies.field(posts::root_id).eq(posts::id))
            .filter(replies.field(posts::actor_id).ne(posts::actor_id))
            .filter(replies.field(posts::removed_at).is_null());
        let query = match need {
            Need::Answer => query
                .filter(posts::id.lt(before))
                .filter(posts::reply_count.eq(0))
                .filter(diesel::dsl::not(diesel::dsl::exists(asked))),
            Need::Choice => query
                .filter(posts::id.lt(before))
                .filter(posts::reply_count.gt(0))
                .filter(diesel::dsl::exists(by_others))
                .filter(diesel::dsl::not(diesel::dsl::exists(reminded))),
            Need::End => query.filter(posts::last_post_id.lt(before)),
        };
        query.load(c).await
    })?)
}

/// Notes that the author of a question was reminded.
pub async fn set_reminded(conn: &mut Conn, topic: PostId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::insert_into(questions::table)
        .values((questions::topic_id.eq(topic), questions::reminded_at.eq(now)))
        .on_conflict(questions::topic_id)
        .do_update()
        .set(questions::reminded_at.eq(now))
        .execute(c)
        .await)?;
    Ok(())
}

/// Notes that members were asked to look at a question.
pub async fn set_nudged(conn: &mut Conn, topic: PostId, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::insert_into(questions::table)
        .values((questions::topic_id.eq(topic), questions::nudged_at.eq(now)))
        .on_conflict(questions::topic_id)
        .do_update()
        .set(questions::nudged_at.eq(now))
        .execute(c)
        .await)?;
    Ok(())
}

/// Members in use whose expertise is one of the tags of a question, who did not refuse to be asked and were asked less than
/// `most` times since `since`, as (account, actor).
pub async fn list_experts(
    conn: &mut Conn,
    topic: PostId,
    (most, since): (i64, UtcTime),
    limit: i64,
) -> Result<Vec<(AccountId, ActorId)>> {
    Ok(on!(conn, |c| {
        let tags = post_tags::table
            .filter(post_tags::post_id.eq(topic))
            .select(post_tags::tag);
        let known = expertise::table
            .filter(expertise::tag.eq_any(tags))
            .select(expertise::actor_id);
        accounts::table
            .filter(accounts::actor_id.eq_any(known))
            .filter(accounts::state.eq(AccountState::Active))
            .filter(diesel::dsl::not(diesel::dsl::exists(
                nudge_refusals::table.filter(nudge_refusals::account_id.eq(accounts::id)),
            )))
            .filter(
                nudges::table
                    .filter(nudges::account_id.eq(accounts::id))
                    .filter(nudges::created_at.gt(since))
                    .count()
                    .single_value()
                    .assume_not_null()
                    .lt(most),
            )
            .order(accounts::id)
            .limit(limit)
            .select((accounts::id, accounts::actor_id))
            .load(c)
            .await
    })?)
}

/// Notes that a member was asked about a question; says whether that is new.
pub async fn insert_nudge(conn: &mut Conn, account: AccountId, topic: PostId, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::insert_into(nudges::table)
            .values((
                nudges::account_id.eq(account),
                nudges::topic_id.eq(topic),
                nudges::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Whether a member does not want to be asked.
pub async fn has_refused(conn: &mut Conn, account: AccountId) -> Result<bool> {
    let count: i64 = on!(conn, |c| nudge_refusals::table
        .find(account)
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// Notes that a member does not want to be asked, or does again.
pub async fn set_refused(conn: &mut Conn, account: AccountId, refused: bool, now: UtcTime) -> Result<()> {
    if refused {
        on!(conn, |c| diesel::insert_into(nudge_refusals::table)
            .values((
                nudge_refusals::account_id.eq(account),
                nudge_refusals::created_at.eq(now)
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
    } else {
        on!(conn, |c| diesel::delete(nudge_refusals::table.find(account))
            .execute(c)
            .await)?;
    }
    Ok(())
}
