//! What one person wrote, in numbers.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::literals::{IsReply, IsTopic, Readable};
use super::schema::{accounts, actors, posts};
use super::types::{ActorId, Role, Visibility};
use super::{accounts::Account, actors::Actor};

/// How many topics and how many replies of an author stand, of those that `shown` lets through.
pub async fn count_posts(conn: &mut Conn, author: ActorId, shown: &[Visibility]) -> Result<(i64, i64)> {
    let topics: i64 = on!(&mut *conn, |c| posts::table
        .filter(posts::actor_id.eq(author))
        .filter(IsTopic)
        .filter(posts::removed_at.is_null())
        .filter(Readable(shown))
        .count()
        .get_result(c)
        .await)?;
    let replies: i64 = on!(conn, |c| posts::table
        .filter(posts::actor_id.eq(author))
        .filter(IsReply)
        .filter(posts::removed_at.is_null())
        .filter(Readable(shown))
        .count()
        .get_result(c)
        .await)?;
    Ok((topics, replies))
}

/// How many questions accepted an answer of this author, of those that `shown` lets through.
pub async fn count_accepted(conn: &mut Conn, author: ActorId, shown: &[Visibility]) -> Result<i64> {
    let answers = diesel::alias!(posts as answers);
    let own = || {
        answers
            .filter(answers.field(posts::actor_id).eq(author))
            .filter(answers.field(posts::removed_at).is_null())
            .select(answers.field(posts::id).nullable())
    };
    Ok(on!(conn, |c| posts::table
        .filter(posts::accepted_id.eq_any(own()))
        .filter(posts::removed_at.is_null())
        .filter(Readable(shown))
        .count()
        .get_result(c)
        .await)?)
}

/// The people who have this role, the first ones first.
pub async fn list_by_role(conn: &mut Conn, role: Role) -> Result<Vec<(Account, Actor)>> {
    Ok(on!(conn, |c| accounts::table
        .inner_join(actors::table)
        .filter(accounts::role.eq(role))
        .order(accounts::id)
        .select((Account::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}
