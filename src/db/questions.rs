//! What questions have that other topics have not: who settled them, why they are closed, who has the same problem.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::accounts::Account;
use super::conn::{Conn, on};
use super::schema::{accounts, questions, same_problems};
use super::types::{AccountId, AccountState, ActorId, Closing, PostId, UtcTime};

/// What stands about a question beside its post.
#[derive(Debug, Clone, Default, Queryable, Selectable)]
#[diesel(table_name = questions)]
pub struct Question {
    /// Who accepted the answer.
    pub accepted_by: Option<ActorId>,
    /// Why it is closed.
    pub closed_as: Option<Closing>,
    /// The question that was asked before.
    pub duplicate_of: Option<PostId>,
    /// Since when it is closed.
    pub closed_at: Option<UtcTime>,
}

/// What stands about these questions, for those about which something does.
pub async fn list(conn: &mut Conn, topics: &[PostId]) -> Result<Vec<(PostId, Question)>> {
    Ok(on!(conn, |c| questions::table
        .filter(questions::topic_id.eq_any(topics.iter().copied()))
        .select((questions::topic_id, Question::as_select()))
        .load(c)
        .await)?)
}

/// Notes who accepted the answer of a question, which opens it again if it was closed.
pub async fn set_accepted_by(conn: &mut Conn, topic: PostId, by: Option<ActorId>) -> Result<()> {
    on!(conn, |c| diesel::insert_into(questions::table)
        .values((questions::topic_id.eq(topic), questions::accepted_by.eq(by)))
        .on_conflict(questions::topic_id)
        .do_update()
        .set((
            questions::accepted_by.eq(by),
            questions::closed_as.eq(None::<Closing>),
            questions::duplicate_of.eq(None::<PostId>),
            questions::closed_at.eq(None::<UtcTime>),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Closes a question.
pub async fn close(conn: &mut Conn, topic: PostId, why: Closing, original: Option<PostId>, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::insert_into(questions::table)
        .values((
            questions::topic_id.eq(topic),
            questions::closed_as.eq(why),
            questions::duplicate_of.eq(original),
            questions::closed_at.eq(now),
        ))
        .on_conflict(questions::topic_id)
        .do_update()
        .set((
            questions::closed_as.eq(why),
            questions::duplicate_of.eq(original),
            questions::closed_at.eq(now),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Opens a question again, if it is closed for this reason (whatever reason if none); says whether it was.
pub async fn reopen(conn: &mut Conn, topic: PostId, why: &[Closing]) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            questions::table
                .find(topic)
                .filter(questions::closed_as.eq_any(why.iter().copied())),
        )
        .set((
            questions::closed_as.eq(None::<Closing>),
            questions::duplicate_of.eq(None::<PostId>),
            questions::closed_at.eq(None::<UtcTime>),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// Notes that a member has the same problem; says whether that is new.
pub async fn insert_same(conn: &mut Conn, topic: PostId, account: AccountId, now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::insert_into(same_problems::table)
            .values((
                same_problems::topic_id.eq(topic),
                same_problems::account_id.eq(account),
                same_problems::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Takes that back.
pub async fn delete_same(conn: &mut Conn, topic: PostId, account: AccountId) -> Result<()> {
    on!(conn, |c| diesel::delete(same_problems::table.find((topic, account)))
        .execute(c)
        .await)?;
    Ok(())
}

/// A page of the members in use who have the same problem, by account, from after `after`.
pub async fn list_same(conn: &mut Conn, topic: PostId, after: AccountId, limit: i64) -> Result<Vec<Account>> {
    Ok(on!(conn, |c| same_problems::table
        .inner_join(accounts::table)
        .filter(same_problems::topic_id.eq(topic))
        .filter(same_problems::account_id.gt(after))
        .filter(accounts::state.eq(AccountState::Active))
        .order(same_problems::account_id)
        .limit(limit)
        .select(Account::as_select())
        .load(c)
        .await)?)
}

/// Whether anybody has the same problem.
pub async fn has_same(conn: &mut Conn, topic: PostId) -> Result<bool> {
    let one: Option<AccountId> = on!(conn, |c| same_problems::table
        .filter(same_problems::topic_id.eq(topic))
        .select(same_problems::account_id)
        .first(c)
        .await
        .optional())?;
    Ok(one.is_some())
}

/// How many members have the same problem, and whether this one does.
pub async fn count_same(conn: &mut Conn, topic: PostId, account: Option<AccountId>) -> Result<(i64, bool)> {
    let of_topic = same_problems::table.filter(same_problems::topic_id.eq(topic));
    // No member has this id.
    let own = same_problems::table.find((topic, account.unwrap_or(AccountId(0))));
    let (count, own): (Option<i64>, Option<i64>) = on!(conn, |c| diesel::select((
        of_topic.count().single_value(),
        own.count().single_value(),
    ))
    .get_result(c)
    .await)?;
    Ok((count.unwrap_or(0), own.is_some_and(|own| own > 0)))
}
