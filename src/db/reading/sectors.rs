//! Forums by sector.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::actors::Actor;
use crate::conn::{Conn, on};
use crate::forums::Forum;
use crate::schema::{actors, follows, forums};
use crate::types::{FollowState, ForumId, Scope};

/// Forums on one page of a sector at most.
const MOST: i64 = 100;

/// Says what a forum is about.
pub async fn set(conn: &mut Conn, forum: ForumId, sector: Option<&str>) -> Result<()> {
    on!(conn, |c| diesel::update(forums::table.find(forum))
        .set(forums::sector.eq(sector))
        .execute(c)
        .await)?;
    Ok(())
}

/// The forums of a sector: ours, and those of other servers that somebody here follows; latest activity first.
pub async fn list(conn: &mut Conn, sector: &str, scopes: &[Scope]) -> Result<Vec<(Forum, Actor)>> {
    Ok(on!(conn, |c| {
        forums::table
            .inner_join(actors::table)
            .filter(forums::sector.eq(sector))
            .filter(forums::scope.eq_any(scopes.iter().copied()))
            .filter(actors::deleted_at.is_null())
            .filter(
                forums::is_local.eq(true).or(exists(
                    follows::table
                        .filter(follows::target_id.eq(forums::actor_id))
                        .filter(follows::state.eq(FollowState::Accepted)),
                )),
            )
            .order((forums::last_post_id.desc(), forums::id))
            .limit(MOST)
            .select((Forum::as_select(), Actor::as_select()))
            .load(c)
            .await
    })?)
}

/// The sectors of all forums that somebody may know of and that are ours or followed here, once for each forum, with its
/// number of topics.
pub async fn list_used(conn: &mut Conn, scopes: &[Scope]) -> Result<Vec<(Option<String>, i64)>> {
    Ok(on!(conn, |c| {
        forums::table
            .inner_join(actors::table)
            .filter(forums::sector.is_not_null())
            .filter(forums::scope.eq_any(scopes.iter().copied()))
            .filter(actors::deleted_at.is_null())
            .filter(
                forums::is_local.eq(true).or(exists(
                    follows::table
                        .filter(follows::target_id.eq(forums::actor_id))
                        .filter(follows::state.eq(FollowState::Accepted)),
                )),
            )
            .select((forums::sector, forums::topic_count))
            .load(c)
            .await
    })?)
}
